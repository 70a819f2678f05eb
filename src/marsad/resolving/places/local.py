"""Places that only the report knows: quarters of a city, the country around a town, points off a town."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from math import cos, radians, sqrt

from marsad.knowledge.gazetteer import name_key
from marsad.knowledge.gazetteer.candidates import SETTLEMENTS
from marsad.knowledge.gazetteer.geo import KM_A_DEGREE
from marsad.model.place import Place
from marsad.resolving.places.choice import VAST, Name, Weighed, apart_km, reach_km
from marsad.resolving.places.decision import GREAT, LOCAL, SURE_SHARE, Decision
from marsad.resolving.places.sides import UP_RIGHT
from marsad.resolving.places.words import PlaceMention, bare

QUARTER_KM = 20.0
"""A quarter or suburb lies at most this far from its city's centre."""
CITY_WITHIN = 400
"""Characters before a quarter's name in which its city is looked for where none is stated beside it."""
ROAD_KM = 400.0
"""Places farther apart than this are joined by no one road that is told of by their names."""
CHIEF = 2
"""A town named this many times as often as any other is what a report of one town is about."""
COUNTRYSIDE_KM = 25.0
"""How far from a city its countryside on a named side is placed, and how far it reaches."""
TOWN_SIDE_KM = 10.0
"""The same of a town."""
_IN_CITY = frozenset({"neighbourhood", "district", "facility"})


@dataclass(frozen=True, slots=True)
class Towns:
    """The towns that a report names in the countries that it is about, in the order of the text."""

    named: tuple[tuple[PlaceMention, Place], ...]

    @classmethod
    def of(
        cls, mentions: Sequence[PlaceMention], decisions: Sequence[Decision], home: Collection[str]
    ) -> Towns:
        """The mentions that were taken for a town."""
        return cls(
            tuple(
                (mention, place)
                for mention, (place, _) in zip(mentions, decisions, strict=True)
                if place and place.kind in ("city", "town") and place.country in home
            )
        )

    def before(self, mention: PlaceMention) -> Place | None:
        """The city named last before, shortly; where there is none, the town."""
        near = [
            (place.kind == "city", other.kind_hint == "city", other.start, place)
            for other, place in self.named
            if 0 < mention.start - other.start <= CITY_WITHIN
        ]
        return max(near, key=lambda found: found[:3])[3] if near else None

    def around(self, mention: PlaceMention) -> Place | None:
        """The town that a mention is said to be of ("the Old City of X"), else the one before it."""
        behind = (place for other, place in self.named if 0 < other.start - mention.end <= len(" of the "))
        return next(behind, None) if mention.inside else self.before(mention)

    def chief(self) -> Place | None:
        """The town that the report names far oftener than any other; None where there is no such town."""
        often = Counter(place for _, place in self.named).most_common(2)
        if not often or often[0][1] < CHIEF * (often[1][1] if len(often) > 1 else 1):
            return None
        return often[0][0]


def home_of(shares: Mapping[str, float], decisions: Sequence[Decision]) -> frozenset[str]:
    """The countries that a report is about; where nothing tells, all those of its places."""
    about = frozenset(country for country, share in shares.items() if share >= SURE_SHARE)
    return about or frozenset(place.country for place, _ in decisions if place and place.country)


def may_be_quarter(mention: PlaceMention, place: Place | None, home: Collection[str]) -> bool:
    """Whether a mention may name a part of a city, ``place`` being what its name alone leads to."""
    if mention.kind_hint == "neighbourhood" or (
        mention.landmark and place is None and not mention.text.islower()
    ):
        return True
    if mention.landmark and place is not None and place.kind in SETTLEMENTS and place.population < GREAT:
        return place.country not in home  # "the Kissy church" of a report of another country
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
        city, id=LOCAL, name=mention.whole, kind=mention.kind_hint, population=0, radius_km=reach_km(city)
    )
    return local, f"not in the gazetteer; placed at {city.name}, which it is part of"


def city_of(mention: PlaceMention, name: Name, towns: Towns) -> Place | None:
    """The city stated beside a quarter, else the last one named shortly before it, or the last town; of a
    landmark else the town that the report is about.
    """
    areas = [bare(PlaceMention(text, 0, 0)) for text in mention.inside]
    keys = {name_key(area.text) for area in areas if area.kind_hint not in ("province", "region")}
    for other, place in towns.named:
        if name_key(other.text) in keys:
            return place
    stated = [area for area in name.inside if area.kind in ("city", "town")]
    if stated:
        return max(stated, key=lambda area: area.population)
    if mention.kind_hint != "neighbourhood" and not mention.landmark:
        return None
    return towns.before(mention) or towns.chief()


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


def halfway(mention: PlaceMention, one: Place | None, other: Place | None) -> Place | None:
    """The middle of the road between two places of a country, reaching to both; None where one is unknown."""
    if one is None or other is None or one.country != other.country:
        return None
    apart = apart_km(one, other)
    if apart is None or apart > ROAD_KM:
        return None
    assert one.lat is not None and one.lon is not None and other.lat is not None and other.lon is not None
    lat, lon = round((one.lat + other.lat) / 2, 4), round((one.lon + other.lon) / 2, 4)
    admin1 = one.admin1 if one.admin1 == other.admin1 else None
    return Place(LOCAL, mention.whole, "road", lat, lon, one.country, admin1, radius_km=round(apart / 2, 1))


def part_of_country(country: Place, mention: PlaceMention) -> Place:
    """The part of a country on a named side: halfway from its middle to its edge, and as far around."""
    reach = (country.radius_km or 0.0) / 2
    lat, lon = _moved(country, mention.direction, reach)
    name = f"{mention.direction}ern {mention.text}"
    return replace(
        country, id=LOCAL, name=name, kind="region", lat=lat, lon=lon, population=0, radius_km=reach
    )
