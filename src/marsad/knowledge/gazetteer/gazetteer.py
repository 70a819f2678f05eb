"""Look names up: every place that a name may mean, from all packs and the hand-made regions."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from itertools import chain
from pathlib import Path

from rapidfuzz import fuzz, process

from marsad.knowledge.gazetteer.candidates import (
    HOW_SCORE,
    OPEN_SCORE,
    SETTLEMENTS,
    Candidate,
    How,
    one_each,
    rule,
    spelling_of,
)
from marsad.knowledge.gazetteer.geo import distance_km
from marsad.knowledge.gazetteer.keys import article_key, name_key, open_keys, plain_key
from marsad.knowledge.gazetteer.regions import Region, read_regions
from marsad.knowledge.gazetteer.store import Pack, open_packs
from marsad.knowledge.gazetteer.table import Row
from marsad.model.place import Place

FUZZY_RATIO = 85.0
"""Least rapidfuzz ratio of two name keys. Tadamun/Tadmur have 77, Sheikhoun/Shaikhon 90."""
FUZZY_AREA_KM = 200.0
"""In a wider area alike names are too many to mean anything."""
FUZZY_LENGTH = 5
"""Keys shorter than this meet too much by chance."""
MOST_FUZZY = 5
MOST_UNHEARD = 2
"""Letters at the end of an unfinished name that may sound otherwise once it is finished."""
MOST_BEGUN = 4000
"""Spellings of a pack that are looked through for an unfinished name."""
MOST_UNEVEN = 2
"""The farthest place of a first-level area lies rarely more than this many of its radii from its centre."""


class Gazetteer:
    """Read-only view over every pack and the regions; one may be shared by all threads."""

    def __init__(self, packs: Sequence[Pack], regions: Mapping[str, Region]) -> None:
        self._packs = tuple(packs)
        self._regions = dict(regions)
        self._region_names: dict[str, list[tuple[str, int, str]]] = defaultdict(list)
        for region in self._regions.values():
            for number, spelling in enumerate((region.place.name, *region.names)):
                self._region_names[name_key(spelling)].append((region.place.id, number, spelling))
        self._countries: dict[str, Place] = {}
        self._country_names: dict[str, str | None] = {}
        self._cached_name = lru_cache(maxsize=16384)(self._name_of)
        self._cached_admin1 = lru_cache(maxsize=1024)(self._admin1)
        self._cached_lookup = lru_cache(maxsize=16384)(self._look_up)
        self._cached_get = lru_cache(maxsize=16384)(self._get)
        self._cached_known = lru_cache(maxsize=65536)(self._known)
        self._cached_area = lru_cache(maxsize=32)(self._spellings_near)
        self._read_countries()
        self._capitals = _read_capitals()

    @classmethod
    def open(cls, extra: Sequence[Path] = (), user_regions: Path | None = None) -> Gazetteer:
        """Open the shipped packs, the user's and ``extra`` ones (which win), and the regions.

        Raises ``GazetteerMissing`` where packs are missing or broken, ``BadRegions`` for a bad regions file.
        """
        return cls(open_packs(extra), read_regions(user_regions))

    # --- names ----------------------------------------------------------------------------------

    def lookup(self, name: str, limit: int = 40) -> tuple[Candidate, ...]:
        """Places that ``name`` may mean, best first: by rule, within a rule by prominence."""
        return self._cached_lookup(name)[:limit]

    def is_known(self, name: str) -> bool:
        """Whether a place is spelled so, articles, case and accents aside (no transliteration)."""
        return self._cached_known(name)

    def spelled(self, name: str) -> tuple[Candidate, ...]:
        """``lookup`` where a place is spelled so; else nothing, without a search by sound."""
        return self.lookup(name) if self.is_known(name) else ()

    def beginning(self, typed: str) -> tuple[Candidate, ...]:
        """Places with a spelling that begins as ``typed`` does, articles, case and accents aside; best first.

        Of very many, as of three letters, some are left out.
        """
        wanted = article_key(typed)
        # how the last letters sound hangs on those that are not typed yet; the x keeps them from being an end
        key = name_key(f"{typed[:-MOST_UNHEARD]}x")[:-1]
        found: dict[str, Candidate] = {}
        for place, number, spelling in self._beginning(key, wanted) if wanted else ():
            how: How = "alternate" if number else "exact"
            found.setdefault(place.id, Candidate(place, spelling, how, HOW_SCORE[how]))
        return one_each(tuple(found.values()))

    def names_country(self, text: str) -> str | None:
        """ISO 3166-1 alpha-2 of the country that ``text`` names; None for none or several ("the Congo")."""
        if len(text) <= 3 and not text.isupper():
            return None
        return self._country_names.get(article_key(text))

    def capitals_among(self, candidates: Sequence[Candidate]) -> frozenset[str]:
        """The ids of those candidates that are their country's capital: its greatest town of that name."""
        greatest: dict[str, Place] = {}
        for place in (found.place for found in candidates):
            key = self._capitals.get(place.country or "")
            if place.kind not in SETTLEMENTS or place.country is None or name_key(place.name) != key:
                continue
            if place.country not in greatest or greatest[place.country].population < place.population:
                greatest[place.country] = place
        return frozenset(place.id for place in greatest.values())

    def within(self, name: str, area: Place, how_far_km: float = 0.0) -> tuple[Candidate, ...]:
        """Places in ``area`` or up to ``how_far_km`` beyond it that are called ``name`` or nearly so.

        Those that ``lookup`` knows come first; only where there is none are alike names tried ("fuzzy"), in
        areas of at most ``FUZZY_AREA_KM``.
        """
        known = tuple(
            found for found in self.lookup(name, 1000) if self._reaches(area, found.place, how_far_km)
        )
        key = name_key(name)
        wide = (area.radius_km or 0) + how_far_km > FUZZY_AREA_KM
        if known or wide or len(key) < FUZZY_LENGTH or area.lat is None:
            return known
        keys, spellings = self._cached_area(area, how_far_km)
        alike = process.extract(key, keys, scorer=fuzz.ratio, score_cutoff=FUZZY_RATIO, limit=4 * MOST_FUZZY)
        best: dict[str, Candidate] = {}
        for other, ratio, index in alike:
            pack, id_, number = spellings[index]
            if other[0] == key[0] and id_ not in best and (row := pack.get(id_)):
                score = HOW_SCORE["fuzzy"] * ratio / 100
                best[id_] = Candidate(self._place(row), spelling_of(row, number), "fuzzy", score)
        return tuple(best.values())[:MOST_FUZZY]

    # --- places ---------------------------------------------------------------------------------

    def get(self, place_id: str) -> Place | None:
        """The place of that id, or None."""
        return self._cached_get(place_id)

    def country(self, iso2: str) -> Place | None:
        """The country of an ISO 3166-1 alpha-2 code, or None."""
        return self._countries.get(iso2.upper())

    def countries_of(self, place: Place) -> tuple[str, ...]:
        """Its country, and for a region those it also touches (ISO 3166-1 alpha-2)."""
        region = self._regions.get(place.id)
        own = (place.country,) if place.country else ()
        return own + (region.also if region else ())

    def parents(self, place: Place) -> tuple[Place, ...]:
        """What ``place`` lies in, smallest first: region or town, second level, first level, country."""
        above: list[Place | None] = []
        if region := self._regions.get(place.id):
            above += [self.get(region.parent) if region.parent else None, self._parent_place(region)]
            above.append(self.admin1(place.country, place.admin1))
        elif row := self._row(place.id):
            above += [self.get(id_) for id_ in (row.admin2, row.admin1) if id_ and id_ != place.id]
        if place.kind != "country" and place.country:
            above.append(self.country(place.country))
        return tuple({other.id: other for other in above if other}.values())

    def admin1(self, country: str | None, name: str | None) -> Place | None:
        """The first-level area of a country by any of its names."""
        return self._cached_admin1(country, name) if country and name else None

    # --- inside ---------------------------------------------------------------------------------

    def _read_countries(self) -> None:
        for pack in self._packs:
            if pack.info.name != "world":
                continue
            for row in pack.of_kind("country"):
                self._countries[row.country] = self._place(row)
                for spelling in (row.name, *row.names):
                    key = article_key(spelling)
                    other = self._country_names.setdefault(key, row.country)
                    self._country_names[key] = row.country if other == row.country else None

    def _place(self, row: Row) -> Place:
        return Place(
            id=row.id,
            name=row.name,
            kind=row.kind,
            lat=row.lat,
            lon=row.lon,
            country=row.country or None,
            admin1=self._cached_name(row.admin1),
            admin2=self._cached_name(row.admin2),
            population=row.population,
            radius_km=row.radius_km,
        )

    def _row(self, id_: str) -> Row | None:
        return next((row for pack in self._packs if (row := pack.get(id_))), None)

    def _name_of(self, id_: str) -> str | None:
        row = self._row(id_) if id_ else None
        return row.name if row else None

    def _get(self, id_: str) -> Place | None:
        if region := self._regions.get(id_):
            return self._region_place(region)
        row = self._row(id_)
        return self._place(row) if row else None

    def _region_place(self, region: Region) -> Place:
        """The region with its first level under the gazetteer's own name for it."""
        area = self.admin1(region.place.country, region.place.admin1)
        return replace(region.place, admin1=area.name) if area else region.place

    def _admin1(self, country: str, name: str) -> Place | None:
        rows = (row for pack in self._packs for row, _ in pack.named(name_key(name)))
        return next(
            (self._place(row) for row in rows if row.kind == "admin1" and row.country == country), None
        )

    def _parent_place(self, region: Region) -> Place | None:
        """The town a region names as its parent: the greatest of that name in the region's country."""
        if not region.parent_place:
            return None
        found = (candidate.place for candidate in self.lookup(region.parent_place, 1000))
        towns = [
            place for place in found if place.country == region.place.country and place.kind in SETTLEMENTS
        ]
        return max(towns, key=lambda town: town.population, default=None)

    def _known(self, name: str) -> bool:
        key, wanted = name_key(name), article_key(name)
        if any(article_key(spelling) == wanted for _, _, spelling in self._region_names.get(key, ())):
            return True
        rows = (found for pack in self._packs for found in pack.named(key))
        return bool(key) and any(article_key(spelling_of(row, number)) == wanted for row, number in rows)

    def _look_up(self, name: str) -> tuple[Candidate, ...]:
        found = self._named(name, name_key(name))
        if not any(candidate.how != "transliteration" for candidate in found.values()):
            for key in open_keys(name):
                for id_, candidate in self._named(name, key).items():
                    found.setdefault(id_, replace(candidate, how="transliteration", score=OPEN_SCORE))
        return one_each(tuple(found.values()))

    def _named(self, name: str, key: str) -> dict[str, Candidate]:
        """The best candidate of each place with a spelling of ``key``; the pack that wins gives the place."""
        plain, article = plain_key(name), article_key(name)
        found: dict[str, Candidate] = {}
        for place, number, spelling in self._spelled(key) if key else ():
            how = rule(spelling, number, plain, article)
            earlier = found.get(place.id)
            if earlier is None:
                found[place.id] = Candidate(place, spelling, how, HOW_SCORE[how])
            elif HOW_SCORE[how] > earlier.score:
                found[place.id] = replace(earlier, matched=spelling, how=how, score=HOW_SCORE[how])
        return found

    def _spelled(self, key: str) -> Iterator[tuple[Place, int, str]]:
        for id_, number, spelling in self._region_names.get(key, ()):
            if place := self.get(id_):
                yield place, number, spelling
        for pack in self._packs:
            for row, number in pack.named(key):
                yield self._place(row), number, spelling_of(row, number)

    def _beginning(self, key: str, wanted: str) -> Iterator[tuple[Place, int, str]]:
        """As ``_spelled``, of spellings whose ``article_key`` begins with ``wanted``."""
        for id_, number, spelling in chain.from_iterable(self._region_names.values()):
            if article_key(spelling).startswith(wanted) and (place := self.get(id_)):
                yield place, number, spelling
        for pack in self._packs if key else ():
            for row, number in pack.beginning(key, MOST_BEGUN):
                if article_key(spelling := spelling_of(row, number)).startswith(wanted):
                    yield self._place(row), number, spelling

    def _reaches(self, area: Place, place: Place, how_far_km: float) -> bool:
        """Whether ``place`` lies in ``area`` or at most ``how_far_km`` outside it."""
        listed = area.kind == "country" or (area.kind == "admin1" and place.admin1 == area.name)
        if listed and place.country == area.country and place.id != area.id:
            return True
        if None in (area.lat, area.lon, place.lat, place.lon) or (area.kind == "country" and not how_far_km):
            return False
        apart = distance_km(area.lat or 0, area.lon or 0, place.lat or 0, place.lon or 0)
        return apart <= (area.radius_km or 0) + how_far_km

    def _spellings_near(
        self, area: Place, how_far_km: float
    ) -> tuple[list[str], list[tuple[Pack, str, int]]]:
        """The name keys of everything in and around ``area``, and beside them whose each is: the pack,
        the id, and the number of the spelling.
        """
        # An area's radius leaves its outermost places out; they are told by the area they are listed under.
        radius = (area.radius_km or 0) + how_far_km
        reach = radius * (MOST_UNEVEN if area.kind == "admin1" else 1)
        lat, lon = area.lat or 0.0, area.lon or 0.0
        keys: list[str] = []
        spellings: list[tuple[Pack, str, int]] = []
        for pack in self._packs:
            for spot in pack.around(lat, lon, radius, area.id, reach):
                if spot.admin1 == area.id or distance_km(lat, lon, spot.lat, spot.lon) <= radius:
                    own = spot.keys.split("|")
                    keys += own
                    spellings += [(pack, spot.id, number) for number in range(len(own))]
        return keys, spellings


def _read_capitals() -> dict[str, str]:
    """The name keys of capitals, by ISO 3166-1 alpha-2 code."""
    text = (files("marsad.knowledge") / "data" / "countries.csv").read_text(encoding="utf-8")
    return {row["iso2"]: name_key(row["capital"]) for row in csv.DictReader(text.splitlines())}
