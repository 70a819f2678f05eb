"""Candidates: places that a name may mean, how the name met them, and which come first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import log10
from typing import Literal

from marsad.knowledge.gazetteer.geo import distance_km
from marsad.knowledge.gazetteer.keys import article_key, plain_key
from marsad.knowledge.gazetteer.table import Row
from marsad.model.place import Place

How = Literal["exact", "alternate", "article", "transliteration", "fuzzy"]

HOW_SCORE: Mapping[How, float] = {
    "exact": 1.0, "alternate": 0.95, "article": 0.9, "transliteration": 0.75, "fuzzy": 0.5,
}  # fmt: skip
OPEN_SCORE = 0.65
"""Of a transliteration found only by ``open_keys``."""
SETTLEMENTS = frozenset({"city", "town", "village"})
AREAS = frozenset({"continent", "country", "admin1", "admin2", "region"})
SAME_PLACE_KM = 3.0
"""Two settlements of one name nearer than this are one place in two sources."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One place that a name may mean: ``matched`` is the gazetteer's spelling that met, ``how`` the rule.

    ``score`` (0 to 1) falls with the rule's looseness only; it says nothing of which place is meant.
    """

    place: Place
    matched: str
    how: How
    score: float


def prominence(place: Place) -> float:
    """How often a bare name means this place, 0 to 10: the log of its population, or its kind's usual."""
    usual = {"continent": 9.0, "country": 9.0, "admin1": 5.5, "region": 5.0, "admin2": 3.0}.get(
        place.kind or "", 2.5
    )
    people = log10(place.population + 1)
    return max(people, usual) if place.kind in AREAS or not people else people


def is_plain(candidate: Candidate) -> bool:
    """Whether the gazetteer has the name as it is spelled, articles aside."""
    return candidate.how in ("exact", "alternate", "article")


def best_first(candidate: Candidate) -> tuple[float, float, str]:
    """The order of candidates: by rule, within a rule by prominence."""
    return -candidate.score, -prominence(candidate.place), candidate.place.id


def is_region(place: Place) -> bool:
    """Whether a place comes from the hand-made regions."""
    return place.id.startswith("region:")


def spelling_of(row: Row, number: int) -> str:
    """A row's spelling 0 is its name, n the nth of ``names``."""
    return row.names[number - 1] if number else row.name


def rule(spelling: str, number: int, plain: str, article: str) -> How:
    """By which rule a spelling meets a name of these keys, once their ``name_key`` is the same."""
    if plain_key(spelling) == plain:
        return "alternate" if number else "exact"
    return "article" if article_key(spelling) == article else "transliteration"


def one_each(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Best first, without a settlement that another source has already given within ``SAME_PLACE_KM``.

    A hand-made town is kept first, and takes the population of the one it stands for.
    """
    kept: dict[str, Candidate] = {}
    at: dict[tuple[str | None, int, int], list[str]] = defaultdict(list)
    for candidate in sorted(candidates, key=lambda found: (not is_region(found.place), best_first(found))):
        place = candidate.place
        if place.kind not in SETTLEMENTS or place.lat is None or place.lon is None:
            kept[place.id] = candidate
            continue
        row, column = round(place.lat * 10), round(place.lon * 10)
        cells = [(place.country, row + up, column + right) for up in (-1, 0, 1) for right in (-1, 0, 1)]
        twin = next(
            (id_ for cell in cells for id_ in at[cell] if _apart(kept[id_].place, place) <= SAME_PLACE_KM), ""
        )
        if twin:
            people = max(kept[twin].place.population, place.population)
            kept[twin] = replace(kept[twin], place=replace(kept[twin].place, population=people))
        else:
            kept[place.id] = candidate
            at[place.country, row, column].append(place.id)
    return tuple(sorted(kept.values(), key=best_first))


def _apart(one: Place, other: Place) -> float:
    return distance_km(one.lat or 0.0, one.lon or 0.0, other.lat or 0.0, other.lon or 0.0)
