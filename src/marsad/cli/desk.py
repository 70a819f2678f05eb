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
    behind_proxy: Annotated[
        bool,
        typer.Option(
            "--behind-proxy", help="A server with TLS passes requests on to here; everyone logs in."
        ),
    ] = False,
    allowed_host: Annotated[
        list[str] | None,
        typer.Option("--allowed-host", metavar="NAME", help="A name that browsers may call the desk by."),
    ] = None,
    mask_victims: Annotated[
        bool, typer.Option("--mask-victims", help="Readers see names of victims masked.")
    ] = False,
    actors: Annotated[
        list[Path] | None, typer.Option("--actors", metavar="FILE", help="Your own actors (YAML).")
    ] = None,
) -> None:
    """Open the review desk: read, check, correct and decide in the browser.

    Only this machine reaches it, and nobody logs in. Where others are to reach it (--host, --behind-proxy),
    everyone logs in with an account of `marsad user`, and one of these must be an admin's.

    \b
    Examples:
      marsad desk
      marsad desk --ledger syria.sqlite --port 9000 --no-browser
      marsad desk --behind-proxy --allowed-host desk.example.org --no-browser
    """
    from marsad.cli.display.serving import Asked, serve  # noqa: PLC0415 - help need not wait for the desk

    asked = Asked(
        ledger,
        host,
        port,
        browser,
        by,
        tuple(actors or ()),
        behind_proxy,
        tuple(allowed_host or ()),
        mask_victims,
    )
    serve(context.obj, asked)
