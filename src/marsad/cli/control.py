"""``marsad control``: who held a place on a day, as it could be known on another."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from marsad.cli import options

# ruff: noqa: PLR0913, PLR0917 - each argument is an option of the command

On = Annotated[
    date | None,
    typer.Option(
        "--on", metavar="DATE", parser=options.one_day, help="The day asked for; else the ledger's last."
    ),
]
Known = Annotated[
    date | None,
    typer.Option(
        "--known",
        metavar="DATE",
        parser=options.one_day,
        help="As it could be known on this day: reports of later days do not count.",
    ),
]


def control(
    context: typer.Context,
    place: Annotated[
        str | None,
        typer.Argument(
            metavar="[PLACE]",
            help='A name in any spelling, with what it lies in ("Salah al-Din, Aleppo"), or an id.',
        ),
    ] = None,
    on: On = None,
    known: Known = None,
    history: Annotated[
        bool, typer.Option("--history", help="Show all periods up to the day, with what began each.")
    ] = False,
    country: options.Country = None,
    written: Annotated[
        str | None,
        typer.Option("--format", metavar="FORM", help="For all places: table, geojson, csv or json."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to a file.")
    ] = None,
    ledger: options.Ledger = options.DEFAULT_LEDGER,
    as_json: options.AsJson = False,
) -> None:
    """Say who held a place on a day, with the evidence; without a place, of all places at once.

    A state that nobody confirms for 92 days is told as not confirmed since. What is told of an area proves
    nothing of the places in it.

    \b
    Examples:
      marsad control Manbij --on 2016-09-15 --known 2016-10-11
      marsad control "Salah al-Din, Aleppo" --history
      marsad control --on 2016-12-31 --country SY --format geojson -o control.geojson
    """
    from marsad.cli.display.control import Wanted, run_control  # noqa: PLC0415 - help need not wait for it

    run_control(Wanted(place, on, known, history, country, written, output, as_json), ledger, context.obj)
