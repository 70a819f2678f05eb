"""Decisions: what a reviewer judges of records, appended with who, when and why."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any, Self

from fastapi import APIRouter, Depends, HTTPException
from fastapi.responses import JSONResponse
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from marsad.desk.asking import Workplaces
from marsad.desk.people import Person, Role, allowed
from marsad.desk.workplace import Workplace
from marsad.ledger import Ledger
from marsad.ledger.errors import DecidedMeanwhile
from marsad.ledger.history import told
from marsad.ledger.review.judging import Reviewer
from marsad.ledger.review.missed import evidence_in
from marsad.ledger.review.wording import Known
from marsad.model.decision import Decision, Verb

router = APIRouter(tags=["decisions"])
LONGEST = 4000
"""Characters of a reason or comment."""


def _storable(value: Any) -> Any:
    """Refuses what no database keeps: numbers without an end, halves of characters, the character 0."""
    try:
        written = json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError) as error:
        raise ValueError("numbers have to be finite, and texts whole characters") from error
    if b"\\u0000" in written:
        raise ValueError("the character 0 cannot be kept")
    return value


Text = Annotated[str, AfterValidator(_storable)]
Key = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_storable)]


class Piece(BaseModel):
    """Characters of a report's text: from ``start``, counted from 0, up to but not including ``end``."""

    start: int = Field(ge=0, le=2**31)
    end: int = Field(ge=1, le=2**31)


class Judgement(BaseModel):
    """A decision to be made. What each verb needs:

    confirm, withdraw ("not an event"), comment: ``records``; a comment's text is ``why``.
    correct: one of ``records``, ``field``, and either ``words`` (as for `marsad decide correct`) or ``value``
    (in the form of the contract).
    add (an event that the reader missed): ``report``, ``evidence``, ``fields`` with a type at least.
    join: ``records``, two at least. split: one of ``records``, out of its incident; of several the first is
    kept apart from the others. reverse: ``decision``.
    """

    model_config = ConfigDict(extra="forbid")

    verb: Verb
    records: list[Key] = Field(
        default=[], max_length=200, description="REPORT/ID, ids of events or statements, or of incidents"
    )
    why: Text = Field("", max_length=LONGEST)
    field: Text | None = Field(None, max_length=40)
    words: Text | None = Field(None, max_length=LONGEST)
    value: Annotated[dict[str, Any], AfterValidator(_storable)] | None = None
    who: Text | None = Field(None, max_length=200, description="The group of a toll, with words")
    new: bool = Field(False, description="Actors that the registry lacks are meant")
    report: Key | None = None
    evidence: list[Piece] = Field(default=[], max_length=50)
    fields: Annotated[dict[str, Text], AfterValidator(_storable)] = {}
    decision: Key | None = None
    seen: dict[str, Text] | None = Field(
        None,
        description='Record id → its newest decision that you saw, "" for none; unless another came: 409',
    )

    @model_validator(mode="after")
    def _whole(self) -> Self:
        lacking = [name for name in _NEEDS[self.verb] if not getattr(self, name)]
        if lacking:
            raise ValueError(f"to {self.verb.value}, give {' and '.join(lacking)}")
        if self.verb is Verb.CORRECT and (self.words is None) == (self.value is None):
            raise ValueError("to correct a field, give either words or value")
        if self.verb is Verb.CORRECT and len(self.records) != 1:
            raise ValueError("correct one record at a time")
        return self


_NEEDS: Mapping[Verb, tuple[str, ...]] = {
    **dict.fromkeys((Verb.CONFIRM, Verb.WITHDRAW, Verb.COMMENT, Verb.JOIN, Verb.SPLIT), ("records",)),
    Verb.CORRECT: ("records", "field"),
    Verb.ADD: ("report", "evidence", "fields"),
    Verb.REVERSE: ("decision",),
}


class About(BaseModel):
    report: str
    id: str


class Made(BaseModel):
    """A decision as it stands. ``records`` are those it is about; ``said`` tells it in words."""

    id: str
    verb: Verb
    by: str
    at: datetime
    why: str
    said: str
    records: list[About]


class Conflict(BaseModel):
    """Why a decision was not made: others decided on ``record`` first. Nothing is lost: look at ``since``,
    and send yours again with ``seen`` as it is here, if you still mean it.
    """

    detail: str
    record: str
    since: list[Made]
    seen: dict[str, str]


@router.post("/decisions", status_code=201, response_model=Made, responses={409: {"model": Conflict}})
def decide(
    asked: Judgement, workplace: Workplaces, person: Annotated[Person, Depends(allowed(Role.REVIEWER))]
) -> Made | JSONResponse:
    """Append a decision."""
    with workplace.ledger() as ledger:
        reviewer = Reviewer(ledger, person.name, datetime.now(UTC), asked.why.strip())
        decision = _decision(asked, reviewer, workplace, ledger)
        # what is told in words was resolved by the registry already, which takes seconds to open
        registry = workplace.knowledge.registry if asked.value is not None else None
        try:
            ledger.decide(decision, registry=registry, seen=asked.seen)
        except DecidedMeanwhile as error:
            return _conflict(error)
    return _made(decision)


def _decision(asked: Judgement, reviewer: Reviewer, workplace: Workplace, ledger: Ledger) -> Decision:
    """Raises NoSuchRecord, DecisionRefused and HTTPException for what cannot be decided."""
    known = Known(lambda: workplace.knowledge.registry, lambda: workplace.knowledge.gazetteer, asked.new)
    match asked.verb:
        case Verb.CORRECT if asked.value is not None:
            return reviewer.correct(asked.records[0], asked.field or "", asked.value)
        case Verb.CORRECT:
            return reviewer.correct_to(
                asked.records[0], asked.field or "", asked.words or "", known, asked.who
            )
        case Verb.ADD:
            record = ledger.record(asked.report or "")
            if record is None:
                raise HTTPException(404, f"{asked.report}: the ledger has no such report")
            told_by = [evidence_in(record.report.text, f"{p.start}..{p.end}") for p in asked.evidence]
            return reviewer.add(record, told_by, asked.fields, known)
        case Verb.JOIN:
            return reviewer.join(asked.records)
        case Verb.SPLIT:
            workplace.settled(ledger)
            return reviewer.split(asked.records[0], asked.records[1:])
        case Verb.REVERSE:
            return reviewer.reverse(asked.decision or "")
        case _:
            return reviewer.of_all(asked.verb, asked.records)


def _conflict(error: DecidedMeanwhile) -> JSONResponse:
    newest = error.decisions[-1].id if error.decisions else ""
    told_since = Conflict(
        detail=str(error),
        record=error.record,
        since=[_made(d) for d in error.decisions],
        seen={error.record: newest},
    )
    return JSONResponse(told_since.model_dump(mode="json"), 409)


def _made(decision: Decision) -> Made:
    return Made(
        id=decision.id,
        verb=decision.verb,
        by=decision.by,
        at=decision.at,
        why=decision.why,
        said=told(decision),
        records=[About(report=s.report, id=s.id) for s in decision.subjects],
    )
