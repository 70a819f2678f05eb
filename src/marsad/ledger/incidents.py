"""Incidents: the events of all reports brought together, worked out anew whenever they are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from marsad.incidents.figures import Toll, tolls
from marsad.incidents.grouping import Group, group
from marsad.incidents.sources import Printed, witnesses
from marsad.incidents.telling import Teller, Telling, telling_of
from marsad.knowledge.actors import Registry
from marsad.ledger import queries
from marsad.ledger.filters import EventFilter, current
from marsad.ledger.store.tables import READING, TEXT
from marsad.ledger.views import EventRow
from marsad.model.event import EventType
from marsad.model.time import Precision, When

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
        return min((w.start for w in self._times() if w.start), default=None)

    @property
    def last(self) -> date | None:
        return max((w.end for w in self._times() if w.end), default=None)

    def _times(self) -> list[When]:
        told = [r.event.when for r in self.rows if r.event.when.start and r.event.when.end]
        return [w for w in told if w.precision is Precision.DAY] or told


def incidents(connection: Connection, asked: EventFilter, registry: Registry) -> list[Incident]:
    """The incidents with an event that is asked for, by day, those without a day last.

    All events of the ledger are brought together first, so that what is asked never cuts an incident apart.
    """
    rows = [
        r for r in queries.events(connection, _EVERYTHING, None) if r.event.type is not EventType.STATEMENT
    ]
    by_key = {_key(r): r for r in rows}
    source = _witnesses(connection)
    told = {k: _telling(k, r, source) for k, r in by_key.items()}
    wanted = (
        {_key(r) for r in queries.events(connection, asked, None)} if asked != _EVERYTHING else set(by_key)
    )
    found = [
        _incident(g, by_key, told) for g in group(told.values(), registry) if wanted.intersection(g.keys)
    ]
    return sorted(found, key=lambda i: (i.first is None, i.first or date.max, i.id))


def _key(row: EventRow) -> str:
    """Two reports may hold one event word for word; the report's id tells them apart."""
    return f"{row.report.id}/{row.event.id}"


def _witnesses(connection: Connection) -> Mapping[str, str]:
    query = (
        select(READING.c.report, READING.c.credit, TEXT.c.text).join(TEXT).where(READING.c.n.in_(current()))
    )
    return witnesses(Printed(r.report, r.text, r.credit) for r in connection.execute(query))


def _telling(key: str, row: EventRow, source: Mapping[str, str]) -> Telling:
    head = row.report
    teller = Teller(head.id, source.get(head.id, head.id), head.outlet, head.published)
    return telling_of(key, row.event, row.place, teller)


def _incident(found: Group, rows: Mapping[str, EventRow], told: Mapping[str, Telling]) -> Incident:
    members = sorted((rows[k] for k in found.keys), key=_published)
    tellings = [told[k] for k in found.keys]
    return Incident(
        id="i" + members[0].event.id[1:13],
        rows=tuple(members),
        tolls=tolls(tellings),
        reasons=_reasons(found, [*found.judgements]),
        witnesses=len({t.source for t in tellings}),
    )


def _published(row: EventRow) -> tuple[date, str, str]:
    published = row.report.published
    return published.start if published else date.max, row.report.id, row.event.id


def _reasons(found: Group, pairs: Sequence[frozenset[str]]) -> tuple[str, ...]:
    """What speaks for one incident, over all its pairs, the strongest first."""
    weight: dict[str, float] = {}
    for pair in pairs:
        for name, added in found.judgements[pair].reasons:
            weight[name] = weight.get(name, 0.0) + added
    return tuple(name for name, added in sorted(weight.items(), key=_strongest) if added > 0)


def _strongest(reason: tuple[str, float]) -> tuple[float, str]:
    return -reason[1], reason[0]


def outlets(rows: Iterable[EventRow]) -> tuple[str, ...]:
    """Who tells it, each once: the outlet, or the source where none is known."""
    return tuple(dict.fromkeys(r.report.outlet or r.report.source for r in rows))
