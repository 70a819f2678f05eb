"""``marsad sieve``: what the sieve makes of articles, without reading them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from marsad.cli import options
from marsad.cli.display.output import plain, print_json
from marsad.cli.exits import Exit
from marsad.cli.session import Session
from marsad.model.report import Report

# ruff: noqa: PLC0415 - help need not wait for numpy


def sieve(
    context: typer.Context,
    inputs: Annotated[list[str], typer.Argument(help="Files, folders, URLs, or - for standard input.")],
    as_json: options.AsJson = False,
    dropped: Annotated[
        Path | None, typer.Option(metavar="FILE", help="List what is dropped here, one JSON object a line.")
    ] = None,
) -> None:
    """Show which articles `marsad read --sieve` would read, drop as unrelated, or take for copies.

    Nothing is read or stored. The score says how much an article speaks of armed conflict; one below the
    limit is dropped. Articles and their copies are told apart as in docs/sieve.md.

    \b
    Examples:
      marsad sieve crawl.warc.gz
      marsad sieve pages/ --dropped dropped.jsonl
      marsad sieve articles.jsonl --json

    \b
    Exit codes:
      0    everything was judged
      1    nothing could be judged
      3    some inputs were skipped; the rest was judged
      4    the file given with --dropped cannot be written
    """
    raise typer.Exit(_run(tuple(inputs), context.obj, as_json, dropped))


def _run(inputs: tuple[str, ...], session: Session, as_json: bool, listed: Path | None) -> Exit:
    from marsad.cli.reading.sifted import drop_table
    from marsad.cli.reading.sifting import DropList
    from marsad.intake import IntakeOptions, Skipped, read_sources
    from marsad.sieving import Copy, Dropped, Reason, Sieve, Sifter

    sieve = Sieve.open()
    sifter, dropped, copies, kept, skipped = Sifter(sieve), Counter[Reason](), 0, 0, 0
    drop_list = DropList(listed) if listed else None
    for item in read_sources(inputs, IntakeOptions()):
        if isinstance(item, Skipped):
            skipped += 1
            session.err.print(plain(f"skipped {item.source}: {item.reason}; {item.remedy}"), soft_wrap=True)
            continue
        became = sifter.sift(item)
        score = became.score if isinstance(became, Dropped) else sieve.judge(item).score
        original = became.original if isinstance(became, Copy) else None
        if isinstance(became, Dropped):
            dropped[became.reason] += 1
            if drop_list:
                drop_list.add(became)
            said = f"dropped: {became.reason.value}"
        else:
            copies += original is not None
            kept += original is None
            said = f"copy of {original[:9]}" if original else "read"
        if as_json:
            reason = became.reason.value if isinstance(became, Dropped) else None
            print_json({"id": item.id, "source": item.source, "title": item.title, "reason": reason,
                        "copy_of": original, "score": score})  # fmt: skip
        else:
            session.out.print(_line(item, said, score), soft_wrap=True)
    if drop_list:
        drop_list.close()
    session.err.print(f"\n{kept} to be read (limit of the score {sieve.topic.limit})")
    session.err.print(drop_table(dropped, copies))
    judged = kept + copies + dropped.total()
    return (Exit.SKIPPED if judged else Exit.NOTHING) if skipped else Exit.OK if judged else Exit.NOTHING


def _line(report: Report, said: str, score: float | None) -> Text:
    name = report.title or report.name or report.source
    shown = "      " if score is None else f"{score:6.2f}"
    return Text.assemble(
        plain(report.id[:9], "bold"), "  ", plain(shown), "  ", plain(f"{said:<20}"), "  ", plain(name)
    )
