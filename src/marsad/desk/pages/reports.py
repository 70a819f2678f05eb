"""All reports, or those that hold some words or events: the newest first, or the best answers first."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from marsad.desk.asking import Filters, Workplaces
from marsad.desk.marking import marked
from marsad.desk.paging import SIZE, PageNumber, paged
from marsad.desk.people import Person, Role, allowed
from marsad.desk.render import page
from marsad.ledger import BadSearch, EventFilter, Found, Ledger, ReportHead

router = APIRouter()

Pieces = list[tuple[str, bool]]
Row = tuple[ReportHead, Pieces, Pieces | None]
"""A report, its title and the stretch of its text that answers, in pieces with whether they are marked."""

Words = Annotated[str, Query(max_length=500)]


@router.get("/reports")
def reports(
    request: Request,
    workplace: Workplaces,
    asked: Filters,
    _: Annotated[Person, Depends(allowed(Role.READER))],
    words: Words = "",
    number: PageNumber = 1,
) -> HTMLResponse:
    typed, wrong = words.strip(), None
    with workplace.ledger() as ledger:
        try:
            found = _rows(ledger, typed, asked, number)
        except BadSearch as error:
            found, wrong = [], str(error)
        return page(
            request,
            "reports.html",
            rows=found[:SIZE],
            words=typed,
            wrong=wrong,
            paged=paged(request, number, len(found)),
            empty=not found and not ledger.reports(limit=1),
        )


def _rows(ledger: Ledger, typed: str, asked: EventFilter, number: int) -> list[Row]:
    offset = (number - 1) * SIZE
    if typed:
        found = ledger.search(typed, limit=SIZE + 1, offset=offset, holding=asked)
        return [_found(one) for one in found]
    return [(head, marked(_title(head), 0, ()), None) for head in ledger.reports(asked, SIZE + 1, offset)]


def _found(one: Found) -> Row:
    title = marked(_title(one.report), 0, one.title_hits)
    span = one.snippet.span
    pieces = marked(span.text, span.start, one.snippet.hits)
    before, after = [("… ", False)] if span.start else [], [(" …", False)] if one.snippet.cut else []
    return one.report, title, [*before, *pieces, *after]


def _title(head: ReportHead) -> str:
    return head.title or head.name or head.id[:9]
