"""Numbers over time (``series``) and in all (``counts``), as JSON, CSV and PNG."""

from __future__ import annotations

import csv
import tempfile
from io import StringIO
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Query, Response
from pydantic import BaseModel, Field

from marsad.charts import check_path, write
from marsad.desk.asking import Filters, Workplaces
from marsad.desk.counting import BARS, COLOURS, Wanted, tallied
from marsad.desk.people import Person, Role, allowed
from marsad.export.text import flat
from marsad.ledger import By, Counting, Measure, Per, Tallied
from marsad.ledger.series.cells import columns, records
from marsad.ledger.series.naming import days_and_conditions, title_of
from marsad.ledger.series.notes import notes, source

router = APIRouter(tags=["counts"])
Reader = Annotated[Person, Depends(allowed(Role.READER))]


class Record(BaseModel):
    """A number of one period and group. Without ``group`` it is of all; in a series one without ``period`` is
    of no known day. Harm has bounds, and ``at_least`` where a source says "at least".
    """

    period: str | None = None
    from_: str | None = Field(None, alias="from")
    to: str | None = None
    group: str | None
    count: int
    low: int | None = None
    high: int | None = None
    at_least: bool | None = None


class Numbers(BaseModel):
    """What was counted; ``notes`` must stand beside the numbers, as must ``source``."""

    title: str
    asked: str
    count: Measure
    per: Per | None
    by: By | None
    records: list[Record]
    notes: list[str]
    source: str


def _counting(
    count: Annotated[Measure, Query(description="what is counted")] = Measure.INCIDENTS,
    per: Annotated[Per | None, Query(description="what groups are made by")] = None,
    top: Annotated[int | None, Query(ge=1, le=1000, description="largest groups to name")] = None,
) -> Counting:
    return Counting(count, per, top)


What = Annotated[Counting, Depends(_counting)]
Periods = Annotated[By, Query(description="the length of a period")]


def _numbers(told: Tallied) -> Numbers:
    named = [{**r, "count": r[told.measure.value]} for r in records(told)]
    return Numbers(
        title=title_of(told),
        asked=days_and_conditions(told),
        count=told.measure,
        per=told.per,
        by=told.series.by,
        records=[Record.model_validate(r) for r in named],
        notes=list(notes(told)),
        source=source(told),
    )


@router.get("/series")
def series(workplace: Workplaces, asked: Filters, what: What, _: Reader, by: Periods = By.MONTH) -> Numbers:
    """Numbers by period and group, periods without anything among them."""
    return _numbers(tallied(workplace, asked, Wanted(what, by), None))


@router.get("/counts")
def counts(workplace: Workplaces, asked: Filters, what: What, _: Reader) -> Numbers:
    """Numbers by group in all, the largest first."""
    return _numbers(tallied(workplace, asked, Wanted(what, None), None))


_Answers = dict[int | str, dict[str, Any]]
_CSV: _Answers = {200: {"content": {"text/csv": {}}, "description": "a heading and a row for each record"}}
_PNG: _Answers = {
    200: {"content": {"image/png": {}}, "description": "the chart"},
    503: {"description": "the library that draws is not installed"},
}


@router.get("/series.csv", response_class=Response, responses=_CSV)
def series_csv(
    workplace: Workplaces, asked: Filters, what: What, _: Reader, by: Periods = By.MONTH
) -> Response:
    """The same as CSV."""
    return _csv(tallied(workplace, asked, Wanted(what, by), None), "series")


@router.get("/counts.csv", response_class=Response, responses=_CSV)
def counts_csv(workplace: Workplaces, asked: Filters, what: What, _: Reader) -> Response:
    """The same as CSV."""
    return _csv(tallied(workplace, asked, Wanted(what, None), None), "counts")


@router.get("/series.png", response_class=Response, responses=_PNG)
def series_png(
    workplace: Workplaces, asked: Filters, what: What, _: Reader, by: Periods = By.MONTH
) -> Response:
    """The chart, as `marsad series --chart` draws it. Needs the extra ``charts``."""
    return _png(tallied(workplace, asked, Wanted(what, by), COLOURS), "series")


@router.get("/counts.png", response_class=Response, responses=_PNG)
def counts_png(workplace: Workplaces, asked: Filters, what: What, _: Reader) -> Response:
    """The chart, as `marsad counts --chart` draws it. Needs the extra ``charts``."""
    return _png(tallied(workplace, asked, Wanted(what, None), BARS), "counts")


def _csv(told: Tallied, name: str) -> Response:
    lines, names = StringIO(), columns(told)
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows([flat(record[n]) for n in names] for record in records(told))
    return _attached(lines.getvalue().encode("utf-8", "replace"), "text/csv; charset=utf-8", f"{name}.csv")


def _png(told: Tallied, name: str) -> Response:
    if not (told.series.rows or told.series.by is None) or not told.series.total.high:
        raise HTTPException(404, f"there is nothing to draw. {' '.join(notes(told))}")
    with tempfile.TemporaryDirectory(prefix="marsad-") as folder:
        path = Path(folder) / f"{name}.png"
        check_path(path)
        from marsad.charts.drawing import draw  # noqa: PLC0415 - matplotlib is an extra, and slow to load

        write(draw(told), path)
        return _attached(path.read_bytes(), "image/png", path.name)


def _attached(data: bytes, kind: str, name: str) -> Response:
    return Response(data, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
