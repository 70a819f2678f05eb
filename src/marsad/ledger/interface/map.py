"""The map of a ledger: its incidents put on it, and what a part of it shows."""

from __future__ import annotations

from marsad.ledger.atlas import pinning, points
from marsad.ledger.atlas import spots as atlas
from marsad.ledger.atlas.asking import Box
from marsad.ledger.filters import EventFilter
from marsad.ledger.interface.opened import OpenLedger

_EVERYTHING = EventFilter()


class MapLedger(OpenLedger):
    """Incidents where and when they were."""

    def pin(self, most: int | None = None) -> int:
        """Put incidents that are new or changed on the map, ``most`` of them; gives how many are left."""
        done = 0
        with self._connected() as connection:
            left = points.waiting(connection)
        while left and (most is None or done < most):
            with self.writing() as connection:
                done += pinning.bring_up(connection)
                left = points.waiting(connection)
        return left

    def spots(self, asked: EventFilter, box: Box, zoom: float) -> atlas.Shown:
        """What a map shows of ``box`` at a zoom, as far as incidents are on it."""
        with self._connected() as connection:
            return atlas.shown(self.memory.on_map(connection, asked), box, zoom)

    def pinned(
        self,
        asked: EventFilter = _EVERYTHING,
        box: Box | None = None,
        *,
        limit: int = 50,
        place: str | None = None,
    ) -> list[atlas.Pinned]:
        """The incidents of the map in ``box``, or in a place; the deadliest first."""
        with self._connected() as connection:
            points = self.memory.on_map(connection, asked)
            return atlas.listed(connection, points, box, limit=limit, place=place)

    def pin_of(self, incident: str) -> atlas.Pinned | None:
        """An incident by its id, as the map knows it; None for one that is not on the map yet."""
        with self._connected() as connection:
            return next(iter(atlas.pinned(connection, [incident])), None)

    def begun(self, asked: EventFilter = _EVERYTHING) -> atlas.Tally:
        """How many incidents of the map begin in each period, as fine as a strip of bars can show."""
        with self._connected() as connection:
            return atlas.tally(self.memory.on_map(connection, asked))
