"""``marsad series`` and ``marsad counts``: numbers over time, and numbers in all."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from marsad.cli import options

# ruff: noqa: PLR0913, PLR0917 - each argument is an option of the command

ByName = Annotated[
    str, typer.Option("--by", metavar="PERIOD", help="day, week (from Monday), month or year.")
]
PerName = Annotated[
    str | None,
    typer.Option(
        "--per",
        metavar="GROUP",
        help="area (the district), country, admin1 (the province), actor, type, sub-type, outlet or status.",
    ),
]
CountName = Annotated[
    str,
    typer.Option(
        "--count",
        metavar="WHAT",
        help="incidents, events, reports, killed, wounded, captured, displaced, missing or surrendered.",
    ),
]
Top = Annotated[
    int | None,
    typer.Option("--top", metavar="N", min=1, help="Name the N largest groups; the rest stand together."),
]
Chart = Annotated[
    Path | None,
    typer.Option("--chart", metavar="FILE", help="Draw a chart too: FILE.png or FILE.svg."),
]


def series(
    context: typer.Context,
    actor: options.ActorName = None,
    place: options.PlaceName = None,
    country: options.Country = None,
    start: options.From = None,
    end: options.To = None,
    event_type: options.Type = None,
    status: options.StatusName = None,
    outlet: options.Outlet = None,
    report: options.ReportKey = None,
    by: ByName = "month",
    per: PerName = None,
    count: CountName = "incidents",
    top: Top = None,
    chart: Chart = None,
    ledger: options.Ledger = options.DEFAULT_LEDGER,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
) -> None:
    """Count over time: periods as rows, groups as columns, periods without anything among them.

    Counted is what happened or is going on. Threats, plans, attempts, allegations, denials and statements are
    left out unless --status or --type asks for them. People harmed are counted once for each incident, as
    best (lowest-highest) figure; + means that a source says "at least". What lies in several periods counts
    in that of its first day; what has no known day is told under the table.

    \b
    Examples:
      marsad series --place Aleppo --by week --from 2016-09 --to 2016-12
      marsad series --per type --country SD --chart sudan.png
      marsad series --count killed --per admin1 --top 5 --csv > killed.csv
    """
    from marsad.cli.display.lists import Asked, layout  # noqa: PLC0415 - help need not wait for the ledger
    from marsad.cli.display.tallies import Tallies, Told  # noqa: PLC0415

    asked = Asked(actor, place, country, start, end, event_type, status, outlet, report)
    Tallies(context.obj, ledger, layout(as_json, as_csv), chart).series(asked, Told(count, per, top), by)


def counts(
    context: typer.Context,
    actor: options.ActorName = None,
    place: options.PlaceName = None,
    country: options.Country = None,
    start: options.From = None,
    end: options.To = None,
    event_type: options.Type = None,
    status: options.StatusName = None,
    outlet: options.Outlet = None,
    report: options.ReportKey = None,
    per: PerName = None,
    count: CountName = "incidents",
    top: Top = None,
    chart: Chart = None,
    ledger: options.Ledger = options.DEFAULT_LEDGER,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
) -> None:
    """Count in all: one row for each group, the largest first.

    Counted as in `marsad series`: what happened or is going on, people harmed as best (lowest-highest)
    figure. What has no known day is counted too.

    \b
    Examples:
      marsad counts --per outlet --count reports
      marsad counts --per admin1 --count killed --country SY --chart killed.svg
      marsad counts --per actor --top 10 --json
    """
    from marsad.cli.display.lists import Asked, layout  # noqa: PLC0415 - help need not wait for the ledger
    from marsad.cli.display.tallies import Tallies, Told  # noqa: PLC0415

    asked = Asked(actor, place, country, start, end, event_type, status, outlet, report)
    Tallies(context.obj, ledger, layout(as_json, as_csv), chart).counts(asked, Told(count, per, top))
