"""Corrections that readers left, for reviewers to accept or reject."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Path, Request, Response
from fastapi.responses import RedirectResponse

from marsad.desk.asking import Workplaces
from marsad.desk.people import Person, Role, allowed
from marsad.desk.render import page
from marsad.ledger.sharing import Replies
from marsad.ledger.sharing.replies import State

router = APIRouter()
Reviewer = Annotated[Person, Depends(allowed(Role.REVIEWER))]
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
_HANDLED = 20


@router.get("/replies")
def replies(request: Request, workplace: Workplaces, _: Reviewer) -> Response:
    """Those that wait, the oldest first, and the last that were handled."""
    with workplace.ledger() as ledger:
        found = Replies(ledger)
        held, waiting = found.all(State.HELD), found.waiting()
        handled = found.handled(_HANDLED)
    return page(request, "replies.html", held=held, waiting=waiting, handled=handled)


@router.post("/replies/{n}/accept")
def accept(
    workplace: Workplaces, who: Reviewer, n: Number, note: Annotated[str, Form(max_length=2000)] = ""
) -> Response:
    """It becomes a comment on the incident."""
    with workplace.ledger() as ledger:
        Replies(ledger).accept(n, who.name, note)
    return RedirectResponse("/replies", 303)


@router.post("/replies/{n}/reject")
def reject(workplace: Workplaces, who: Reviewer, n: Number) -> Response:
    with workplace.ledger() as ledger:
        Replies(ledger).reject(n, who.name)
    return RedirectResponse("/replies", 303)
