"""Makes the map behind the desk's map out of Natural Earth: ``python tools/basemap.py FOLDER``.

FOLDER holds Natural Earth 1:10m (public domain) as gzipped GeoJSON: land, lakes, rivers, admin0_lines,
admin1_lines, disputed and places. What comes out lies in the package (``desk/static/basemap``), one file a
layer, small enough to be part of it: lines are simplified to about a kilometre, coordinates have two
decimals, and what no zoom of the desk shows is left out. The same input makes the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import mapping, shape

TARGET = Path(__file__).resolve().parent.parent / "src/marsad/desk/static/basemap"
_SOUTH = -60.0
"""Degrees of latitude below which nothing is drawn: Antarctica is a tenth of all coasts."""
_LEAST = 2e-4
"""Square degrees (about 2 km²) of the smallest island or lake that is kept."""

Properties = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Layer:
    """One file: what it is made of, how much (degrees) its lines may move, and what each feature keeps."""

    name: str
    source: str
    tolerance: float
    keep: Callable[[Properties], dict[str, Any] | None]
    """The properties of a feature in the result; None for one that is left out."""


def _nothing(_: Properties) -> dict[str, Any]:
    return {}


def _lake(told: Properties) -> dict[str, Any] | None:
    return {} if told["scalerank"] <= 6 else None


def _river(told: Properties) -> dict[str, Any] | None:
    rank = int(told["scalerank"])
    return {"rank": rank} if rank <= 6 else None


def _border(told: Properties) -> dict[str, Any]:
    """Lines that the two sides do not agree on are told apart from borders."""
    return {} if told["featurecla"].startswith("International boundary") else {"disputed": 1}


def _place(told: Properties) -> dict[str, Any]:
    found = {"name": told["name"], "rank": int(told["scalerank"])}
    return found | ({"capital": 1} if told["cap"] else {})


LAYERS = (
    Layer("land", "land", 0.009, _nothing),
    Layer("lakes", "lakes", 0.01, _lake),
    Layer("rivers", "rivers", 0.01, _river),
    Layer("borders", "admin0_lines", 0.006, _border),
    Layer("disputed", "disputed", 0.006, lambda _: {"disputed": 1}),
    Layer("provinces", "admin1_lines", 0.02, _nothing),
    Layer("places", "places", 0.0, _place),
)


def made(layer: Layer, folder: Path) -> bytes:
    """The layer as gzipped GeoJSON."""
    with gzip.open(folder / f"{layer.source}.geojson.gz", "rt", encoding="utf-8") as file:
        features = json.load(file)["features"]
    merged: dict[str, list[Any]] = {}
    for properties, geometry in _kept(layer, features):
        merged.setdefault(json.dumps(properties, ensure_ascii=False, sort_keys=True), []).append(geometry)
    found = [f'{{"type":"Feature","properties":{p},"geometry":{_geometry(g)}}}' for p, g in merged.items()]
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(found) + "\n]}\n"
    return gzip.compress(text.encode(), compresslevel=9, mtime=0)


def _kept(layer: Layer, features: list[Any]) -> Iterator[tuple[dict[str, Any], Any]]:
    world = shapely.box(-180, _SOUTH, 180, 90)
    for feature in features:
        properties = layer.keep(feature["properties"])
        if properties is None or not feature["geometry"] or not feature["geometry"]["coordinates"]:
            continue
        for part in getattr(shape(feature["geometry"]), "geoms", [shape(feature["geometry"])]):
            small = part.geom_type == "Polygon" and part.area < _LEAST
            if small or part.bounds[3] < _SOUTH:
                continue
            cut = part if part.bounds[1] >= _SOUTH else part.intersection(world)
            simple = cut.simplify(layer.tolerance) if layer.tolerance else cut
            if not simple.is_empty:
                yield properties, simple


def _geometry(parts: list[Any]) -> str:
    """Parts of equal properties as one geometry: a feature each would be mostly punctuation."""
    every = [g for part in parts for g in getattr(part, "geoms", [part])]
    kind = every[0].geom_type
    coordinates = [_rounded(mapping(g)["coordinates"]) for g in every]
    whole = {"type": kind, "coordinates": coordinates[0]}
    if len(every) > 1:
        whole = {"type": f"Multi{kind}", "coordinates": coordinates}
    return json.dumps(whole, separators=(",", ":"))


def _rounded(value: Any) -> Any:
    """Coordinates with two decimals, and no point twice in a row."""
    if isinstance(value[0], (int, float)):
        return [round(value[0], 2), round(value[1], 2)]
    found = [_rounded(v) for v in value]
    if isinstance(found[0][0], (int, float)):
        once = [p for n, p in enumerate(found) if n == 0 or p != found[n - 1]]
        return once if len(once) > 1 else found[:2]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path, help="where Natural Earth lies as NAME.geojson.gz")
    folder = parser.parse_args().folder
    TARGET.mkdir(parents=True, exist_ok=True)
    total = 0
    for layer in LAYERS:
        data = made(layer, folder)
        (TARGET / f"{layer.name}.geojson.gz").write_bytes(data)
        total += len(data)
        print(f"{layer.name}: {len(data):,} bytes")
    print(f"in all {total:,} bytes")


if __name__ == "__main__":
    main()
