"""What the map shows: incidents of a part of it, how many each day has, and who held what."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Query
from pydantic import BaseModel

from marsad.control.standing import State
from marsad.desk.asking import Filters, Workplaces, bounds
from marsad.desk.people import Person, Role, allowed
from marsad.export.control import answer_json, geojson
from marsad.ledger import EventFilter
from marsad.ledger.answers import Around
from marsad.ledger.atlas.holders import PlaceTimeline
from marsad.ledger.atlas.spots import REACH_KM, Box, Pinned, Spot
from marsad.ledger.keys import name_key
from marsad.ledger.series.periods import By
from marsad.model.event import PlacePrecision

router = APIRouter(tags=["map"], prefix="/map")
Reader = Annotated[Person, Depends(allowed(Role.READER))]
Day = Annotated[str, Query(max_length=10, description="YYYY-MM-DD; else the ledger's last day")]
_PINNED_AT_ONCE = 500
_MOST_EXPORTED = 20_000
_THEN = "then"


def _box(
    box: Annotated[str, Query(max_length=120, description="west,south,east,north in degrees")] = "",
) -> Box:
    try:
        west, south, east, north = (float(part) for part in box.split(",")) if box else (-180, -90, 180, 90)
    except ValueError:
        raise HTTPException(422, f"box {box!r}: write it as west,south,east,north in degrees") from None
    if not (-90 <= south <= north <= 90 and all(-540 <= lon <= 540 for lon in (west, east))):
        raise HTTPException(422, f"box {box!r} is no part of the earth: west,south,east,north in degrees")
    if east - west >= 360:
        return Box(-180, south, 180, north)
    return Box((west + 180) % 360 - 180, south, (east + 180) % 360 - 180 or 180, north)


Boxes = Annotated[Box, Depends(_box)]


class Feature(BaseModel):
    """A feature of GeoJSON (RFC 7946)."""

    type: str = "Feature"
    id: str | None = None
    geometry: dict[str, Any] | None
    properties: dict[str, Any]


class Features(BaseModel):
    """``waiting`` incidents are still to be put on the map; ``left_out`` areas were too many to draw."""

    type: str = "FeatureCollection"
    features: list[Feature]
    waiting: int = 0
    left_out: int = 0


class OneIncident(BaseModel):
    """An incident as the map lists it. ``lat`` and ``lon`` are null where no place is known."""

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


class Source(BaseModel):
    """A report that tells of an incident."""

    report: str
    title: str | None
    outlet: str | None
    published: date | None


class Card(BaseModel):
    """An incident with who tells of it. ``witnesses`` are the sources that are no copies of each other."""

    incident: OneIncident
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


class Stretches(BaseModel):
    """A place; ``stretches`` are [first day, state, holders, besiegers, whether it is stale, last word]."""

    id: str
    name: str
    kind: str | None
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    radius_km: float | None
    stretches: list[tuple[date, State, tuple[str, ...], tuple[str, ...], bool, date | None]]


class Actor(BaseModel):
    """Who holds or fights. ``weight`` is how much evidence speaks of it."""

    id: str
    name: str
    weight: int


class Timelines(BaseModel):
    """Who held every place from when to when; ``actors`` come by weight, all of the ledger."""

    known: str | None
    places: list[Stretches]
    actors: list[Actor]


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
        pinned = ledger.pinned(incident=found.id)
    if not pinned:
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
    return Card(incident=OneIncident(**asdict(pinned[0])), sources=sources, witnesses=found.witnesses)


@router.get("/list")
def in_list(
    workplace: Workplaces,
    _: Reader,
    asked: Filters,
    box: Boxes,
    at: Annotated[str, Query(max_length=200, description="id of a place")] = "",
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
) -> list[OneIncident]:
    """The incidents of a part of the map, or of one place, the deadliest first."""
    with workplace.ledger() as ledger:
        found = ledger.pinned(asked, None if at else box, limit=limit, place=at or None)
    return [OneIncident(**asdict(p)) for p in found]


@router.get("/days")
def days(workplace: Workplaces, _: Reader, asked: Filters) -> Days:
    """From which day to which the ledger tells of anything, and how many incidents begin in each period."""
    with workplace.ledger() as ledger:
        told = workplace.holders.told(ledger)
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


@router.get("/control")
def control(workplace: Workplaces, _: Reader, asked: Filters, on: Day = "", known: Day = "") -> Features:
    """The state of every place on a day, as it could be known on another, or as it is known today."""
    with workplace.ledger() as ledger:
        day, by = _on(workplace, on), _day(known) or date.max
        answers = [a for a in workplace.holders.on(ledger, day, by) if _wanted(a.place, asked)]
    made = geojson(answers, workplace.holders.question(day, by))
    return Features.model_validate(made)


@router.get("/control/periods")
def periods(
    workplace: Workplaces,
    _: Reader,
    asked: Filters,
    known: Annotated[
        str, Query(max_length=10, description="YYYY-MM-DD, or `then`: each day as known on that day")
    ] = "",
) -> Timelines:
    """Who held every place from when to when, so that a slider need not ask for each day."""
    by = None if known == _THEN else _day(known) or date.max
    with workplace.ledger() as ledger:
        told = workplace.holders.told(ledger)
        found = workplace.holders.timelines(ledger, by)
    actors = sorted(told.weight.items(), key=lambda a: (-a[1], a[0]))
    return Timelines(
        known=known or None,
        places=[_stretches(t) for t in found if _wanted(t.place, asked) and _about(t, asked, told.names)],
        actors=[Actor(id=a, name=told.names.get(a, a), weight=n) for a, n in actors],
    )


@router.get("/control/{place}")
def one_place(workplace: Workplaces, _: Reader, place: str, on: Day = "", known: Day = "") -> dict[str, Any]:
    """Who held one place on a day, with the evidence and the periods up to it."""
    day, by = _on(workplace, on), _day(known) or date.max
    with workplace.ledger() as ledger:
        found = workplace.holders.of(ledger, place, day, by)
    if found is None:
        raise HTTPException(404, f"no report tells who held {place}")
    return answer_json(found, workplace.holders.question(day, by), Around(), history=True)


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
        day, by = _on(workplace, on), _day(known) or date.max
        answers = [a for a in workplace.holders.on(ledger, day, by) if _wanted(a.place, asked)]
    held = Features.model_validate(geojson(answers, workplace.holders.question(day, by))).features
    for feature in held:
        feature.properties = {"what": "control", "known": known or None} | feature.properties
    inside = [f for f in held if f.geometry and _lies_in(f.geometry["coordinates"], box)]
    return Features(features=[_alone(r) for r in rows] + inside)


def _day(text: str) -> date | None:
    found = bounds(text)
    return found and found[1]


def _on(workplace: Workplaces, text: str) -> date:
    """The day asked for, else the ledger's last."""
    with workplace.ledger() as ledger:
        return _day(text) or workplace.holders.told(ledger).last or date.max


def _wanted(place: Any, asked: EventFilter) -> bool:
    if asked.country and place.country != asked.country.upper():
        return False
    if not asked.place or asked.place == place.id:
        return True
    names = (name_key(n) for n in (place.name, place.admin1, place.admin2) if n)
    return any((name_key(asked.place) or asked.place) in n for n in names)


def _about(timeline: PlaceTimeline, asked: EventFilter, names: Any) -> bool:
    """Whether an actor that is asked for ever has a part in the place."""
    if not asked.actor:
        return True
    key = name_key(asked.actor) or asked.actor
    actors = {a for s in timeline.stretches for a in (*s.holders, *s.by)}
    return any(asked.actor == a or key in name_key(names.get(a, a)) for a in actors)


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
    cells = OneIncident(**asdict(rounded)).model_dump(mode="json")
    lon, lat = cells.pop("lon"), cells.pop("lat")
    point = {"type": "Point", "coordinates": [lon, lat]} if lat is not None else None
    return Feature(id=found.incident, geometry=point, properties={"what": "incident"} | cells)


def _stretches(found: PlaceTimeline) -> Stretches:
    place = found.place
    return Stretches(
        id=place.id,
        name=place.name,
        kind=place.kind,
        country=place.country,
        admin1=place.admin1,
        lat=place.lat,
        lon=place.lon,
        radius_km=place.radius_km,
        stretches=[(s.start, s.state, s.holders, s.by, s.stale, s.confirmed) for s in found.stretches],
    )
