"""Who held what: every place on a day, from when to when, and one place with the evidence."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Query
from pydantic import BaseModel

from marsad.control.standing import State
from marsad.desk.api.ground import Day, Features, day_of, day_on, is_wanted
from marsad.desk.asking import Filters, Workplaces
from marsad.desk.people import Person, Role, allowed
from marsad.export.control import answer_json, geojson
from marsad.ledger import EventFilter
from marsad.ledger.answers import Around
from marsad.ledger.atlas.holders import PlaceTimeline
from marsad.ledger.keys import name_key

router = APIRouter(tags=["map"], prefix="/map/control")
Reader = Annotated[Person, Depends(allowed(Role.READER))]
_THEN = "then"


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


@router.get("")
def control(workplace: Workplaces, _: Reader, asked: Filters, on: Day = "", known: Day = "") -> Features:
    """The state of every place on a day, as it could be known on another, or as it is known today."""
    with workplace.ledger() as ledger:
        day, by = day_on(workplace, on), day_of(known) or date.max
        answers = [a for a in workplace.holders.on(ledger, day, by) if is_wanted(a.place, asked)]
    made = geojson(answers, workplace.holders.question(day, by))
    return Features.model_validate(made)


@router.get("/periods")
def periods(
    workplace: Workplaces,
    _: Reader,
    asked: Filters,
    known: Annotated[
        str, Query(max_length=10, description="YYYY-MM-DD, or `then`: each day as known on that day")
    ] = "",
) -> Timelines:
    """Who held every place from when to when, so that a slider need not ask for each day."""
    by = None if known == _THEN else day_of(known) or date.max
    with workplace.ledger() as ledger:
        told = workplace.holders.told(ledger)
        found = workplace.holders.timelines(ledger, by)
    actors = sorted(told.weight.items(), key=lambda a: (-a[1], a[0]))
    return Timelines(
        known=known or None,
        places=[_stretches(t) for t in found if is_wanted(t.place, asked) and _about(t, asked, told.names)],
        actors=[Actor(id=a, name=told.names.get(a, a), weight=n) for a, n in actors],
    )


@router.get("/{place}")
def one_place(workplace: Workplaces, _: Reader, place: str, on: Day = "", known: Day = "") -> dict[str, Any]:
    """Who held one place on a day, with the evidence and the periods up to it."""
    day, by = day_on(workplace, on), day_of(known) or date.max
    with workplace.ledger() as ledger:
        found = workplace.holders.of(ledger, place, day, by)
    if found is None:
        raise HTTPException(404, f"no report tells who held {place}")
    return answer_json(found, workplace.holders.question(day, by), Around(), history=True)


def _about(timeline: PlaceTimeline, asked: EventFilter, names: Any) -> bool:
    """Whether an actor that is asked for ever has a part in the place."""
    if not asked.actor:
        return True
    key = name_key(asked.actor) or asked.actor
    actors = {a for s in timeline.stretches for a in (*s.holders, *s.by)}
    return any(asked.actor == a or key in name_key(names.get(a, a)) for a in actors)


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
