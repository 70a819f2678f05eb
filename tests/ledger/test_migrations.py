"""The migrations give what the tables say, on both stores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Table, column, insert, inspect, select, text
from sqlalchemy import table as sql_table

from marsad.knowledge.actors import Registry
from marsad.ledger import Added, EventFilter, Kept, Ledger
from marsad.ledger.checking import check
from marsad.ledger.store import migrate, search
from marsad.ledger.store.tables import EVENT, METADATA
from marsad.ledger.store.target import target_of
from marsad.model.record import ReportRecord

from . import factory
from .test_decisions import NOON


def _of_ours(name: str | None, kind: str, parents: object) -> bool:
    """The index of words is each store's own, and in no table that both know."""
    return kind != "table" or not (name or "").startswith(search.INDEX)


def _context(connection: Connection) -> MigrationContext:
    options = {"compare_type": True, "include_name": _of_ours}
    return MigrationContext.configure(connection, opts=options)


def test_head_is_the_newest_revision() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrate.SCRIPTS))
    assert ScriptDirectory.from_config(config).get_heads() == [migrate.HEAD]


def test_upgrading_from_nothing_gives_the_tables_and_the_stamp(place: str) -> None:
    with Ledger.open(place) as ledger, ledger.engine.connect() as connection:
        assert compare_metadata(_context(connection), METADATA) == []
        assert migrate.revision(connection) == migrate.HEAD


def test_opening_again_changes_nothing(place: str) -> None:
    Ledger.open(place).close()
    with Ledger.open(place) as ledger:
        assert ledger.counts().readings == 0


def _told() -> list[ReportRecord]:
    """What a ledger of an earlier form held: nobody judged the fields of its events."""
    records = [factory.clash(n) for n in range(3)]
    records += [
        replace(factory.clash(1, reader="test reader 2"), control=()),
        factory.strike(),
        factory.foreign(),
    ]
    return records


def older(
    place: str, revision: str, tmp_path: Path, records: Sequence[ReportRecord] | None = None
) -> list[Kept]:
    """A ledger of an earlier form made at ``place`` by its own migrations and filled; gives what it holds."""
    kept = [Kept(record, NOON + timedelta(hours=n)) for n, record in enumerate(records or _told())]
    with Ledger.open(tmp_path / "now.sqlite") as now:
        now.add_many(kept)
        with now.engine.connect() as connection:
            rows = {t.name: connection.execute(select(t)).all() for t in METADATA.sorted_tables}
    engine = target_of(place).engine(10.0)
    with engine.connect() as connection:
        connection.execution_options(writes=True)
        with connection.begin():
            config = Config()
            config.set_main_option("script_location", str(migrate.SCRIPTS))
            config.attributes["connection"] = connection
            command.upgrade(config, revision)
            for table in METADATA.sorted_tables:
                there = inspect(connection).has_table(table.name)
                if rows[table.name] and there and table is not search.SEARCHED:
                    _fill(connection, table, rows[table.name])
            if inspect(connection).has_table(search.SEARCHED.name):
                for row in rows["reading"]:
                    search.index(connection, row.n)
    engine.dispose()
    return kept


def _fill(connection: Connection, table: Table, rows: Sequence[Any]) -> None:
    there = {c["name"] for c in inspect(connection).get_columns(table.name)}
    columns = [column(c.name, c.type) for c in table.c if c.name in there]
    values = [{c.name: row._mapping[c.name] for c in columns} for row in rows]
    connection.execute(insert(sql_table(table.name, *columns)), values)
    if table.name == "reading" and connection.dialect.name == "postgresql":
        connection.execute(text("SELECT setval('reading_n_seq', (SELECT max(n) FROM reading))"))


@pytest.mark.parametrize("revision", ["0001", "0002", "0003", "0004", "0005", "0006"])
def test_ledgers_of_every_earlier_form_are_brought_up_with_all_they_hold(
    place: str, revision: str, tmp_path: Path
) -> None:
    kept = older(place, revision, tmp_path)
    registry = Registry.load()
    with Ledger.open(place) as ledger:
        with ledger.engine.connect() as connection:
            assert migrate.revision(connection) == migrate.HEAD
            assert compare_metadata(_context(connection), METADATA) == []
        for one in kept:
            report = one.record.report.id
            assert ledger.record(report, reader=one.record.reader) == one.record
            assert {head.read_at for head in ledger.reports()} <= {k.read_at for k in kept}
        newest = ledger.record(factory.clash(1).report.id)
        assert newest is not None and newest.reader == "test reader 2"
        assert {i.id for i in ledger.incidents(registry)}
        assert len(ledger.search("checkpoints")) == 3, "each clash once, however often it was read"
        own_ids = "ids of reports, from their words"  # those of the factory are not intake's
        assert {
            name: c.found for name, c in check(ledger).checks.items() if c.found and name != own_ids
        } == {}
        assert ledger.add(factory.clash(9)) is Added.NEW
        month = EventFilter(start=date(2019, 8, 5), end=date(2019, 8, 6))
        assert [row.event.id for row in ledger.events(month)] == ["e0-strike"]


def test_events_that_last_long_are_marked_when_a_ledger_is_brought_up(place: str, tmp_path: Path) -> None:
    older(place, "0005", tmp_path)
    engine = target_of(place).engine(10.0)
    with engine.begin() as connection:
        connection.execute(text("UPDATE event SET day_to = '2017-11-06' WHERE reading = 1"))
    engine.dispose()
    with Ledger.open(place) as ledger:
        with ledger.engine.connect() as connection:
            lasting = select(EVENT.c.reading).where(EVENT.c.lasting.is_(True))
            assert connection.execute(lasting).scalars().all() == [1]
        for day in (date(2016, 11, 6), date(2017, 3, 1), date(2017, 11, 6)):
            assert "e0-clash" in [row.event.id for row in ledger.events(EventFilter(start=day, end=day))]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    spans=st.lists(st.tuples(st.integers(0, 120), st.integers(0, 70)), max_size=8),
    asked=st.tuples(st.integers(0, 200), st.integers(0, 50)),
)
def test_events_of_some_days_are_those_that_overlap_them(
    tmp_path_factory: pytest.TempPathFactory, spans: list[tuple[int, int]], asked: tuple[int, int]
) -> None:
    began = date(2016, 1, 1)
    expected = set()
    start, end = began + timedelta(days=asked[0]), began + timedelta(days=sum(asked))
    with Ledger.open(tmp_path_factory.mktemp("days") / "a.sqlite") as ledger:
        for n, (first, length) in enumerate(spans):
            record = factory.strike(n)
            days = began + timedelta(days=first), began + timedelta(days=first + length)
            (event,) = record.events
            told = replace(event, when=replace(event.when, start=days[0], end=days[1]))
            ledger.add(replace(record, events=(told,)))
            if days[0] <= end and days[1] >= start:
                expected.add(told.id)
        assert {row.event.id for row in ledger.events(EventFilter(start=start, end=end))} == expected
