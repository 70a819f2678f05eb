"""Who held which place, as JSON, CSV, GeoJSON or a table."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from io import StringIO
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.table import Table

from marsad.cli.display.control_words import begun, summary, written
from marsad.cli.display.output import json_line, plain, write_bytes
from marsad.cli.session import Session
from marsad.control.evidence import Evidence
from marsad.control.periods import ControlPeriod
from marsad.control.standing import State
from marsad.ledger.answers import Answer, Around, Question
from marsad.ledger.words import iso, place_name, several
from marsad.model.place import Place

Cells = dict[str, object]

COLUMNS = (
    "place", "place_id", "kind", "admin1", "admin2", "country", "lat", "lon", "on", "state", "holders",
    "besieged_by", "since", "since_precision", "since_is", "basis", "last_confirmed", "days_unconfirmed",
    "stale", "reports",
)  # fmt: skip


def write(
    answers: Sequence[Answer], asked: Question, form: str, output: Path | None, session: Session
) -> None:
    """Write all answers in one of the forms of WRITERS to a file or to standard output."""
    if form == "table" and output is None:
        session.out.print(_table(answers, asked))
        return
    data = WRITERS[form](answers, asked)
    if output is None:
        write_bytes(data)
        return
    output.write_bytes(data)
    session.err.print(f"{several(len(answers), 'place')} written to {output}", soft_wrap=True)


def _table(answers: Sequence[Answer], asked: Question) -> Table:
    table = Table("place", "state", "since", "last confirmed", box=SIMPLE_HEAD, header_style="bold")
    for found in answers:
        last = found.standing.last_confirmed
        table.add_row(
            plain(place_name(found.place)),
            plain(summary(found.standing, found.names)),
            plain(begun(found.period).removeprefix("since ") if _told(found) and found.period else ""),
            plain(f"{last}{' (stale)' if found.standing.stale else ''}" if last else ""),
        )
    return table


def _told(found: Answer) -> bool:
    return found.period is not None and found.period.state is not State.UNKNOWN


def _cells(found: Answer, asked: Question) -> Cells:
    """One place as flat values, by the names of COLUMNS; None where unknown."""
    place, state, period = found.place, found.standing, found.period if _told(found) else None
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
        "last_confirmed": iso(last),
        "days_unconfirmed": (asked.on - last).days if last else None,
        "stale": state.stale,
        "reports": len({e.report for e in state.evidence}),
    }


def _csv(answers: Sequence[Answer], asked: Question) -> bytes:
    out = StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(_cells(found, asked) for found in answers)
    return out.getvalue().encode("utf-8", errors="replace")


def _geojson(answers: Sequence[Answer], asked: Question) -> bytes:
    """Points of the places (RFC 7946: longitude, latitude); a place without a point has a null geometry."""
    features = [
        {
            "type": "Feature",
            "id": found.place.id,
            "geometry": _point(found.place),
            "properties": {k: v for k, v in _cells(found, asked).items() if k not in {"lat", "lon"}},
        }
        for found in answers
    ]
    return json_line({"type": "FeatureCollection", "features": features}) + b"\n"


def _point(place: Place) -> Cells | None:
    if place.lat is None or place.lon is None:
        return None
    return {"type": "Point", "coordinates": [place.lon, place.lat]}


def _json(answers: Sequence[Answer], asked: Question) -> bytes:
    return b"".join(json_line(answer_json(a, asked, Around(), history=False)) + b"\n" for a in answers)


def _text(answers: Sequence[Answer], asked: Question) -> bytes:
    lines = (f"{place_name(a.place)}\t{summary(a.standing, a.names)}" for a in answers)
    return "".join(f"{line}\n" for line in lines).encode("utf-8", errors="replace")


Writer = Callable[[Sequence[Answer], Question], bytes]
WRITERS: Mapping[str, Writer] = {"table": _text, "geojson": _geojson, "csv": _csv, "json": _json}


def answer_json(found: Answer, asked: Question, hints: Around, history: bool) -> Cells:
    """One answer with its evidence; with ``history`` all periods up to the day asked for."""
    cells = _cells(found, asked)
    known = None if asked.known == date.max else str(asked.known)
    state = found.standing
    told: Cells = {
        **cells,
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
    return {**_cells(found, asked), "proof": False}


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
        "end": iso(period.end),
        "basis": period.basis.value if period.basis else None,
        "last_confirmed": iso(period.last_confirmed),
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
