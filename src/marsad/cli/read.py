"""``marsad read``: from articles to records."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from marsad.cli import options
from marsad.engines.names import EngineName

# ruff: noqa: PLR0913, PLR0917 - each argument is an option of the command

_FOR_CRAWLS = (
    "--engine, --address, --inputs-from, --base, --again and --copies are for crawls: name the folder that "
    "the records go to with --records"
)


def read(
    context: typer.Context,
    inputs: Annotated[
        list[str] | None, typer.Argument(help="Files, folders, URLs, or - for standard input.")
    ] = None,
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
    jobs: Annotated[
        int | None,
        typer.Option(
            metavar="N", min=1, max=4096, help="Processes that read at once: 1, with ray one a core."
        ),
    ] = None,
    records: Annotated[
        str | None,
        typer.Option(
            metavar="FOLDER", help="For crawls: put records into this folder or s3://..., as Parquet by day."
        ),
    ] = None,
    engine: Annotated[
        EngineName | None, typer.Option(help="What runs a crawl: this machine, or a Ray cluster.")
    ] = None,
    address: Annotated[
        str | None, typer.Option(metavar="HOST:PORT", help="The Ray cluster; without it, this machine.")
    ] = None,
    inputs_from: Annotated[
        str | None, typer.Option(metavar="FILE", help="A file that names inputs of a crawl, a line each.")
    ] = None,
    base: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="What stands before each of its lines: s3://...")
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Try again the documents of a crawl that were set aside.")
    ] = False,
    patience: Annotated[
        float, typer.Option(metavar="SECONDS", min=1, help="What one document of a crawl may take.")
    ] = 300,
    sieve: Annotated[
        bool | None,
        typer.Option(
            "--sieve/--no-sieve",
            help="Pass over unrelated articles, and read copies once.",
            show_default="on for WARC archives only",
        ),
    ] = None,
    copies: Annotated[
        bool | None,
        typer.Option(
            "--copies/--no-copies",
            help="Go over a crawl first to find copies, so that each wire is read once.",
            show_default="on where the sieve is",
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

    With --records, inputs of any size are read in parts by many processes, on this machine or a cluster. What
    is finished stays in the folder; the same command goes on with the rest.

    \b
    Examples:
      marsad read article.txt --published 2016-11-06
      marsad read pages/ archive.warc.gz --jobs 2
      marsad read https://news.example.org/story.html --ledger syria.sqlite
      marsad read crawl.warc.gz --dropped dropped.jsonl
      marsad read articles.jsonl --no-ledger --json > records.jsonl
      marsad read pages/ --out records/
      marsad read archive/ --jobs 8 --records crawl/
      marsad read s3://news/2024/ --engine ray --records s3://mine/crawl/ --no-ledger

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
    from marsad.sieving import Scope  # noqa: PLC0415

    files = user_files(tuple(actors or ()), regions, tuple(frames or ()))
    intake = IntakeOptions(published=published, outlet=outlet, allow_private=allow_private)
    if records is not None:
        _check_crawl(inputs, inputs_from, as_json or out is not None, dropped, copies, sieve)
        from marsad.cli.reading.crawl import CrawlRequest, run_crawl  # noqa: PLC0415 - help need not wait

        crawl = CrawlRequest(
            inputs=tuple(inputs or ()),
            inputs_from=inputs_from,
            base=base,
            intake=intake,
            files=files,
            records=records,
            ledger=None if no_ledger else ledger,
            engine=engine or EngineName.PROCESSES,
            address=address,
            jobs=jobs,
            seconds=patience,
            again=again,
            sieve=Scope.of(sieve),
            copies=copies,
        )
        raise typer.Exit(run_crawl(crawl, context.obj))
    if engine or address or inputs_from or base or again or copies is not None:
        raise typer.BadParameter(_FOR_CRAWLS)
    if not inputs:
        raise typer.BadParameter("name files, folders or URLs, or - for standard input")
    request = ReadRequest(
        inputs=tuple(inputs),
        intake=intake,
        ledger=None if no_ledger else ledger,
        as_json=as_json,
        out=out,
        jobs=jobs or 1,
        sieve=Scope.of(sieve),
        dropped=dropped,
        files=files,
    )
    raise typer.Exit(run_read(request, context.obj))


def _check_crawl(
    inputs: list[str] | None,
    inputs_from: str | None,
    printed: bool,
    dropped: Path | None,
    copies: bool | None,
    sieve: bool | None,
) -> None:
    if copies and sieve is False:
        raise typer.BadParameter(
            "copies are looked for among what is sieved: --copies goes without --no-sieve"
        )
    if printed:
        raise typer.BadParameter("--records goes without --json and --out")
    if dropped is not None:
        raise typer.BadParameter("--records lists what the sieve drops in its folder, under _sifted")
    if not (inputs or inputs_from):
        raise typer.BadParameter("name inputs, or a file that names them with --inputs-from")
