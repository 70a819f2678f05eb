"""Many records stored at once: as ``Ledger.add`` would, with a statement a table and not one a row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, Table, bindparam, insert, select, update

from marsad.ledger.errors import RecordRefused
from marsad.ledger.facts import Naming, facts_of, remember
from marsad.ledger.review import store as review
from marsad.ledger.rows import Cells, reading_cells, rows_of, text_id
from marsad.ledger.store.batches import batches
from marsad.ledger.store.search import index
from marsad.ledger.store.tables import DECIDED_REPORT, PENDING, READING, REPORT, TEXT
from marsad.model.record import ReportRecord

_Rows = list[tuple[Table, list[Cells]]]


class Added(StrEnum):
    """What became of a record that was added."""

    NEW = "new"
    REREAD = "read again by another reader"
    KNOWN = "already known"


@dataclass(frozen=True, slots=True)
class Kept:
    """A record with when it was read and when its report was first known; None for now."""

    record: ReportRecord
    read_at: datetime | None = None
    known_at: datetime | None = None

    @property
    def key(self) -> tuple[str, str]:
        return self.record.report.id, self.record.reader


def add_all(connection: Connection, kept: Sequence[Kept]) -> list[Added | RecordRefused]:
    """Store records in the caller's transaction; what became of each, in their order."""
    readers = readers_of(connection, {k.record.report.id for k in kept})
    outcomes: list[Added | RecordRefused] = []
    new: list[tuple[Kept, _Rows]] = []
    namings: set[Naming] = set()
    for one in kept:
        report, reader = one.key
        if reader in readers[report]:
            outcomes.append(Added.KNOWN)
            continue
        try:
            facts = facts_of(one.record)
            new.append((one, rows_of(one.record, 0, facts)))
            namings.update(facts.namings)
        except RecordRefused as refused:
            outcomes.append(refused)
            continue
        outcomes.append(Added.REREAD if readers[report] else Added.NEW)
        readers[report].add(reader)
    if new:
        remember(connection, namings)
        _insert(connection, new)
        renew(connection, {one.record.report.id for one, _ in new})
    return outcomes


def readers_of(connection: Connection, reports: Iterable[str]) -> defaultdict[str, set[str]]:
    """Report → the readers whose record of it is known."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for some in batches(sorted(reports)):
        query = select(READING.c.report, READING.c.reader).where(
            READING.c.report.in_(some), READING.c.reviewed_of.is_(None)
        )
        for report, reader in connection.execute(query):
            found[report].add(reader)
    return found


def _insert(connection: Connection, new: Sequence[tuple[Kept, _Rows]]) -> None:
    now = datetime.now(UTC)
    known: dict[str, datetime] = {}
    for one, _ in new:
        known.setdefault(one.record.report.id, one.known_at or one.read_at or now)
    there = present(connection, REPORT.c.id, known)
    _put(connection, REPORT, [{"id": i, "known_at": at} for i, at in sorted(known.items()) if i not in there])
    texts = {text_id(one.record.report.text): one.record.report.text for one, _ in new}
    there = present(connection, TEXT.c.id, texts)
    _put(connection, TEXT, [{"id": i, "text": t} for i, t in sorted(texts.items()) if i not in there])
    cells = [{**reading_cells(one.record, one.read_at or now), "stored_at": now} for one, _ in new]
    returning = insert(READING).returning(READING.c.n, sort_by_parameter_order=True)
    numbers = connection.execute(returning, cells).scalars().all()
    together: dict[Table, list[Cells]] = defaultdict(list)
    for n, (_, tables) in zip(numbers, new, strict=True):
        for table, rows in tables:
            together[table] += [{**row, "reading": n} for row in rows]
    for table, rows in together.items():
        _put(connection, table, rows)
    for n in numbers:
        index(connection, n)


def renew(connection: Connection, reports: Iterable[str]) -> None:
    """Make what follows from the readings of ``reports`` anew, and have their events settled again."""
    wanted = sorted(set(reports))
    decided = present(connection, DECIDED_REPORT.c.report, wanted)
    for report in decided:
        review.review(connection, report)
    counts: dict[str, int] = {}
    for some in batches([r for r in wanted if r not in decided]):
        query = select(READING.c.report, READING.c.n).where(
            READING.c.report.in_(some), READING.c.reviewed_of.is_(None)
        )
        for report, n in connection.execute(query.order_by(READING.c.report, *review.NEWEST)):
            counts.setdefault(report, n)
    if counts:
        change = update(REPORT).where(REPORT.c.id == bindparam("of")).values(current=bindparam("counts"))
        connection.execute(change, [{"of": report, "counts": n} for report, n in counts.items()])
    waits = present(connection, PENDING.c.report, wanted)
    _put(connection, PENDING, [{"report": r} for r in wanted if r not in waits])


def present(connection: Connection, column: ColumnElement[str], values: Iterable[str]) -> set[str]:
    """Those of ``values`` that stand in ``column``."""
    found: set[str] = set()
    for some in batches(sorted(values)):
        found.update(connection.execute(select(column).where(column.in_(some))).scalars())
    return found


def _put(connection: Connection, table: Table, rows: Sequence[Cells]) -> None:
    if rows:
        connection.execute(insert(table), rows)
