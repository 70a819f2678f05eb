"""``marsad places``: where events happened, those with most events first."""

from __future__ import annotations

import typer

from marsad.cli import options


def places(
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
    """List where events happened, those with most events first.

    \b
    Examples:
      marsad places --country SY --from 2016
      marsad places --actor "Islamic State" --csv > places.csv
      marsad places --type battles --limit 20
    """
    from marsad.cli.display.lists import Asked, list_places  # noqa: PLC0415 - help need not wait for the ledger

    asked = Asked(actor, place, country, start, end, event_type, status, outlet, report)
    list_places(context.obj, ledger, asked, limit, as_json=as_json, as_csv=as_csv)
