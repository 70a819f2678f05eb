"""Hand-made regions: what wars are fought over and lists of towns lack.

A regions file is a YAML list of ``{id, name, kind, country, also, admin1, parent, parent_place, lat, lon,
radius_km, names}``: ``parent`` is the id of another region, ``parent_place`` the name of a town,
``also`` further countries. The package's own is ``knowledge/data/regions.yaml``; an entry of the user's
file wins over the package's of the same id.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from marsad.model.place import Place

SHIPPED_REGIONS = Path(__file__).resolve().parent.parent / "data" / "regions.yaml"


class BadRegions(ValueError):
    """A regions file cannot be read; the message names the file and the entry."""


@dataclass(frozen=True, slots=True)
class Region:
    """One entry: its place, further names, the countries it also touches, and what it lies in."""

    place: Place
    names: tuple[str, ...]
    also: tuple[str, ...]
    parent: str | None
    parent_place: str | None


def read_regions(user: Path | None = None, shipped: Path = SHIPPED_REGIONS) -> dict[str, Region]:
    """Regions by place id (``region:<id>``), the user's over the package's; raises ``BadRegions``."""
    regions = _read(shipped) if shipped.exists() else {}
    return regions | (_read(user) if user else {})


def _read(path: Path) -> dict[str, Region]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        entries = yaml.load(path.read_text("utf-8"), Loader=loader)
    except OSError as error:
        raise BadRegions(f"The regions file {path} cannot be read: {error.strerror}.") from error
    except yaml.YAMLError as error:
        raise BadRegions(f"The regions file {path} is not YAML: {error}") from error
    if not isinstance(entries, list):
        raise BadRegions(f"The regions file {path} must hold a list of entries.")
    regions = [_region(path, number, entry) for number, entry in enumerate(entries, 1)]
    return {region.place.id: region for region in regions}


def _region(path: Path, number: int, entry: Mapping[str, Any]) -> Region:
    try:
        place = Place(
            id=f"region:{entry['id']}",
            name=entry["name"],
            kind=entry["kind"],
            lat=float(entry["lat"]),
            lon=float(entry["lon"]),
            country=entry["country"],
            admin1=entry.get("admin1"),
            radius_km=float(entry["radius_km"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BadRegions(
            f"Entry {number} of {path} is not a region ({error}); needed are id, name, kind, country, "
            "lat, lon and radius_km."
        ) from error
    parent = entry.get("parent")
    return Region(
        place=place,
        names=tuple(entry.get("names") or ()),
        also=tuple(entry.get("also") or ()),
        parent=f"region:{parent}" if parent else None,
        parent_place=entry.get("parent_place"),
    )
