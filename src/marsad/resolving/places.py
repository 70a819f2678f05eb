"""Choose which places a report means, all of its names together.

A name alone decides nothing: a place is taken where the report supports it (the area stated beside it,
the report's countries, its other places) or where it is prominent; else the mention stays unresolved
with the reason. What was weighed and not taken is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import cos, radians, sqrt
from typing import Literal

from marsad.knowledge.gazetteer import Candidate, Gazetteer, name_key
from marsad.knowledge.gazetteer.gazetteer import KM_A_DEGREE, SETTLEMENTS
from marsad.model.place import Place
from marsad.resolving.place_choice import (
    COUNTRY,
    MOST_OPTIONS,
    VAST,
    Name,
    Weighed,
    apart_km,
    is_plain,
    lies_in,
    options,
    reach_km,
    seats_of,
    weigh_all,
)
from marsad.resolving.place_words import PlaceMention, bare, mention_in

__all__ = ["PlaceMention", "Precision", "ResolvedPlace", "mention_in", "resolve_places"]

Precision = Literal["exact", "near", "area", "admin1", "country"]

PROMINENT = 15_000
"""Inhabitants from which a town may be meant without its surroundings being named."""
FAMOUS = 5
"""A city this many times as great as any namesake is meant by the bare name."""
SURE_SHARE = 0.5
"""Share of the report's leading country from which another country counts as the report's too."""
SOME_SHARE = 0.2
"""Share that will do for a name that no other place of the gazetteer has."""
COMPANY_KM = 100.0
"""A place this near to another place of the report is in its company."""
FAR_KM = 200.0
"""A small place farther than this from every other place of the report needs its area stated."""
APART_KM = 30.0
"""Options farther apart than this are different answers."""
CLEAR = 0.4
"""By how much the best option must lead one that lies elsewhere."""
AROUND_KM = 60.0
"""A village said to belong to a town lies at most this far from it."""
COUNTRYSIDE_KM = 25.0
"""How far from a city its countryside on a named side is placed, and how far it reaches."""
TOWN_SIDE_KM = 10.0
"""The same of a town."""
QUARTER_KM = 20.0
"""A quarter or suburb lies at most this far from its city's centre."""
CITY_WITHIN = 400
"""Characters before a quarter's name in which its city is looked for where none is stated beside it."""
SMALL_AREA_KM = 15.0
"""A region of at most this radius is placed well enough to count as a place, not an area."""
MOST_REJECTED = 5
_PARTS = frozenset({"admin2", "district", "neighbourhood"})
_FUZZY_IN = frozenset({"admin1", "admin2", "region", "city", "town"})
_IN_CITY = frozenset({"neighbourhood", "district", "facility"})
_EXACT_KINDS = SETTLEMENTS | {
    "neighbourhood",
    "district",
    "camp",
    "base",
    "airport",
    "facility",
    "dam",
    "border crossing",
}
_UP_RIGHT = {
    "north": (1, 0), "south": (-1, 0), "east": (0, 1), "west": (0, -1),
    "northeast": (1, 1), "northwest": (1, -1), "southeast": (-1, 1), "southwest": (-1, -1),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ResolvedPlace:
    """What a mention was taken to mean, what it was weighed against, and why (or why not).

    ``precision`` is None exactly where ``place`` is.
    """

    mention: PlaceMention
    place: Place | None
    precision: Precision | None
    rejected: tuple[Candidate, ...]
    reason: str


def resolve_places(
    mentions: Sequence[PlaceMention], gazetteer: Gazetteer, countries: Sequence[tuple[str, float]] = ()
) -> tuple[ResolvedPlace, ...]:
    """One result a mention, in the order given.

    ``countries`` are (ISO 3166-1 alpha-2, weight) that the report is about, in any unit. The names are weighed
    together; nothing but the gazetteer is read.
    """
    stripped = [_read(mention, gazetteer) for mention in mentions]
    most = max((weight for _, weight in countries), default=0.0)
    shares = {country: weight / most for country, weight in countries} if most > 0 else {}
    joined = _joined(stripped)
    distinct = list(dict.fromkeys(joined))
    offsets = {
        mine: tuple(m.start for m, j in zip(stripped, joined, strict=True) if j == mine) for mine in distinct
    }
    names = [replace(_name(mention, gazetteer, shares), at=offsets[mention]) for mention in distinct]
    weighed = dict(zip(distinct, weigh_all(names, shares, gazetteer), strict=True))
    stated = dict(zip(distinct, names, strict=True))
    first = [_decide(weighed[mention], stated[mention]) for mention in joined]
    results = []
    for number, (mention, mine) in enumerate(zip(stripped, joined, strict=True)):
        place, reason = first[number]
        if _may_be_quarter(mention, place):
            place, reason = _quarter(mention, stated[mine], weighed[mine], stripped, first, (place, reason))
        results.append(_result(mentions[number], mention, place, reason, weighed[mine]))
    return tuple(_numbered(results))


# --- reading the mentions ------------------------------------------------------------------------


def _read(mention: PlaceMention, gazetteer: Gazetteer) -> PlaceMention:
    """The mention as the gazetteer is to be asked: whole where it knows the whole, else without kind and way."""
    short = bare(mention)
    if short.kind_hint == "countryside":
        around = f"{short.text} countryside"
        if any(is_plain(found) for found in gazetteer.lookup(around)):
            return replace(short, text=around, kind_hint=None)
    if short.text == mention.text or not short.text:
        return mention
    if any(is_plain(found) for found in gazetteer.lookup(mention.text)):
        return replace(mention, kind_hint=None if mention.kind_hint == short.kind_hint else mention.kind_hint)
    return short


def _joined(mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Mentions of one name share the areas stated beside any of them and, where a mention has none, the kind.

    Offsets, nearness and direction are blanked: what is left says which name is to be weighed.
    """
    areas: dict[str, tuple[str, ...]] = {}
    kinds: dict[str, str] = {}
    for mention in mentions:
        key = name_key(mention.text)
        areas[key] = tuple(dict.fromkeys((*areas.get(key, ()), *mention.inside)))
        if mention.kind_hint in ("neighbourhood", "village", "town", "camp"):
            kinds.setdefault(key, mention.kind_hint)
    joined = []
    for mention in mentions:
        key = name_key(mention.text)
        hint = mention.kind_hint or kinds.get(key)
        joined.append(PlaceMention(mention.text, 0, 0, inside=areas[key], kind_hint=hint))
    return joined


def _name(mention: PlaceMention, gazetteer: Gazetteer, shares: dict[str, float]) -> Name:
    areas = tuple(area for name in mention.inside for area in _areas(name, gazetteer, shares))
    candidates = gazetteer.lookup(mention.text, 1000)
    if areas and not any(lies_in(found.place, area) for found in candidates for area in areas):
        alike = (
            found
            for area in areas
            if area.kind in _FUZZY_IN
            for found in gazetteer.within(mention.text, area, 0)
        )
        known = {found.place.id for found in candidates}
        candidates += tuple(found for found in alike if found.place.id not in known)
    found = options(candidates, mention.kind_hint)
    found.sort(key=lambda one: -(one.own + COUNTRY * shares.get(one.place.country or "", 0.0)))
    inside = [one for one in found[MOST_OPTIONS:] if any(lies_in(one.place, area) for area in areas)]
    return Name(mention.text, mention.kind_hint, areas, tuple(found[:MOST_OPTIONS] + inside[:MOST_OPTIONS]))


def _areas(name: str, gazetteer: Gazetteer, shares: dict[str, float]) -> list[Place]:
    """What a stated area may be: countries, admin areas, regions and towns, of the report's countries if any are.

    A town elsewhere is no area of this report.
    """
    text = bare(PlaceMention(name, 0, 0)).text
    found = [candidate.place for candidate in gazetteer.lookup(text) if is_plain(candidate)]
    if not found and text.endswith("s"):
        found = [candidate.place for candidate in gazetteer.lookup(text[:-1]) if is_plain(candidate)]
    found = [place for place in found if place.kind != "village"]
    at_home = [place for place in found if place.country in shares]
    return at_home or [place for place in found if not shares or place.kind in ("country", "admin1")][:6]


# --- deciding ------------------------------------------------------------------------------------


def _decide(ranked: Sequence[Weighed], name: Name) -> tuple[Place | None, str]:
    """The place that a name means, or None, and the reason."""
    if not ranked:
        area = name.inside[0] if name.inside else None
        reason = f"the gazetteer knows no place named {name.text}"
        return (_known_to_lie_in(area, name), reason) if area else (None, reason)
    best = ranked[0]
    if name.inside and not best.inside and _is_small(best.place) and not _beside(best.place, name.inside):
        area = name.inside[0]
        return _known_to_lie_in(area, name), f"the gazetteer knows no {name.text} in {area.name}"
    ground = _ground(best, ranked)
    if ground is None and (famous := _famous(ranked)):
        return famous, f"the most prominent place of the name ({_where(famous)})"
    if ground is None:
        return None, (
            f"{best.place.name} ({_where(best.place)}) bears the name, but nothing in the report leads there"
        )
    rivals = [other for other in ranked[1:] if best.score - other.score < CLEAR and _elsewhere(best, other)]
    if rivals:
        return None, f"{len(rivals) + 1} places named {name.text}: {_list([best, *rivals])}"
    return best.place, ground


def _is_small(place: Place) -> bool:
    return place.kind not in VAST | {"admin1"} and place.population < PROMINENT


def _beside(place: Place, areas: Sequence[Place]) -> bool:
    """Whether a place lies around one of the towns that it is said to belong to."""
    towns = (area for area in areas if area.kind in SETTLEMENTS)
    return any((apart_km(place, town) or 0.0) <= AROUND_KM for town in towns)


def _known_to_lie_in(area: Place, name: Name) -> Place:
    """A place of the report's own: at the point of the town it belongs to, or of a larger area without a point."""
    lat, lon = (area.lat, area.lon) if area.kind in SETTLEMENTS else (None, None)
    return Place("local:", name.text, name.kind_hint, lat, lon, area.country, area.admin1)


def _ground(best: Weighed, ranked: Sequence[Weighed]) -> str | None:
    """What supports the best option; None where nothing but its name does."""
    place = best.place
    if best.inside:
        return "in the area stated beside it"
    if best.nearest_km is not None and best.nearest_km <= COMPANY_KM:
        return f"{best.nearest_km:.0f} km from another place of the report"
    loose = best.option.candidate.how in ("transliteration", "fuzzy")
    big = place.kind in VAST | {"admin1"} or place.population >= PROMINENT or place.id.startswith("region:")
    at_home = best.country_share >= SURE_SHARE
    if big and at_home and place.kind not in VAST:
        return f"in {place.country}, which the report is about"
    if big and not loose and (best.country_share > 0 or place.kind in VAST):
        return f"the most prominent place of the name ({_where(place)})"
    if _only_in_world(best, ranked) and best.country_share >= SOME_SHARE:
        return f"the only place of the name, in {place.country}, which the report names"
    near_enough = best.nearest_km is None or best.nearest_km <= FAR_KM
    if at_home and near_enough and not loose and _only_at_home(best, ranked):
        return f"the only place of the name in {place.country}, which the report is about"
    return None


def _famous(ranked: Sequence[Weighed]) -> Place | None:
    """A city or first-level area so much greater than all its namesakes that it needs no support.

    A namesake in a country of the report stands against it where its size is not known.
    """
    plain = [one for one in ranked if is_plain(one.option.candidate) and one.place.kind not in _PARTS]
    first = max(plain, key=lambda one: one.place.population, default=None)
    if first is None or first.place.kind not in ("city", "admin1"):
        return None
    seats = seats_of(one.place for one in plain)
    great = seats.get(first.place.id, first.place)
    for other in plain:
        if lies_in(other.place, great) or lies_in(great, other.place) or other.place.id == first.place.id:
            continue
        unknown = other.place.population == 0 and other.country_share >= SURE_SHARE
        if unknown or other.place.population * FAMOUS > first.place.population or other.place.kind in VAST:
            return None
    return great if great.population >= FAMOUS * PROMINENT else None


def _only_in_world(best: Weighed, ranked: Sequence[Weighed]) -> bool:
    if not is_plain(best.option.candidate):
        return False
    return not any(is_plain(other.option.candidate) and _elsewhere(best, other) for other in ranked)


def _only_at_home(best: Weighed, ranked: Sequence[Weighed]) -> bool:
    same = [
        other for other in ranked if other.place.country == best.place.country and _elsewhere(best, other)
    ]
    return all(other.option.candidate.how == "transliteration" for other in same)


def _elsewhere(one: Weighed, other: Weighed) -> bool:
    away = apart_km(one.place, other.place)
    return away is None or away > max(APART_KM, reach_km(one.place), reach_km(other.place))


def _where(place: Place) -> str:
    return ", ".join(filter(None, (place.admin1 if place.kind != "admin1" else None, place.country)))


def _list(weighed: Sequence[Weighed]) -> str:
    shown = "; ".join(_where(one.place) for one in weighed[:4])
    return shown + ("; ..." if len(weighed) > 4 else "")


# --- quarters of a city ----------------------------------------------------------------------------


def _may_be_quarter(mention: PlaceMention, place: Place | None) -> bool:
    if mention.kind_hint == "neighbourhood":
        return True
    return mention.kind_hint in _IN_CITY and (place is None or place.kind in SETTLEMENTS | {"neighbourhood"})


def _quarter(
    mention: PlaceMention,
    name: Name,
    ranked: Sequence[Weighed],
    mentions: Sequence[PlaceMention],
    first: Sequence[tuple[Place | None, str]],
    otherwise: tuple[Place | None, str],
) -> tuple[Place | None, str]:
    """A quarter in its city: the gazetteer's where it has one there, else a local place at the city's point."""
    city = _city_of(mention, name, mentions, first)
    if city is None or city.id == (otherwise[0].id if otherwise[0] else None):
        return otherwise
    for weighed in ranked:
        away = apart_km(weighed.place, city)
        if weighed.place.kind in VAST | {"admin1"} or weighed.place.id == city.id:
            continue
        if away is not None and away <= QUARTER_KM:
            return weighed.place, f"in {city.name}, {away:.0f} km from its centre"
    found = otherwise[0]
    if found is not None and found.id != "local:" and found.kind not in SETTLEMENTS:
        return otherwise
    local = replace(
        city, id="local:", name=mention.text, kind=mention.kind_hint, population=0, radius_km=reach_km(city)
    )
    return local, f"not in the gazetteer; placed at {city.name}, which it is part of"


def _city_of(
    mention: PlaceMention,
    name: Name,
    mentions: Sequence[PlaceMention],
    first: Sequence[tuple[Place | None, str]],
) -> Place | None:
    """The city stated beside a quarter, else the last one named shortly before it."""
    keys = {name_key(bare(PlaceMention(text, 0, 0)).text) for text in mention.inside or ()}
    for other, (place, _) in zip(mentions, first, strict=True):
        if place and place.kind in ("city", "town") and name_key(other.text) in keys:
            return place
    stated = [area for area in name.inside if area.kind in ("city", "town")]
    if stated:
        return max(stated, key=lambda area: area.population)
    if mention.kind_hint != "neighbourhood":
        return None
    before = [
        (other.kind_hint == "city", other.start, place)
        for other, (place, _) in zip(mentions, first, strict=True)
        if place and place.kind == "city" and 0 < mention.start - other.start <= CITY_WITHIN
    ]
    return max(before, key=lambda found: found[:2])[2] if before else None


# --- results ---------------------------------------------------------------------------------------


def _result(
    given: PlaceMention, read: PlaceMention, place: Place | None, reason: str, ranked: Sequence[Weighed]
) -> ResolvedPlace:
    rejected = tuple(one.option.candidate for one in ranked if not place or one.place.id != place.id)[
        :MOST_REJECTED
    ]
    if place is None:
        return ResolvedPlace(given, None, None, rejected, reason)
    precision = _precision(read, place)
    if read.kind_hint == "countryside" and place.lat is not None:
        seat = seats_of(one.place for one in ranked).get(place.id, place)
        place, reason = _countryside(place, seat, read.direction), f"{reason}; around {seat.name}"
    if read.near and read.km and read.direction and place.kind not in ("country", "admin1"):
        place, reason = _off(place, read, given.text), f"{reason}; {read.km:g} km {read.direction} of it"
    return ResolvedPlace(given, place, precision, rejected, reason)


def _precision(mention: PlaceMention, place: Place) -> Precision:
    if place.id == "local:":
        return "near" if place.lat is not None else "admin1" if place.admin1 else "country"
    if place.kind == "continent":
        return "area"
    if place.kind == "country":
        return "country"
    if place.kind == "admin1":
        return "area" if mention.kind_hint == "countryside" else "admin1"
    if mention.kind_hint == "countryside" or place.kind == "admin2":
        return "area"
    if place.kind not in _EXACT_KINDS:
        return "exact" if (place.radius_km or 0) <= SMALL_AREA_KM and place.kind != "region" else "area"
    if mention.near or (mention.direction and mention.kind_hint != "city"):
        return "near"
    return "exact"


def _countryside(place: Place, seat: Place, direction: str | None) -> Place:
    """The country around a town, or around the seat of an area, on the side that is named."""
    away = COUNTRYSIDE_KM if seat.kind in ("city", "admin1") else TOWN_SIDE_KM
    lat, lon = _moved(seat, direction, away)
    name = " ".join(filter(None, (direction and f"{direction}ern", place.name, "countryside")))
    return replace(
        place, id="local:", name=name, kind="countryside", lat=lat, lon=lon, population=0, radius_km=away
    )


def _moved(place: Place, direction: str | None, km: float) -> tuple[float, float]:
    """The point (degrees) that lies ``km`` from a place in a compass direction; the place's own without one."""
    up, right = _UP_RIGHT[direction] if direction else (0, 0)
    step = km / sqrt(up * up + right * right) / KM_A_DEGREE if direction else 0.0
    lat, lon = place.lat or 0.0, place.lon or 0.0
    return round(lat + up * step, 4), round(lon + right * step / max(0.1, cos(radians(lat))), 4)


def _off(place: Place, mention: PlaceMention, text: str) -> Place:
    """The point ``km`` from ``place`` in ``direction``, as a place of the report's own."""
    lat, lon = _moved(place, mention.direction, mention.km or 0.0)
    name = f"{mention.km:g} km {mention.direction} of {text}"
    return replace(place, id="local:", name=name, kind=None, lat=lat, lon=lon, population=0, radius_km=None)


def _numbered(results: Sequence[ResolvedPlace]) -> list[ResolvedPlace]:
    """Local places get the ids ``local:1``, ``local:2`` ... in order; one name at one point is one place."""
    ids: dict[tuple[str, float | None, float | None], str] = {}
    numbered = []
    for result in results:
        place = result.place
        if place and place.id == "local:":
            key = (name_key(place.name), place.lat, place.lon)
            place = replace(place, id=ids.setdefault(key, f"local:{len(ids) + 1}"))
        numbered.append(replace(result, place=place))
    return numbered
