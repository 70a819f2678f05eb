"""Incidents as they were settled, put together for those who ask."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from marsad.incidents.figures import Toll, tolls
from marsad.incidents.sources import Printed, witnesses
from marsad.ledger import queries
from marsad.ledger.filters import EventFilter, counts, found
from marsad.ledger.store.batches import batches
from marsad.ledger.store.tables import EVENT_FACT, INCIDENT, LIKENESS, READING, REPORT, TELLING, TEXT
from marsad.ledger.tellings import bounds, denied, published, standing, telling_in
from marsad.ledger.views import EventRow
from marsad.model.time import Precision

_EVERYTHING = EventFilter()


@dataclass(frozen=True, slots=True)
class Incident:
    """What several reports' events, or one alone, are judged to be.

    ``rows`` are the events, the earliest published first; ``reasons`` say what brought them together,
    strongest first; ``witnesses`` counts the reports that are no copies of each other.
    """

    id: str
    rows: tuple[EventRow, ...]
    tolls: tuple[Toll, ...]
    reasons: tuple[str, ...]
    witnesses: int
    sources: Mapping[str, str] = field(default_factory=dict)
    """Report → the witness behind it, the same for copies of one text."""

    @property
    def lead(self) -> EventRow:
        """The event that stands for all: of the commonest sub-type, with a day and a place if any has."""
        kinds = [r.event.sub_type for r in self.rows]

        def rank(row: EventRow) -> tuple[int, bool, bool]:
            event = row.event
            return -kinds.count(event.sub_type), event.when.precision is not Precision.DAY, row.place is None

        return min(self.rows, key=rank)

    @property
    def first(self) -> date | None:
        """The first day that any source gives, of the sources that know the day where any does."""
        return bounds(self.rows)[0]

    @property
    def last(self) -> date | None:
        return bounds(self.rows)[1]


class Order(StrEnum):
    """What stands first where incidents are listed; those without a day stand last."""

    OLDEST = "oldest"
    NEWEST = "newest"
    HARM = "harm"


_ORDERS: Mapping[Order, tuple[ColumnElement[object], ...]] = {
    Order.OLDEST: (INCIDENT.c.first.nulls_last(), INCIDENT.c.id),
    Order.NEWEST: (INCIDENT.c.first.desc().nulls_last(), INCIDENT.c.id),
    Order.HARM: (INCIDENT.c.harm.desc(), INCIDENT.c.id),
}


def incidents(
    connection: Connection, asked: EventFilter, limit: int | None = None, ids: Collection[str] = ()
) -> list[Incident]:
    """The settled incidents with an event that is asked for (of ``ids``, where given), by day, those without
    a day last. What is asked chooses incidents and never cuts one apart.
    """
    chosen = _chosen(select(INCIDENT.c.id), asked).order_by(*_ORDERS[Order.OLDEST]).limit(limit)
    if ids:
        chosen = chosen.where(INCIDENT.c.id.in_(sorted(ids)))
    return together(connection, connection.execute(chosen).scalars().all())


def sheet(connection: Connection, order: Order, limit: int, offset: int = 0) -> tuple[list[Incident], int]:
    """One page of all incidents, and how many there are."""
    total = connection.execute(select(func.count()).select_from(INCIDENT)).scalar_one()
    query = select(INCIDENT.c.id).order_by(*_ORDERS[order]).limit(limit).offset(offset)
    return together(connection, connection.execute(query).scalars().all()), total


def _chosen(query: Select[Any], asked: EventFilter) -> Select[Any]:
    return query if asked == _EVERYTHING else query.where(INCIDENT.c.id.in_(asked_for(asked)))


def together(connection: Connection, order: Sequence[str]) -> list[Incident]:
    """The incidents of these ids, in their order."""
    found: list[Incident] = []
    for some in batches(order):
        told = _some(connection, some)
        found += [told[name] for name in some if name in told]
    return found


def asked_for(asked: EventFilter) -> Select[Any]:
    """The ids of the incidents with an event that is asked for, some of them more than once."""
    return found(asked, EVENT_FACT.c.incident).where(EVENT_FACT.c.incident.is_not(None))


def _some(connection: Connection, names: Sequence[str]) -> dict[str, Incident]:
    query = standing().where(TELLING.c.incident.in_(names))
    told = connection.execute(query.order_by(TELLING.c.n)).all()
    rows = dict(
        zip(
            (t.n for t in told),
            queries.event_rows(connection, [(t.reading, t.number) for t in told]),
            strict=True,
        )
    )
    members: dict[str, list[int]] = defaultdict(list)
    for t in told:
        members[t.incident].append(t.n)
    signs = _signs(connection, {t.n: t.incident for t in told})
    inside = {name: [rows[n] for n in numbers] for name, numbers in members.items()}
    found = made_of(connection, inside)
    return {name: replace(one, reasons=_strongest(signs[name])) for name, one in found.items()}


def made_of(connection: Connection, members: Mapping[str, Collection[EventRow]]) -> dict[str, Incident]:
    """Incidents, by their ids, as their events make them; what brought these together is left aside."""
    reports = {name: {row.report.id for row in rows} for name, rows in members.items()}
    printed = _printed(connection, reports.values())
    found = {}
    for name, rows in members.items():
        inside = sorted(rows, key=published)
        source = witnesses(printed[report] for report in reports[name] if report in printed)
        tellings = [telling_in(r, source=source.get(r.report.id)) for r in inside]
        found[name] = Incident(
            id=name,
            rows=tuple(inside),
            tolls=tolls(tellings, denied(inside)),
            reasons=(),
            witnesses=len({t.source for t in tellings}),
            sources={t.report: t.source for t in tellings},
        )
    return found


def _signs(connection: Connection, incident: Mapping[int, str]) -> dict[str, dict[str, float]]:
    """Incident → what speaks for it being one, and how much, over all its pairs."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    numbers = sorted(incident)
    for some in batches(numbers):
        for row in connection.execute(select(LIKENESS).where(LIKENESS.c.one.in_(some))):
            name = incident[row.one]
            if incident.get(row.other) != name:
                continue
            told = {"joined by a reviewer": _DECIDED} if row.ruled else row.reasons
            for sign, added in told.items():
                found[name][sign] = found[name].get(sign, 0.0) + added
    return found


_DECIDED = 100.0
"""A reviewer's word stands before all signs."""


def _strongest(signs: Mapping[str, float]) -> tuple[str, ...]:
    return tuple(name for name, added in sorted(signs.items(), key=lambda s: (-s[1], s[0])) if added > 0)


def _printed(connection: Connection, several: Iterable[Collection[str]]) -> dict[str, Printed]:
    """The reports, by id, of incidents that are told by more than one: only there copies matter."""
    wanted = sorted({report for reports in several if len(reports) > 1 for report in reports})
    found: dict[str, Printed] = {}
    for some in batches(wanted):
        query = (
            select(READING.c.report, READING.c.credit, TEXT.c.text)
            .join(TEXT)
            .join(REPORT, counts(READING.c.n))
            .where(REPORT.c.id.in_(some))
        )
        found |= {r.report: Printed(r.report, r.text, r.credit) for r in connection.execute(query)}
    return found


def outlets(rows: Iterable[EventRow]) -> tuple[str, ...]:
    """Who tells it, each once: the outlet, or the source where none is known."""
    return tuple(dict.fromkeys(r.report.outlet or r.report.source for r in rows))
