"""``marsad gazetteer``: the packs of places, and adding a country's full list."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from marsad.cli import options
from marsad.cli.session import Session

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Packs of places: list those there are, add a country's full list.\n\n"
    "\b\nExamples:\n  marsad gazetteer list\n  marsad gazetteer add SY",
)


@app.command("add")
def add(
    context: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE", help="Two letters of ISO 3166-1, such as SY.")],
    source: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE", help="A GeoNames file fetched before, zip or txt."),
    ] = None,
) -> None:
    """Add the places that GeoNames lists for a country, from the web or from a file fetched before.

    \b
    Examples:
      marsad gazetteer add SY
      marsad gazetteer add SY --from SY.zip
    """
    from marsad.knowledge.gazetteer.fetch import add_country  # noqa: PLC0415 - help need not wait for it
    from marsad.knowledge.gazetteer.store import user_packs_folder  # noqa: PLC0415

    session: Session = context.obj
    folder = user_packs_folder()
    folder.mkdir(parents=True, exist_ok=True)
    pack = add_country(code, source, folder)
    session.err.print(f"{pack.places:,} places with {pack.names:,} names are now in {pack.path}")
    session.err.print(pack.credit)


@app.command("list")
def list_packs(context: typer.Context, as_json: options.AsJson = False) -> None:
    """List the packs of places, those first that win.

    \b
    Examples:
      marsad gazetteer list
      marsad gazetteer list --json
    """
    from marsad.cli.display.output import print_json  # noqa: PLC0415 - help need not wait for it
    from marsad.knowledge.gazetteer.store import packs  # noqa: PLC0415

    session: Session = context.obj
    found = packs()
    if as_json:
        for pack in found:
            print_json(
                {
                    "name": pack.name,
                    "path": str(pack.path),
                    "places": pack.places,
                    "names": pack.names,
                    "source": pack.source,
                    "credit": pack.credit,
                }
            )
        return
    table = Table("pack", "places", "names", "from", box=None, header_style="bold")
    for pack in found:
        table.add_row(Text(pack.name), f"{pack.places:,}", f"{pack.names:,}", Text(pack.source))
    session.out.print(table)
    if not found:
        session.err.print("There are no packs; `marsad doctor` says how to get them.")
