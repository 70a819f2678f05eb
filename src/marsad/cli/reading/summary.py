"""What a run of ``marsad read`` says at its end."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from rich.console import Console
from rich.table import Table

from marsad.cli.display.output import plain
from marsad.cli.exits import Exit
from marsad.cli.reading.batch import Known, Outcome, Read
from marsad.intake import Skipped
from marsad.ledger import Added
from marsad.ledger.words import several

_NAMED = 10
"""So many inputs are named for each reason."""


@dataclass(slots=True)
class Summary:
    """Counts of a run."""

    read: int = 0
    reread: int = 0
    known: int = 0
    events: int = 0
    languages: Counter[str] = field(default_factory=Counter)
    skipped: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    """Reason and remedy → inputs."""

    def count(self, outcome: Outcome) -> None:
        if isinstance(outcome, Skipped):
            self.skipped[outcome.reason, outcome.remedy].append(outcome.source)
        elif isinstance(outcome, Known):
            self.known += 1
        else:
            self._count_read(outcome)

    def _count_read(self, outcome: Read) -> None:
        self.read += 1
        self.reread += outcome.added is Added.REREAD
        self.events += len(outcome.record.events)
        language = outcome.record.report.language
        if language not in {None, "en"}:
            self.languages[language or ""] += 1

    @property
    def exit(self) -> Exit:
        if not self.skipped:
            return Exit.OK if self.read + self.known else Exit.NOTHING
        return Exit.SKIPPED if self.read + self.known else Exit.NOTHING

    def print(self, console: Console, where: str | None) -> None:
        """The counts, then what was skipped, by reason; to the error output, which records never take."""
        table = Table.grid(padding=(0, 1))
        table.add_column(justify="right")
        table.add_column()
        again = f", {self.reread} of them again, by a new reader" if self.reread else ""
        table.add_row(str(self.read), plain(f"read, with {several(self.events, 'event')}{again}"))
        for language, number in sorted(self.languages.items()):
            table.add_row(str(number), plain(f"of these in another language ({language}), which is not read"))
        table.add_row(str(self.known), plain(f"already known to {where}" if where else "already known"))
        table.add_row(str(sum(map(len, self.skipped.values()))), "skipped")
        console.print(table)
        for (reason, remedy), sources in self.skipped.items():
            console.print(plain(f"\nskipped: {reason}; {remedy}", "bold"), soft_wrap=True)
            for source in sources[:_NAMED]:
                console.print(plain(f"  {source}"), soft_wrap=True)
            if len(sources) > _NAMED:
                console.print(f"  and {len(sources) - _NAMED} more")
