"""Incidents of a ledger: the events of all reports settled, and what came of that."""

from __future__ import annotations

from collections.abc import Callable

from marsad.knowledge.actors import Registry
from marsad.ledger import near, settling
from marsad.ledger.errors import NoSuchRecord
from marsad.ledger.filters import EventFilter
from marsad.ledger.incidents import Incident, Order, incidents, sheet
from marsad.ledger.interface.map import MapLedger
from marsad.ledger.review.lookup import Kind, find

_EVERYTHING = EventFilter()
_DEEP = 1000
"""How far down a list an index is followed: it is gone through from the top."""


class IncidentLedger(MapLedger):
    """What happened, whoever tells of it; what is settled is put on the map."""

    def settle(self, registry: Registry, tell: Callable[[int, int], None] | None = None) -> None:
        """Bring the events of reports that are new, read again or decided on together with all others.

        ``tell`` is called with how many reports are done and how many there were. It can be broken off at any
        time; the next call goes on.
        """
        with self._connected() as connection:
            anew = settling.outdated(connection, registry)
            total = settling.waiting(connection)
        if anew:
            with self.writing() as connection:
                if settling.outdated(connection, registry):
                    settling.start_anew(connection, registry)
                total = settling.waiting(connection)
        done = 0
        while total:
            with self.writing() as connection:
                settled = settling.settle_some(connection, registry)
            if not settled:
                break
            done += settled
            if tell:
                tell(min(done, total), total)
        self.pin()

    def catch_up(self, registry: Callable[[], Registry]) -> None:
        """Settle what waits if that is little, as after a decision; a large rest waits for ``settle``.

        ``registry`` is opened only where something waits, since that takes its time.
        """
        with self._connected() as connection:
            few = 0 < settling.waiting(connection) <= settling.BATCH
        if few:
            self.settle(registry())

    def incidents(
        self, registry: Registry, asked: EventFilter = _EVERYTHING, limit: int | None = None
    ) -> list[Incident]:
        """Events of all reports brought together, those incidents that hold one that is asked for, by day.

        ``registry`` tells which actors are kin. Reports not settled yet are settled first.
        """
        self.settle(registry)
        with self._connected() as connection:
            return incidents(connection, asked, limit)

    def incident(self, key: str) -> Incident:
        """The settled incident of an id that it has or had; raises NoSuchRecord."""
        with self._connected() as connection:
            found = find(connection, key)
            if found.kind is not Kind.INCIDENT:
                raise NoSuchRecord(key)
            return incidents(connection, _EVERYTHING, ids=(found.id,))[0]

    def incident_sheet(
        self, asked: EventFilter, order: Order, limit: int, offset: int = 0
    ) -> tuple[list[Incident], int]:
        """One page of the settled incidents that are asked for, and how many there are."""
        with self._connected() as connection:
            if asked == _EVERYTHING and offset < _DEEP:  # an index answers, however little was read yet
                return sheet(connection, order, limit, offset)
            return self.memory.sheet(connection, asked, order, limit, offset)

    def near(self, registry: Registry, key: str, words: str = "", limit: int = 12) -> list[near.Near]:
        """Other incidents that may be the one that ``key`` means: the likeliest first, or, where ``words``
        are given, those whose reports hold them. Raises NoSuchRecord and BadSearch.
        """
        with self._connected() as connection:
            found = find(connection, key)
            if found.kind is not Kind.INCIDENT:
                raise NoSuchRecord(key)
            if words.strip():
                return near.by_words(connection, found.id, words, limit)
            return near.near(connection, registry, found.id, limit)
