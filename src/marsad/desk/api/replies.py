"""Corrections that readers left. Their e-mail addresses are not told."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query
from pydantic import BaseModel, Field

from marsad.desk.asking import Workplaces
from marsad.desk.people import Person, Role, allowed
from marsad.ledger.sharing import Replies
from marsad.ledger.sharing import Reply as Kept
from marsad.ledger.sharing.replies import State

router = APIRouter(tags=["replies"])
Reviewer = Annotated[Person, Depends(allowed(Role.REVIEWER))]
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]


class Reply(BaseModel):
    """A correction as it was left. ``decision`` is the id of the comment that an accepted one became."""

    n: int
    incident: str
    name: str
    text: str
    at: datetime
    state: State
    handled_by: str | None
    handled_at: datetime | None
    decision: str | None

    @classmethod
    def of(cls, kept: Kept) -> Reply:
        return cls.model_validate(kept, from_attributes=True)


class Note(BaseModel):
    """What the reviewer adds to the words of the reply."""

    note: Annotated[str, Field(max_length=2000)] = ""


class Accepted(BaseModel):
    decision: str


@router.get("/replies")
def replies(
    workplace: Workplaces,
    _: Reviewer,
    state: State = State.HELD,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> list[Reply]:
    """Those that wait, the oldest first; or those handled, the newest first."""
    with workplace.ledger() as ledger:
        return [Reply.of(found) for found in Replies(ledger).all(state, limit)]


@router.post("/replies/{n}/accept")
def accept(workplace: Workplaces, who: Reviewer, n: Number, note: Note) -> Accepted:
    """Make a reply a comment on its incident."""
    with workplace.ledger() as ledger:
        return Accepted(decision=Replies(ledger).accept(n, who.name, note.note).id)


@router.post("/replies/{n}/reject", status_code=204)
def reject(workplace: Workplaces, who: Reviewer, n: Number) -> None:
    """Put a reply aside; the writer's e-mail address is erased."""
    with workplace.ledger() as ledger:
        Replies(ledger).reject(n, who.name)
