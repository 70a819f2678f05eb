"""The nested parts of a Parquet row: tolls with every source's figure, events with all that was read of them.

Each value has its type beside it: a name of pyarrow's, a list of a type, or a struct.
"""

from __future__ import annotations

from marsad.incidents.figures import Toll
from marsad.ledger.views import EventRow
from marsad.model.event import Claim, Event, Harm
from marsad.model.span import Span

_SPAN = {"text": "string", "start": "int64", "end": "int64"}
_CLAIM = {
    "speaker": "string", "organisation": "string", "actor": "string", "belligerent": "bool",
    "stance": "string", **_SPAN,
}  # fmt: skip
_HARM = {
    "effect": "string", "who": "string", "low": "int64", "best": "int64", "high": "int64",
    "part_of_total": "bool", "claims": ["int64"], **_SPAN,
}  # fmt: skip
_REPORTED = {
    "report": "string", "outlet": "string", "published": "date32", "low": "int64", "best": "int64",
    "high": "int64", "belligerent": "bool", "superseded": "bool",
}  # fmt: skip
TOLL = {
    "effect": "string", "who": "string", "low": "int64", "best": "int64", "high": "int64", "grade": "string",
    "reported": [_REPORTED],
}  # fmt: skip
EVENT = {
    "id": "string", "report": "string", "source": "string", "name": "string", "url": "string",
    "title": "string", "outlet": "string", "published_from": "date32", "published_to": "date32",
    "language": "string", "reader": "string", "read_at": "timestamp", "type": "string", "sub_type": "string",
    "status": "string", "day_from": "date32", "day_to": "date32", "day_precision": "string",
    "day_words": "string", "day_reason": "string", "place_id": "string", "place": "string",
    "place_words": "string", "place_precision": "string", "place_reason": "string", "admin1": "string",
    "admin2": "string", "country": "string", "lat": "float64", "lon": "float64",
    "participants": [{"actor": "string", "name": "string", "side": "string", "role": "string", **_SPAN}],
    "harm": [_HARM], "weapons": [_SPAN], "seized": [{"what": "string", "count": "int64", **_SPAN}],
    "claims": [_CLAIM], "evidence": [_SPAN], "confidence": "float64",
    "field_confidence": [{"field": "string", "confidence": "float64"}],
    "decided": [{"field": "string", "decision": "string"}],
}  # fmt: skip


def _span(span: Span | None) -> dict[str, object]:
    return span.to_json() if span else {"text": None, "start": None, "end": None}


def toll_value(toll: Toll) -> dict[str, object]:
    return {
        "effect": toll.effect.value,
        "who": toll.who,
        "low": toll.low,
        "best": toll.best,
        "high": toll.high,
        "grade": toll.grade.value,
        "reported": [
            {
                "report": r.telling.partition("/")[0],
                "outlet": r.outlet,
                "published": r.published,
                "low": r.figure.low,
                "best": r.figure.best,
                "high": r.figure.high,
                "belligerent": r.belligerent,
                "superseded": r.superseded,
            }
            for r in toll.reported
        ],
    }


def _harm(harm: Harm) -> dict[str, object]:
    return {
        "effect": harm.effect.value,
        "who": harm.who,
        "low": harm.quantity.low,
        "best": harm.quantity.best,
        "high": harm.quantity.high,
        "part_of_total": harm.part_of_total,
        "claims": list(harm.claims),
        **_span(harm.span),
    }


def _claim(claim: Claim) -> dict[str, object]:
    return {
        "speaker": claim.speaker,
        "organisation": claim.organisation,
        "actor": claim.actor,
        "belligerent": claim.belligerent,
        "stance": claim.stance.value,
        **_span(claim.span),
    }


def event_value(row: EventRow) -> dict[str, object]:
    event = row.event
    return {
        **_head(row),
        "type": event.type.value,
        "sub_type": event.sub_type,
        "status": event.status.value,
        "day_from": event.when.start,
        "day_to": event.when.end,
        "day_precision": event.when.precision.value,
        "day_words": event.when.text,
        "day_reason": event.when.reason,
        **_where(row),
        **_parts(event, row),
        "confidence": event.confidence,
        "field_confidence": [{"field": f, "confidence": c} for f, c in event.field_confidence.items()],
        "decided": [{"field": f, "decision": d} for f, d in row.decided.items()],
    }


def _head(row: EventRow) -> dict[str, object]:
    head, published = row.report, row.report.published
    return {
        "id": row.event.id,
        "report": head.id,
        "source": head.source,
        "name": head.name,
        "url": head.url,
        "title": head.title,
        "outlet": head.outlet,
        "published_from": published.start if published else None,
        "published_to": published.end if published else None,
        "language": head.language,
        "reader": head.reader,
        "read_at": head.read_at,
    }


def _where(row: EventRow) -> dict[str, object]:
    told, place = row.event.where, row.place
    return {
        "place_words": told.text if told else None,
        "place_precision": told.precision.value if told and told.precision else None,
        "place_reason": told.reason if told else None,
        "place_id": place.id if place else None,
        "place": place.name if place else None,
        **{name: getattr(place, name, None) for name in ("admin1", "admin2", "country", "lat", "lon")},
    }


def _parts(event: Event, row: EventRow) -> dict[str, object]:
    return {
        "participants": [
            {
                "actor": p.actor,
                "name": row.name(p.actor),
                "side": p.side.value,
                "role": p.role,
                **_span(p.span),
            }
            for p in event.participants
        ],
        "harm": [_harm(h) for h in event.harm],
        "weapons": [_span(s) for s in event.weapons],
        "seized": [{"what": s.what, "count": s.count, **_span(s.span)} for s in event.seized],
        "claims": [_claim(c) for c in event.claims],
        "evidence": [_span(s) for s in event.evidence],
    }
