"""``marsad export``: the ledger in a format of the field, with what was lost and where cells come from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from marsad.cli import options

# ruff: noqa: PLR0913, PLR0917 - each argument is an option of the command


def export(
    context: typer.Context,
    form: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT",
            help="acled, ged, plover, hxl, casualty, geojson, parquet, ftm (FollowTheMoney) or archive.",
        ),
    ],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write.")],
    actor: options.ActorName = None,
    place: options.PlaceName = None,
    country: options.Country = None,
    start: options.From = None,
    end: options.To = None,
    event_type: options.Type = None,
    status: options.StatusName = None,
    outlet: options.Outlet = None,
    report: options.ReportKey = None,
    ledger: options.Ledger = options.DEFAULT_LEDGER,
    force: Annotated[bool, typer.Option("--force", help="Write over files that are there already.")] = False,
    mask_victims: Annotated[
        bool, typer.Option("--mask-victims", help="Withhold the names of victims that are no public figures.")
    ] = False,
) -> None:
    """Write incidents in a format of the field, or the whole ledger as an archive.

    Beside FILE stand FILE.loss.md, which tells what the format left out, narrowed or cannot say, and
    FILE.trace.jsonl, by which `marsad trace` leads from any cell back to the words of the reports. Filters
    choose incidents and never cut one apart. An archive holds all reports, readings and decisions, and takes
    no filters; `marsad import` merges it into another ledger.

    \b
    Examples:
      marsad export acled syria.csv --country SY --from 2016-10
      marsad export ged lethal.csv
      marsad export geojson strikes.geojson --type air
      marsad export hxl public.csv --mask-victims
      marsad export parquet all.parquet --force
      marsad export archive ledger-2026-11.zip
    """
    from marsad.cli.display.export import ExportRequest, run_export  # noqa: PLC0415 - help need not wait
    from marsad.cli.display.lists import Asked  # noqa: PLC0415

    asked = Asked(actor, place, country, start, end, event_type, status, outlet, report)
    run_export(ExportRequest(form, file, asked, ledger, force, mask_victims), context.obj)
