"""``marsad incidents``: what the reports together say happened, each happening once."""

from __future__ import annotations

import typer

from marsad.cli import options

# ruff: noqa: PLR0913, PLR0917 - each argument is an option of the command


def incidents(
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
    limit: options.Limit = None,
    ledger: options.Ledger = options.DEFAULT_LEDGER,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
) -> None:
    """List what the reports together say happened: events of several reports that are one stand together.

    Each source's figures stand side by side; copies of one text, and wires of one agency, are one witness.

    \b
    Examples:
      marsad incidents --place Aleppo --from 2016-10
      marsad incidents --country CD --csv > incidents.csv
    """
    from marsad.cli.display.lists import Asked, Lists, layout  # noqa: PLC0415 - help need not wait for it

    asked = Asked(actor, place, country, start, end, event_type, status, outlet, report)
    Lists(context.obj, ledger, layout(as_json, as_csv)).incidents(asked, limit)
