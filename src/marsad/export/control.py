"""Who held which place, as values for programs: a row of a table, GeoJSON, one answer with its evidence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from marsad.control.evidence import Evidence
from marsad.control.periods import ControlPeriod
from marsad.control.standing import State
from marsad.ledger.answers import Answer, Around, Question
from marsad.model.place import Place
from marsad.model.time import Precision

Cells = dict[str, object]

COLUMNS = (
    "place", "place_id", "kind", "admin1", "admin2", "country", "lat", "lon", "on", "state", "holders",
    "besieged_by", "since", "since_precision", "since_is", "basis", "last_confirmed", "days_unconfirmed",
    "stale", "reports",
)  # fmt: skip


def written(day: date, precision: Precision) -> str:
    """A day as exactly as it is known: "2016-08-12", "2016-08", "2016"."""
    cut = {Precision.MONTH: 7, Precision.YEAR: 4}.get(precision, 10)
    return day.isoformat()[:cut]


def told(found: Answer) -> bool:
    """Whether anything is told of the day asked for."""
    return found.period is not None and found.period.state is not State.UNKNOWN


def cells(found: Answer, asked: Question) -> Cells:
    """One place as flat values, by the names of COLUMNS; None where unknown."""
    place, state, period = found.place, found.standing, found.period if told(found) else None
    last = state.last_confirmed
    return {
        "place": place.name,
        "place_id": place.id,
        "kind": place.kind,
        "admin1": place.admin1,
        "admin2": place.admin2,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "on": str(asked.on),
        "state": state.state.value,
        "holders": "; ".join(found.names.get(a, a) for a in state.holders),
        "besieged_by": "; ".join(found.names.get(a, a) for a in state.by),
        "since": written(period.start, period.precision) if period else None,
        "since_precision": period.precision.value if period else None,
        "since_is": period.since.value if period else None,
        "basis": period.basis.value if period and period.basis else None,
        "last_confirmed": _day(last),
        "days_unconfirmed": (asked.on - last).days if last else None,
        "stale": state.stale,
        "reports": len({e.report for e in state.evidence}),
    }


def geojson(answers: Sequence[Answer], asked: Question) -> Cells:
    """Points of the places (RFC 7946: longitude, latitude); a place without a point has a null geometry."""
    features = [
        {
            "type": "Feature",
            "id": found.place.id,
            "geometry": _point(found.place),
            "properties": {k: v for k, v in cells(found, asked).items() if k not in {"lat", "lon"}},
        }
        for found in answers
    ]
    return {"type": "FeatureCollection", "features": features}


def _point(place: Place) -> Cells | None:
    if place.lat is None or place.lon is None:
        return None
    return {"type": "Point", "coordinates": [place.lon, place.lat]}


def answer_json(found: Answer, asked: Question, hints: Around, history: bool) -> Cells:
    """One answer with its evidence; with ``history`` all periods up to the day asked for."""
    flat = cells(found, asked)
    known = None if asked.known == date.max else str(asked.known)
    state = found.standing
    told: Cells = {
        **flat,
        "known": known,
        "holders": [_actor(a, found) for a in state.holders],
        "besieged_by": [_actor(a, found) for a in state.by],
        "told_later": state.told_later,
        "evidence": [_evidence(e, found) for e in state.evidence],
    }
    if history:
        told["periods"] = [_period(p, found) for p in found.periods]
    if hints.areas:
        told["areas_around"] = [_hint(a, asked) for a in hints.areas]
    if hints.inside:
        told["places_inside"] = [_hint(a, asked) for a in hints.inside]
    return told


def _hint(found: Answer, asked: Question) -> Cells:
    """An answer on another place, marked as no proof of the one asked for."""
    return {**cells(found, asked), "proof": False}


def _actor(actor: str, found: Answer) -> Cells:
    return {"id": actor, "name": found.names.get(actor, actor)}


def _period(period: ControlPeriod, found: Answer) -> Cells:
    return {
        "state": period.state.value,
        "holders": [_actor(a, found) for a in period.holders],
        "besieged_by": [_actor(a, found) for a in period.by],
        "start": str(period.start),
        "start_precision": period.precision.value,
        "start_is": period.since.value,
        "end": _day(period.end),
        "basis": period.basis.value if period.basis else None,
        "last_confirmed": _day(period.last_confirmed),
        "begun_by": [_evidence(e, found) for e in period.begun_by],
        "evidence": [_evidence(e, found) for e in period.evidence],
    }


def _evidence(e: Evidence, found: Answer) -> Cells:
    return {
        "actor": _actor(e.actor, found),
        "state": e.state.value,
        "part": e.part,
        "first": str(e.first),
        "last": str(e.last),
        "precision": e.precision.value,
        "basis": e.basis.value,
        "words": e.words,
        "report": e.report,
        "report_name": found.titles.get(e.report),
        "outlet": e.outlet,
        "known": str(e.known),
        "claims": [
            {
                "speaker": c.speaker,
                "organisation": c.organisation,
                "actor": c.actor,
                "belligerent": c.belligerent,
                "stance": c.stance.value,
            }
            for c in e.claims
        ],
    }


def _day(day: date | None) -> str | None:
    return None if day is None else str(day)
