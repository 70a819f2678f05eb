"""Decisions: what a reviewer judges of records, appended with who, when and why."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, HTTPException
from pydantic import BaseModel, Field

from marsad.desk.asking import Workplaces
from marsad.desk.people import Person, Role, allowed
from marsad.ledger.errors import DecidedMeanwhile
from marsad.ledger.review.judging import Reviewer
from marsad.model.decision import Decision, Verb

router = APIRouter(tags=["decisions"])
Key = Annotated[str, Field(min_length=1, max_length=200)]


class Judgement(BaseModel):
    """A decision on ``records``; a reversal is of ``decision``. A join makes all records one incident; a
    split takes the first apart from the others, or, given alone, from all of its incident.
    """

    verb: Literal["confirm", "withdraw", "comment", "join", "split", "reverse"]
    records: list[Key] = Field(default=[], max_length=200)
    why: str = Field("", max_length=4000)
    decision: Key | None = None
    seen: dict[str, str] | None = None


class Made(BaseModel):
    id: str


@router.post("/decisions", status_code=201)
def decide(
    asked: Judgement, workplace: Workplaces, person: Annotated[Person, Depends(allowed(Role.REVIEWER))]
) -> Made:
    """Append a decision."""
    verb = Verb(asked.verb)
    if not (asked.decision if verb is Verb.REVERSE else asked.records):
        raise HTTPException(422, f"say what to {verb.value}")
    with workplace.ledger() as ledger:
        reviewer = Reviewer(ledger, person.name, datetime.now(UTC), asked.why.strip())
        decision = _decision(asked, verb, reviewer)
        try:
            ledger.decide(decision, seen=asked.seen)
        except DecidedMeanwhile as error:
            raise HTTPException(409, str(error)) from error
    return Made(id=decision.id)


def _decision(asked: Judgement, verb: Verb, reviewer: Reviewer) -> Decision:
    if verb is Verb.REVERSE:
        return reviewer.reverse(asked.decision or "")
    if verb is Verb.JOIN:
        return reviewer.join(asked.records)
    if verb is Verb.SPLIT:
        return reviewer.split(asked.records[0], asked.records[1:])
    return reviewer.of_all(verb, asked.records)
