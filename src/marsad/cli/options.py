"""Options that several commands share, and how days are written in them."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from marsad.model.time import days_of

DEFAULT_LEDGER = "marsad.sqlite"


def _bounds(text: str) -> tuple[date, date]:
    """First and last day of YYYY, YYYY-MM or YYYY-MM-DD."""
    try:
        found = days_of(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r}: there is no such day") from error
    if found is None:
        raise typer.BadParameter(f"{text!r} is not a date; write it as 2016-11-06, 2016-11 or 2016")
    return found


def first_day(text: str) -> date:
    return _bounds(text)[0]


def last_day(text: str) -> date:
    return _bounds(text)[1]


def one_day(text: str) -> date:
    first, last = _bounds(text)
    if first != last:
        raise typer.BadParameter(f"{text!r} is not a day; write it as 2016-11-06")
    return first


Ledger = Annotated[
    str,
    typer.Option(
        "--ledger",
        metavar="FILE",
        envvar="MARSAD_LEDGER",
        help="The ledger: a file, or postgresql://... for a server.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, one record a line, and nothing else.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Print CSV with a heading.")]
ActorName = Annotated[
    str | None,
    typer.Option("--actor", metavar="NAME", help="Id, or part of a name or of the words that reports use."),
]
PlaceName = Annotated[
    str | None,
    typer.Option("--place", metavar="NAME", help="Id, or part of the name of a place, district or province."),
]
Country = Annotated[
    str | None, typer.Option("--country", metavar="CODE", help="Two letters of ISO 3166-1, such as SY.")
]
From = Annotated[
    date | None,
    typer.Option("--from", metavar="DATE", parser=first_day, help="First day: 2016-11-06, 2016-11 or 2016."),
]
To = Annotated[date | None, typer.Option("--to", metavar="DATE", parser=last_day, help="Last day, likewise.")]
Type = Annotated[
    str | None,
    typer.Option("--type", metavar="TYPE", help="Beginning of an ACLED type or sub-type: battles, arrests."),
]
StatusName = Annotated[
    str | None,
    typer.Option(
        "--status",
        metavar="STATUS",
        help="happened, ongoing, threatened, planned, alleged, denied, attempted.",
    ),
]
Outlet = Annotated[str | None, typer.Option("--outlet", metavar="NAME", help="Part of the outlet's name.")]
ReportKey = Annotated[
    str | None,
    typer.Option("--report", metavar="REPORT", help="A report's id, or its beginning, or its name."),
]
Limit = Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help="Show at most so many.")]
