"""Tellings: the events that count, entered under the cells in which others find them, and fetched once.

A telling is one event of the reading that counts of its report, statements aside. What is stored of it, its
number, its incident and its cells, can be made anew from the event.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, delete, insert, or_, select, update

from marsad.incidents import blocking
from marsad.incidents.figures import Toll, tolls
from marsad.incidents.telling import Teller, Telling, telling_of
from marsad.ledger.doubts import keeping
from marsad.ledger.filters import counts
from marsad.ledger.keys import incident_id
from marsad.ledger.queries import event_rows
from marsad.ledger.review.finding import find_event
from marsad.ledger.store.batches import batches
from marsad.ledger.store.tables import EVENT, EVENT_FACT, LIKENESS, REPORT, TELLING, TELLING_CELL
from marsad.ledger.views import EventRow
from marsad.model.decision import About, Subject
from marsad.model.event import EventType
from marsad.model.reading import Status
from marsad.model.time import Precision


@dataclass(frozen=True, slots=True)
class Known:
    """A telling and its number in the database."""

    n: int
    telling: Telling


class Tellings:
    """The tellings of one batch of reports, and of all that is looked at beside them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[int, EventRow] = {}
        """Telling → its event, as far as it was looked at."""
        self.home: dict[int, str | None] = {}
        """Telling → the incident that it belonged to until now."""
        self.at: dict[int, tuple[int, int]] = {}
        """Telling → the reading that it stands in, and its number there."""
        self.left: set[str] = set()
        """Incidents that may have nothing left that belongs to them."""

    def forget(self, reports: Sequence[str]) -> set[int]:
        """Take out what was known of ``reports``; gives the other tellings that hung together with theirs."""
        query = select(TELLING.c.n, TELLING.c.incident, TELLING.c.reading).where(
            TELLING.c.report.in_(reports)
        )
        old = self._connection.execute(query).all()
        gone = {row.n for row in old}
        near: set[int] = set()
        for some in batches(sorted(gone)):
            pairs = select(LIKENESS.c.one, LIKENESS.c.other).where(
                or_(LIKENESS.c.one.in_(some), LIKENESS.c.other.in_(some))
            )
            for one, other in self._connection.execute(pairs):
                near |= {one, other}
            for condition in (
                delete(LIKENESS).where(LIKENESS.c.one.in_(some)),
                delete(LIKENESS).where(LIKENESS.c.other.in_(some)),
                delete(TELLING_CELL).where(TELLING_CELL.c.telling.in_(some)),
                delete(TELLING).where(TELLING.c.n.in_(some)),
            ):
                self._connection.execute(condition)
        keeping.forget(self._connection, gone)
        for some in batches(sorted({row.reading for row in old})):
            none = update(EVENT_FACT).where(EVENT_FACT.c.reading.in_(some)).values(incident=None)
            self._connection.execute(none)
        self.left.update(row.incident for row in old if row.incident)
        return near - gone

    def enter(self, reports: Sequence[str]) -> list[Known]:
        """Store the tellings of ``reports`` with the cells that others find them in."""
        keys = (
            select(EVENT.c.reading, EVENT.c.n)
            .join(REPORT, counts(EVENT.c.reading))
            .where(REPORT.c.id.in_(reports), EVENT.c.type != EventType.STATEMENT.value)
            .order_by(EVENT.c.reading, EVENT.c.n)
        )
        found = [(row.reading, row.n) for row in self._connection.execute(keys)]
        rows = list(event_rows(self._connection, found))
        told = [
            {
                "report": row.report.id,
                "reading": reading,
                "number": number,
                "name": incident_id(row.report.id, row.event.id),
            }
            for (reading, number), row in zip(found, rows, strict=True)
        ]
        if not told:
            return []
        returning = insert(TELLING).returning(TELLING.c.n, sort_by_parameter_order=True)
        numbers = self._connection.execute(returning, told).scalars().all()
        self._known.update(zip(numbers, rows, strict=True))
        self.at.update(zip(numbers, found, strict=True))
        fresh = [Known(n, telling_in(row)) for n, row in zip(numbers, rows, strict=True)]
        stands = [
            {"cell": cell, "telling": k.n} for k in fresh for cell in hashed(blocking.stands_in(k.telling))
        ]
        if stands:
            self._connection.execute(insert(TELLING_CELL), stands)
        return fresh

    def rows(self, numbers: Iterable[int]) -> dict[int, EventRow]:
        """The events of tellings, each fetched once; not of those whose report waits to be settled anew."""
        wanted = set(numbers)
        for some in batches(sorted(wanted - self._known.keys())):
            rows = self._connection.execute(standing().where(TELLING.c.n.in_(some))).all()
            told = list(event_rows(self._connection, [(r.reading, r.number) for r in rows]))
            self._known.update((r.n, row) for r, row in zip(rows, told, strict=True))
            self.at.update((r.n, (r.reading, r.number)) for r in rows)
            self.home.update((r.n, r.incident) for r in rows)
            self.left.update(r.incident for r in rows if r.incident)
        return {n: self._known[n] for n in wanted if n in self._known}

    def numbers(self, subjects: set[Subject]) -> dict[Subject, int]:
        """The telling that each subject is, where there is one."""
        found = {}
        for subject in subjects:
            if subject.about is not About.EVENT:
                continue
            rows = self._connection.execute(standing().where(TELLING.c.report == subject.report)).all()
            told = self.rows(row.n for row in rows)
            by_id = {row.event.id: n for n, row in told.items()}
            event = find_event(subject, (told[n].event for n in sorted(told)))
            if event is not None:
                found[subject] = by_id[event.id]
        return found


def standing() -> Select[Any]:
    """Tellings that stand as they were worked out: of the reading of their report that counts."""
    return select(TELLING).join(REPORT, (REPORT.c.id == TELLING.c.report) & counts(TELLING.c.reading))


def telling_in(row: EventRow, source: str | None = None) -> Telling:
    """The telling that an event of the ledger makes; ``source`` is the witness behind its report."""
    head = row.report
    teller = Teller(head.id, source or head.id, head.outlet, head.published)
    return telling_of(f"{head.id}/{row.event.id}", row.event, row.place, teller)


def published(row: EventRow) -> tuple[date, str, str]:
    """The order in which tellings of an incident stand: by publication, unknown ones last."""
    told = row.report.published
    return told.start if told else date.max, row.report.id, row.event.id


def bounds(rows: Iterable[EventRow]) -> tuple[date | None, date | None]:
    """First and last day that any of the sources gives, of those that know the day where any does."""
    told = [r.event.when for r in rows if r.event.when.start and r.event.when.end]
    times = [w for w in told if w.precision is Precision.DAY] or told
    return (
        min((w.start for w in times if w.start), default=None),
        max((w.end for w in times if w.end), default=None),
    )


def denied(rows: Iterable[EventRow]) -> frozenset[str]:
    """Keys of tellings that all who are named in them deny: their figures do not stand."""
    return frozenset(row.key for row in rows if row.event.status is Status.DENIED)


def tolls_in(rows: Collection[EventRow]) -> tuple[Toll, ...]:
    """The figures of an incident, each report taken for a witness of its own: none of the texts is read."""
    return tolls([telling_in(row) for row in sorted(rows, key=published)], denied(rows))


def hashed(cells: Iterable[str]) -> set[int]:
    """Cells as 64-bit numbers: short keys for the index; two that meet by chance cost one comparison."""
    return {
        int.from_bytes(hashlib.blake2b(c.encode(), digest_size=8).digest(), "big", signed=True) for c in cells
    }
