"""What the interface gives of incidents: the ledger's values as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from pydantic import BaseModel

from marsad.incidents.figures import Toll
from marsad.ledger import EventRow, Incident, words
from marsad.ledger.history import Step
from marsad.ledger.passages import Passage
from marsad.model.event import Side


class ReportedFigure(BaseModel):
    """One source's figure. ``stands`` is false where it was corrected, taken back or denied."""

    event: str
    outlet: str | None
    published: date | None
    given_by: str
    low: int | None
    high: int | None
    belligerent: bool | None
    stands: bool


class TollShape(BaseModel):
    """One effect on one group; ``who`` is null for all. ``rules`` chose low, best, high and grade."""

    effect: str
    who: str | None
    low: int | None
    best: int | None
    high: int | None
    grade: str
    rules: list[str]
    reported: list[ReportedFigure]


class PassageShape(BaseModel):
    """Sentences of the report from ``start`` to ``end`` of its text. ``marked``: offsets into these, and
    "harm" for a figure, "says" for who says so.
    """

    start: int
    end: int
    text: str
    marked: list[tuple[int, int, str]]


class SourceShape(BaseModel):
    """One event as one report tells it. ``witness`` is the same for copies of one text."""

    report: str
    event: str
    title: str | None
    outlet: str | None
    published: tuple[date, date] | None
    witness: str
    type: str
    sub_type: str
    status: str
    when: str
    where: str
    place: str | None
    a: list[str]
    b: list[str]
    harm: list[str]
    says: list[str]
    confidence: float | None
    passages: list[PassageShape]


class IncidentShape(BaseModel):
    """An incident with its tolls. ``days`` are the first and the last that any source gives."""

    id: str
    type: str
    sub_type: str
    days: tuple[date, date] | None
    where: str
    place: str | None
    lat: float | None
    lon: float | None
    reports: int
    witnesses: int
    reasons: list[str]
    tolls: list[TollShape]


class WholeIncident(IncidentShape):
    """An incident with the events that it is made of, the earliest published first."""

    sources: list[SourceShape]


class StepShape(BaseModel):
    """One thing that happened to a record. ``decision`` is its id where it was one; ``stands`` is false for
    one that was taken back.
    """

    at: datetime
    who: str
    what: str
    why: str
    decision: str | None
    verb: str | None
    stands: bool


def incident_shape(found: Incident) -> IncidentShape:
    lead, place = found.lead, found.lead.place
    return IncidentShape(
        id=found.id,
        type=lead.event.type.value,
        sub_type=lead.event.sub_type,
        days=(found.first, found.last) if found.first and found.last else None,
        where=words.where(lead.event, place),
        place=place.id if place else None,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        reports=len({row.report.id for row in found.rows}),
        witnesses=found.witnesses,
        reasons=list(found.reasons),
        tolls=[_toll(t) for t in found.tolls],
    )


def whole_incident(found: Incident, passages: Mapping[str, Sequence[Passage]]) -> WholeIncident:
    told = [
        source_shape(row, found.sources.get(row.report.id, row.report.id), passages.get(row.key, ()))
        for row in found.rows
    ]
    return WholeIncident(**dict(incident_shape(found)), sources=told)


def _toll(toll: Toll) -> TollShape:
    return TollShape(
        effect=toll.effect.value,
        who=toll.who,
        low=toll.low,
        best=toll.best,
        high=toll.high,
        grade=toll.grade.value,
        rules=[rule.value for rule in toll.rules],
        reported=[
            ReportedFigure(
                event=r.telling, outlet=r.outlet, published=r.published, given_by=r.source,
                low=r.figure.low, high=r.figure.high, belligerent=r.belligerent, stands=r.stands,
            )
            for r in toll.reported
        ],
    )  # fmt: skip


def source_shape(row: EventRow, witness: str, passages: Sequence[Passage]) -> SourceShape:
    event, published = row.event, row.report.published
    return SourceShape(
        report=row.report.id,
        event=event.id,
        title=row.report.title,
        outlet=row.report.outlet,
        published=(published.start, published.end) if published else None,
        witness=witness,
        type=event.type.value,
        sub_type=event.sub_type,
        status=event.status.value,
        when=words.days(event.when),
        where=words.where(event, row.place),
        place=row.place.id if row.place else None,
        a=list(words.parts(event, row.name, SIDE_A)),
        b=list(words.parts(event, row.name, SIDE_B)),
        harm=[words.harm(h, row.name) for h in event.harm],
        says=list(words.speakers(event.claims, row.name)),
        confidence=event.confidence,
        passages=[_passage(p) for p in passages],
    )


SIDE_A = (Side.A, Side.AGENT)
SIDE_B = (Side.B, Side.CIVILIAN, Side.TARGET)


def _passage(passage: Passage) -> PassageShape:
    marked, at = [], 0
    for piece in passage.pieces:
        if piece.kind:
            marked.append((at, at + len(piece.text), piece.kind))
        at += len(piece.text)
    text = "".join(piece.text for piece in passage.pieces)
    return PassageShape(start=passage.start, end=passage.end, text=text, marked=marked)


def step_shape(step: Step) -> StepShape:
    return StepShape(
        at=step.at, who=step.who, what=step.what, why=step.why,
        decision=step.id or None, verb=step.verb or None, stands=step.stands,
    )  # fmt: skip
