"""Where anybody who has the link to an incident of a shared desk can leave a correction."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request, Response
from pydantic import BaseModel, Field

from marsad.desk.asking import Workplaces
from marsad.desk.people import Role, person
from marsad.desk.render import page
from marsad.desk.security.throttle import address
from marsad.desk.workplace import Workplace
from marsad.ledger.errors import NoSuchRecord
from marsad.ledger.review.lookup import Kind
from marsad.ledger.sharing import Replies, ReplyRefused
from marsad.ledger.sharing.replies import LONGEST, written

router = APIRouter()

SOONEST = 4.0
"""Seconds before which nobody has read the form and filled it in."""
LATEST = 24 * 3600.0
_ID = re.compile(r"i[0-9a-f]{12}")


class Typed(BaseModel):
    """The form as it came. ``website`` is a field that people do not see."""

    name: Annotated[str, Field(max_length=1000)] = ""
    email: Annotated[str, Field(max_length=1000)] = ""
    text: Annotated[str, Field(max_length=4 * LONGEST)] = ""
    stamp: Annotated[str, Field(max_length=200)] = ""
    website: str = ""


@router.get("/incidents/{key}/reply")
def form(request: Request, workplace: Workplaces, key: str) -> Response:
    """Shows nothing of the incident to who may not see it: only its id, which the link holds anyway."""
    return _form(request, workplace, _incident(workplace, key), Typed())


@router.post("/incidents/{key}/reply")
def leave(request: Request, workplace: Workplaces, key: str, typed: Annotated[Typed, Form()]) -> Response:
    """Hold what was written, if a person wrote it."""
    incident = _incident(workplace, key)
    if typed.website:
        return _thanks(request, incident)  # a machine, which is told that all is well
    age = workplace.guards.stamps.age(typed.stamp, incident)
    if age is not None and age < SOONEST:
        return _form(request, workplace, incident, typed, _QUICK)
    if age is None or age > LATEST:
        fresh = typed.model_copy(update={"stamp": ""})
        return _form(request, workplace, incident, fresh, _OUTDATED)
    try:
        said = written(typed.name, typed.email, typed.text)
        if not workplace.guards.replies.take(address(request)):
            raise HTTPException(429, "that is enough for an hour; send the rest later")
        with workplace.ledger() as ledger:
            Replies(ledger).leave(incident, said)
    except ReplyRefused as refused:
        return _form(request, workplace, incident, typed, f"{str(refused).capitalize()}.")
    return _thanks(request, incident)


_QUICK = "That was quick. Look at it once more, then send it."
_OUTDATED = "This form was open for too long. What you wrote is still here: send it again."


def _incident(workplace: Workplace, key: str) -> str:
    """The incident's present id. Raises HTTPException 404, with the same words for all that is not there."""
    if workplace.settings.shared and _ID.fullmatch(key):
        try:
            with workplace.ledger() as ledger:
                found = ledger.find(key)
        except NoSuchRecord:
            found = None
        if found is not None and found.kind is Kind.INCIDENT:
            return found.id
    raise HTTPException(404, "there is no incident here to reply to")


def _form(request: Request, workplace: Workplace, incident: str, typed: Typed, words: str = "") -> Response:
    stamp = typed.stamp or workplace.guards.stamps.issue(incident)
    return page(
        request, "reply.html", 422 if words else 200,
        incident=incident, thanks=False, words=words, typed=typed, stamp=stamp, longest=LONGEST,
        may_see=person(request).may(Role.READER),
    )  # fmt: skip


def _thanks(request: Request, incident: str) -> Response:
    return page(request, "reply.html", incident=incident, thanks=True)
