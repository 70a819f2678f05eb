"""Which incidents stand on the map, and which wait to be put there.

A row of INCIDENT_POINT follows from its incident, and ``pinning.py`` works it out: as it is settled, or later
where the row is marked as stale, as in a ledger of an older form. Places are kept in web Mercator (EPSG:3857)
as shares of the whole map, so that what a screen shows is one range of numbers, and what meets on it lies in
one cell.
"""

from __future__ import annotations

import math
from collections.abc import Collection

from sqlalchemy import Connection, delete, func, select

from marsad.ledger.store.batches import batches
from marsad.ledger.store.tables import INCIDENT_GIST, INCIDENT_POINT

_NORTH = 85.05112878
"""Degrees of latitude at which a web Mercator map ends."""


def mercator(lat: float, lon: float) -> tuple[float, float]:
    """x and y of a point (degrees) as shares of the whole map, from its north-western corner."""
    sine = math.sin(math.radians(max(-_NORTH, min(_NORTH, lat))))
    return lon / 360 + 0.5, 0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)


def degrees(x: float, y: float) -> tuple[float, float]:
    """Latitude and longitude of what ``mercator`` gives."""
    return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y)))), (x - 0.5) * 360


def forget(connection: Connection, incidents: Collection[str]) -> None:
    """Take out what is kept of these incidents."""
    for some in batches(sorted(incidents)):
        for table in (INCIDENT_POINT, INCIDENT_GIST):
            connection.execute(delete(table).where(table.c.incident.in_(some)))


def waiting(connection: Connection) -> int:
    """How many incidents wait to be put on the map."""
    return connection.execute(select(func.count()).where(INCIDENT_POINT.c.stale)).scalar_one()
