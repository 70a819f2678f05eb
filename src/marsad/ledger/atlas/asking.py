"""What is asked of the map: which part of it, and which of its incidents as such."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from marsad.ledger.atlas.points import mercator
from marsad.ledger.columns.codes import Array, Mask
from marsad.ledger.columns.points import Points
from marsad.ledger.filters import EventFilter


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the map in degrees; one whose ``west`` is more than its ``east`` crosses the date line."""

    west: float
    south: float
    east: float
    north: float


def chosen(points: Points, asked: EventFilter) -> Points:
    """What is asked of incidents as such: type, country and days."""
    rows, words = points.rows, points.words
    found = np.ones(len(rows), bool)
    if asked.type:
        begins = asked.type.lower()
        sorts = words.among(word for word in words.values if word and word.lower().startswith(begins))
        found &= sorts[rows["type"]] | sorts[rows["sub_type"]]
    if asked.country:
        found &= words.among([asked.country.upper()])[rows["country"]]
    if asked.start:
        found &= rows["last"] >= np.datetime64(asked.start)
    if asked.end:
        found &= rows["first"] <= np.datetime64(asked.end)
    return replace(points, rows=rows[found])


def asks_of_events(asked: EventFilter) -> bool:
    """Whether incidents are chosen by what stands in their events alone."""
    return any((asked.actor, asked.place, asked.outlet, asked.status, asked.report))


def inside(rows: Array, box: Box, beyond: float = 0.0) -> Mask:
    """Points in a box; ``beyond`` widens it by so many times its width and height on each side."""
    x, y = rows["x"], rows["y"]
    west, east = _share(box.west), _share(box.east)
    top, bottom = mercator(box.north, 0.0)[1], mercator(box.south, 0.0)[1]
    width = box.east - box.west if box.east >= box.west else 360 - box.west + box.east
    more = beyond * width / 360
    high = beyond * (bottom - top)
    found: Mask = (y >= top - high) & (y <= bottom + high)
    if width / 360 + 2 * more >= 1:
        return found
    west, east = (west - more) % 1, (east + more) % 1
    return found & ((x >= west) & (x <= east) if west <= east else (x >= west) | (x <= east))


def _share(lon: float) -> float:
    return lon / 360 + 0.5
