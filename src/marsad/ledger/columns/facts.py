"""The events of settled incidents in columns: all that a filter asks of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from sqlalchemy import Connection, and_, select

from marsad.ledger.columns.codes import Array, Codes, Mask, number_of, renewed
from marsad.ledger.columns.keeping import rows_of
from marsad.ledger.store.tables import EVENT_FACT, EVENT_NAMING, INCIDENT, TELLING

_INCIDENTS = np.dtype([("incident", "i8"), ("first", "M8[D]"), ("harm", "f8")])
_NAMED = "sort", "status", "place", "outlet"
_EVENTS = np.dtype(
    [("incident", "i8"), ("event", "i8"), ("first", "M8[D]"), ("last", "M8[D]"), *((n, "i4") for n in _NAMED)]
)
_PARTS = np.dtype([("incident", "i8"), ("event", "i8"), ("naming", "i4")])
_READING = 1 << 24
"""An event's number is that of its reading so many times, and its own in it; no report tells of more."""

Rows = Iterator[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Facts:
    """``incidents``, their ``events`` and the ``parts`` of actors in these, in the order of incidents' ids.

    ``home`` is where the incident of each event stands among the incidents, ``deed`` where the event of each
    part stands among the events. ``namings`` and ``statuses`` say what their numbers mean.
    """

    incidents: Array = field(default_factory=lambda: np.empty(0, _INCIDENTS))
    events: Array = field(default_factory=lambda: np.empty(0, _EVENTS))
    parts: Array = field(default_factory=lambda: np.empty(0, _PARTS))
    home: Array = field(default_factory=lambda: np.empty(0, np.int64))
    deed: Array = field(default_factory=lambda: np.empty(0, np.int64))
    namings: Codes[int] = field(default_factory=Codes)
    statuses: Codes[str] = field(default_factory=Codes)

    @property
    def readings(self) -> Array:
        """The reading of each event."""
        return self.events["event"] // _READING

    @property
    def size(self) -> int:
        """Bytes that the columns take."""
        return sum(a.nbytes for a in (self.incidents, self.events, self.parts, self.home, self.deed))

    def holding(self, events: Mask) -> Mask:
        """Which incidents hold one of the events."""
        found = np.zeros(len(self.incidents), bool)
        found[self.home[events]] = True
        return found

    def stand_among(self, some: Mask, sought: Array) -> Mask:
        """Which of the incidents ``sought`` by their numbers are among ``some`` of these."""
        numbers = self.incidents["incident"][some]
        if not len(numbers):
            return np.zeros(len(sought), bool)
        found: Mask = numbers[np.searchsorted(numbers, sought) % len(numbers)] == sought
        return found

    def taking(self, parts: Mask) -> Mask:
        """Which events have one of the parts."""
        found = np.zeros(len(self.events), bool)
        found[self.deed[parts]] = True
        return found

    def renewed(self, connection: Connection, changed: Collection[str] | None) -> Facts:
        """These as the ledger is now, where the incidents that ``changed`` may be others than they were; all,
        where that is None.
        """
        gone = np.array([number_of(name) for name in changed or ()], np.int64)
        incidents = renewed(self.incidents, _incidents(connection, changed), gone)
        events = renewed(self.events, self._told(connection, changed), gone)
        parts = renewed(self.parts, self._taken(connection, changed), gone)
        order = np.argsort(events["event"], kind="stable")
        return replace(
            self,
            incidents=incidents,
            events=events,
            parts=parts,
            home=np.searchsorted(incidents["incident"], events["incident"]),
            deed=order[np.searchsorted(events["event"], parts["event"], sorter=order)],
        )

    def _told(self, connection: Connection, changed: Collection[str] | None) -> Rows:
        f, naming, status = EVENT_FACT.c, self.namings.number, self.statuses.number
        same = and_(f.reading == TELLING.c.reading, f.n == TELLING.c.number)
        told = (f.reading, f.n, f.day_from, f.day_to, f.sort, f.status, f.place, f.outlet)
        query = select(TELLING.c.incident, *told).join(EVENT_FACT, same)
        for name, reading, n, first, last, sort, is_, place, outlet in rows_of(connection, query, changed):
            named = naming(sort), status(is_), naming(place), naming(outlet)
            yield number_of(name), _READING * reading + n, first, last, *named

    def _taken(self, connection: Connection, changed: Collection[str] | None) -> Rows:
        p = EVENT_NAMING.c
        same = and_(p.reading == TELLING.c.reading, p.n == TELLING.c.number)
        query = select(TELLING.c.incident, p.reading, p.n, p.naming).join(EVENT_NAMING, same)
        for name, reading, n, naming in rows_of(connection, query, changed):
            yield number_of(name), _READING * reading + n, self.namings.number(naming)


def _incidents(connection: Connection, changed: Collection[str] | None) -> Rows:
    query = select(INCIDENT.c.id.label("incident"), INCIDENT.c.first, INCIDENT.c.harm)
    for name, first, harm in rows_of(connection, query, changed):
        yield number_of(name), first, harm
