"""Rows of the ledger as flat cells, for tables and CSV, and as JSON objects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from marsad.incidents.figures import Toll
from marsad.ledger import ActorRow, EventRow, Incident, PlaceRow, ReportHead, words
from marsad.ledger.incidents import outlets
from marsad.model.event import Effect, Side
from marsad.model.place import Place
from marsad.model.record import RecordPlace, ReportRecord
from marsad.model.report import Report

Cells = dict[str, object]
"""Values by the key of their column; a tuple holds several, one a line in tables."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: its key in CSV, and its heading in tables; without a heading tables lack it."""

    key: str
    heading: str = ""
    wide: bool = False
    """Whether a narrow table leaves it out."""
    right: bool = False
    whole: bool = False
    """Whether its cells are never broken over lines."""
    csv: bool = True


EVENTS = (
    Heading("days", "when"),
    Heading("day_from"),
    Heading("day_to"),
    Heading("day_precision"),
    Heading("type"),
    Heading("sub_type", "what"),
    Heading("status", "status", wide=True),
    Heading("where", "where"),
    Heading("place_id"),
    Heading("place"),
    Heading("admin1"),
    Heading("country"),
    Heading("lat"),
    Heading("lon"),
    Heading("place_precision"),
    Heading("side_a", "side A"),
    Heading("side_b", "side B, target"),
    Heading("harm", "harm"),
    Heading("says"),
    Heading("speakers", "says", wide=True, csv=False),
    Heading("outlet", "outlet", wide=True),
    Heading("published_from"),
    Heading("published_to"),
    Heading("report"),
    Heading("short", "report", whole=True, csv=False),
    Heading("source"),
    Heading("event"),
    Heading("evidence"),
)

_COUNTS = (
    Heading("reports", "reports", right=True),
    Heading("events", "events", right=True),
    Heading("first", "first", whole=True),
    Heading("last", "last", whole=True),
)
ACTORS = (
    Heading("name", "actor"),
    Heading("kind", "kind"),
    Heading("country", "country", wide=True),
    *_COUNTS,
    Heading("other_names", "also called", wide=True),
    Heading("id", "id", wide=True),
)
PLACES = (
    Heading("name", "place"),
    Heading("kind", "kind", wide=True),
    Heading("admin1", "province"),
    Heading("country", "country"),
    *_COUNTS,
    Heading("lat", "lat", wide=True),
    Heading("lon", "lon", wide=True),
    Heading("id", "id", wide=True),
)

INCIDENTS = (
    Heading("days", "when"),
    Heading("day_from"),
    Heading("day_to"),
    Heading("type"),
    Heading("sub_type", "what"),
    Heading("where", "where"),
    Heading("place_id"),
    Heading("admin1"),
    Heading("country"),
    Heading("lat"),
    Heading("lon"),
    Heading("side_a", "side A"),
    Heading("side_b", "side B, target"),
    Heading("tolls", "harm by source"),
    Heading("killed_low"),
    Heading("killed_best"),
    Heading("killed_high"),
    Heading("grade"),
    Heading("outlets", "told by"),
    Heading("reports", "reports", right=True),
    Heading("witnesses", "witnesses", right=True, wide=True),
    Heading("reasons", "one because of", wide=True),
    Heading("id", "id", whole=True, wide=True),
    Heading("events"),
)


def event(row: EventRow) -> Cells:
    told, place = row.event, row.place
    published = row.report.published
    return {
        "days": words.days(told.when) if told.when.start else "unknown",
        "day_from": words.iso(told.when.start),
        "day_to": words.iso(told.when.end),
        "day_precision": told.when.precision.value,
        "type": told.type.value,
        "sub_type": told.sub_type,
        "status": told.status.value,
        "where": words.where(told, place),
        **_located(place),
        "place": place.name if place else (told.where.text if told.where else None),
        "place_precision": told.where.precision.value if told.where and told.where.precision else None,
        "side_a": words.parts(told, row.name, (Side.A, Side.AGENT)),
        "side_b": words.parts(told, row.name, (Side.B, Side.CIVILIAN, Side.TARGET)),
        "harm": tuple(words.harm(harm, row.name) for harm in told.harm),
        "says": words.speakers(told.claims, row.name),
        "speakers": tuple(dict.fromkeys(claim.speaker for claim in told.claims)),
        "outlet": row.report.outlet,
        "published_from": words.iso(published.start) if published else None,
        "published_to": words.iso(published.end) if published else None,
        "report": row.report.id,
        "short": row.report.id[:9],
        "source": row.report.source,
        "event": told.id,
        "evidence": " … ".join(span.text for span in told.evidence),
    }


def _located(place: Place | None) -> Cells:
    return {
        "place_id": place.id if place else None,
        "admin1": place.admin1 if place else None,
        "country": place.country if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
    }


def event_json(row: EventRow) -> Cells:
    """The event in the form of the contract, with its place, the names of its actors, and its report."""
    places = (RecordPlace(row.place, ()),) if row.place else ()
    head = Report(id=row.report.id, source=row.report.source, text="")
    contract = ReportRecord(head, row.report.reader, places=places, events=(row.event,)).to_json()
    told, found = cast(list[Cells], contract["events"]), cast(list[Cells], contract["places"])
    return {
        **told[0],
        "place": found[0] if found else None,
        "actors": dict(row.names),
        "report": _head_json(row.report),
    }


def _head_json(head: ReportHead) -> Cells:
    published = head.published
    return {
        "id": head.id,
        "source": head.source,
        "name": head.name,
        "url": head.url,
        "title": head.title,
        "outlet": head.outlet,
        "published_from": words.iso(published.start) if published else None,
        "published_to": words.iso(published.end) if published else None,
        "reader": head.reader,
        "read_at": head.read_at.isoformat(),
    }


_REASONS = 4
"""The strongest reasons are enough to look at; `marsad show` and JSON tell all."""


def incident(found: Incident) -> Cells:
    """One incident: the event that stands for it, and every source's figures."""
    lead, place = found.lead, found.lead.place
    total = next((t for t in found.tolls if t.effect is Effect.KILLED and t.who is None), None)
    return {
        "days": words.between(found.first, found.last),
        "day_from": words.iso(found.first),
        "day_to": words.iso(found.last),
        "type": lead.event.type.value,
        "sub_type": lead.event.sub_type,
        "where": words.where(lead.event, place),
        **_located(place),
        "side_a": _all_parts(found, (Side.A, Side.AGENT)),
        "side_b": _all_parts(found, (Side.B, Side.CIVILIAN, Side.TARGET)),
        "tolls": tuple(words.toll(t) for t in found.tolls if t.who is None),
        "killed_low": total.low if total else None,
        "killed_best": total.best if total else None,
        "killed_high": total.high if total else None,
        "grade": total.grade.value if total else None,
        "outlets": outlets(found.rows),
        "reports": len({r.report.id for r in found.rows}),
        "witnesses": found.witnesses,
        "reasons": found.reasons[:_REASONS],
        "id": found.id,
        "events": tuple(r.event.id for r in found.rows),
    }


def _all_parts(found: Incident, sides: Sequence[Side]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(p for r in found.rows for p in words.parts(r.event, r.name, sides)))


def incident_json(found: Incident) -> Cells:
    """The incident with its events in the form of the contract, and every figure beside the others."""
    cells = incident(found)
    return {
        **{key: list(value) if isinstance(value, tuple) else value for key, value in cells.items()},
        "reasons": list(found.reasons),
        "tolls": [_toll_json(t) for t in found.tolls],
        "events": [event_json(r) for r in found.rows],
    }


def _toll_json(toll: Toll) -> Cells:
    return {
        "effect": toll.effect.value,
        "who": toll.who,
        "low": toll.low,
        "best": toll.best,
        "high": toll.high,
        "grade": toll.grade.value,
        "rules": [rule.value for rule in toll.rules],
        "reported": [
            {
                "outlet": r.outlet,
                "published": words.iso(r.published),
                "low": r.figure.low,
                "high": r.figure.high,
                "belligerent": r.belligerent,
                "superseded": r.superseded,
                "withdrawn": r.withdrawn,
            }
            for r in toll.reported
        ],
    }


def actor(row: ActorRow) -> Cells:
    return {**actor_json(row), "other_names": row.other_names}


def actor_json(row: ActorRow) -> Cells:
    return {
        "id": row.id,
        "name": row.name,
        "other_names": list(row.other_names),
        "kind": row.kind.value,
        "country": row.country,
        "reports": row.reports,
        "events": row.events,
        "first": words.iso(row.first),
        "last": words.iso(row.last),
    }


def place(row: PlaceRow) -> Cells:
    return {heading.key: value for heading in PLACES if (value := place_json(row)[heading.key]) is not None}


def place_json(row: PlaceRow) -> Cells:
    found = row.place
    return {
        "id": found.id,
        "name": found.name,
        "kind": found.kind,
        "admin1": found.admin1,
        "admin2": found.admin2,
        "country": found.country,
        "lat": found.lat,
        "lon": found.lon,
        "reports": row.reports,
        "events": row.events,
        "first": words.iso(row.first),
        "last": words.iso(row.last),
    }
