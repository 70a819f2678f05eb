"""One report with its records, and what became of a record."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field

from marsad.desk.asking import Workplaces
from marsad.desk.people import Person, Role, allowed
from marsad.desk.reading.view import Shown, shown
from marsad.ledger.evidence import stretches

router = APIRouter(tags=["reports"])
Reader = Annotated[Person, Depends(allowed(Role.READER))]


class Stretch(BaseModel):
    """Characters of the text, from ``start`` up to but not including ``end``, on which a field stands."""

    record: str
    field: str
    start: int
    end: int


class Record(BaseModel):
    """An event or a statement of control. ``seen`` is the newest decision on it, "" where there is none: send
    it with a decision of your own, and that is refused where another came first.
    """

    key: str = Field(description="REPORT/ID, by which decisions name it.")
    id: str
    about: str = Field(description="event or control")
    seen: str
    incident: str | None


class ReportRead(BaseModel):
    """``record`` is the report and all that was read in it, in the form of the contract."""

    record: dict[str, Any]
    records: list[Record]
    evidence: list[Stretch]


class Step(BaseModel):
    """One thing that happened to a record. ``who`` is a reader or a reviewer; ``decision`` the id of a
    reviewer's decision, or empty; ``stands`` is false for one that was taken back.
    """

    at: datetime
    who: str
    what: str
    why: str
    decision: str
    stands: bool


@router.get("/reports/{key}")
def report(key: str, workplace: Workplaces, _: Reader) -> ReportRead:
    """A report by its id or the beginning of it, as reviewed."""
    with workplace.ledger() as ledger:
        return _read(shown(ledger, key))


def _read(found: Shown) -> ReportRead:
    return ReportRead(
        record=found.record.to_json(),
        records=[
            Record(key=c.key, id=c.id, about=c.about, seen=c.seen, incident=c.incident) for c in found.cards
        ],
        evidence=[
            Stretch(record=s.record, field=s.field, start=s.span.start, end=s.span.end)
            for s in stretches(found.record)
        ],
    )


@router.get("/history")
def history(
    record: Annotated[
        str,
        Query(max_length=200, description="REPORT/ID, or the id of a record, incident, decision or report"),
    ],
    workplace: Workplaces,
    _: Reader,
) -> list[Step]:
    """Who read a record, what reviewers decided of it and why; the earliest first."""
    with workplace.ledger() as ledger:
        steps = ledger.history(record)
    return [Step(at=s.at, who=s.who, what=s.what, why=s.why, decision=s.id, stands=s.stands) for s in steps]
