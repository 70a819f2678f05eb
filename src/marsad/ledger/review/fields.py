"""What a correction may set, field by field, and how an event looks afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from marsad.ledger.errors import DecisionRefused
from marsad.model.actor import ActorKind
from marsad.model.event import (
    Claim,
    ControlState,
    ControlStatement,
    Effect,
    Event,
    Harm,
    Participant,
    PlacePrecision,
    Side,
    Where,
)
from marsad.model.place import Place
from marsad.model.reading import Quantity, Stance, Status
from marsad.model.record import RecordActor, RecordPlace
from marsad.model.time import Precision, When, days_of
from marsad.resolving.events.types import TYPES

Value = Mapping[str, Any]
REVIEWED = "decided by a reviewer"
_MOST_PEOPLE = 8_000_000_000
MISFORMED = (KeyError, TypeError, ValueError, AttributeError, OverflowError)
"""What a value of another form than the contract's makes of itself where it is taken apart."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """An event or control statement after a correction, with actors and places that its record may lack."""

    event: Event | None = None
    statement: ControlStatement | None = None
    actors: tuple[RecordActor, ...] = ()
    places: tuple[RecordPlace, ...] = ()


def corrected(event: Event, field: str, value: Value) -> Corrected:
    """The event with ``field`` set to ``value`` (in the form of the contract).

    Raises DecisionRefused for a field that there is not, and for a value that it cannot take.
    """
    name, _, part = field.partition("/")
    setter = _EVENT_FIELDS.get(name)
    if setter is None:
        raise DecisionRefused(f"{field}: events have no such field; correct one of {', '.join(EVENT_FIELDS)}")
    try:
        done = setter(event, part, value)
    except MISFORMED as error:
        if isinstance(error, DecisionRefused):
            raise
        raise DecisionRefused(f"{field}: {_said(error)}") from error
    assert done.event is not None
    sure = {**done.event.field_confidence, _JUDGED.get(name, name): 1.0}
    return replace(done, event=replace(done.event, field_confidence=sure))


def _said(error: Exception) -> str:
    return f"{error} is missing" if isinstance(error, KeyError) else str(error)


_JUDGED = {
    "actors": "participants", "type": "sub_type", **dict.fromkeys(map(str, Effect), "harm"), "says": "claims"
}  # fmt: skip


def _day(event: Event, part: str, value: Value) -> Corrected:
    first = date.fromisoformat(value["start"]) if value.get("start") else None
    last = date.fromisoformat(value["end"]) if value.get("end") else first
    if first is None or last is None:
        return Corrected(replace(event, when=When.unknown(REVIEWED)))
    if first > last:
        raise ValueError(f"{first} is after {last}")
    told = Precision(value["precision"]) if value.get("precision") else _precision(first, last)
    return Corrected(replace(event, when=When(first, last, told, event.when.text, REVIEWED)))


def _precision(first: date, last: date) -> Precision:
    """A range known to its days is as precise as a day, as annotators write it."""
    month = days_of(f"{first:%Y-%m}")
    year = days_of(f"{first:%Y}")
    return (
        Precision.MONTH
        if (first, last) == month
        else Precision.YEAR
        if (first, last) == year
        else Precision.DAY
    )


def _place(event: Event, part: str, value: Value) -> Corrected:
    words = event.where.text if event.where else None
    found = value.get("place")
    if found is None:
        return Corrected(replace(event, where=Where(None, words, None, REVIEWED)))
    place = place_from(found)
    precision = PlacePrecision(value.get("precision") or PlacePrecision.EXACT)
    where = Where(place.id, words, precision, REVIEWED)
    return Corrected(replace(event, where=where), places=(RecordPlace(place, (), reason=REVIEWED),))


def place_from(said: Value) -> Place:
    """A place in the form of the contract. Raises KeyError or ValueError."""
    lat, lon = (None if said.get(k) is None else float(said[k]) for k in ("lat", "lon"))
    if (lat is None) != (lon is None) or not (abs(lat or 0) <= 90 and abs(lon or 0) <= 180):
        raise ValueError(
            "a place is given as degrees, latitude from -90 to 90 and longitude from -180 to 180"
        )
    return Place(
        id=str(said["id"]), name=str(said["name"]), kind=said.get("kind"),
        lat=lat, lon=lon,
        country=said.get("country"), admin1=said.get("admin1"), admin2=said.get("admin2"),
        population=int(said.get("population") or 0), radius_km=said.get("radius_km"),
    )  # fmt: skip


def _type(event: Event, part: str, value: Value) -> Corrected:
    sub_type = sub_type_called(str(value["sub_type"]))
    if sub_type not in TYPES:
        raise ValueError(f"{sub_type} is no sub-event type; give one of: {', '.join(TYPES)}")
    return Corrected(replace(event, type=TYPES[sub_type], sub_type=sub_type))


def sub_type_called(words: str) -> str:
    """The sub-event type of that name whatever its capitals; the words themselves where there is none."""
    return next((t for t in TYPES if t.casefold() == words.strip().casefold()), words)


def _status(event: Event, part: str, value: Value) -> Corrected:
    return Corrected(replace(event, status=Status(value["status"])))


def _actors(event: Event, part: str, value: Value) -> Corrected:
    """``actors/SIDE`` sets one side alone, ``actors`` all."""
    side = Side(part) if part else None
    actors = tuple(actor_from(a) for a in value["actors"])
    given = tuple(
        Participant(actor.id, side or Side(a["side"]), str(a.get("role") or "party"))
        for actor, a in zip(actors, value["actors"], strict=True)
    )
    kept = tuple(p for p in event.participants if side is not None and p.side is not side)
    return Corrected(replace(event, participants=(*given, *kept)), actors=actors)


def actor_from(said: Value) -> RecordActor:
    """An actor in the form of the contract. Raises KeyError or ValueError."""
    kind = ActorKind(said.get("kind") or ActorKind.OTHER)
    return RecordActor(str(said["id"]), str(said["name"]), kind, said.get("country"), said.get("party"), ())


def _harm(effect: Effect) -> Callable[[Event, str, Value], Corrected]:
    def setter(event: Event, part: str, value: Value) -> Corrected:
        """All figures of one effect; a figure's ``actor`` tells of the group that ``who`` is the id of."""
        old = {h.who: h for h in event.harm if h.effect is effect}
        given = tuple(_figure(event, effect, f, old) for f in value["figures"])
        kept = tuple(h for h in event.harm if h.effect is not effect)
        actors = tuple(actor_from(f["actor"]) for f in value["figures"] if f.get("actor"))
        return Corrected(replace(event, harm=(*kept, *given)), actors=actors)

    return setter


def _figure(event: Event, effect: Effect, said: Value, old: Mapping[str | None, Harm]) -> Harm:
    low, high = said.get("low"), said.get("high")
    if low is None and high is None:
        raise ValueError("give a number, or a lowest and a highest")
    if (low is not None and int(low) < 0) or (low is not None and high is not None and int(low) > int(high)):
        raise ValueError(f"{low} to {high} is no range of people")
    if max(int(low or 0), int(high or 0)) > _MOST_PEOPLE:
        raise ValueError("that is more than there are people")
    was = old.get(said.get("who"))
    span = was.span if was else event.evidence[0]
    quantity = Quantity(was.quantity.span if was else span, low, high)
    return Harm(effect, said.get("who"), quantity, span, bool(said.get("part_of_total")))


def _says(event: Event, part: str, value: Value) -> Corrected:
    claims = tuple(
        Claim(
            str(c["speaker"]), c.get("organisation"), c.get("actor"), c.get("belligerent"),
            Stance(c.get("stance") or Stance.ASSERTS),
        )
        for c in value["claims"]
    )  # fmt: skip
    harm = tuple(replace(h, claims=()) for h in event.harm)
    return Corrected(replace(event, claims=claims, harm=harm))


_EVENT_FIELDS: Mapping[str, Callable[[Event, str, Value], Corrected]] = {
    "when": _day,
    "where": _place,
    "type": _type,
    "status": _status,
    "actors": _actors,
    "says": _says,
    **{effect.value: _harm(effect) for effect in Effect},
}
EVENT_FIELDS = tuple(_EVENT_FIELDS)


def corrected_statement(told: ControlStatement, field: str, value: Value) -> Corrected:
    """The control statement with ``field`` set to ``value``. Raises DecisionRefused, as ``corrected``."""
    try:
        if field == "where":
            place = place_from(value["place"])
            return Corrected(
                statement=replace(told, place=place.id), places=(RecordPlace(place, (), reason=REVIEWED),)
            )
        if field == "actor" and value["id"] is None:
            return Corrected(statement=replace(told, actor=None))
        if field == "actor":
            actor = actor_from(value)
            return Corrected(statement=replace(told, actor=actor.id), actors=(actor,))
        if field == "state":
            return Corrected(statement=replace(told, state=ControlState(value["state"])))
        if field in {"from", "to"}:
            day = _written_day(value["day"])
            return Corrected(
                statement=replace(told, start=day) if field == "from" else replace(told, end=day)
            )
    except MISFORMED as error:
        raise DecisionRefused(f"{field}: {_said(error)}") from error
    raise DecisionRefused(
        f"{field}: statements of control have no such field; correct one of {', '.join(STATEMENT_FIELDS)}"
    )


def _written_day(day: object) -> str | None:
    if day is not None and days_of(str(day)) is None:
        raise ValueError(f"{day} is no day; write it as 2016-11-06, 2016-11 or 2016")
    return None if day is None else str(day)


STATEMENT_FIELDS = ("where", "actor", "state", "from", "to")
