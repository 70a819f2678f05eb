"""What a part of the map shows of the incidents: those that lie close together on the screen as one, areas
as areas, and how many lie nowhere that is known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
from sqlalchemy import Connection, Row, select

from marsad.ledger.atlas.asking import Box, inside
from marsad.ledger.atlas.points import degrees
from marsad.ledger.columns.codes import Array, incident_of
from marsad.ledger.columns.points import Points
from marsad.ledger.series.periods import By, period_of
from marsad.ledger.store.batches import batches
from marsad.ledger.store.tables import INCIDENT_POINT
from marsad.model.event import PlacePrecision

_TILE = 512
"""Pixels of the whole map at zoom 0, as MapLibre counts."""
_CELL = 52
"""Pixels of a cell: what lies in one is drawn as one."""
_MOST_AREAS = 250
_DEEPEST = 18.0
REACH_KM: Mapping[str, float] = {"near": 25.0, "area": 25.0, "admin1": 100.0, "country": 300.0}
"""How wide a place is drawn whose extent nobody knows: UCDP's where_prec 2 is within 25 km; the others are
only to be seen as areas, and are marked as of unknown extent.
"""


@dataclass(frozen=True, slots=True)
class Spot:
    """Incidents drawn as one: at one point (``precision`` exact), or somewhere in a place's ``radius_km``.

    ``box`` holds all of them; where its corners meet, all lie at one point. ``incident`` is the one that it
    is, where it is one. ``killed`` adds up the best figures; None where none has a number.
    """

    lat: float
    lon: float
    box: Box
    types: Mapping[str, int]
    killed: int | None
    precision: PlacePrecision
    incident: str | None = None
    place: str | None = None
    name: str | None = None
    radius_km: float | None = None

    @property
    def at_one_point(self) -> bool:
        return (self.box.west, self.box.south) == (self.box.east, self.box.north)

    @property
    def count(self) -> int:
        return sum(self.types.values())


@dataclass(frozen=True, slots=True)
class Shown:
    """The spots of a part of the map; ``left_out`` areas were too many to draw."""

    spots: tuple[Spot, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Pinned:
    """One incident as the map knows it; lat and lon are None where no place is known."""

    incident: str
    lat: float | None
    lon: float | None
    precision: PlacePrecision | None
    radius_km: float | None
    place: str | None
    name: str | None
    country: str | None
    type: str
    sub_type: str
    first: date | None
    last: date | None
    killed_low: int | None
    killed: int | None
    killed_high: int | None
    wounded: int | None
    reports: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How many incidents begin in each period of ``by``. Of ``total``, ``undated`` have no known day and
    ``unplaced`` no known place.
    """

    by: By
    counts: tuple[tuple[date, int], ...] = field(default=())
    total: int = 0
    undated: int = 0
    unplaced: int = 0


def shown(points: Points, box: Box, zoom: float) -> Shown:
    """What the map shows of ``box`` at ``zoom`` (MapLibre's: the world is 512 pixels wide at 0)."""
    exact = points.words.among([PlacePrecision.EXACT.value])[points.rows["precision"]]
    spots = _points(points, points.rows[exact & inside(points.rows, box)], zoom)
    areas = sorted(_areas(points, points.rows[~exact & inside(points.rows, box, beyond=1.0)]), key=_by_size)
    kept = areas[:_MOST_AREAS]
    return Shown((*spots, *kept), len(areas) - len(kept))


def listed(
    connection: Connection,
    points: Points,
    box: Box | None = None,
    *,
    limit: int = 50,
    place: str | None = None,
) -> list[Pinned]:
    """The incidents in ``box`` (or all), or those in ``place``; the deadliest first."""
    rows = points.rows
    if box is not None:
        rows = rows[inside(rows, box)]
    if place is not None:
        rows = rows[points.words.among([place])[rows["place"]]]
    late = np.where(np.isnat(rows["first"]), np.iinfo(np.int64).max, -rows["first"].astype(np.int64))
    order = np.lexsort((rows["incident"], late, -np.nan_to_num(rows["killed"])))
    return pinned(connection, [incident_of(n) for n in rows["incident"][order[:limit]].tolist()])


def pinned(connection: Connection, incidents: Sequence[str]) -> list[Pinned]:
    """These incidents of the map, in their order."""
    found: dict[str, Pinned] = {}
    for some in batches(incidents):
        query = select(INCIDENT_POINT).where(
            INCIDENT_POINT.c.incident.in_(some), INCIDENT_POINT.c.type.is_not(None)
        )
        found |= {row.incident: _pinned(row) for row in connection.execute(query)}
    return [found[name] for name in incidents if name in found]


def tally(points: Points) -> Tally:
    """How many incidents begin on each day, week or month: as fine as a strip of bars can show."""
    first, placed = points.rows["first"], ~np.isnan(points.rows["x"])
    undated = int(np.count_nonzero(np.isnat(first)))
    total, unplaced = len(first), int(np.count_nonzero(~placed))
    days, many = np.unique(first[~np.isnat(first)], return_counts=True)
    if not len(days):
        return Tally(By.DAY, (), total, undated, unplaced)
    by_day = dict(zip(days.tolist(), many.tolist(), strict=True))
    span = (max(by_day) - min(by_day)).days
    by = By.DAY if span <= 200 else By.WEEK if span <= 1500 else By.MONTH
    counts: defaultdict[date, int] = defaultdict(int)
    for day, count in by_day.items():
        counts[period_of(day, by).start] += count
    return Tally(by, tuple(sorted(counts.items())), total, undated, unplaced)


def _points(points: Points, rows: Array, zoom: float) -> Iterator[Spot]:
    """What is exact, by cells of the screen; of what lies at one point and in one place, with its name."""
    across = _TILE * 2 ** min(max(zoom, 0.0), _DEEPEST) / _CELL
    cells = (rows["x"] * across).astype(np.int64) << 32 | (rows["y"] * across).astype(np.int64)
    for spot, inner in _together(points, rows, cells):
        named = spot.at_one_point and len(set(inner["place"].tolist())) == 1
        yield _named(points, spot, inner) if named else spot


def _areas(points: Points, rows: Array) -> Iterator[Spot]:
    """What lies somewhere in a place, by place; those beside the box may reach into it."""
    for spot, inner in _together(points, rows, rows["precision"].astype(np.int64) << 32 | rows["place"]):
        radii = inner["radius_km"][~np.isnan(inner["radius_km"])]
        yield replace(_named(points, spot, inner), radius_km=float(radii.max()) if len(radii) else None)


def _named(points: Points, spot: Spot, inner: Array) -> Spot:
    words = points.words.values
    return replace(
        spot,
        incident=incident_of(int(inner["incident"][0])) if len(inner) == 1 else None,
        place=words[inner["place"][0]],
        name=min((name for n in set(inner["place_name"].tolist()) if (name := words[n])), default=None),
    )


def _together(points: Points, rows: Array, key: Array) -> Iterator[tuple[Spot, Array]]:
    """Those of one key as a spot, and with them the rows."""
    order = np.argsort(key, kind="stable")
    rows, key = rows[order], key[order]
    starts = np.flatnonzero(np.diff(key, prepend=-1)) if len(key) else np.empty(0, np.int64)
    killed, numbered = np.nan_to_num(rows["killed"]), ~np.isnan(rows["killed"])
    kinds, kind = np.unique(rows["type"], return_inverse=True)
    names = [points.words.values[n] or "" for n in kinds]
    for start, end in pairwise([*starts.tolist(), len(rows)]):
        inner = rows[start:end]
        many = np.bincount(kind[start:end]).tolist()
        x, y = inner["x"], inner["y"]
        north, west = degrees(x.min(), y.min())
        south, east = degrees(x.max(), y.max())
        lat, lon = (north, west) if (north, west) == (south, east) else degrees(x.mean(), y.mean())
        types = sorted((-n, name) for n, name in zip(many, names, strict=False) if n)
        spot = Spot(
            lat=lat,
            lon=lon,
            box=Box(west, south, east, north),
            types={name: -n for n, name in types},
            killed=int(killed[start:end].sum()) if numbered[start:end].any() else None,
            precision=PlacePrecision(points.words.values[inner["precision"][0]]),
        )
        yield spot, inner


def _by_size(spot: Spot) -> tuple[int, str]:
    return -spot.count, spot.place or ""


def _pinned(row: Row[Any]) -> Pinned:
    lat, lon = (None, None) if row.x is None else degrees(row.x, row.y)
    kept = {k: v for k, v in row._mapping.items() if k not in {"stale", "x", "y", "precision", "place_name"}}
    precision = PlacePrecision(row.precision) if row.precision else None
    return Pinned(lat=lat, lon=lon, precision=precision, name=row.place_name, **kept)
