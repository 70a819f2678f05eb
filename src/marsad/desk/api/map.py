"""What the map shows: incidents of a part of it, how many each day has, and all that is in view."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Query
from pydantic import BaseModel, TypeAdapter

from marsad.desk.api.ground import Boxes, Day, Feature, Features, day_of, day_on, is_wanted
from marsad.desk.asking import Filters, Workplaces
from marsad.desk.people import Person, Role, allowed
from marsad.export.control import geojson
from marsad.ledger.atlas.asking import Box
from marsad.ledger.atlas.spots import REACH_KM, Pinned, Spot
from marsad.ledger.series.periods import By
from marsad.model.event import PlacePrecision

router = APIRouter(tags=["map"], prefix="/map")
Reader = Annotated[Person, Depends(allowed(Role.READER))]
_PINNED_AT_ONCE = 500
_MOST_EXPORTED = 20_000
_CELLS = TypeAdapter(Pinned)


class Source(BaseModel):
    """A report that tells of an incident."""

    report: str
    title: str | None
    outlet: str | None
    published: date | None


class Card(BaseModel):
    """An incident with who tells of it. ``witnesses`` are the sources that are no copies of each other."""

    incident: Pinned
    sources: list[Source]
    witnesses: int


class Days(BaseModel):
    """The span of days of the slider; ``counts`` are incidents that begin in each period of ``by``."""

    first: date | None
    last: date | None
    by: By
    counts: list[tuple[date, int]]
    total: int
    undated: int
    unplaced: int


@router.get("/incidents")
def incidents(
    workplace: Workplaces,
    _: Reader,
    asked: Filters,
    box: Boxes,
    zoom: Annotated[float, Query(ge=0, le=24)] = 2.0,
) -> Features:
    """What to draw of a part of the map: incidents that lie close together at this zoom are one feature."""
    with workplace.ledger() as ledger:
        left = ledger.pin(_PINNED_AT_ONCE)
        found = ledger.spots(asked, box, zoom)
    return Features(features=[_feature(s) for s in found.spots], waiting=left, left_out=found.left_out)


@router.get("/incidents/{incident}")
def card(workplace: Workplaces, _: Reader, incident: str) -> Card:
    """One incident of the map with its sources."""
    with workplace.ledger() as ledger:
        found = ledger.incident(incident)
        ledger.pin(_PINNED_AT_ONCE)
        pinned = ledger.pin_of(found.id)
    if pinned is None:
        raise HTTPException(503, f"incident {incident} is not on the map yet; ask again in a moment")
    heads = {row.report.id: row.report for row in found.rows}
    sources = [
        Source(
            report=h.id,
            title=h.title or h.name,
            outlet=h.outlet,
            published=h.published.start if h.published else None,
        )
        for h in heads.values()
    ]
    return Card(incident=pinned, sources=sources, witnesses=found.witnesses)


@router.get("/list")
def in_list(
    workplace: Workplaces,
    _: Reader,
    asked: Filters,
    box: Boxes,
    at: Annotated[str, Query(max_length=200, description="id of a place")] = "",
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
) -> list[Pinned]:
    """The incidents of a part of the map, or of one place, the deadliest first."""
    with workplace.ledger() as ledger:
        return ledger.pinned(asked, None if at else box, limit=limit, place=at or None)


@router.get("/days")
def days(workplace: Workplaces, _: Reader, asked: Filters) -> Days:
    """From which day to which the ledger tells of anything, and how many incidents begin in each period."""
    with workplace.ledger() as ledger:
        told = workplace.holders.told(ledger)
        ledger.pin(_PINNED_AT_ONCE)  # the page asks for the days first, and says how many incidents there are
        found = ledger.begun(asked)
    begun = [day for day, _ in found.counts]
    firsts = [d for d in (*begun[:1], told.first) if d]
    lasts = [d for d in (*begun[-1:], told.last) if d]
    return Days(
        first=asked.start or min(firsts, default=None),
        last=asked.end or max(lasts, default=None),
        by=found.by,
        counts=list(found.counts),
        total=found.total,
        undated=found.undated,
        unplaced=found.unplaced,
    )


@router.get("/view")
def view(
    workplace: Workplaces, _: Reader, asked: Filters, box: Boxes, on: Day = "", known: Day = ""
) -> Features:
    """All that lies in a part of the map as GeoJSON: each incident for itself, and who held what."""
    with workplace.ledger() as ledger:
        rows = ledger.pinned(asked, box, limit=_MOST_EXPORTED + 1)
        if len(rows) > _MOST_EXPORTED:
            raise HTTPException(
                422, f"there are more than {_MOST_EXPORTED:,} incidents here: zoom in, or filter them"
            )
        day, by = day_on(workplace, on), day_of(known) or date.max
        answers = [a for a in workplace.holders.on(ledger, day, by) if is_wanted(a.place, asked)]
    held = Features.model_validate(geojson(answers, workplace.holders.question(day, by))).features
    for feature in held:
        feature.properties = {"what": "control", "known": known or None} | feature.properties
    inside = [f for f in held if f.geometry and _lies_in(f.geometry["coordinates"], box)]
    return Features(features=[_alone(r) for r in rows] + inside)


def _lies_in(point: list[float], box: Box) -> bool:
    lon, lat = point
    across = box.west <= lon <= box.east if box.west <= box.east else lon >= box.west or lon <= box.east
    return across and box.south <= lat <= box.north


def _feature(spot: Spot) -> Feature:
    known = spot.radius_km is not None and spot.precision is not PlacePrecision.NEAR
    reach = None
    if spot.precision is not PlacePrecision.EXACT:
        reach = spot.radius_km if known else REACH_KM[spot.precision.value]
    return Feature(
        id=spot.incident,
        geometry={"type": "Point", "coordinates": [round(spot.lon, 6), round(spot.lat, 6)]},
        properties={
            "count": spot.count,
            "types": dict(spot.types),
            "killed": spot.killed,
            "precision": spot.precision.value,
            "radius_km": reach,
            "radius_known": known,
            "incident": spot.incident,
            "place": spot.place,
            "name": spot.name,
            "box": None if spot.at_one_point else list(asdict(spot.box).values()),
        },
    )


def _alone(found: Pinned) -> Feature:
    rounded = replace(found, lat=found.lat and round(found.lat, 6), lon=found.lon and round(found.lon, 6))
    cells = _CELLS.dump_python(rounded, mode="json")
    lon, lat = cells.pop("lon"), cells.pop("lat")
    point = {"type": "Point", "coordinates": [lon, lat]} if lat is not None else None
    return Feature(id=found.incident, geometry=point, properties={"what": "incident"} | cells)
