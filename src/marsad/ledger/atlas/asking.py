"""What is asked of the map, as conditions on the points of incidents: which part of it, and which of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select, true

from marsad.ledger.atlas.points import mercator
from marsad.ledger.filters import EventFilter
from marsad.ledger.incidents import asked_for, holds
from marsad.ledger.store.tables import INCIDENT_POINT

_P = INCIDENT_POINT.c


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the map in degrees; one whose ``west`` is more than its ``east`` crosses the date line."""

    west: float
    south: float
    east: float
    north: float


def conditions(asked: EventFilter) -> ColumnElement[bool]:
    """What is asked for, wherever it lies."""
    found = _of_points(asked)
    return and_(found, _P.incident.in_(asked_for(asked))) if _asks_of_events(asked) else found


def _of_points(asked: EventFilter) -> ColumnElement[bool]:
    """What is asked of the incidents as such."""
    found: list[ColumnElement[bool]] = [_P.type.is_not(None)]
    if asked.type:
        named = (c.istartswith(asked.type, autoescape=True) for c in (_P.type, _P.sub_type))
        found.append(or_(*named))
    if asked.country:
        found.append(_P.country == asked.country.upper())
    if asked.start:
        found.append(_P.last >= asked.start)
    if asked.end:
        found.append(_P.first <= asked.end)
    return and_(true(), *found)


def _asks_of_events(asked: EventFilter) -> bool:
    """Whether incidents are chosen by what stands in their events alone."""
    return any((asked.actor, asked.place, asked.outlet, asked.status, asked.report))


def there(
    connection: Connection, asked: EventFilter, precision: Sequence[str], inside: ColumnElement[bool]
) -> ColumnElement[bool]:
    """What is asked for, of such precision and ``inside`` a part of the map, as is quickest to find: where
    that holds few points each is looked at for itself; else all that are asked for are gathered, and their
    points looked up.
    """
    part = and_(_P.precision.in_(precision), inside)
    if not _asks_of_events(asked):
        return and_(part, _of_points(asked))
    some = select(_P.incident).where(part).limit(_FEW).subquery()
    if connection.execute(select(func.count()).select_from(some)).scalar_one() < _FEW:
        return and_(part, _of_points(asked), holds(asked, _P.incident))
    # without its index, which would have every point of the part looked for among all that are asked for
    return and_(_P.precision.concat("").in_(precision), inside, conditions(asked))


_FEW = 4000
"""Points each of which is looked at sooner than all incidents with a common actor are gathered."""


def inside(box: Box, beyond: float = 0.0) -> ColumnElement[bool]:
    """Points in a box; ``beyond`` widens it by so many times its width and height on each side."""
    west, east = _share(box.west), _share(box.east)
    top, bottom = mercator(box.north, 0.0)[1], mercator(box.south, 0.0)[1]
    width = box.east - box.west if box.east >= box.west else 360 - box.west + box.east
    more = beyond * width / 360
    rows = _P.y.between(top - beyond * (bottom - top), bottom + beyond * (bottom - top))
    if width / 360 + 2 * more >= 1:
        return and_(_P.x.is_not(None), rows)
    west, east = (west - more) % 1, (east + more) % 1
    if west <= east:
        return and_(_P.x.between(west, east), rows)
    return and_(or_(_P.x >= west, _P.x <= east), rows)


def _share(lon: float) -> float:
    return lon / 360 + 0.5
