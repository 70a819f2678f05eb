"""The queue: what needs a human next, and how far the day's work is."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel

from marsad.desk.api.incidents import DEEPEST
from marsad.desk.asking import Filters, Workplaces
from marsad.desk.people import Person, Role, allowed
from marsad.desk.shapes import SourceShape, source_shape
from marsad.ledger.doubts.asking import Question
from marsad.ledger.doubts.kinds import Kind

router = APIRouter(tags=["queue"])


class QuestionShape(BaseModel):
    """One question. ``records`` are what an answer is about: an incident, an event (REPORT/EVENT), or the two
    events of a pair; ``odd`` is the event that a split would take out. ``also`` are its other doubts.
    """

    id: str
    kind: Kind
    about: str
    importance: float
    question: str
    incident: str
    records: list[str]
    odd: str | None
    together: bool
    also: list[Kind]
    sources: list[SourceShape]


class Queue(BaseModel):
    """``left`` counts records, ``kinds`` questions of each kind, ``answered`` what this person did today."""

    left: int
    kinds: dict[Kind, int]
    answered: int
    questions: list[QuestionShape]


@router.get("/queue")
def queue(  # noqa: PLR0913, PLR0917 - each is a field of the address
    workplace: Workplaces,
    person: Annotated[Person, Depends(allowed(Role.REVIEWER))],
    asked: Filters,
    kind: Kind | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 30,
    offset: Annotated[int, Query(ge=0, le=DEEPEST)] = 0,
) -> Queue:
    """The questions on incidents that hold an event which is asked for, the most important first."""
    with workplace.ledger() as ledger:
        workplace.catch_up(ledger)
        left, kinds = ledger.questions_left(asked)
        return Queue(
            left=left,
            kinds=kinds,
            answered=ledger.answered(person.name, midnight()),
            questions=[question_shape(q) for q in ledger.questions(kind, limit, offset, asked)],
        )


def midnight() -> datetime:
    """When the day of this machine's clock began: progress is that of a person's day."""
    return datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)


def question_shape(asked: Question) -> QuestionShape:
    return QuestionShape(
        id=asked.id,
        kind=asked.kind,
        about=asked.about,
        importance=asked.importance,
        question=asked.words,
        incident=asked.incident,
        records=list(asked.records),
        odd=asked.odd,
        together=asked.together,
        also=list(asked.also),
        sources=[source_shape(r, r.report.id, asked.passages.get(r.key, ())) for r in asked.rows],
    )
