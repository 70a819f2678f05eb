"""Places that only the report knows: quarters of a city, the country around a town, points off a town."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import cos, radians, sqrt

from marsad.knowledge.gazetteer import name_key
from marsad.knowledge.gazetteer.candidates import SETTLEMENTS
from marsad.knowledge.gazetteer.geo import KM_A_DEGREE
from marsad.model.place import Place
from marsad.resolving.places.choice import VAST, Name, Weighed, apart_km, reach_km
from marsad.resolving.places.decision import LOCAL, Decision
from marsad.resolving.places.sides import UP_RIGHT
from marsad.resolving.places.words import PlaceMention, bare

QUARTER_KM = 20.0
"""A quarter or suburb lies at most this far from its city's centre."""
CITY_WITHIN = 400
"""Characters before a quarter's name in which its city is looked for where none is stated beside it."""
COUNTRYSIDE_KM = 25.0
"""How far from a city its countryside on a named side is placed, and how far it reaches."""
TOWN_SIDE_KM = 10.0
"""The same of a town."""
_IN_CITY = frozenset({"neighbourhood", "district", "facility"})


def may_be_quarter(mention: PlaceMention, place: Place | None) -> bool:
    """Whether a mention may name a part of a city, ``place`` being what its name alone leads to."""
    if mention.kind_hint == "neighbourhood" or (place is None and mention.landmark):
        return True
    return mention.kind_hint in _IN_CITY and (place is None or place.kind in SETTLEMENTS | {"neighbourhood"})


def quarter(mention: PlaceMention, city: Place, ranked: Sequence[Weighed], otherwise: Decision) -> Decision:
    """A quarter in its city: the gazetteer's where it has one there, else a local place at the city's point.

    ``otherwise`` is what was decided without the city; a known place that is no town stays.
    """
    found = otherwise[0]
    if found is not None and found.id == city.id:
        return otherwise
    for weighed in ranked:
        away = apart_km(weighed.place, city)
        if weighed.place.kind in VAST | {"admin1"} or weighed.place.id == city.id:
            continue
        if away is not None and away <= QUARTER_KM:
            return weighed.place, f"in {city.name}, {away:.0f} km from its centre"
    if found is not None and found.id != LOCAL and found.kind not in SETTLEMENTS:
        return otherwise
    local = replace(
        city, id=LOCAL, name=mention.text, kind=mention.kind_hint, population=0, radius_km=reach_km(city)
    )
    return local, f"not in the gazetteer; placed at {city.name}, which it is part of"


def city_of(
    mention: PlaceMention,
    name: Name,
    mentions: Sequence[PlaceMention],
    first: Sequence[Decision],
) -> Place | None:
    """The city stated beside a quarter, else the last one named shortly before it, or the last town."""
    keys = {name_key(bare(PlaceMention(text, 0, 0)).text) for text in mention.inside or ()}
    for other, (place, _) in zip(mentions, first, strict=True):
        if place and place.kind in ("city", "town") and name_key(other.text) in keys:
            return place
    stated = [area for area in name.inside if area.kind in ("city", "town")]
    if stated:
        return max(stated, key=lambda area: area.population)
    if mention.kind_hint != "neighbourhood" and not mention.landmark:
        return None
    before = [
        (place.kind == "city", other.kind_hint == "city", other.start, place)
        for other, (place, _) in zip(mentions, first, strict=True)
        if place and place.kind in ("city", "town") and 0 < mention.start - other.start <= CITY_WITHIN
    ]
    return max(before, key=lambda found: found[:3])[3] if before else None


def countryside(place: Place, seat: Place, direction: str | None) -> Place:
    """The country around a town, or around the seat of an area, on the side that is named."""
    away = COUNTRYSIDE_KM if seat.kind in ("city", "admin1") else TOWN_SIDE_KM
    lat, lon = _moved(seat, direction, away)
    name = " ".join(filter(None, (direction and f"{direction}ern", place.name, "countryside")))
    return replace(
        place, id=LOCAL, name=name, kind="countryside", lat=lat, lon=lon, population=0, radius_km=away
    )


def _moved(place: Place, direction: str | None, km: float) -> tuple[float, float]:
    """The point (degrees) ``km`` from a place in a compass direction; the place's own without a direction."""
    up, right = UP_RIGHT[direction] if direction else (0, 0)
    step = km / sqrt(up * up + right * right) / KM_A_DEGREE if direction else 0.0
    lat, lon = place.lat or 0.0, place.lon or 0.0
    return round(lat + up * step, 4), round(lon + right * step / max(0.1, cos(radians(lat))), 4)


def off(place: Place, mention: PlaceMention) -> Place:
    """The point ``km`` from ``place`` in ``direction``, as a place of the report's own."""
    lat, lon = _moved(place, mention.direction, mention.km or 0.0)
    name = f"{mention.km:g} km {mention.direction} of {mention.text}"
    return replace(place, id=LOCAL, name=name, kind=None, lat=lat, lon=lon, population=0, radius_km=None)
