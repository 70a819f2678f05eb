"""What a part of the map shows of the incidents: those that lie close together on the screen as one, areas
as areas, and how many lie nowhere that is known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Row,
    cast,
    func,
    or_,
    select,
)

from marsad.ledger.atlas.asking import Box, conditions, inside, there
from marsad.ledger.atlas.points import degrees, mercator
from marsad.ledger.filters import EventFilter
from marsad.ledger.series.periods import By, period_of
from marsad.ledger.store.batches import batches
from marsad.ledger.store.tables import INCIDENT_POINT
from marsad.model.event import PlacePrecision

_P = INCIDENT_POINT.c
_TILE = 512
"""Pixels of the whole map at zoom 0, as MapLibre counts."""
_CELL = 52
"""Pixels of a cell: what lies in one is drawn as one."""
_MOST_AREAS = 250
_DEEPEST = 18.0
_SLACK = 1e-12
_DIGITS = 11
"""The way over degrees and back moves a share of the map by less: a tenth of a millimetre."""
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


def shown(connection: Connection, asked: EventFilter, box: Box, zoom: float) -> Shown:
    """What the map shows of ``box`` at ``zoom`` (MapLibre's: the world is 512 pixels wide at 0).

    Type, country and days are those of the incident; actor, place, outlet, status and report choose the
    incidents with such an event.
    """
    meets = conditions(asked)
    points = _points(connection, there(connection, asked, [_EXACT], inside(box)), zoom)
    points = _named(connection, meets, points)
    soft = there(connection, asked, _SOFT, inside(box, beyond=1.0))
    areas = sorted(_areas(connection, soft), key=_by_size)
    kept = areas[:_MOST_AREAS]
    return Shown((*points, *kept), len(areas) - len(kept))


def listed(  # noqa: PLR0913 - each is a condition
    connection: Connection,
    asked: EventFilter,
    box: Box | None = None,
    *,
    limit: int = 50,
    place: str | None = None,
    incident: str | None = None,
) -> list[Pinned]:
    """The incidents in ``box`` (or all), those in ``place``, or the one ``incident``; the deadliest first."""
    chosen = [conditions(asked)]
    if box is not None:
        chosen.append(inside(box))
    if place is not None:
        chosen.append(_P.place == place)
    if incident is not None:
        chosen.append(_P.incident == incident)
    order = (func.coalesce(_P.killed, 0).desc(), _P.first.desc().nulls_last(), _P.incident)
    query = select(INCIDENT_POINT).where(*chosen).order_by(*order).limit(limit)
    return [_pinned(row) for row in connection.execute(query)]


def tally(connection: Connection, asked: EventFilter) -> Tally:
    """How many incidents begin on each day, week or month: as fine as a strip of bars can show."""
    told = (func.count().label("many"), func.count(_P.x).label("placed"))
    rows = connection.execute(select(_P.first, *told).where(conditions(asked)).group_by(_P.first)).all()
    by_day = {row.first: row.many for row in rows}
    undated = by_day.pop(None, 0)
    total, placed = sum(row.many for row in rows), sum(row.placed for row in rows)
    if not by_day:
        return Tally(By.DAY, (), total, undated, total - placed)
    span = (max(by_day) - min(by_day)).days
    by = By.DAY if span <= 200 else By.WEEK if span <= 1500 else By.MONTH
    counts: defaultdict[date, int] = defaultdict(int)
    for day, count in by_day.items():
        counts[period_of(day, by).start] += count
    return Tally(by, tuple(sorted(counts.items())), total, undated, total - placed)


_NUMBERS = (
    func.count().label("many"),
    func.sum(_P.killed).label("killed"),
    *(f(c).label(n) for n, f, c in (
        ("x0", func.min, _P.x), ("x1", func.max, _P.x), ("xm", func.avg, _P.x),
        ("y0", func.min, _P.y), ("y1", func.max, _P.y), ("ym", func.avg, _P.y),
    )),
)  # fmt: skip
"""All of them stand in one index, so that a map of everything need not look at the rows themselves."""


_EXACT = PlacePrecision.EXACT.value
_SOFT = [p.value for p in PlacePrecision if p is not PlacePrecision.EXACT]


def _points(connection: Connection, meets: ColumnElement[bool], zoom: float) -> list[Spot]:
    """What is exact, by cells of the screen."""
    across = _TILE * 2 ** min(max(zoom, 0.0), _DEEPEST) / _CELL
    keys = (
        cast(_P.x * across, Integer).label("cx"),
        cast(_P.y * across, Integer).label("cy"),
        _P.type.label("type"),
    )
    together: defaultdict[tuple[int, int], list[Any]] = defaultdict(list)
    for row in connection.execute(select(*keys, *_NUMBERS).where(meets).group_by(*keys)):
        together[row.cx, row.cy].append(row)
    return [_spot(rows, PlacePrecision.EXACT) for rows in together.values()]


def _named(connection: Connection, meets: ColumnElement[bool], found: Sequence[Spot]) -> list[Spot]:
    """Spots of one point with the name of the place, and the incident where it is one."""
    at = {mercator(s.lat, s.lon): n for n, s in enumerate(found) if s.at_one_point}
    named = list(found)
    told = (func.min(c).label(c.name) for c in (_P.incident, _P.place, _P.place_name))
    keys = (_P.x.label("x"), _P.y.label("y"))
    query = select(*keys, *told, func.max(_P.place).label("other")).where(_P.precision == _EXACT, meets)
    near = {(round(x, _DIGITS), round(y, _DIGITS)): n for (x, y), n in at.items()}
    for some in batches(sorted({x for x, _ in at})):
        slack = or_(*(_P.x.between(x - _SLACK, x + _SLACK) for x in some))
        for row in connection.execute(query.where(slack).group_by(*keys)):
            n = near.get((round(row.x, _DIGITS), round(row.y, _DIGITS)))
            if n is not None and row.place == row.other:
                incident = row.incident if named[n].count == 1 else None
                named[n] = replace(named[n], incident=incident, place=row.place, name=row.place_name)
    return named


def _areas(connection: Connection, meets: ColumnElement[bool]) -> list[Spot]:
    """What lies somewhere in a place, by place; those beside the box may reach into it."""
    keys = (_P.precision.label("precision"), _P.place.label("place"), _P.type.label("type"))
    told = (
        func.min(_P.incident).label("incident"),
        func.min(_P.place_name).label("name"),
        func.max(_P.radius_km).label("radius_km"),
    )
    query = select(*keys, *_NUMBERS, *told).where(meets).group_by(*keys)
    together: defaultdict[tuple[str, str], list[Any]] = defaultdict(list)
    for row in connection.execute(query):
        together[row.precision, row.place].append(row)
    return [
        replace(
            spot := _spot(rows, PlacePrecision(precision)),
            place=place,
            name=rows[0].name,
            incident=rows[0].incident if spot.count == 1 else None,
            radius_km=max((r.radius_km for r in rows if r.radius_km is not None), default=None),
        )
        for (precision, place), rows in together.items()
    ]


def _spot(rows: Sequence[Any], precision: PlacePrecision) -> Spot:
    count = sum(r.many for r in rows)
    north, west = degrees(min(r.x0 for r in rows), min(r.y0 for r in rows))
    south, east = degrees(max(r.x1 for r in rows), max(r.y1 for r in rows))
    x, y = (sum(r._mapping[c] * r.many for r in rows) / count for c in ("xm", "ym"))
    lat, lon = (north, west) if (north, west) == (south, east) else degrees(x, y)
    killed = [int(r.killed) for r in rows if r.killed is not None]
    return Spot(
        lat=lat,
        lon=lon,
        box=Box(west, south, east, north),
        types={r.type: r.many for r in sorted(rows, key=lambda r: (-r.many, r.type))},
        killed=sum(killed) if killed else None,
        precision=precision,
    )


def _by_size(spot: Spot) -> tuple[int, str]:
    return -spot.count, spot.place or ""


def _pinned(row: Row[Any]) -> Pinned:
    lat, lon = (None, None) if row.x is None else degrees(row.x, row.y)
    kept = {k: v for k, v in row._mapping.items() if k not in {"stale", "x", "y", "precision", "place_name"}}
    precision = PlacePrecision(row.precision) if row.precision else None
    return Pinned(lat=lat, lon=lon, precision=precision, name=row.place_name, **kept)
