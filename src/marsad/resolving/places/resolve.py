"""Choose which places a report means, all of its names together.

A name alone decides nothing: a place is taken where the report supports it (the area stated beside it,
the report's countries, its other places) or where it is prominent; else the mention stays unresolved
with the reason. What was weighed and not taken is kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from marsad.knowledge.gazetteer import Candidate, Gazetteer, name_key
from marsad.knowledge.gazetteer.candidates import SETTLEMENTS, is_plain
from marsad.model.place import Place
from marsad.resolving.places.choice import (
    COUNTRY,
    MOST_OPTIONS,
    VAST,
    Name,
    Weighed,
    fit,
    lies_in,
    options,
    seats_of,
    weigh_all,
)
from marsad.resolving.places.decision import LOCAL, Decision, decide, known_to_lie_in, surely_there
from marsad.resolving.places.local import (
    Towns,
    city_of,
    countryside,
    halfway,
    home_of,
    may_be_quarter,
    off,
    part_of_country,
    quarter,
)
from marsad.resolving.places.titles import towns_in_title
from marsad.resolving.places.words import PlaceMention, bare, mention_in, road_ends

__all__ = ["PlaceMention", "Precision", "ResolvedPlace", "mention_in", "resolve_places"]

Precision = Literal["exact", "near", "area", "admin1", "country"]

SMALL_AREA_KM = 15.0
"""A region of at most this radius is placed well enough to count as a place, not an area."""
MOST_REJECTED = 5
_WORDS = re.compile(r"[a-z]+(?: [a-z]+)*")
"""Common words ("the airport", "state"): no name, whatever place somewhere bears it."""
_FUZZY_IN = frozenset({"admin1", "admin2", "region", "city", "town"})
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


def is_unplaced(resolved: ResolvedPlace) -> bool:
    """Whether nothing but a name is known, or at best the area that the place lies in."""
    return resolved.place is None or (resolved.place.id.startswith(LOCAL) and resolved.place.lat is None)


def resolve_places(
    mentions: Sequence[PlaceMention],
    gazetteer: Gazetteer,
    countries: Sequence[tuple[str, float]] = (),
    title: str = "",
) -> tuple[ResolvedPlace, ...]:
    """One result a mention, in the order given.

    ``countries`` are (ISO 3166-1 alpha-2, weight) that the report is about, in any unit. The names are
    weighed together, with the cities that ``title`` names; nothing but the gazetteer is read.
    """
    ends = [_road_ends(mention, gazetteer) for mention in mentions]
    ended = [mention for pair in ends for mention in pair]
    most = max((weight for _, weight in countries), default=0.0)
    shares = {country: weight / most for country, weight in countries} if most > 0 else {}
    titled = towns_in_title(title, gazetteer, home_of(shares, ()))
    read = [_read(mention, gazetteer) for mention in (*mentions, *ended, *titled)]
    joined = _joined(read)
    at: dict[PlaceMention, list[int]] = {}
    for mention, mine in zip(read, joined, strict=True):
        at.setdefault(mine, []).append(mention.start)
    names = {mine: replace(_name(mine, gazetteer, shares), at=tuple(offsets)) for mine, offsets in at.items()}
    weighed = dict(zip(names, weigh_all(list(names.values()), shares, gazetteer), strict=True))
    first = [decide(weighed[mine], names[mine]) for mine in joined]
    first = [
        surely_there(_as_told(mine, names[mine], one, (read, first)), first)
        for mine, one in zip(joined, first, strict=True)
    ]
    home = home_of(shares, first)
    towns = Towns.of(read, first, home)
    results = []
    of_roads = iter([place for place, _ in first[len(mentions) :]])
    for given, pair, mention, mine, decided in zip(mentions, ends, read, joined, first, strict=False):
        one, other = (next(of_roads), next(of_roads)) if pair else (None, None)
        if road := halfway(mention, one, other):
            reason = f"the middle of the road, between {pair[0].text} and {pair[1].text}"
            results.append(ResolvedPlace(given, road, "area", (), reason))
            continue
        city = city_of(mention, names[mine], towns) if may_be_quarter(mention, decided[0], home) else None
        decision = quarter(mention, city, weighed[mine], decided) if city else decided
        if decision[0] is None or decision[0].id == LOCAL:
            decision = _part_of_town(mention, city or towns.around(mention), gazetteer) or decision
        results.append(_result(given, mention, decision, weighed[mine]))
    return tuple(_numbered(results))


def _as_told(
    mention: PlaceMention,
    name: Name,
    decision: Decision,
    report: tuple[Sequence[PlaceMention], Sequence[Decision]],
) -> Decision:
    """An unknown place in what the report's own mention of its area was taken for: of the many towns called
    Córdoba it lies in the one that the report is about.
    """
    (place, reason), (mentions, decisions) = decision, report
    if place is None or place.id != LOCAL:
        return decision
    told = [name_key(bare(PlaceMention(area, 0, 0)).text) for area in mention.inside]
    for other, (area, _) in zip(mentions, decisions, strict=True):
        if area is None or area.id == LOCAL or area.kind in VAST or name_key(other.text) not in told:
            continue
        return decision if area.country == place.country else (known_to_lie_in(area, name), reason)
    return decision


def _part_of_town(mention: PlaceMention, town: Place | None, gazetteer: Gazetteer) -> Decision | None:
    """What the gazetteer knows with the town's name only: "its Old City" is the Old City of Homs."""
    if town is None:
        return None
    found = gazetteer.spelled(f"{mention.text} of {town.name}")
    there = next((f.place for f in found if is_plain(f) and f.place.country == town.country), None)
    return (there, f"of {town.name}, which is named before it") if there is not None else None


# --- reading the mentions ------------------------------------------------------------------------


def _read(mention: PlaceMention, gazetteer: Gazetteer) -> PlaceMention:
    """The mention as the gazetteer is asked: whole where it knows the whole, else without kind and way."""
    if mention.site and any(is_plain(found) for found in gazetteer.lookup(mention.whole)):
        return replace(mention, text=mention.whole)
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
    sides: dict[str, str] = {}
    for mention in mentions:
        key = name_key(mention.text)
        areas[key] = tuple(dict.fromkeys((*areas.get(key, ()), *mention.inside)))
        if mention.side:
            sides.setdefault(key, mention.side)
        if mention.kind_hint in ("neighbourhood", "village", "town", "camp"):
            kinds.setdefault(key, mention.kind_hint)
    joined = []
    for mention in mentions:
        key = name_key(mention.text)
        hint = mention.kind_hint or kinds.get(key)
        joined.append(
            PlaceMention(mention.text, 0, 0, inside=areas[key], kind_hint=hint, side=sides.get(key))
        )
    return joined


def _name(mention: PlaceMention, gazetteer: Gazetteer, shares: dict[str, float]) -> Name:
    areas = tuple(area for name in mention.inside for area in _areas(name, gazetteer, shares))
    if _WORDS.fullmatch(mention.text):
        return Name(mention.text, mention.kind_hint, areas, ())
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
    capitals = gazetteer.capitals_among(candidates)
    found = options(candidates, mention.kind_hint, capitals)
    found.sort(key=lambda one: -(one.own + COUNTRY * shares.get(one.place.country or "", 0.0)))
    inside = [one for one in found[MOST_OPTIONS:] if any(lies_in(one.place, area) for area in areas)]
    kept = tuple(found[:MOST_OPTIONS] + inside[:MOST_OPTIONS])
    return Name(mention.text, mention.kind_hint, areas, kept, side=mention.side, capitals=capitals)


def _areas(name: str, gazetteer: Gazetteer, shares: dict[str, float]) -> list[Place]:
    """What a stated area may be: a country, admin area, region or town, of the report's countries if any is.

    A town elsewhere is no area of this report.
    """
    short = bare(PlaceMention(name, 0, 0))
    text = short.text
    found = [candidate.place for candidate in gazetteer.lookup(name) if is_plain(candidate)]
    found = found or [candidate.place for candidate in gazetteer.lookup(text) if is_plain(candidate)]
    if not found and text.endswith("s"):
        found = [candidate.place for candidate in gazetteer.lookup(text[:-1]) if is_plain(candidate)]
    found = [place for place in found if place.kind != "village"]
    if short.kind_hint:  # "Mardin province" is not the city
        found = [place for place in found if fit(place.kind, short.kind_hint) > 0] or found
    found.sort(key=lambda place: place.kind not in VAST)  # "Congo" is the country before any town
    at_home = [place for place in found if place.country in shares]
    return at_home or [place for place in found if not shares or place.kind in ("country", "admin1")][:6]


def _road_ends(mention: PlaceMention, gazetteer: Gazetteer) -> tuple[PlaceMention, ...]:
    """The two places that a road joins which the gazetteer does not know by its own name."""
    names = road_ends(mention)
    if names is None or gazetteer.is_known(mention.text):
        return ()
    return tuple(PlaceMention(name, mention.start, mention.end) for name in names)


# --- results ---------------------------------------------------------------------------------------


def _result(
    given: PlaceMention, read: PlaceMention, decision: Decision, ranked: Sequence[Weighed]
) -> ResolvedPlace:
    place, reason = decision
    others = [one.option.candidate for one in ranked if not place or one.place.id != place.id]
    rejected = tuple(others[:MOST_REJECTED])
    if place is None:
        return ResolvedPlace(given, None, None, rejected, reason)
    precision = _precision(read, place)
    if place.lat is not None and read.kind_hint == "countryside":
        seat = seats_of(one.place for one in ranked).get(place.id, place)
        place, reason = countryside(place, seat, read.direction), f"{reason}; around {seat.name}"
    elif place.lat is not None and read.near and read.km and read.direction and precision == "near":
        place, reason = off(place, read), f"{reason}; {read.km:g} km {read.direction} of it"
    elif place.kind == "country" and read.direction and not read.near and place.radius_km:
        place, precision, reason = part_of_country(place, read), "area", f"{reason}; its {read.direction}"
    return ResolvedPlace(given, place, precision, rejected, reason)


def _precision(mention: PlaceMention, place: Place) -> Precision:
    if place.id == LOCAL:
        return "near" if place.lat is not None else "admin1" if place.admin1 else "country"
    if place.kind in VAST:
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


def _numbered(results: Sequence[ResolvedPlace]) -> list[ResolvedPlace]:
    """Local places get the ids ``local:1``, ``local:2`` ... in order; one name at one point is one place."""
    ids: dict[tuple[str, float | None, float | None], str] = {}
    numbered = []
    for result in results:
        place = result.place
        if place and place.id == LOCAL:
            key = (name_key(place.name), place.lat, place.lon)
            place = replace(place, id=ids.setdefault(key, f"local:{len(ids) + 1}"))
        numbered.append(result if place is result.place else replace(result, place=place))
    return numbered
