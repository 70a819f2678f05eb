"""The list of incidents, and the page of one with its sources side by side."""

from __future__ import annotations

import json
from collections import Counter
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from marsad.desk.asking import Filters, Workplaces
from marsad.desk.people import Person, Role, allowed
from marsad.desk.render import page
from marsad.desk.shapes import SIDE_A, SIDE_B
from marsad.incidents.figures import Toll
from marsad.ledger import Incident, words
from marsad.ledger.incidents import Order, outlets
from marsad.model.decision import Verb
from marsad.model.event import Effect

router = APIRouter()
PAGE = 50
Reader = Annotated[Person, Depends(allowed(Role.READER))]


@router.get("/incidents")
def listed(
    request: Request,
    workplace: Workplaces,
    asked: Filters,
    _: Reader,
    order: Order = Order.NEWEST,
    number: Annotated[int, Query(alias="page", ge=1, le=100_000)] = 1,
) -> HTMLResponse:
    with workplace.ledger() as ledger:
        workplace.catch_up(ledger)
        found, total = ledger.incident_sheet(asked, order, PAGE, (number - 1) * PAGE)

    def address(**changed: object) -> str:
        """This page's address with something else asked; another order begins at the first page."""
        kept = {k: v for k, v in request.query_params.items() if k not in {"page", *changed}}
        return "/incidents?" + urlencode({**kept, **changed})

    return page(
        request,
        "incidents.html",
        incidents=found,
        total=total,
        number=number,
        last=max(1, -(-total // PAGE)),
        order=order,
        orders=Order,
        address_with=address,
        words=words,
        outlets=outlets,
        total_of=total_of,
        side_a=SIDE_A,
        side_b=SIDE_B,
    )


@router.get("/incidents/{key}")
def one(request: Request, key: str, workplace: Workplaces, _: Reader) -> HTMLResponse:
    with workplace.ledger() as ledger:
        workplace.catch_up(ledger)
        found = ledger.incident(key)
        passages = ledger.passages(found.rows)
        steps = ledger.history(found.id)
        seen = ledger.newest_decisions(found.rows)
    return page(
        request,
        "incident.html",
        incident=found,
        passages=passages,
        steps=[s for s in steps if s.verb != Verb.COMMENT.value],
        comments=[s for s in steps if s.verb == Verb.COMMENT.value and s.stands],
        seen=json.dumps(seen),
        copies=_copies(found),
        words=words,
        of_whom=_of_whom,
        side_a=SIDE_A,
        side_b=SIDE_B,
    )


def total_of(found: Incident, effect: str) -> Toll | None:
    """The toll of all people of one effect."""
    return next((t for t in found.tolls if t.who is None and t.effect is Effect(effect)), None)


def _of_whom(found: Incident, toll: Toll) -> str:
    if toll.who is None:
        return "all"
    return next((name for row in found.rows if (name := row.names.get(toll.who))), toll.who)


def _copies(found: Incident) -> dict[str, str]:
    """Witness → a letter, for those that stand behind several reports."""
    many = Counter(found.sources.values())
    behind = dict.fromkeys(w for row in found.rows if many[w := found.sources.get(row.report.id, "")] > 1)
    return {witness: chr(ord("A") + n % 26) for n, witness in enumerate(behind)}
