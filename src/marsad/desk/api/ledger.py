"""How much the ledger holds."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from marsad.desk.asking import Workplaces
from marsad.desk.people import Person, Role, allowed

router = APIRouter(tags=["ledger"])


class Held(BaseModel):
    """Counts of the newest reading of each report."""

    reports: int
    events: int
    claims: int
    control: int


@router.get("/ledger")
def held(workplace: Workplaces, _: Annotated[Person, Depends(allowed(Role.READER))]) -> Held:
    """How much the ledger holds."""
    with workplace.ledger() as ledger:
        counts = ledger.counts()
    return Held(reports=counts.reports, events=counts.events, claims=counts.claims, control=counts.control)
