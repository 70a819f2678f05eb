"""``marsad desk``: the review desk in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from marsad.cli import options


def desk(  # noqa: PLR0913, PLR0917 - each argument is an option of the command
    context: typer.Context,
    ledger: options.Ledger = options.DEFAULT_LEDGER,
    port: Annotated[
        int, typer.Option("--port", metavar="N", min=0, max=65535, help="0: any free one.")
    ] = 8737,
    host: Annotated[
        str, typer.Option("--host", metavar="H", help="Address to serve on; others than this machine log in.")
    ] = "127.0.0.1",
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open the first page in the browser.")
    ] = True,
    by: Annotated[
        str,
        typer.Option(
            "--by", metavar="NAME", envvar="MARSAD_REVIEWER", help="Who decides; else your log-in name."
        ),
    ] = "",
    actors: Annotated[
        list[Path] | None, typer.Option("--actors", metavar="FILE", help="Your own actors (YAML).")
    ] = None,
) -> None:
    """Open the review desk: read, check, correct and decide in the browser.

    \b
    Examples:
      marsad desk
      marsad desk --ledger syria.sqlite --port 9000 --no-browser
    """
    from marsad.cli.display.serving import serve  # noqa: PLC0415 - help need not wait for the desk

    serve(context.obj, ledger, host, port, browser, by, tuple(actors or ()))
