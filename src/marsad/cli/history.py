"""``marsad history`` and ``marsad changes``: what became of records, and when."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from marsad.cli import options


def history(
    context: typer.Context,
    record: Annotated[
        str,
        typer.Argument(
            metavar="RECORD", help="Id of an event, statement, incident or decision; or a report."
        ),
    ],
    ledger: options.Ledger = options.DEFAULT_LEDGER,
    as_json: options.AsJson = False,
) -> None:
    """Tell who read a record, what reviewers decided of it and why, and with what it was brought together.

    \b
    Examples:
      marsad history e3f9a
      marsad history i03bc --json
    """
    from marsad.cli.display.chronicle import run_history  # noqa: PLC0415 - help need not wait for the ledger

    run_history(record, ledger, as_json, context.obj)


def changes(
    context: typer.Context,
    since: Annotated[
        date, typer.Option("--since", metavar="DATE", parser=options.first_day, help="First day, in UTC.")
    ],
    ledger: options.Ledger = options.DEFAULT_LEDGER,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
) -> None:
    """List what was added, changed, withdrawn and decided in this ledger since a day, each with the reason.

    \b
    Examples:
      marsad changes --since 2026-11-01
      marsad changes --since 2026-11 --csv > changes.csv
    """
    from marsad.cli.display.chronicle import run_changes  # noqa: PLC0415
    from marsad.cli.display.lists import layout  # noqa: PLC0415

    run_changes(since, ledger, layout(as_json, as_csv), context.obj)
