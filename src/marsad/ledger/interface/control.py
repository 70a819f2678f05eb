"""What a ledger knows of who held which place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from marsad.knowledge.gazetteer import Gazetteer
from marsad.ledger import control
from marsad.ledger.control import PlaceEvidence
from marsad.ledger.interface.opened import OpenLedger
from marsad.ledger.meant import Meant, meant


class ControlLedger(OpenLedger):
    """The evidence on control, place by place."""

    def control_of(self, ids: Sequence[str]) -> dict[str, PlaceEvidence]:
        """The evidence on who held these places; those of which nothing is told are left out."""
        with self._connected() as connection:
            return control.of_places(connection, ids)

    def control_everywhere(self, country: str | None = None) -> dict[str, PlaceEvidence]:
        """The evidence on who held each place of which any report tells, or each of one country."""
        with self._connected() as connection:
            return control.everywhere(connection, country)

    def place_meant(self, gazetteer: Gazetteer, words: str, country: str | None = None) -> Meant:
        """The place that a user's words mean, or those among which to choose."""
        with self._connected() as connection:
            return meant(connection, gazetteer, words, country)

    def last_day(self) -> date | None:
        """The day of the latest report; None where no report has a day."""
        with self._connected() as connection:
            return control.last_day(connection)
