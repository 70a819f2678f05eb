"""Weigh what a place's name may mean against everything else the report names.

All scores are sums of plain evidence: how the name met the gazetteer, how prominent the place is, whether it
is of the kind and in the area that the words beside it say, whether the report is about its country,
and how near it lies to the report's other places. The weights were set on GeoVirus and on the project's own
dev articles.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import exp

from marsad.knowledge.gazetteer import Candidate, Gazetteer, How, distance_km
from marsad.knowledge.gazetteer.candidates import OPEN_SCORE, SETTLEMENTS, prominence
from marsad.model.place import Place
from marsad.resolving.places.sides import lies_on_side

RULE: Mapping[How, float] = {
    "exact": 0.0, "alternate": -0.2, "article": -0.3, "transliteration": -1.5, "fuzzy": -2.0,
}  # fmt: skip
OPEN_RULE = -2.0
PROMINENCE = 0.5
"""Of one unit of prominence (a factor of ten in population)."""
INSIDE = 5.0
"""The place lies in the area that is stated beside it."""
COUNTRY = 3.0
"""The report is about the place's country and none besides."""
GIVEN = 2.0
"""Votes of the country that the caller says the report is about above all; a place's name has one."""
COUNTRY_NAMED = 1.5
"""Votes of a country's own name."""
NEAR = 2.0
"""Another place of the report is where this one is."""
NEAR_KM = 60.0
"""At this distance nearness counts exp(-1)."""
ON_SIDE = 2.5
"""The place lies on the side of the stated area that the words name; less as much where it does not."""
AREA_SHARED = 1.0
"""The report names the first-level area that the place lies in."""
FAR_APART = 800
"""Characters between two names from which their distance in the text no longer matters."""
LEAST_CLOSENESS = 0.5
ROUNDS = 3
"""Passes over the report; later ones change nothing on the texts the weights were set on."""
MOST_OPTIONS = 40

FITTING: Mapping[str, Mapping[str, float]] = {
    "city": {"city": 1.5, "town": 1.0, "village": -0.5},
    "town": {"town": 1.5, "city": 1.0, "village": 1.0},
    "village": {"village": 1.5, "town": 1.0, "city": -1.0},
    "neighbourhood": {"neighbourhood": 2.0, "district": 1.5, "town": 0.5, "village": 0.0, "camp": 0.5,
                      "city": -0.5},
    "district": {"admin2": 1.0, "district": 1.5, "neighbourhood": 1.5, "region": 0.5, "town": 0.0,
                 "city": -0.5},
    "province": {"admin1": 2.5, "region": 0.5, "country": -1.0, "admin2": 0.5},
    "region": {"region": 1.5, "admin1": 1.5, "mountains": 1.5, "valley": 1.5, "desert": 1.5, "forest": 1.5,
               "city": 0.0, "country": 0.0},
    "countryside": {"admin1": 1.5, "city": 0.5, "town": 0.5, "admin2": 0.5},
    "camp": {"camp": 2.0, "town": 0.0, "city": 0.0, "neighbourhood": 0.5, "village": 0.0},
    "airport": {"airport": 2.5, "base": 2.0, "city": 0.0, "town": 0.0, "village": 0.0},
    "base": {"base": 2.5, "airport": 2.0, "city": 0.0, "town": 0.0, "village": 0.0},
    "facility": {"facility": 2.0, "dam": 2.0, "border crossing": 2.0, "city": 0.0, "town": 0.0,
                 "village": 0.0},
}  # fmt: skip
MISFIT = -2.0
BARE: Mapping[str, float] = {
    "continent": 4.0, "country": 4.0, "city": 1.2, "admin1": 1.2, "town": 0.5, "admin2": -1.0,
    "neighbourhood": -0.5,
}  # fmt: skip
"""Fit of a kind where no word tells."""
SEAT = -1.2
"""Of an area whose seat has its name: "Aleppo" is the city, not the province."""
UNDER_SEAT = 0.5
"""By how much such an area comes after its seat at least, however small that is: "Marib"."""
CAPITAL = 0.7
"""Of the capital of a country: "Washington" is the city."""

_km = lru_cache(maxsize=8192)(distance_km)
"""The same places are held against each other in every round."""

VAST = frozenset({"continent", "country"})
"""Kinds that are larger than any area of a country."""
SMALL_COUNTRY_KM = 120.0
"""Radius under which a country (Lebanon, Israel, Burundi) supports what lies near its centre."""
REACH_KM: Mapping[str, float] = {"city": 20.0, "town": 10.0, "village": 6.0, "neighbourhood": 4.0}
"""How far a place without a radius reaches when others are said to lie in it."""


@dataclass(frozen=True, slots=True)
class Option:
    """A candidate with what speaks for it apart from the report's other places."""

    candidate: Candidate
    own: float

    @property
    def place(self) -> Place:
        return self.candidate.place


@dataclass(frozen=True, slots=True)
class Name:
    """One name of the report with all that is said beside it: bare text, kind, stated areas, its options.

    ``at`` are the offsets where the report has it.
    """

    text: str
    kind_hint: str | None
    inside: tuple[Place, ...]
    options: tuple[Option, ...]
    at: tuple[int, ...] = ()
    side: str | None = None
    """The part of ``inside`` that it is said to lie in: "north"."""
    capitals: frozenset[str] = frozenset()
    """The ids of those options that are a country's capital."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """An option with its final score and the evidence that was found for it."""

    option: Option
    score: float
    inside: bool
    country_share: float
    nearest_km: float | None

    @property
    def place(self) -> Place:
        return self.option.place


def fit(kind: str | None, hint: str | None) -> float:
    """How well a place of ``kind`` suits the word beside its name."""
    if hint is None:
        return BARE.get(kind or "", 0.0)
    return FITTING[hint].get(kind or "", MISFIT)


def options(candidates: Sequence[Candidate], hint: str | None, capitals: Container[str] = ()) -> list[Option]:
    """The candidates of a name with what speaks for each apart from the rest of the report.

    Where an area and its seat share a name, both are taken as met by the better rule of the two, and
    without a word of the kind the seat is meant. ``capitals`` are the ids of those that are a country's.
    """
    rules = {
        found.place.id: OPEN_RULE if found.score == OPEN_SCORE else RULE[found.how] for found in candidates
    }
    seats = seats_of((found.place for found in candidates), capitals)
    for area, seat in seats.items():
        rules[seat.id] = max(rules[seat.id], rules[area])
    own = {
        found.place.id: rules[found.place.id]
        + PROMINENCE * prominence(found.place)
        + fit(found.place.kind, hint)
        + CAPITAL * (hint is None and found.place.id in capitals)
        for found in candidates
    }
    if hint is None:
        for area, seat in seats.items():
            own[area] = min(own[area] + SEAT, own[seat.id] - UNDER_SEAT)
    return [Option(found, own[found.place.id]) for found in candidates]


def seats_of(places: Iterable[Place], capitals: Container[str] = ()) -> dict[str, Place]:
    """The ids of first-level areas with their greatest town of the same name; or with the capital of the
    country that has it ("Washington").
    """
    every = list(places)
    towns = sorted(
        (town for town in every if town.kind in ("city", "town")), key=lambda town: town.population
    )
    return {
        area.id: town
        for area in every if area.kind == "admin1"
        for town in towns if lies_in(town, area) or (town.id in capitals and town.country == area.country)
    }  # fmt: skip


def reach_km(place: Place) -> float:
    """How far from its point a place extends, km."""
    return max(place.radius_km or 0.0, REACH_KM.get(place.kind or "", 0.0))


def is_vast(place: Place) -> bool:
    """Whether a place is so large that the distance to its centre means nothing; small countries are not."""
    return place.kind in VAST and (place.radius_km or SMALL_COUNTRY_KM) >= SMALL_COUNTRY_KM


def apart_km(one: Place, other: Place) -> float | None:
    """Distance of two places' points; None where one has none."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    return _km(one.lat, one.lon, other.lat, other.lon)


def lies_in(place: Place, area: Place) -> bool:
    """Whether ``place`` lies in ``area``, by the areas it is listed under or by distance."""
    if area.kind == "country":
        return place.country == area.country and place.kind != "country"
    if area.kind == "continent":
        return False
    if area.kind == "admin1" and place.country == area.country and place.kind != "admin1":
        return place.admin1 == area.name
    if (
        place.id == area.id
        or place.kind == "country"
        or (place.kind == "admin1" and area.kind in SETTLEMENTS)
    ):
        return False
    away = apart_km(place, area)
    return away is not None and away <= reach_km(area)


def weigh_all(
    names: Sequence[Name], countries: Mapping[str, float], gazetteer: Gazetteer
) -> list[list[Weighed]]:
    """The options of every name, best first, after weighing the names against each other.

    ``countries`` gives each country's weight in the report, at most 1.
    """
    best = [_start(name, countries) for name in names]
    weighed: list[list[Weighed]] = [[] for _ in names]
    for _ in range(ROUNDS):
        votes = country_votes(best, countries)
        weighed = [_weigh(number, names, best, votes, gazetteer) for number in range(len(names))]
        chosen = [ranked[0] if ranked else None for ranked in weighed]
        now = [
            (first.option, _lead(ranked)) if first else None
            for first, ranked in zip(chosen, weighed, strict=True)
        ]
        if now == best:
            break
        best = now
    return weighed


Best = tuple[Option, float] | None
"""The option that leads, and how surely (0 to 1)."""


def _start(name: Name, countries: Mapping[str, float]) -> Best:
    def first_score(option: Option) -> float:
        inside = INSIDE if any(lies_in(option.place, area) for area in name.inside) else 0.0
        inside += _of_side(option.place, name)
        return option.own + inside + COUNTRY * countries.get(option.place.country or "", 0.0)

    if not name.options:
        return None
    ranked = sorted(name.options, key=first_score, reverse=True)
    rival = _rival([(option.place, first_score(option)) for option in ranked])
    return ranked[0], 1.0 if rival is None else 1 - exp(-max(0.0, first_score(ranked[0]) - rival))


def _rival(ranked: Sequence[tuple[Place, float]]) -> float | None:
    """The score of the best option that means somewhere else than the first."""
    first = ranked[0][0]
    for place, score in ranked[1:]:
        away = apart_km(first, place)
        if place.country != first.country or away is None or away > NEAR_KM:
            return score
    return None


def _lead(ranked: Sequence[Weighed]) -> float:
    rival = _rival([(weighed.place, weighed.score) for weighed in ranked])
    return 1.0 if rival is None else 1 - exp(-max(0.0, ranked[0].score - rival))


def country_votes(best: Iterable[Best], countries: Mapping[str, float]) -> Counter[str]:
    """What speaks for each country: the weights that were given, and the names' leading options."""
    votes = Counter({country: GIVEN * weight for country, weight in countries.items()})
    for lead in filter(None, best):
        votes.update(_vote(lead))
    return votes


def _vote(lead: tuple[Option, float]) -> dict[str, float]:
    place, sure = lead[0].place, lead[1]
    return (
        {place.country: sure * (COUNTRY_NAMED if place.kind == "country" else 1.0)} if place.country else {}
    )


def _shares(votes: Counter[str], own: Best) -> dict[str, float]:
    """Each country's share of the report, the greatest 1, without the vote of the name being weighed."""
    taken = _vote(own) if own else {}
    rest = {country: vote - taken.get(country, 0.0) for country, vote in votes.items()}
    most = max(rest.values(), default=0.0)
    return {country: vote / most for country, vote in rest.items() if vote > 0} if most > 0 else {}


def closeness(one: Name, other: Name) -> float:
    """How much two names of a report say of each other: 1 where they stand together, less farther apart."""
    apart = min((abs(here - there) for here in one.at for there in other.at), default=FAR_APART)
    return 1 - (1 - LEAST_CLOSENESS) * min(1.0, apart / FAR_APART)


@dataclass(frozen=True, slots=True)
class Company:
    """The other places of a report that have a point, each with how much it counts."""

    areas: Sequence[tuple[Place, float]]
    spots: Sequence[tuple[str, float, float, float]]
    """Their ids, latitudes and longitudes."""

    @classmethod
    def of(cls, others: Iterable[tuple[Place, float]]) -> Company:
        """What ``others`` are, areas or spots."""
        areas: list[tuple[Place, float]] = []
        spots: list[tuple[str, float, float, float]] = []
        for other, sure in others:
            if other.lat is None or other.lon is None:
                continue
            if other.kind in ("admin1", "admin2", "region"):
                areas.append((other, sure))
            else:
                spots.append((other.id, other.lat, other.lon, sure))
        return cls(areas, spots)

    def shares_area(self, place: Place) -> float:
        """How much it counts that the report names an area that a place lies in."""
        return max((sure for area, sure in self.areas if lies_in(place, area)), default=0.0)

    def nearness(self, place: Place) -> tuple[float, float | None]:
        """How much it counts how near the others lie to a place, and how far the nearest is, km."""
        if place.lat is None or place.lon is None:
            return 0.0, None
        apart = [
            (_km(place.lat, place.lon, lat, lon), sure)
            for id_, lat, lon, sure in self.spots if id_ != place.id
        ]  # fmt: skip
        near = max((sure * exp(-away / NEAR_KM) for away, sure in apart), default=0.0)
        return near, min((away for away, _ in apart), default=None)


def _weigh(
    number: int, names: Sequence[Name], best: Sequence[Best], votes: Counter[str], gazetteer: Gazetteer
) -> list[Weighed]:
    """The options of the name at ``number``, best first, given what leads for all others (``best``)."""
    name, shares = names[number], _shares(votes, best[number])
    others = [
        (lead[0].place, lead[1] * closeness(name, names[index]))
        for index, lead in enumerate(best)
        if lead and index != number and not is_vast(lead[0].place)
    ]
    company = Company.of(others)
    if not any(lies_in(option.place, area) for option in name.options for area in name.inside):
        stated: tuple[Place, ...] = ()
    else:
        stated = name.inside
    weighed = [_weigh_one(option, stated, company, shares, gazetteer) for option in name.options]
    if name.side is not None:
        weighed = [replace(found, score=found.score + _of_side(found.place, name)) for found in weighed]
    return sorted(weighed, key=lambda found: (-found.score, found.place.id))


def _of_side(place: Place, name: Name) -> float:
    """What it counts that the words name the side of an area that a place lies on ("northern Mali")."""
    if name.side is None:
        return 0.0
    on = [lies_on_side(place, area, name.side) for area in name.inside if lies_in(place, area)]
    return 0.0 if not on or None in on else ON_SIDE if any(on) else -ON_SIDE


def _weigh_one(
    option: Option,
    stated: Sequence[Place],
    company: Company,
    shares: Mapping[str, float],
    gazetteer: Gazetteer,
) -> Weighed:
    place = option.place
    inside = any(lies_in(place, area) for area in stated)
    share = max((shares.get(country, 0.0) for country in gazetteer.countries_of(place)), default=0.0)
    near, nearest = company.nearness(place)
    score = option.own + COUNTRY * share + NEAR * near + AREA_SHARED * company.shares_area(place)
    if stated:
        score += INSIDE if inside else -INSIDE
    return Weighed(option, score, inside, share, nearest)
