"""The first page: how much there is, and where to begin."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from marsad.desk.asking import Workplaces
from marsad.desk.people import Person, Role, allowed
from marsad.desk.render import page

router = APIRouter()


@router.get("/")
def home(
    request: Request, workplace: Workplaces, _: Annotated[Person, Depends(allowed(Role.READER))]
) -> HTMLResponse:
    with workplace.ledger() as ledger:
        return page(request, "home.html", counts=ledger.counts(), newest=ledger.reports(limit=8))
