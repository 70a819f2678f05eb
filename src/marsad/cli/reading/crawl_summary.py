"""What a crawl says at its end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table

from marsad.cli.display.output import plain
from marsad.cli.reading.sifted import sifted_lines
from marsad.engines.run import Run
from marsad.ledger.everything import Broken
from marsad.ledger.words import several
from marsad.sieving import Reason

_NAMED = 10
"""So many inputs are named for each reason."""


def print_summary(run: Run, refused: Sequence[Broken], ledger: str | None, console: Console) -> None:
    """The counts of this run, then what was left out and why; to the error output."""
    done = run.done
    table = Table.grid(padding=(0, 1))
    table.add_column(justify="right")
    table.add_column()
    for number, words in _counts(run):
        table.add_row(f"{number:,}", plain(words))
    console.print(table)
    where = f" and into {ledger}" if ledger else f"; `marsad import {run.folder.address}` takes them in"
    console.print(plain(f"The records went to {run.folder.address}{where}."), soft_wrap=True)
    skipped = {key: (number, done.examples[key]) for key, number in done.skipped.items()}
    for one in run.skipped:
        number, names = skipped.get((one.reason, one.remedy), (0, []))
        skipped[one.reason, one.remedy] = number + 1, [*names, one.source]
    for (reason, remedy), (number, names) in skipped.items():
        _named(console, f"skipped: {reason}; {remedy}", number, names)
    if done.aside:
        told = [f"{a.source}: {a.reason}, {several(a.tries, 'time')}" for a in done.aside]
        _named(
            console,
            f"set aside, in {run.folder.address}/_aside/*.jsonl; --again tries them anew:",
            len(told),
            told,
        )
    if run.lost:
        told = [piece.source for split in run.lost for piece in split.pieces]
        _named(console, "not finished; the same command tries them again:", len(told), told)
    if refused:
        _named(
            console, "not kept in the ledger:", len(refused), [f"{one.what}: {one.why}" for one in refused]
        )


def _counts(run: Run) -> Iterable[tuple[int, str]]:
    done = run.done
    yield (
        done.records,
        f"records, with {several(done.events, 'event')}, of {several(done.documents, 'document')}",
    )
    for language, number in sorted(done.languages.items()):
        yield number, f"of these in another language ({language}), which is not read"
    yield from sifted_lines(Counter({Reason(word): n for word, n in done.dropped.items()}), done.copies)
    yield done.skipped.total() + len(run.skipped), "skipped"
    if done.aside:
        yield len(done.aside), "set aside"
    if run.before:
        yield len(run.before), "parts of the inputs were finished before"


def _named(console: Console, heading: str, number: int, names: Sequence[str]) -> None:
    console.print(plain(f"\n{heading}", "bold"), soft_wrap=True)
    for name in names[:_NAMED]:
        console.print(plain(f"  {name}"), soft_wrap=True)
    if number > _NAMED:
        console.print(f"  and {number - _NAMED:,} more")
