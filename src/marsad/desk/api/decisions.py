"""What a reviewer judges of records: appended with who, when and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from marsad.desk.asking import Workplaces
from marsad.desk.people import Person, Role, allowed
from marsad.ledger import DecisionRefused, Ledger
from marsad.ledger.review.lookup import Kind, Referent
from marsad.model.decision import Decision, Subject, Verb, effective

router = APIRouter(tags=["decisions"])


class Judged(BaseModel):
    """A decision on ``records``: ids of events or incidents, of a reversal that of the decision taken back.

    A join makes all records one incident; a split takes the first apart from the others, or, given alone,
    from all of its incident. ``seen`` is the newest decision that was shown when this one was made.
    """

    verb: Literal["confirm", "join", "split", "withdraw", "comment", "reverse"]
    records: list[Annotated[str, Field(min_length=2, max_length=200)]] = Field(min_length=1, max_length=200)
    field: str | None = None
    value: Any = None
    who: str | None = None
    why: str = Field("", max_length=5000)
    seen: str | None = None


class Made(BaseModel):
    decision: str


@router.post("/decisions")
def decide(
    judged: Judged, workplace: Workplaces, person: Annotated[Person, Depends(allowed(Role.REVIEWER))]
) -> Made:
    """Append a decision. It wins over the reader, and can be taken back."""
    verb = Verb(judged.verb)
    if verb is Verb.COMMENT and not judged.why.strip():
        raise DecisionRefused("the comment is empty; write what is to be kept")
    with workplace.ledger() as ledger:
        if verb is Verb.REVERSE:
            decision = _reversal(ledger, judged.records[0], person.name, judged.why)
        else:
            subjects = _subjects(ledger, verb, judged.records)
            decision = Decision(verb, subjects, person.name, datetime.now(UTC), judged.why.strip())
        ledger.decide(decision)
        ledger.catch_up(workplace.knowledge.registry)
    return Made(decision=decision.id)


def _reversal(ledger: Ledger, key: str, by: str, why: str) -> Decision:
    found = ledger.find(key)
    if found.kind is not Kind.DECISION:
        raise DecisionRefused(f"{key} is no decision")
    if found.id not in {d.id for d in effective(ledger.decisions())}:
        raise DecisionRefused(f"{found.id[:9]} was taken back already")
    made = Decision(Verb.REVERSE, found.subjects, by, datetime.now(UTC), why.strip())
    return replace(made, reverses=found.id)


def _subjects(ledger: Ledger, verb: Verb, keys: list[str]) -> tuple[Subject, ...]:
    found = [ledger.find(key) for key in keys]
    subjects = tuple(dict.fromkeys(s for one in found for s in _events(one)))
    if verb is Verb.SPLIT and len(found) == 1:
        first = subjects[0]
        subjects = (first, *(s for s in ledger.incident_of(first) if s != first))
    if verb in {Verb.JOIN, Verb.SPLIT} and len(subjects) < 2:
        raise DecisionRefused(
            "give two events or incidents at least to join"
            if verb is Verb.JOIN
            else f"{keys[0]} is an incident of its own; there is nothing to split"
        )
    return subjects


def _events(found: Referent) -> tuple[Subject, ...]:
    if found.kind in {Kind.REPORT, Kind.DECISION}:
        raise DecisionRefused(f"{found.id[:9]} is a {found.kind.value}; decide on its events")
    return found.subjects
