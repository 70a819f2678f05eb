"""``marsad trace``: from a cell of an export back to the words of the reports."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from marsad.cli import options

# ruff: noqa: PLR0913, PLR0917 - each argument is an option of the command


def trace(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that `marsad export` wrote.")],
    row: Annotated[
        int, typer.Argument(metavar="ROW", help="The row, line or feature, from 1; headings do not count.")
    ],
    column: Annotated[str, typer.Argument(metavar="COLUMN", help="The name of the column or property.")],
    ledger: Annotated[
        str | None,
        typer.Option(
            "--ledger",
            metavar="FILE",
            envvar="MARSAD_LEDGER",
            help="The ledger, which has the text around the words and who decided; marsad.sqlite if there.",
        ),
    ] = None,
    as_json: options.AsJson = False,
) -> None:
    """Tell where a cell of an export comes from: report, characters, reader, rule and reviewer's decision.

    \b
    Examples:
      marsad trace syria.csv 3 fatalities
      marsad trace strikes.geojson 1 geometry --ledger yemen.sqlite
      marsad trace syria.csv 3 actor1 --json
    """
    from marsad.cli.display.trace import TraceRequest, run_trace  # noqa: PLC0415 - help need not wait

    run_trace(TraceRequest(file, row, column, ledger, as_json), context.obj)
