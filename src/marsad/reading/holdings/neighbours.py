"""The actors and places beside words of holding: who stands before "-held", and what is held."""

from __future__ import annotations

from marsad.reading.holdings.actors_beside import ActorsBeside
from marsad.reading.holdings.places_beside import PlacesBeside


class Neighbours(PlacesBeside, ActorsBeside):
    """The mentions around a stretch of one sentence, whatever they name."""
