"""The page of the queue: one question after the other, answered with the keyboard alone."""

from __future__ import annotations

import json
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from marsad.desk.api.incidents import DEEPEST
from marsad.desk.api.queue import midnight
from marsad.desk.asking import Filters, Workplaces
from marsad.desk.people import Person, Role, allowed
from marsad.desk.render import page
from marsad.desk.shapes import SIDE_A, SIDE_B
from marsad.ledger import EventFilter, words
from marsad.ledger.doubts.kinds import Kind

router = APIRouter()
SHOWN = 30
LABELS = {
    Kind.TOLL: "Contested toll",
    Kind.PAIR: "One or two",
    Kind.PLACE: "Place",
    Kind.CLAIM: "Alleged harm",
    Kind.EVENT: "Doubtful event",
    Kind.FIELD: "Doubtful field",
}


@router.get("/queue")
def queue(  # noqa: PLR0913, PLR0917 - each is a field of the address
    request: Request,
    workplace: Workplaces,
    person: Annotated[Person, Depends(allowed(Role.REVIEWER))],
    asked: Filters,
    kind: Kind | None = None,
    offset: Annotated[int, Query(ge=0, le=DEEPEST)] = 0,
) -> HTMLResponse:
    with workplace.ledger() as ledger:
        workplace.catch_up(ledger)
        left, kinds = ledger.questions_left(asked)
        found = ledger.questions(kind, SHOWN, offset, asked)
        seen = ledger.newest_decisions(row for q in found for row in q.rows)
        answered = ledger.answered(person.name, midnight())

    def address(**changed: object) -> str:
        """This page's address with something else asked; None takes out what is asked."""
        kept = {k: v for k, v in request.query_params.items() if k not in {"offset", *changed}}
        query = urlencode(kept | {k: v for k, v in changed.items() if v})
        return "/queue" + (f"?{query}" if query else "")

    return page(
        request,
        "queue.html",
        questions=found,
        seen={q.id: json.dumps({row.event.id: seen[row.event.id] for row in q.rows}) for q in found},
        kind=kind,
        kinds=kinds,
        labels=LABELS,
        left=left,
        asked=kinds[kind] if kind else left,
        answered=answered,
        offset=offset,
        following=offset + SHOWN,
        address_with=address,
        filtered=asked != EventFilter(),
        words=words,
        side_a=SIDE_A,
        side_b=SIDE_B,
    )
