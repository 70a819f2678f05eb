"""Puts settled incidents on the map: where each lies, when it was, what it is and whom it harmed."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import BindParameter, Connection, bindparam, select, update

from marsad.incidents.figures import Toll
from marsad.ledger.atlas.points import forget, mercator
from marsad.ledger.filters import EventFilter
from marsad.ledger.incidents import Incident, incidents
from marsad.ledger.store.tables import INCIDENT_POINT
from marsad.model.event import Effect, PlacePrecision

_ROWS = 500


def bring_up(connection: Connection, limit: int = _ROWS) -> int:
    """Put up to ``limit`` incidents that wait on the map; gives how many."""
    stale = select(INCIDENT_POINT.c.incident).where(INCIDENT_POINT.c.stale).limit(limit)
    names = connection.execute(stale).scalars().all()
    if not names:
        return 0
    rows = [_row(found) for found in incidents(connection, EventFilter(), ids=names)]
    columns: dict[str, BindParameter[object]] = {name: bindparam(f"new_{name}") for name in _COLUMNS}
    if rows:
        connection.execute(
            update(INCIDENT_POINT)
            .where(INCIDENT_POINT.c.incident == bindparam("called"))
            .values(stale=False, **columns),
            rows,
        )
    forget(connection, set(names) - {row["called"] for row in rows})
    return len(names)


_COLUMNS = tuple(c.name for c in INCIDENT_POINT.c if c.name not in {"incident", "stale"})


def _row(found: Incident) -> dict[str, object]:
    lead = found.lead
    place, where = lead.place, lead.event.where
    x, y = None, None
    if place is not None and place.lat is not None and place.lon is not None:
        x, y = mercator(place.lat, place.lon)
    killed, wounded = (_toll(found.tolls, e) for e in (Effect.KILLED, Effect.WOUNDED))
    cells: dict[str, object] = {
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
    return {"called": found.id} | {f"new_{name}": value for name, value in cells.items()}


def _toll(tolls: Collection[Toll], effect: Effect) -> Toll | None:
    return next((t for t in tolls if t.effect is effect and t.who is None), None)
