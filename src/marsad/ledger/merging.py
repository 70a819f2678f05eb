"""Another ledger, or an archive of one, taken into this one without doubles.

Records are one where report and reader are one, decisions where their ids are. Whichever of two ledgers is
merged into the other, both then hold the same: of two times the earlier is kept, and what follows from
records and decisions does not hang on the order in which they came.

Two ledgers may hold different records of one report by one reader (one of them was given the user's own
actors). Both are kept: the one read first under the reader's name, the others under a name with their digest
(``_rename``). As everywhere, the one read last is the one that counts.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from typing import Protocol, TypeVar

from sqlalchemy import Connection, bindparam, select, update
from sqlalchemy.exc import DBAPIError, StatementError

from marsad.ledger.adding import Added, Kept, add_all, present, readers_of, renew
from marsad.ledger.archive.lines import beside
from marsad.ledger.errors import RecordRefused
from marsad.ledger.everything import Broken, Taken
from marsad.ledger.ledger import Ledger
from marsad.ledger.records import load_records
from marsad.ledger.review.store import append
from marsad.ledger.store.tables import READING, REPORT
from marsad.model.record import ReportRecord

BATCH = 100
"""Records stored in one transaction: an interrupted run loses no more, and others wait no longer."""
COPY = ", other copy "
"""Between a reader's name and the digest of what it made of a report in another ledger."""
_REASONS = 100
"""So many refusals are told one by one; the others are only counted."""
_T = TypeVar("_T")


class Source(Protocol):
    """What can be merged: an archive, or a ledger (``LedgerSource``)."""

    def records(self) -> Iterator[Kept | Broken]: ...
    def decisions(self) -> Iterator[Taken | Broken]: ...


@dataclass
class Merged:
    """What became of all that was in the other ledger. ``refused`` says what was left out, and why."""

    records: Counter[str] = field(default_factory=Counter)
    """new, read again, known, differing, refused → how many."""
    decisions: Counter[str] = field(default_factory=Counter)
    """new, known, refused → how many."""
    refused: list[Broken] = field(default_factory=list)

    def refuse(self, counts: Counter[str], what: Broken) -> None:
        counts["refused"] += 1
        if len(self.refused) < _REASONS:
            self.refused.append(what)


def merge(ledger: Ledger, source: Source, tell: Callable[[int], None] | None = None) -> Merged:
    """Take all of ``source`` into ``ledger``; broken off, it is finished by doing it again.

    What is broken is left out and told of. ``tell`` is called with how many records and decisions more were
    looked at. Raises LedgerError where either ledger fails.
    """
    outcome = Merged()
    # Decisions first: reports that come after them are reviewed once, as they are stored.
    for some in _batches(source.decisions()):
        _put_decisions(ledger, some, outcome)
        if tell:
            tell(len(some))
    for batch in _batches(source.records()):
        _put_records(ledger, batch, outcome)
        if tell:
            tell(len(batch))
    return outcome


def _batches(values: Iterator[_T]) -> Iterator[list[_T]]:
    while some := list(islice(values, BATCH)):
        yield some


# --- decisions


def _put_decisions(ledger: Ledger, some: Iterable[Taken | Broken], outcome: Merged) -> None:
    told = []
    for one in some:
        if isinstance(one, Broken):
            outcome.refuse(outcome.decisions, one)
        else:
            told.append(one)
    with ledger.writing() as connection:
        new = [t.decision for t in told if append(connection, t.decision)]
        reports = {s.report for decision in new for s in decision.subjects}
        renew(connection, present(connection, REPORT.c.id, reports))
    outcome.decisions["new"] += len(new)
    outcome.decisions["known"] += len(told) - len(new)


# --- records


def _put_records(ledger: Ledger, some: Iterable[Kept | Broken], outcome: Merged) -> None:
    told: list[Kept] = []
    for one in some:
        if isinstance(one, Broken):
            outcome.refuse(outcome.records, one)
        else:
            told.append(one)
    for one, became in zip(told, _stored(ledger, told), strict=True):
        if isinstance(became, RecordRefused):
            report, reader = one.key
            outcome.refuse(outcome.records, Broken(f"report {report} as read by {reader}", str(became)))
        else:
            outcome.records[became] += 1


def _stored(ledger: Ledger, kept: Sequence[Kept]) -> list[str | RecordRefused]:
    """What became of each. Where the database takes one of them ill, each goes in alone."""
    try:
        with ledger.writing() as connection:
            return _put(connection, kept)
    except (DBAPIError, StatementError, OverflowError) as error:
        if len(kept) == 1:
            said = str(getattr(error, "orig", None) or error).strip().splitlines()
            return [
                RecordRefused(f"the database does not take it ({said[0] if said else 'no reason given'})")
            ]
        return [became for one in kept for became in _stored(ledger, [one])]


_NAMES = {Added.NEW: "new", Added.REREAD: "read again"}


def _put(connection: Connection, kept: Sequence[Kept]) -> list[str | RecordRefused]:
    readers = readers_of(connection, {k.record.report.id for k in kept})
    became: dict[int, str | RecordRefused] = {}
    fresh: list[int] = []
    coming: set[tuple[str, str]] = set()
    for at, one in enumerate(kept):
        report, reader = one.key
        key = report, base(reader)
        if key not in coming and all(base(name) != key[1] for name in readers[report]):
            fresh.append(at)
        coming.add(key)
    for at, added in zip(fresh, add_all(connection, [kept[at] for at in fresh]), strict=True):
        became[at] = added if isinstance(added, RecordRefused) else _NAMES[added]
    for at, one in enumerate(kept):
        if at not in became:
            became[at] = _beside(connection, one)
    _know(connection, kept)
    return [became[at] for at in range(len(kept))]


def _know(connection: Connection, kept: Sequence[Kept]) -> None:
    """Of two times at which a report was first known, keep the earlier."""
    known = [{"of": k.record.report.id, "then": k.known_at} for k in kept if k.known_at is not None]
    if known:
        earlier = update(REPORT).where(REPORT.c.id == bindparam("of"), REPORT.c.known_at > bindparam("then"))
        connection.execute(earlier.values(known_at=bindparam("then")), known)


def base(reader: str) -> str:
    """The name of a reader, without the digest of a copy."""
    return reader.partition(COPY)[0]


@dataclass(frozen=True, slots=True)
class _Version:
    """One of several records of one report by one reader; ``n`` is None where it is not stored yet."""

    n: int | None
    reader: str
    digest: str
    seen: tuple[datetime, str, str, str]
    """When it was read, and in which source under which name and URL: the earliest is kept."""


def _beside(connection: Connection, one: Kept) -> str | RecordRefused:
    """Store a record whose report and reader are known: the same, or another beside it."""
    report, reader = one.key
    versions = _versions(connection, report, base(reader))
    mine = _version(one)
    same = next((v for v in versions if v.digest == mine.digest), None)
    if same is None:
        # Under a name that no other has, until all of them are known.
        added = add_all(
            connection, [replace(one, record=replace(one.record, reader=f"{base(reader)}{COPY}"))]
        )[0]
        if isinstance(added, RecordRefused):
            return added
    elif mine.seen < same.seen:
        _see(connection, same.n, mine.seen)
    if same is None or mine.seen < same.seen:
        _rename(connection, _versions(connection, report, base(reader)), base(reader))
        renew(connection, [report])
    return "known" if same is not None else "differing"


def _version(kept: Kept, n: int | None = None) -> _Version:
    report = kept.record.report
    assert kept.read_at is not None
    seen = (kept.read_at, report.source, report.name or "", report.url or "")
    return _Version(n, kept.record.reader, digest(kept.record), seen)


def digest(record: ReportRecord) -> str:
    """What a record says, whoever made it and wherever the report was found."""
    bare = replace(record, reader="", report=replace(record.report, source="", name=None, url=None))
    said = json.dumps([bare.to_json(), beside(bare)], sort_keys=True)
    return hashlib.sha256(said.encode("ascii")).hexdigest()[:12]


def _versions(connection: Connection, report: str, reader: str) -> list[_Version]:
    query = select(READING.c.n, READING.c.reader, READING.c.read_at).where(
        READING.c.report == report, READING.c.reviewed_of.is_(None)
    )
    rows = [row for row in connection.execute(query) if base(row.reader) == reader]
    records = load_records(connection, [row.n for row in rows])
    return [_version(Kept(record, row.read_at), row.n) for row, record in zip(rows, records, strict=True)]


def _see(connection: Connection, n: int | None, seen: tuple[datetime, str, str, str]) -> None:
    read_at, source, name, url = seen
    values = {"read_at": read_at, "source": source, "name": name or None, "url": url or None}
    connection.execute(update(READING).where(READING.c.n == n).values(**values))


def _rename(connection: Connection, versions: Sequence[_Version], reader: str) -> None:
    """Give each version the name that it has in every ledger that holds the same ones."""
    first, *others = sorted(versions, key=lambda v: (v.seen, v.digest))
    names = {first.n: reader} | {v.n: f"{reader}{COPY}{v.digest}" for v in others}
    changed = [v.n for v in versions if v.reader != names[v.n]]
    for suffix in (f"{COPY}?", ""):  # by way of names that none has: two may change places
        for at, n in enumerate(changed):
            name = f"{reader}{suffix}{at}" if suffix else names[n]
            connection.execute(update(READING).where(READING.c.n == n).values(reader=name))
