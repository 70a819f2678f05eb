"""``marsad show``: one report with its records, or one incident with all its sources."""

from __future__ import annotations

from typing import Annotated

import typer

from marsad.cli import options


def show(
    context: typer.Context,
    report: Annotated[
        str,
        typer.Argument(
            metavar="RECORD", help="A report's id or its beginning, its file or its name; an incident's id."
        ),
    ],
    ledger: options.Ledger = options.DEFAULT_LEDGER,
    as_json: options.AsJson = False,
) -> None:
    """Show a report: its text with the evidence marked, and what was read in it; or an incident.

    Numbers in the text lead to the events, C and a number to the statements on who holds what. Of an
    incident, each source stands with its own figures and words, beside what brought them together.

    \b
    Examples:
      marsad show article.txt
      marsad show r3f9a
      marsad show r3f9a --json | jq .events
      marsad show i03bc
    """
    from marsad.cli.display.show import run_show  # noqa: PLC0415 - help need not wait for the ledger

    run_show(report, ledger, as_json, context.obj)
