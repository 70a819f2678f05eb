"""``marsad actors``: who takes part in events, the most active first."""

from __future__ import annotations

import typer

from marsad.cli import options

# ruff: noqa: PLR0913, PLR0917 - each argument is an option of the command


def actors(
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
    """List who takes part in events, the most active first.

    \b
    Examples:
      marsad actors --country SD --from 2023
      marsad actors --actor rebels --limit 20
      marsad actors --json
    """
    from marsad.cli.display.lists import Asked, Lists, layout  # noqa: PLC0415 - help need not wait for it

    asked = Asked(actor, place, country, start, end, event_type, status, outlet, report)
    Lists(context.obj, ledger, layout(as_json, as_csv)).actors(asked, limit)
