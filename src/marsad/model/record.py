"""The record of one report: all that Marsad read in it, in the form of the contract."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Protocol

from marsad.model.actor import ActorKind
from marsad.model.event import Claim, ControlStatement, Event, Harm, Participant, Seized
from marsad.model.place import Place
from marsad.model.report import Report
from marsad.model.span import Span

CONTRACT = 1


@dataclass(frozen=True, slots=True)
class RecordActor:
    """An actor of the report under the name valid then. ``id`` starts with ``local:`` outside the
    registry.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None
    party: bool | None
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class RecordPlace:
    place: Place
    mentions: tuple[Span, ...]
    rejected: tuple[str, ...] = ()
    """Candidates that were not chosen, as "id name, admin1, country"."""
    reason: str | None = None
    gazetteer_name: str | None = None
    """The gazetteer's name, where ``place.name`` is the report's own spelling."""


@dataclass(frozen=True, slots=True)
class ReportRecord:
    """Everything read in one report; ``reader`` names the reader version that made it."""

    report: Report
    reader: str
    actors: tuple[RecordActor, ...] = ()
    places: tuple[RecordPlace, ...] = ()
    events: tuple[Event, ...] = ()
    control: tuple[ControlStatement, ...] = ()
    copy_of: str | None = None
    """The report that was read in the stead of this one; None for one that was read itself."""

    def to_json(self) -> dict[str, object]:
        """The record as a JSON object of contract 1 (fields added: reader, rejected places, reasons)."""
        return {
            "contract": CONTRACT,
            "reader": self.reader,
            # Only where there is one: records and archives of before have no such field.
            **({"copy_of": self.copy_of} if self.copy_of is not None else {}),
            "report": _report(self.report),
            "actors": [
                {
                    "id": a.id,
                    "name": a.name,
                    "kind": a.kind.value,
                    "country": a.country,
                    "party": a.party,
                    "mentions": _spans(a.mentions),
                }
                for a in self.actors
            ],
            "places": [_place(p) for p in self.places],
            "events": [_event(e) for e in self.events],
            "control": [_control(c) for c in self.control],
        }


def _spans(spans: tuple[Span, ...]) -> list[dict[str, object]]:
    return [s.to_json() for s in spans]


def _marked(span: Span | None) -> dict[str, object]:
    return span.to_json() if span else {}


def _report(report: Report) -> dict[str, object]:
    published = report.published
    return {
        "id": report.id,
        "source": report.source,
        "name": report.name,
        "url": report.url,
        "title": report.title,
        "outlet": report.outlet,
        "dateline": report.dateline,
        "published": published.day.isoformat() if published and published.day else None,
        "published_from": published.start.isoformat() if published else None,
        "published_to": published.end.isoformat() if published else None,
        "published_basis": published.basis.value if published else None,
        "published_reasons": list(published.reasons) if published else [],
        "bylines": list(report.bylines),
        "credit": report.credit,
        "captions": _spans(report.captions),
        "language": report.language,
        "text": report.text,
        "removed": [{"what": r.what, "start": r.start, "end": r.end} for r in report.removed],
    }


def _place(p: RecordPlace) -> dict[str, object]:
    return {
        "id": p.place.id,
        "name": p.place.name,
        "kind": p.place.kind,
        "admin1": p.place.admin1,
        "admin2": p.place.admin2,
        "country": p.place.country,
        "lat": p.place.lat,
        "lon": p.place.lon,
        "mentions": _spans(p.mentions),
        "rejected": list(p.rejected),
        "reason": p.reason,
        "gazetteer_name": p.gazetteer_name,
    }


def _event(e: Event) -> dict[str, object]:
    return {
        "id": e.id,
        "type": e.type.value,
        "sub_type": e.sub_type,
        "status": e.status.value,
        "when": {
            "text": e.when.text,
            "start": e.when.start.isoformat() if e.when.start else None,
            "end": e.when.end.isoformat() if e.when.end else None,
            "precision": e.when.precision.value,
            "reason": e.when.reason,
        },
        "where": e.where
        and {
            "place": e.where.place,
            "text": e.where.text,
            "precision": e.where.precision.value if e.where.precision else None,
            "reason": e.where.reason,
        },
        "participants": [_participant(p) for p in e.participants],
        "harm": [_harm(h) for h in e.harm],
        "weapons": _spans(e.weapons),
        "seized": [_seized(s) for s in e.seized],
        "claims": [_claim(c) for c in e.claims],
        "evidence": _spans(e.evidence),
        "confidence": e.confidence,
        "field_confidence": dict(e.field_confidence),
    }


def _participant(p: Participant) -> dict[str, object]:
    return {"actor": p.actor, "side": p.side.value, "role": p.role, **_marked(p.span)}


def _harm(h: Harm) -> dict[str, object]:
    return {
        "effect": h.effect.value,
        "who": h.who,
        "low": h.quantity.low,
        "best": h.quantity.best,
        "high": h.quantity.high,
        "part_of_total": h.part_of_total,
        "claims": list(h.claims),
        **h.span.to_json(),
    }


def _seized(s: Seized) -> dict[str, object]:
    return {"what": s.what, "count": s.count, **s.span.to_json()}


def _claim(c: Claim) -> dict[str, object]:
    return {
        "speaker": c.speaker,
        "organisation": c.organisation,
        "actor": c.actor,
        "belligerent": c.belligerent,
        "stance": c.stance.value,
        **_marked(c.span),
    }


def _control(c: ControlStatement) -> dict[str, object]:
    return {
        "place": c.place,
        "place_text": c.place_text,
        "actor": c.actor,
        "state": c.state.value,
        "from": c.start,
        "to": c.end,
        "event": c.event,
        "claims": [_claim(x) for x in c.claims],
        "evidence": _spans(c.evidence),
        "confidence": c.confidence,
    }


class Reads(Protocol):
    """What turns reports into records: the pipeline, or a test's stand-in."""

    def read(self, report: Report) -> ReportRecord: ...


def as_written(record: ReportRecord, report: Report) -> ReportRecord:
    """A record read from a text with other capitals, its spans as ``report`` writes them.

    The report keeps what reading found out about it (its publication date).
    """
    found = _spelled(record, report.text)
    assert isinstance(found, ReportRecord)
    return replace(found, report=replace(report, published=record.report.published))


def _spelled(value: object, text: str) -> object:
    """``value`` with every span in it cut from ``text``."""
    if isinstance(value, Span):
        return Span.of(text, value.start, value.end)
    if isinstance(value, tuple):
        return tuple(_spelled(v, text) for v in value)
    if is_dataclass(value) and not isinstance(value, type | Report):
        return replace(value, **{f.name: _spelled(getattr(value, f.name), text) for f in fields(value)})
    return value
