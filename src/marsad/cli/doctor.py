"""``marsad doctor``: what is there, what is missing, and how to get it."""

from __future__ import annotations

import typer

from marsad.cli import options


def doctor(
    context: typer.Context,
    ledger: options.Ledger = options.DEFAULT_LEDGER,
    as_json: options.AsJson = False,
) -> None:
    """Tell versions, the ledger, the packs of places and your own files; what is missing, how to get it.

    Exits with 0 where all is well, and 1 where something is wrong or missing.

    \b
    Examples:
      marsad doctor
      marsad doctor --ledger syria.sqlite
      marsad doctor --json
    """
    from marsad.cli.display.health import run_doctor  # noqa: PLC0415 - help need not wait for it

    raise typer.Exit(run_doctor(ledger, as_json, context.obj))
