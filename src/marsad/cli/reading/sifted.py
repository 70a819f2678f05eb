"""What is said of reports that were not read, in the same words wherever it is said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rich.table import Table

from marsad.cli.display.output import plain
from marsad.sieving import EXPLAINED, Reason


def sifted_lines(dropped: Counter[Reason], copies: int) -> Iterator[tuple[int, str]]:
    """How many reports were not read, for each reason, and the reason in words."""
    if copies:
        yield copies, "copies of others, not read again: each has its original's record"
    for reason in Reason:
        if dropped[reason]:
            yield dropped[reason], f"dropped by the sieve: {EXPLAINED[reason]}"


def drop_table(dropped: Counter[Reason], copies: int) -> Table:
    """The same as a table."""
    table = Table.grid(padding=(0, 1))
    table.add_column(justify="right")
    table.add_column()
    for number, words in sifted_lines(dropped, copies):
        table.add_row(f"{number:,}", plain(words))
    return table
