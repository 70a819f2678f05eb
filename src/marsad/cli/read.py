"""``marsad read``: from articles to records."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from marsad.cli import options

# ruff: noqa: PLR0913, PLR0917 - each argument is an option of the command


def read(
    context: typer.Context,
    inputs: Annotated[list[str], typer.Argument(help="Files, folders, URLs, or - for standard input.")],
    published: Annotated[
        date | None,
        typer.Option(metavar="DATE", parser=options.one_day, help="Day of publication of these reports."),
    ] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Outlet of these reports.")] = None,
    ledger: options.Ledger = options.DEFAULT_LEDGER,
    no_ledger: Annotated[bool, typer.Option("--no-ledger", help="Store nothing, only print.")] = False,
    as_json: options.AsJson = False,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write one JSON file a report into this folder.")
    ] = None,
    jobs: Annotated[int, typer.Option(metavar="N", min=1, max=256, help="Processes that read at once.")] = 1,
    sieve: Annotated[
        bool | None,
        typer.Option(
            "--sieve/--no-sieve",
            help="Pass over unrelated articles, and read copies once.",
            show_default="on for WARC archives only",
        ),
    ] = None,
    dropped: Annotated[
        Path | None, typer.Option(metavar="FILE", help="List what the sieve drops here, as JSON lines.")
    ] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Let URLs lead to private and local addresses.")
    ] = False,
    actors: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", exists=True, dir_okay=False, help="Actors of your own, which win."),
    ] = None,
    regions: Annotated[
        Path | None,
        typer.Option(metavar="FILE", exists=True, dir_okay=False, help="Regions of your own, which win."),
    ] = None,
    frames: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", exists=True, dir_okay=False, help="Frames of your own, which win."),
    ] = None,
) -> None:
    """Read reports: who did what to whom, where, when, with what harm, and who says so.

    Takes plain text, HTML, JSON lines, WARC, feeds, all of them gzipped too, and folders of them. What is
    read goes into the ledger; a report that the ledger knows is passed over, so an interrupted run goes on
    where it stopped when the same command is given again.

    \b
    Examples:
      marsad read article.txt --published 2016-11-06
      marsad read pages/ archive.warc.gz --jobs 2
      marsad read https://news.example.org/story.html --ledger syria.sqlite
      marsad read crawl.warc.gz --dropped dropped.jsonl
      marsad read articles.jsonl --no-ledger --json > records.jsonl
      marsad read pages/ --out records/

    \b
    Exit codes:
      0    everything was read, or known already
      1    nothing could be read
      2    the command was not understood, or a file of your own is wrong
      3    some inputs were skipped; the rest was read
      4    the ledger, or the folder given with --out, cannot be used
      5    Marsad is not completely installed, or made a mistake itself
      130  interrupted; the same command again goes on
    """
    from marsad.cli.reading.command import ReadRequest, run_read  # noqa: PLC0415 - help need not wait for it
    from marsad.cli.session import user_files  # noqa: PLC0415
    from marsad.intake import IntakeOptions  # noqa: PLC0415

    request = ReadRequest(
        inputs=tuple(inputs),
        intake=IntakeOptions(published=published, outlet=outlet, allow_private=allow_private),
        ledger=None if no_ledger else ledger,
        as_json=as_json,
        out=out,
        jobs=jobs,
        sieve=sieve,
        dropped=dropped,
        files=user_files(tuple(actors or ()), regions, tuple(frames or ())),
    )
    raise typer.Exit(run_read(request, context.obj))
