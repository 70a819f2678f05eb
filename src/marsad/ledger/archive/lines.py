"""A record as one line of JSON, and back: the contract's form, and beside it what that form lacks."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from marsad.ledger.adding import Kept
from marsad.ledger.everything import Taken, taken
from marsad.model.actor import ActorKind
from marsad.model.event import (
    Claim,
    ControlState,
    ControlStatement,
    Effect,
    Event,
    EventType,
    Harm,
    Participant,
    PlacePrecision,
    Seized,
    Side,
    Where,
)
from marsad.model.place import Place
from marsad.model.reading import Quantity, Stance, Status
from marsad.model.record import RecordActor, RecordPlace, ReportRecord
from marsad.model.report import Basis, Published, Removed, Report
from marsad.model.span import Span
from marsad.model.time import Precision, When

_Said = Mapping[str, Any]
_T = TypeVar("_T")


def line_of(kept: Kept) -> bytes:
    """A record with its times as a line of ASCII (lone surrogates of damaged pages survive as escapes)."""
    said = {
        "read_at": _moment(kept.read_at),
        "known_at": _moment(kept.known_at),
        "record": kept.record.to_json(),
        "beside": beside(kept.record),
    }
    return _line(said)


def decision_line(one: Taken) -> bytes:
    decision = one.decision
    return _line({"id": decision.id, "recorded_at": _moment(one.recorded_at), "decision": decision.to_json()})


def _line(said: object) -> bytes:
    return json.dumps(said, sort_keys=True, separators=(",", ":")).encode("ascii") + b"\n"


def _moment(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat(timespec="microseconds") if at else None


def beside(record: ReportRecord) -> dict[str, object]:
    """What the ledger keeps of a record and the contract's form leaves out."""
    title = record.report.title_span
    return {
        "title_span": title.to_json() if title else None,
        "places": [[p.place.population, p.place.radius_km] for p in record.places],
        "quantities": [[h.quantity.span.to_json() for h in e.harm] for e in record.events],
    }


def kept_of(line: bytes) -> Kept:
    """The inverse of ``line_of``. Raises LookupError, TypeError or ValueError where a line is none."""
    said = json.loads(line)
    record = record_of(said["record"], said["beside"])
    if record.to_json() != said["record"] or beside(record) != said["beside"]:
        raise ValueError("it is not a record of contract 1, or holds more than this version of Marsad knows")
    return Kept(record, _at(said["read_at"]), _at(said["known_at"]))


def taken_of(line: bytes) -> Taken:
    """The inverse of ``decision_line``. Raises LookupError, TypeError or ValueError."""
    said = json.loads(line)
    return taken(said["id"], said["decision"], _at(said["recorded_at"]))


def _at(said: str) -> datetime:
    at = datetime.fromisoformat(said)
    if at.tzinfo is None:
        raise ValueError(f"{said} lacks its time zone")
    return at


def record_of(said: _Said, more: _Said) -> ReportRecord:
    """The record that JSON of the contract's form says. Whether it says nothing else is not looked at."""
    return ReportRecord(
        report=replace(_report(said["report"]), title_span=_span_or_none(more["title_span"])),
        reader=str(said["reader"]),
        actors=tuple(map(_actor, said["actors"])),
        places=tuple(_place(p, *other) for p, other in zip(said["places"], more["places"], strict=True)),
        events=tuple(_event(e, q) for e, q in zip(said["events"], more["quantities"], strict=True)),
        control=tuple(map(_statement, said["control"])),
        copy_of=_words(said.get("copy_of")),
    )


def _maybe(kind: Callable[[Any], _T], said: Any) -> _T | None:
    return None if said is None else kind(said)


def _words(said: Any) -> str | None:
    return _maybe(str, said)


def _texts(said: Any) -> tuple[str, ...]:
    return tuple(map(str, said))


def _span(said: _Said) -> Span:
    return Span(int(said["start"]), int(said["end"]), str(said["text"]))


def _span_or_none(said: _Said | None) -> Span | None:
    """The span of what may have none: the three keys are missing then."""
    return _span(said) if said and "start" in said else None


def _spans(said: Any) -> tuple[Span, ...]:
    return tuple(map(_span, said))


def _report(said: _Said) -> Report:
    published = None
    if said["published_from"] is not None:
        first, last = (date.fromisoformat(said[f"published_{end}"]) for end in ("from", "to"))
        published = Published(first, last, Basis(said["published_basis"]), _texts(said["published_reasons"]))
    return Report(
        id=str(said["id"]),
        source=str(said["source"]),
        text=str(said["text"]),
        title=_words(said["title"]),
        outlet=_words(said["outlet"]),
        dateline=_words(said["dateline"]),
        published=published,
        bylines=_texts(said["bylines"]),
        credit=_words(said["credit"]),
        captions=_spans(said["captions"]),
        language=_words(said["language"]),
        url=_words(said["url"]),
        removed=tuple(Removed(str(r["what"]), int(r["start"]), int(r["end"])) for r in said["removed"]),
        name=_words(said["name"]),
    )


def _actor(said: _Said) -> RecordActor:
    return RecordActor(
        id=str(said["id"]),
        name=str(said["name"]),
        kind=ActorKind(said["kind"]),
        country=_words(said["country"]),
        party=_maybe(bool, said["party"]),
        mentions=_spans(said["mentions"]),
    )


def _place(said: _Said, population: Any, radius: Any) -> RecordPlace:
    place = Place(
        id=str(said["id"]),
        name=str(said["name"]),
        kind=_words(said["kind"]),
        lat=_maybe(float, said["lat"]),
        lon=_maybe(float, said["lon"]),
        country=_words(said["country"]),
        admin1=_words(said["admin1"]),
        admin2=_words(said["admin2"]),
        population=int(population),
        radius_km=_maybe(float, radius),
    )
    return RecordPlace(
        place=place,
        mentions=_spans(said["mentions"]),
        rejected=_texts(said["rejected"]),
        reason=_words(said["reason"]),
        gazetteer_name=_words(said["gazetteer_name"]),
    )


def _event(said: _Said, quantities: Any) -> Event:
    when, where = said["when"], said["where"]
    return Event(
        id=str(said["id"]),
        type=EventType(said["type"]),
        sub_type=str(said["sub_type"]),
        status=Status(said["status"]),
        when=When(
            _maybe(date.fromisoformat, when["start"]),
            _maybe(date.fromisoformat, when["end"]),
            Precision(when["precision"]),
            _words(when["text"]),
            _words(when["reason"]),
        ),
        where=where
        and Where(
            _words(where["place"]),
            _words(where["text"]),
            _maybe(PlacePrecision, where["precision"]),
            _words(where["reason"]),
        ),
        participants=tuple(
            Participant(_words(p["actor"]), Side(p["side"]), str(p["role"]), _span_or_none(p))
            for p in said["participants"]
        ),
        harm=tuple(_harm(h, q) for h, q in zip(said["harm"], quantities, strict=True)),
        weapons=_spans(said["weapons"]),
        seized=tuple(Seized(str(s["what"]), _maybe(int, s["count"]), _span(s)) for s in said["seized"]),
        claims=tuple(map(_claim, said["claims"])),
        evidence=_spans(said["evidence"]),
        confidence=_maybe(float, said["confidence"]),
        field_confidence={str(name): float(n) for name, n in said["field_confidence"].items()},
    )


def _harm(said: _Said, quantity: _Said) -> Harm:
    return Harm(
        effect=Effect(said["effect"]),
        who=_words(said["who"]),
        quantity=Quantity(_span(quantity), _maybe(int, said["low"]), _maybe(int, said["high"])),
        span=_span(said),
        part_of_total=bool(said["part_of_total"]),
        claims=tuple(map(int, said["claims"])),
    )


def _claim(said: _Said) -> Claim:
    return Claim(
        speaker=str(said["speaker"]),
        organisation=_words(said["organisation"]),
        actor=_words(said["actor"]),
        belligerent=_maybe(bool, said["belligerent"]),
        stance=Stance(said["stance"]),
        span=_span_or_none(said),
    )


def _statement(said: _Said) -> ControlStatement:
    return ControlStatement(
        place=_words(said["place"]),
        place_text=str(said["place_text"]),
        actor=_words(said["actor"]),
        state=ControlState(said["state"]),
        start=_words(said["from"]),
        end=_words(said["to"]),
        evidence=_spans(said["evidence"]),
        event=_words(said["event"]),
        claims=tuple(map(_claim, said["claims"])),
        confidence=_maybe(float, said["confidence"]),
    )
