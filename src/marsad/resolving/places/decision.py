"""Take the best option of a name, or say why none can be taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from marsad.knowledge.gazetteer.candidates import SETTLEMENTS, is_plain, is_region
from marsad.knowledge.gazetteer.keys import name_words
from marsad.model.place import Place
from marsad.resolving.places.choice import (
    VAST,
    Name,
    Weighed,
    apart_km,
    lies_in,
    reach_km,
    seats_of,
)

PROMINENT = 15_000
"""Inhabitants from which a town may be meant without its surroundings being named."""
GREAT = 100_000
"""Inhabitants from which a town is meant even where another country stands beside it."""
FAMOUS = 5
"""A city this many times as great as any namesake is meant by the bare name."""
SURE_SHARE = 0.5
"""Share of the report's leading country from which another country counts as the report's too."""
SOME_SHARE = 0.2
"""Share that will do for a middling town, and for a name that no other place of the gazetteer has."""
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
_PARTS = frozenset({"admin2", "district", "neighbourhood"})

LOCAL = "local:"
"""Id of a report's own place until the report's places are numbered."""
Decision = tuple[Place | None, str]
"""The place that is meant, or None, and the reason."""


def decide(ranked: Sequence[Weighed], name: Name) -> Decision:
    """The place that a name means, or None, and the reason."""
    if not ranked:
        area = name.inside[0] if name.inside else None
        reason = f"the gazetteer knows no place named {name.text}"
        return (known_to_lie_in(area, name), reason) if area else (None, reason)
    ranked = _as_written(ranked, name)
    best = ranked[0]
    if name.inside and not best.inside and _is_small(best.place) and not _beside(best.place, name.inside):
        area = name.inside[0]
        return known_to_lie_in(area, name), f"the gazetteer knows no {name.text} in {area.name}"
    if (stated := _abroad(best, name)) is not None:
        return known_to_lie_in(stated, name), f"the gazetteer knows no {name.text} in {stated.name}"
    ground = _ground(best, ranked)
    if ground is None and (famous := _famous(ranked)):
        return famous, f"the most prominent place of the name ({_where(famous)})"
    if ground is None and best.place.id in name.capitals and _is_greatest(best, ranked):
        ground = f"the capital of {best.place.country}"
    if ground is None:
        reason = (
            f"{best.place.name} ({_where(best.place)}) bears the name, but nothing in the report leads there"
        )
        return (known_to_lie_in(name.inside[0], name) if name.inside else None), reason
    rivals = [
        other for other in ranked[1:]
        if best.score - other.score < CLEAR and _elsewhere(best, other) and not _dwarfed(other, best)
    ]  # fmt: skip
    if rivals:
        reason = f"{len(rivals) + 1} places named {name.text}: {_list([best, *rivals])}"
        around = [area for area in name.inside if all(lies_in(one.place, area) for one in (best, *rivals))]
        return (known_to_lie_in(around[0], name) if around else None), reason
    return best.place, ground


def _as_written(ranked: Sequence[Weighed], name: Name) -> Sequence[Weighed]:
    """The options without those that are as likely as another and bear the name as a by-name only, with other
    marks, where that other is spelled as the report does: "Kobani" is no by-name "Kobanî" of elsewhere.
    """
    best = ranked[0]
    near = [one for one in ranked if best.score - one.score < CLEAR]
    if not any(_spelled(one, name) for one in near):
        return ranked
    other = [one for one in near if one.option.candidate.how == "alternate" and not _spelled(one, name)]
    return [one for one in ranked if one not in other]


def _spelled(weighed: Weighed, name: Name) -> bool:
    return weighed.option.candidate.matched.casefold() == name.text.casefold()


def _abroad(best: Weighed, name: Name) -> Place | None:
    """The country stated beside a name whose best option is a middling town of another one."""
    countries = [area for area in name.inside if area.kind == "country"]
    if best.inside or not countries or best.place.kind in VAST or best.place.population >= GREAT:
        return None
    return None if any(best.place.country == area.country for area in name.inside) else countries[0]


def _is_small(place: Place) -> bool:
    return place.kind not in VAST | {"admin1"} and place.population < PROMINENT


def _beside(place: Place, areas: Sequence[Place]) -> bool:
    """Whether a place lies around one of the towns that it is said to belong to."""
    towns = (area for area in areas if area.kind in SETTLEMENTS)
    return any((apart_km(place, town) or 0.0) <= AROUND_KM for town in towns)


def known_to_lie_in(area: Place, name: Name) -> Place:
    """A place of the report's own: at the point of the town it belongs to; in a larger area without one."""
    lat, lon = (area.lat, area.lon) if area.kind in SETTLEMENTS else (None, None)
    return Place(LOCAL, name.text, name.kind_hint, lat, lon, area.country, area.admin1)


def surely_there(decision: Decision, others: Sequence[Decision]) -> Decision:
    """The decision without the point of a town that no name of the report was taken for.

    What is said to lie in "Samar" is not put at the first town so called.
    """
    place, reason = decision
    if place is None or place.id != LOCAL or place.lat is None:
        return decision
    spots = {(other.lat, other.lon) for other, _ in others if other is not None and other.id != LOCAL}
    return decision if (place.lat, place.lon) in spots else (replace(place, lat=None, lon=None), reason)


def _ground(best: Weighed, ranked: Sequence[Weighed]) -> str | None:
    """What supports the best option; None where nothing but its name does."""
    place = best.place
    if place.kind in VAST:
        return f"the {place.kind} of the name"
    if best.inside:
        return "in the area stated beside it"
    if best.nearest_km is not None and best.nearest_km <= COMPANY_KM:
        return f"{best.nearest_km:.0f} km from another place of the report"
    loose = best.option.candidate.how in ("transliteration", "fuzzy")
    big = place.kind == "admin1" or place.population >= PROMINENT or is_region(place)
    at_home = best.country_share >= SURE_SHARE
    if big and at_home:
        return f"in {place.country}, which the report is about"
    great = place.kind == "admin1" or place.population >= GREAT or is_region(place)
    shared = best.country_share >= SOME_SHARE if not great else best.country_share > 0
    if big and not loose and shared:
        return f"the most prominent place of the name ({_where(place)})"
    if _only_in_world(best, ranked) and best.country_share >= SOME_SHARE:
        return f"the only place of the name, in {place.country}, which the report names"
    near_enough = best.nearest_km is None or best.nearest_km <= FAR_KM
    if at_home and near_enough and not loose and _only_at_home(best, ranked):
        return f"the only place of the name in {place.country}, which the report is about"
    if at_home and _sounds_alone(best, ranked):
        return f"the only place in {place.country} that sounds so, which the report is about"
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
        if lies_in(other.place, great) or lies_in(great, other.place) or other.place.id == great.id:
            continue
        unknown = other.place.population == 0 and other.country_share >= SURE_SHARE
        if unknown or other.place.population * FAMOUS > first.place.population or other.place.kind in VAST:
            return None
    return great if great.population >= FAMOUS * PROMINENT else None


def _is_greatest(best: Weighed, ranked: Sequence[Weighed]) -> bool:
    """Whether no namesake has more people, nor lies in a country that the report is about."""
    return not any(
        other.place.population > best.place.population or other.country_share >= SURE_SHARE
        for other in ranked
        if is_plain(other.option.candidate) and _elsewhere(best, other)
    )


def _dwarfed(other: Weighed, best: Weighed) -> bool:
    """Whether a great city is so much greater than a namesake in a country that the report is not about."""
    great, small = best.place.population, other.place.population
    return great >= GREAT and other.country_share < SURE_SHARE and 0 < small * FAMOUS <= great


def _only_in_world(best: Weighed, ranked: Sequence[Weighed]) -> bool:
    if not is_plain(best.option.candidate):
        return False
    return not any(is_plain(other.option.candidate) and _elsewhere(best, other) for other in ranked)


def _only_at_home(best: Weighed, ranked: Sequence[Weighed]) -> bool:
    same = [
        other for other in ranked if other.place.country == best.place.country and _elsewhere(best, other)
    ]
    return all(other.option.candidate.how == "transliteration" for other in same)


def _sounds_alone(best: Weighed, ranked: Sequence[Weighed]) -> bool:
    """Whether a name of two words or more sounds like the best option and nothing else in its country:
    "Tel Hamis" is Tall Hamis; one word alone sounds like too much.
    """
    found = best.option.candidate
    if found.how != "transliteration" or len(name_words(found.matched)) == 1:
        return False
    return not any(o.place.country == best.place.country and _elsewhere(best, o) for o in ranked)


def _elsewhere(one: Weighed, other: Weighed) -> bool:
    away = apart_km(one.place, other.place)
    return away is None or away > max(APART_KM, reach_km(one.place), reach_km(other.place))


def _where(place: Place) -> str:
    return ", ".join(filter(None, (place.admin1 if place.kind != "admin1" else None, place.country)))


def _list(weighed: Sequence[Weighed]) -> str:
    shown = "; ".join(_where(one.place) for one in weighed[:4])
    return shown + ("; ..." if len(weighed) > 4 else "")
