"""Two ledgers merged, in whatever order, hold the same; nothing twice, nothing lost, broken ones told of."""

from __future__ import annotations

import hashlib
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select, text, update

from marsad.knowledge.actors import Registry
from marsad.ledger import Kept, Ledger, LedgerMissing, LedgerTooNew, LedgerUnwritable, archive
from marsad.ledger.importing import take_in
from marsad.ledger.store.tables import EVENT, READING, REPORT
from marsad.model.decision import Decision, Verb
from marsad.model.record import ReportRecord

from . import factory
from .test_archive import rewritten
from .test_decisions import NOON, correct, decide
from .test_incidents import retold


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.load()


def _records() -> list[ReportRecord]:
    one = factory.clash()
    (event,) = factory.clash(1).events
    return [
        one,
        retold(one, "Heavy battles", "Qasr Online"),
        retold(one, "New fighting", "Rih Press"),
        factory.clash(1),
        replace(factory.clash(1, reader="test reader 2"), control=()),
        # One reader, two outcomes: with and without an actor file of the user's own.
        replace(factory.clash(1), events=(replace(event, confidence=0.5),)),
        replace(factory.clash(1), control=()),
        # One report in two colleagues' folders.
        replace(one, report=replace(one.report, source="elsewhere/a.txt", name="a")),
        factory.strike(),
        factory.foreign(),
    ]


def _decisions() -> list[Decision]:
    one, other = factory.clash(), factory.clash(1)
    return [
        correct(one, "status", {"status": "denied"}),
        correct(one, "status", {"status": "alleged"}, minutes=1),
        correct(other, "killed", {"figures": [{"who": "civilians", "low": 3, "high": 4}]}),
        correct(other, "status", {"status": "no such status"}),
        decide(factory.strike(), Verb.WITHDRAW),
        decide(factory.clash(9), Verb.CONFIRM),
    ]


def everything(ledger: Ledger, registry: Registry) -> object:
    """All that a user can see of a ledger."""
    found = ledger.incidents(registry)
    with ledger.engine.connect() as connection:
        readings = connection.execute(
            select(READING.c.report, READING.c.reader, READING.c.read_at, READING.c.source)
            .where(READING.c.reviewed_of.is_(None))
            .order_by(READING.c.report, READING.c.reader)
        ).all()
        reports = connection.execute(select(REPORT.c.id, REPORT.c.known_at).order_by(REPORT.c.id)).all()
    return (
        reports,
        [(tuple(row), ledger.record(row.report, reader=row.reader)) for row in readings],
        [ledger.record(row.id) for row in reports],
        [d.id for d in ledger.decisions()],
        sorted((i.id, sorted(f"{r.report.id}/{r.event.id}" for r in i.rows)) for i in found),
    )


def fill(
    ledger: Ledger, records: list[tuple[int, int]], decisions: list[int], registry: Registry | None = None
) -> None:
    told, decided = _records(), _decisions()
    for which, hour in records:
        ledger.add(told[which], NOON + timedelta(hours=hour))
    for which in decisions:
        if which != 3:  # a decision that cannot be made here may have been made elsewhere
            ledger.decide(decided[which])
    if registry is not None:
        ledger.settle(registry)


SOME = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 3)), max_size=9)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    mine=SOME,
    theirs=SOME,
    decided=st.lists(st.integers(0, 5), unique=True),
    decided_too=st.lists(st.integers(0, 5), unique=True),
    settled=st.booleans(),
)
def test_whichever_is_merged_into_which_the_outcome_is_the_same(  # noqa: PLR0917
    tmp_path_factory: pytest.TempPathFactory,
    registry: Registry,
    mine: list[tuple[int, int]],
    theirs: list[tuple[int, int]],
    decided: list[int],
    decided_too: list[int],
    settled: bool,
) -> None:
    folder = tmp_path_factory.mktemp("merge")
    with Ledger.open(folder / "a") as a, Ledger.open(folder / "b") as b:
        fill(a, mine, decided, registry if settled else None)
        fill(b, theirs, decided_too)
        archive.write(a, folder / "a.zip")
        take_in(a, str(folder / "b"))
        take_in(b, str(folder / "a.zip"))
        both = everything(a, registry)
        assert everything(b, registry) == both
        again = take_in(a, str(folder / "b"))
        assert {name for name, n in (again.records + again.decisions).items() if n} <= {"known"}
        assert everything(a, registry) == both


def test_what_was_new_known_and_read_again_is_counted(place: str, tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "theirs") as theirs, Ledger.open(place) as mine:
        fill(theirs, [(0, 0), (3, 0), (4, 1), (8, 2)], [0, 4])
        fill(mine, [(0, 1), (3, 3)], [4])
        seen: list[tuple[int, int]] = []
        merged = take_in(mine, str(tmp_path / "theirs"), lambda done, total: seen.append((done, total)))
        assert merged.records == {"new": 1, "read again": 1, "known": 2}
        assert merged.decisions == {"new": 1, "known": 1}
        assert merged.refused == []
        assert seen[-1] == (6, 6)
        with mine.engine.connect() as connection:
            known = connection.execute(
                select(REPORT.c.known_at).where(REPORT.c.id == factory.clash().report.id)
            )
            assert known.scalar_one() == NOON


def test_a_later_other_record_of_one_reader_stands_beside_the_first_and_counts(
    place: str, tmp_path: Path
) -> None:
    with Ledger.open(tmp_path / "theirs") as theirs, Ledger.open(place) as mine:
        fill(theirs, [(5, 5)], [])
        fill(mine, [(3, 0)], [])
        assert take_in(mine, str(tmp_path / "theirs")).records == {"differing": 1}
        report = factory.clash(1).report.id
        first, now = mine.record(report, reader=factory.READER), mine.record(report)
        assert first is not None and first.events[0].confidence == 0.75
        assert now is not None and now.events[0].confidence == 0.5
        assert now.reader.startswith(f"{factory.READER}, other copy ")


def test_one_broken_record_keeps_none_of_the_others_out(place: str, tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "theirs") as theirs:
        fill(theirs, [(0, 0), (3, 0), (8, 2)], [0])
        with theirs.engine.begin() as connection:
            broken = select(READING.c.n).where(READING.c.report == factory.clash(1).report.id)
            connection.execute(
                update(EVENT).where(EVENT.c.reading == broken.scalar_subquery()).values(status="odd")
            )
            connection.execute(text("UPDATE decision SET said = '{}'"))
    with Ledger.open(place) as mine:
        merged = take_in(mine, str(tmp_path / "theirs"))
        assert merged.records == {"new": 2, "refused": 1}
        assert merged.decisions == {"new": 0, "known": 0, "refused": 1}
        assert ["'odd' is not a valid Status" in b.why for b in merged.refused] == [False, True]
        assert factory.clash(1).report.id in merged.refused[1].what


def test_a_line_that_is_no_record_is_told_with_its_number(place: str, tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "theirs") as theirs:
        fill(theirs, [(0, 0), (3, 0), (8, 2)], [])
        manifest = archive.write(theirs, tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as source:
        first, second, third = source.read("records-00001.jsonl").splitlines(keepends=True)
        lines = first + b'{"record": 1}\n' + (second + third).replace(b"At least seven", b"At most eleven", 1)
        said = source.read("manifest.json").decode()
    part = manifest.parts[0]
    said = said.replace(part.sha256, hashlib.sha256(lines).hexdigest()).replace('"lines": 3', '"lines": 4')
    path = rewritten(
        tmp_path / "a.zip", "b.zip", {"records-00001.jsonl": lines, "manifest.json": said.encode()}
    )
    with Ledger.open(place) as mine:
        merged = take_in(mine, str(path))
        assert merged.records == {"new": 2, "refused": 2}
        assert merged.refused[0].what == "line 2 of records-00001.jsonl"
        assert "'At most eleven' does not stand" in merged.refused[1].why


def test_what_the_database_does_not_take_is_refused_alone(place: str) -> None:
    record = factory.clash()
    absurd = replace(
        record, report=replace(record.report, removed=(replace(record.report.removed[0], end=10**30),))
    )

    class Source:
        def records(self) -> object:
            return iter([Kept(absurd, NOON, NOON), Kept(factory.strike(), NOON, NOON)])

        def decisions(self) -> object:
            return iter([])

    from marsad.ledger.merging import merge

    with Ledger.open(place) as mine:
        merged = merge(mine, Source())  # type: ignore[arg-type]
        assert merged.records == {"refused": 1, "new": 1}
        assert mine.record(factory.strike().report.id) == factory.strike()


def test_a_colleagues_ledger_stays_as_it_is(place: str, tmp_path: Path) -> None:
    path = tmp_path / "theirs.sqlite"
    with Ledger.open(path) as theirs:
        fill(theirs, [(0, 0), (3, 0)], [0])
        with theirs.engine.begin() as connection:
            connection.execute(text("DROP TABLE stamp"))
            connection.execute(text("UPDATE alembic_version SET version_num = '9001'"))
    before = path.read_bytes()
    with Ledger.open(place) as mine:
        with pytest.raises(LedgerTooNew, match=r"theirs\.sqlite.*newer version"):
            take_in(mine, str(path))
        with pytest.raises(LedgerMissing, match="no such file"):
            take_in(mine, str(tmp_path / "nobody.sqlite"))
    assert path.read_bytes() == before


def test_a_ledger_is_not_taken_into_itself(ledger: Ledger, place: str) -> None:
    ledger.add(factory.clash())
    if "://" in place:
        assert take_in(ledger, place).records == {"known": 1}
        return
    with pytest.raises(LedgerUnwritable, match="it is to go into"):
        take_in(ledger, place)


def test_a_ledger_on_a_server_is_taken_in(server: str, tmp_path: Path, registry: Registry) -> None:
    from .conftest import emptied

    url = emptied(server)
    with Ledger.open(url) as theirs, Ledger.open(tmp_path / "mine") as mine:
        fill(theirs, [(n, n % 4) for n in range(10)], [0, 1, 2])
        take_in(mine, url)
        assert everything(mine, registry) == everything(theirs, registry)


def test_an_archive_restores_times(place: str, tmp_path: Path) -> None:
    early = datetime(2001, 1, 1, tzinfo=UTC)
    with Ledger.open(tmp_path / "a") as theirs:
        theirs.add_many([Kept(factory.clash(), NOON, early)])
        archive.write(theirs, tmp_path / "a.zip")
    with Ledger.open(place) as mine:
        take_in(mine, str(tmp_path / "a.zip"))
        with mine.engine.connect() as connection:
            assert connection.execute(select(REPORT.c.known_at)).scalar_one() == early
            assert connection.execute(select(READING.c.read_at)).scalar_one() == NOON


def test_many_at_once_are_as_one_by_one(place: str, registry: Registry, tmp_path: Path) -> None:
    with Ledger.open(place) as many, Ledger.open(tmp_path / "one") as one:
        told = [Kept(r, NOON + timedelta(hours=n), None) for n, r in enumerate(_records())]
        for ledger in (many, one):
            for decision in _decisions()[:3]:
                ledger.decide(decision)
        outcomes = many.add_many(told)
        assert outcomes == [one.add(k.record, k.read_at) for k in told]
        assert everything(many, registry) == everything(one, registry)
        assert insert is not None
