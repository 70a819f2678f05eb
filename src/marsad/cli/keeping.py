"""``marsad check``, ``import`` and ``backup``: a ledger that can be trusted, merged and put away."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from marsad.cli import options


def check(
    context: typer.Context,
    ledger: options.Ledger = options.DEFAULT_LEDGER,
    repair: Annotated[
        bool,
        typer.Option("--repair", help="Make anew what is derived; reports and decisions stay untouched."),
    ] = False,
    as_json: options.AsJson = False,
) -> None:
    """Look the whole ledger through: every id, every offset, every reference, and all that is derived.

    \b
    Examples:
      marsad check
      marsad check --ledger syria.sqlite --repair

    \b
    Exit codes:
      0    all is well
      1    something is wrong; each fault is told with what to do
      4    the ledger cannot be read
    """
    from marsad.cli.display.keeping import run_check  # noqa: PLC0415 - help need not wait for it

    raise typer.Exit(run_check(ledger, repair, as_json, context.obj))


def import_(
    context: typer.Context,
    source: Annotated[
        str,
        typer.Argument(metavar="FILE", help="An archive, a colleague's ledger, or a folder of records."),
    ],
    ledger: options.Ledger = options.DEFAULT_LEDGER,
    as_json: options.AsJson = False,
) -> None:
    """Take an archive or a colleague's ledger into this one: reports, records and decisions, none twice.

    Takes the folder of records, too, that `marsad read --records` fills, here or in an object store.

    The other ledger stays as it is. Whichever is imported into which, both come out the same. An import that
    was broken off is finished when the same command is given again.

    \b
    Examples:
      marsad import ledger.zip
      marsad import ../amal/marsad.sqlite --ledger syria.sqlite
      marsad import postgresql://reader@db.example.org/marsad
      marsad import s3://mine/crawl/

    \b
    Exit codes:
      0    all was taken in, or known already
      2    the command was not understood
      3    some records were refused, and are told with the reason; the rest was taken in
      4    the ledger or the other one cannot be used
    """
    from marsad.cli.display.keeping import run_import  # noqa: PLC0415 - help need not wait for it

    raise typer.Exit(run_import(ledger, source, as_json, context.obj))


def backup(
    context: typer.Context,
    path: Annotated[Path, typer.Argument(metavar="FILE", help="Where the copy goes.")],
    ledger: options.Ledger = options.DEFAULT_LEDGER,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there already.")] = False,
) -> None:
    """Copy the ledger as it is now, while others go on writing to it.

    The copy of a file is a ledger, which any command takes with --ledger. The copy of a server's ledger is an
    archive, which `marsad import` takes into an empty one.

    \b
    Examples:
      marsad backup marsad-2026-01-31.sqlite
      marsad backup team.zip --ledger postgresql://reader@db.example.org/marsad
    """
    from marsad.cli.display.keeping import run_backup  # noqa: PLC0415 - help need not wait for it

    run_backup(ledger, path, force, context.obj)
