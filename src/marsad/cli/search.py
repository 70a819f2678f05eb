"""``marsad search``: reports by the words of their texts."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from marsad.cli import options

# ruff: noqa: PLR0913, PLR0917 - each argument is an option of the command

Words = Annotated[list[str], typer.Argument(metavar="WORDS", help="What the reports should hold.")]
PublishedFrom = Annotated[
    date | None,
    typer.Option(
        "--from",
        metavar="DATE",
        parser=options.first_day,
        help="Published that day or later: 2016-11-06, 2016-11 or 2016.",
    ),
]
PublishedTo = Annotated[
    date | None,
    typer.Option("--to", metavar="DATE", parser=options.last_day, help="Published that day or earlier."),
]
Language = Annotated[
    str | None,
    typer.Option("--language", metavar="CODE", help="Two letters of ISO 639-1, such as en or ar."),
]
Most = Annotated[int, typer.Option("--limit", metavar="N", min=1, help="Show at most so many.")]


def search(
    context: typer.Context,
    words: Words,
    outlet: options.Outlet = None,
    start: PublishedFrom = None,
    end: PublishedTo = None,
    language: Language = None,
    limit: Most = 20,
    ledger: options.Ledger = options.DEFAULT_LEDGER,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
) -> None:
    """Find reports by the words of their texts and titles, the best answer first.

    All words must be there, in any form of case and accents and in any script. Within single quotes, so that
    the shell leaves them alone: "two words" that follow each other, either OR other, -without, begin*.

    \b
    Examples:
      marsad search hospital Aleppo
      marsad search '"air strike" school OR hospital -drill' --from 2016-10
      marsad search 'displac*' --outlet "River Post" --csv > displaced.csv
      marsad search حلب --language ar
    """
    from marsad.cli.display.found import print_found  # noqa: PLC0415 - help need not wait for the ledger
    from marsad.cli.display.lists import layout, ordered  # noqa: PLC0415
    from marsad.ledger import Ledger, ReportFilter  # noqa: PLC0415

    ordered(start, end)
    asked = ReportFilter(outlet, start, end, language)
    typed = " ".join(words)
    with Ledger.open(ledger, create=False) as opened:
        found = opened.search(typed, asked, limit + 1)
        print_found(context.obj, opened, found, limit, layout(as_json, as_csv))
