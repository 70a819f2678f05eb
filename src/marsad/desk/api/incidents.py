"""Incidents: lists of them, one with its sources, its history, and others that it may be one with."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field

from marsad.desk.asking import Filters, Workplaces
from marsad.desk.people import Person, Role, allowed
from marsad.desk.shapes import (
    IncidentShape,
    StepShape,
    WholeIncident,
    incident_shape,
    step_shape,
    whole_incident,
)
from marsad.ledger.incidents import Order

router = APIRouter(tags=["incidents"])
Reader = Annotated[Person, Depends(allowed(Role.READER))]
MOST = 200
"""Incidents that one answer may hold."""
DEEPEST = 10_000_000
"""Incidents that may be passed over: more are in no ledger, and databases refuse numbers without end."""


class Sheet(BaseModel):
    """One page of a list; ``total`` counts all that are asked for."""

    total: int
    offset: int
    incidents: list[IncidentShape]


class Candidate(BaseModel):
    """An incident that may be the same. ``likeness`` in [0, 1]; null where words brought it up."""

    likeness: float | None
    reasons: list[str]
    incident: IncidentShape


class Candidates(BaseModel):
    candidates: list[Candidate]


class History(BaseModel):
    """Steps, the earliest first."""

    steps: list[StepShape] = Field(default_factory=list)


@router.get("/incidents")
def listed(
    workplace: Workplaces,
    asked: Filters,
    _: Reader,
    order: Order = Order.NEWEST,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 50,
    offset: Annotated[int, Query(ge=0, le=DEEPEST)] = 0,
) -> Sheet:
    """The incidents that hold an event that is asked for."""
    with workplace.ledger() as ledger:
        workplace.catch_up(ledger)
        found, total = ledger.incident_sheet(asked, order, limit, offset)
    return Sheet(total=total, offset=offset, incidents=[incident_shape(i) for i in found])


@router.get("/incidents/{key}")
def one(key: str, workplace: Workplaces, _: Reader) -> WholeIncident:
    """One incident, by an id that it has or had, with each source's words and figures."""
    with workplace.ledger() as ledger:
        workplace.catch_up(ledger)
        found = ledger.incident(key)
        return whole_incident(found, ledger.passages(found.rows))


@router.get("/incidents/{key}/history")
def history(key: str, workplace: Workplaces, _: Reader) -> History:
    """By whom it was read, what was decided, with what it was brought together."""
    with workplace.ledger() as ledger:
        workplace.catch_up(ledger)
        found = ledger.incident(key)
        return History(steps=[step_shape(s) for s in ledger.history(found.id)])


@router.get("/incidents/{key}/candidates")
def candidates(
    key: str, workplace: Workplaces, _: Reader, words: Annotated[str, Query(max_length=300)] = ""
) -> Candidates:
    """Other incidents near in time and place, the likeliest first; or those whose reports hold ``words``."""
    with workplace.ledger() as ledger:
        workplace.catch_up(ledger)
        found = ledger.near(workplace.knowledge.registry, key, words)
    return Candidates(
        candidates=[
            Candidate(likeness=n.likeness, reasons=list(n.reasons), incident=incident_shape(n.incident))
            for n in found
        ]
    )
