"""The page of one report: the article with its evidence, and the records beside it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from marsad.desk.asking import Workplaces
from marsad.desk.people import Person, Role, allowed
from marsad.desk.reading.article import KINDS
from marsad.desk.reading.view import shown
from marsad.desk.render import page
from marsad.ledger import words
from marsad.model.event import ControlState, EventType, PlacePrecision
from marsad.model.reading import Status
from marsad.resolving.events.types import TYPES

router = APIRouter()

SUB_TYPES = {kind.value: [s for s, of in TYPES.items() if of is kind] for kind in EventType}
CHOICES = {
    "type": [{"group": kind, "of": found} for kind, found in SUB_TYPES.items()],
    "status": [s.value for s in Status],
    "state": [s.value for s in ControlState],
    "precision": [p.value for p in PlacePrecision],
}
"""What may be chosen in a field."""
LEGEND = (
    ("who", "who"), ("where", "where"), ("when", "when"), ("harm", "harm"), ("says", "source"),
    ("what", "means"),
)  # fmt: skip


@router.get("/reports/{key}")
def report(
    key: str, request: Request, workplace: Workplaces, _: Annotated[Person, Depends(allowed(Role.READER))]
) -> HTMLResponse:
    with workplace.ledger() as ledger:
        found = shown(ledger, key)
    countries = [p.place.country for p in found.record.places if p.place.country]
    return page(
        request,
        "report.html",
        shown=found,
        report=found.record.report,
        published=words.publication(found.record.report.published),
        country=max(countries, key=countries.count, default=""),
        choices=CHOICES,
        legend=LEGEND,
        kinds=KINDS,
        actors=[{"id": a.id, "name": a.name} for a in found.record.actors],
    )
