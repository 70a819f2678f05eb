"""Keeps of each settled incident what lists, map and counts need: where it lies, when it was, what it is and
whom it harmed.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, insert, select

from marsad.incidents.figures import Toll
from marsad.ledger.atlas import points
from marsad.ledger.atlas.points import mercator
from marsad.ledger.filters import EventFilter
from marsad.ledger.incidents import Incident, incidents
from marsad.ledger.series.gist import gist_of, written
from marsad.ledger.series.subjects import of_incidents
from marsad.ledger.store.tables import INCIDENT_GIST, INCIDENT_POINT
from marsad.model.event import Effect, PlacePrecision

_ROWS = 500


def bring_up(connection: Connection, limit: int = _ROWS) -> int:
    """Put together up to ``limit`` incidents that wait for it, as those of an older ledger do; gives how
    many.
    """
    stale = select(INCIDENT_POINT.c.incident).where(INCIDENT_POINT.c.stale).limit(limit)
    names = connection.execute(stale).scalars().all()
    if names:
        points.forget(connection, names)
        keep(connection, incidents(connection, EventFilter(), ids=names))
    return len(names)


def keep(connection: Connection, found: Collection[Incident]) -> None:
    """Store what lists, map and counts need of incidents that were just settled."""
    points.forget(connection, [one.id for one in found])
    if found:
        connection.execute(insert(INCIDENT_POINT), [point_of(one) for one in found])
    gists = [{"incident": one.id, "gist": gist} for one in found if (gist := counted_of(one)) is not None]
    if gists:
        connection.execute(insert(INCIDENT_GIST), gists)


def counted_of(found: Incident) -> str | None:
    """What counting needs of an incident, as it is stored; None for one that only threatens."""
    return next((written(gist_of(subject)) for subject in of_incidents([found], EventFilter())), None)


def point_of(found: Incident) -> dict[str, object]:
    """The row of INCIDENT_POINT."""
    lead = found.lead
    place, where = lead.place, lead.event.where
    x, y = None, None
    if place is not None and place.lat is not None and place.lon is not None:
        x, y = mercator(place.lat, place.lon)
    killed, wounded = (_toll(found.tolls, e) for e in (Effect.KILLED, Effect.WOUNDED))
    return {
        "incident": found.id,
        "stale": False,
        "x": x,
        "y": y,
        "radius_km": place.radius_km if place else None,
        "precision": (where.precision or PlacePrecision.AREA).value if where and x is not None else None,
        "place": place.id if place else None,
        "place_name": place.name if place else None,
        "country": place.country if place else None,
        "type": lead.event.type.value,
        "sub_type": lead.event.sub_type,
        "first": found.first,
        "last": found.last,
        "killed_low": killed and killed.low,
        "killed": killed and killed.best,
        "killed_high": killed and killed.high,
        "wounded": wounded and wounded.best,
        "reports": len({row.report.id for row in found.rows}),
    }


def _toll(tolls: Collection[Toll], effect: Effect) -> Toll | None:
    return next((t for t in tolls if t.effect is effect and t.who is None), None)
