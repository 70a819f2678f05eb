"""Events of a ledger as each report tells them, and the actors and places of these."""

from __future__ import annotations

from collections.abc import Iterable

from marsad.ledger import passages, queries
from marsad.ledger.filters import EventFilter
from marsad.ledger.interface.opened import OpenLedger
from marsad.ledger.passages import Passage
from marsad.ledger.views import ActorRow, EventRow, PlaceRow

_EVERYTHING = EventFilter()


class EventLedger(OpenLedger):
    """What is told, report by report."""

    def events(self, asked: EventFilter = _EVERYTHING, limit: int | None = None) -> list[EventRow]:
        """The events that are asked for, by day, from the newest reading of each report."""
        with self._connected() as connection:
            return queries.events(connection, asked, limit)

    def actors(self, asked: EventFilter = _EVERYTHING, limit: int | None = None) -> list[ActorRow]:
        """The actors of such events with counts and bounds of days; the most active first."""
        with self._connected() as connection:
            return queries.actors(connection, asked, limit)

    def places(self, asked: EventFilter = _EVERYTHING, limit: int | None = None) -> list[PlaceRow]:
        """The places of such events with counts and bounds of days; those with most events first."""
        with self._connected() as connection:
            return queries.places(connection, asked, limit)

    def passages(self, rows: Iterable[EventRow]) -> dict[str, tuple[Passage, ...]]:
        """Event, as ``EventRow.key`` names it → the sentences that it rests on."""
        with self._connected() as connection:
            return passages.passages(connection, rows)
