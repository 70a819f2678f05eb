"""Incidents, events, reports and harm over time and in all, drawn and beside it in numbers."""

from __future__ import annotations

import importlib.util
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from marsad.desk.asking import Filters, Workplaces
from marsad.desk.chart import WIDTH, chart, style
from marsad.desk.counting import BARS, COLOURS, IN_ALL, Asked, StillCounting, tallied_soon
from marsad.desk.people import Person, Role, allowed
from marsad.desk.render import page
from marsad.ledger import By, Measure, Per
from marsad.ledger.series.naming import days_and_conditions, in_all, title_of, unit
from marsad.ledger.series.notes import notes, source, written

router = APIRouter()

_PER = {
    Per.AREA: "district",
    Per.ADMIN1: "province",
    Per.SUB_TYPE: "sub-type",
}


@router.get("/counts")
def counts(
    request: Request,
    workplace: Workplaces,
    asked: Filters,
    wanted: Asked,
    _: Annotated[Person, Depends(allowed(Role.READER))],
) -> HTMLResponse:
    try:
        told = tallied_soon(workplace, asked, wanted, COLOURS if wanted.by else BARS)
    except StillCounting as waiting:
        return page(request, "counting.html", job=waiting.job.seen())
    return page(
        request,
        "counts.html",
        told=told,
        wanted=wanted,
        chart=chart(told),
        width=WIDTH,
        style=style,
        written=written,
        title=title_of(told),
        subtitle=f"{days_and_conditions(told)} · {in_all(told)} in all",
        unit=unit(told),
        notes=notes(told),
        source=source(told),
        measures=[m.value for m in Measure],
        groups=[(p.value, _PER.get(p, p.value)) for p in Per],
        periods=[*(b.value for b in By), IN_ALL],
        drawn=importlib.util.find_spec("matplotlib") is not None,
        download=_download(request, wanted.by),
        rows=[row for row in told.series.rows if row.total.high],
    )


def _download(request: Request, by: By | None) -> str:
    """The address of the same numbers for a script; %s stands for the ending."""
    kept = [(k, v) for k, v in request.query_params.multi_items() if v and k != "by"]
    of = "series" if by else "counts"
    query = urlencode([*kept, *([("by", by.value)] if by else [])])
    return f"/api/v1/{of}.ENDING" + (f"?{query}" if query else "")
