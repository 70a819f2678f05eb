"""Whether two resolved places can be the same spot."""

from __future__ import annotations

from marsad.knowledge.gazetteer import distance_km
from marsad.model.place import Place
from marsad.resolving.places.resolve import ResolvedPlace

_SPOT_KM = 4.0
"""Two points named alike closely enough to be one town and its quarter."""
_VICINITY_KM = 50.0
"""How far "the vicinity of" a city may lie from the edge of an area that the same news names."""
_DEFAULT_RADIUS_KM = {
    "country": 600.0,
    "admin1": 120.0,
    "admin2": 40.0,
    "region": 40.0,
    "district": 15.0,
    "city": 8.0,
}
_WIDE = frozenset(("area", "admin1", "country"))


def place_key(resolved: ResolvedPlace) -> str:
    """What two mentions of one place have in common: its id, or its name where no gazetteer knows it."""
    return resolved.place.id if resolved.place else resolved.mention.text.lower()


def reach_km(place: Place) -> float:
    """How far a place reaches from its point, in km."""
    if place.radius_km is not None:
        return place.radius_km
    return _DEFAULT_RADIUS_KM.get(place.kind or "", 2.0)


def places_meet(a: ResolvedPlace, b: ResolvedPlace) -> bool:
    """Whether one lies in the other, or both are the same spot; an unresolved one may lie in any area,
    and is no other town unless by its name.
    """
    if a.place is None or b.place is None or a.place.lat is None or b.place.lat is None:
        known = a if a.place is not None else b
        wide = known.place is not None and known.precision in _WIDE
        return wide or a.mention.text.lower() == b.mention.text.lower()
    if a.place.id == b.place.id:
        return True
    assert a.place.lon is not None and b.place.lon is not None
    apart = distance_km(a.place.lat, a.place.lon, b.place.lat, b.place.lon)
    if apart <= _SPOT_KM:
        return True
    vague = {a.precision, b.precision} == {"near", "area"} and a.mention.km is None and b.mention.km is None
    if vague and apart <= _VICINITY_KM + max(
        reach_km(p.place) for p in (a, b) if p.precision == "area" and p.place
    ):
        return True
    if "country" in {a.place.kind, b.place.kind} and a.place.country and b.place.country:
        return a.place.country == b.place.country
    if a.precision in _WIDE or b.precision in _WIDE:
        reach = max(reach_km(p.place) for p in (a, b) if p.precision in _WIDE and p.place)
        return apart <= reach and (a.precision != b.precision or apart <= reach / 2)
    # a town and its quarter: the quarter lies within the town's reach
    return apart <= max(reach_km(a.place), reach_km(b.place)) and "neighbourhood" in {
        a.place.kind,
        b.place.kind,
    }
