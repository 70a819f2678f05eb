"""The application: its commands, and the one place where errors are told."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence
from typing import Annotated

import typer

from marsad import __version__
from marsad.cli import (
    actors,
    control,
    decide,
    desk,
    doctor,
    events,
    export,
    gazetteer,
    history,
    incidents,
    keeping,
    places,
    read,
    search,
    series,
    show,
    sieve,
    trace,
    user,
)
from marsad.cli.exits import Exit
from marsad.cli.problems import problem_of
from marsad.cli.session import Session

app = typer.Typer(
    name="marsad",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(f"marsad {__version__}")
        raise typer.Exit


@app.callback()
def _begin(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_print_version, help="Print the version.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show where in the program an error arose.")] = False,
) -> None:
    """Read news reports of armed conflict, and keep a ledger of what they say happened.

    \b
    Examples:
      marsad read article.txt --published 2016-11-06
      marsad show article
      marsad events --place Aleppo --from 2016-10
    """
    context.obj.debug = debug


app.command("read")(read.read)
app.command("sieve")(sieve.sieve)
app.command("show")(show.show)
app.command("events")(events.events)
app.command("incidents")(incidents.incidents)
app.command("control")(control.control)
app.command("actors")(actors.actors)
app.command("places")(places.places)
app.command("search")(search.search)
app.command("series")(series.series)
app.command("counts")(series.counts)
app.add_typer(decide.app, name="decide")
app.command("history")(history.history)
app.command("changes")(history.changes)
app.command("desk")(desk.desk)
app.add_typer(user.app, name="user")
app.command("export")(export.export)
app.command("trace")(trace.trace)
app.add_typer(gazetteer.app, name="gazetteer")
app.command("check")(keeping.check)
app.command("import")(keeping.import_)
app.command("backup")(keeping.backup)
app.command("doctor")(doctor.doctor)


def run(arguments: Sequence[str], session: Session | None = None) -> int:
    """Run one command and give its exit code. Nothing that goes wrong gets past here but as a message."""
    session = session or Session()
    try:
        app(args=list(arguments), prog_name="marsad", obj=session)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(bool(end.code))
    except Exception as error:  # noqa: BLE001 - the last resort, so that no traceback reaches a user
        if session.debug:
            traceback.print_exception(error, file=session.err.file)
        problem = problem_of(error)
        session.err.print(f"marsad: {problem.message}", soft_wrap=True)
        return problem.code
    return Exit.OK


def main() -> None:
    """Entry point of the command ``marsad``."""
    sys.exit(run(sys.argv[1:]))
