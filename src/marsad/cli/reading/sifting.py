"""``--sieve``: between intake and the readers. What is dropped is listed, copies are not read again."""

from __future__ import annotations

import json
from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from rich.console import Console

from marsad.cli.exits import Exit
from marsad.cli.problems import CliError
from marsad.cli.reading.sifted import drop_table
from marsad.intake import Skipped
from marsad.ledger import Ledger
from marsad.ledger.batch import Result, Workers
from marsad.model.record import ReportRecord
from marsad.model.report import Report
from marsad.sieving import Copy, Dropped, Reason, Scope, Sieve, Sifter, lend

_RECENT = 500
"""Records that are kept at hand for copies where no ledger has them."""


class Gate:
    """What one run lets through to its readers, of reports that ``scope`` covers.

    ``listed`` is where dropped reports are listed; ``reader`` names the reader whose records are lent.
    """

    def __init__(self, scope: Scope, listed: Path | None, ledger: Ledger | None, reader: str) -> None:
        self._scope = scope
        self._ledger = ledger
        self._reader = reader
        self._list = DropList(listed) if listed else None
        self._sifter: Sifter | None = None
        self._originals: dict[str, str] = {}
        """Copy → original, from where a copy is seen until its record is made."""
        self._recent: OrderedDict[str, ReportRecord] = OrderedDict()
        self.dropped: Counter[Reason] = Counter()
        self.copies = 0

    def items(self, items: Iterable[Report | Skipped]) -> Iterator[Report | Skipped]:
        """What goes on: reports to be read and copies, and what intake skipped."""
        for item in items:
            if isinstance(item, Skipped) or not self._scope.covers(item):
                yield item
                continue
            became = self._opened().sift(item)
            if isinstance(became, Dropped):
                self.dropped[became.reason] += 1
                if self._list:
                    self._list.add(became)
                continue
            if isinstance(became, Copy):
                self._originals[item.id] = became.original
            yield item

    def workers(self, inner: Workers) -> Workers:
        """Readers that give a copy the record of its original, and read everything else."""
        return inner if self._scope is Scope.NONE else _Lending(inner, self)

    def close(self) -> None:
        if self._list:
            self._list.close()

    def original_of(self, report: Report) -> str | None:
        return self._originals.pop(report.id, None)

    def record(self, report: str) -> ReportRecord | None:
        """The record of an original, where it could be read and is still at hand."""
        found = self._recent.get(report)
        # The reader's own, not one that reviewers have put right: their decisions are about the original.
        return found or (self._ledger.record(report, self._reader) if self._ledger else None)

    def remember(self, record: ReportRecord) -> None:
        if self._sifter is None:
            return
        self._recent[record.report.id] = record
        while len(self._recent) > _RECENT:
            self._recent.popitem(last=False)

    def exit(self, usual: Exit, skipped: bool) -> Exit:
        """The exit code: a run whose reports were all dropped did what it was asked to."""
        if usual is Exit.NOTHING and self.dropped:
            return Exit.SKIPPED if skipped else Exit.OK
        return usual

    def print(self, console: Console) -> None:
        """What the sieve kept from the readers, by reason; nothing where there was nothing."""
        if self.copies or self.dropped:
            console.print(drop_table(self.dropped, self.copies))

    def _opened(self) -> Sifter:
        if self._sifter is None:
            self._sifter = Sifter(Sieve.open())
        return self._sifter


class _Lending:
    """Workers that do not read copies."""

    def __init__(self, inner: Workers, gate: Gate) -> None:
        self._inner = inner
        self._gate = gate
        self.ahead = inner.ahead

    def start(self, report: Report) -> Result:
        original = self._gate.original_of(report)
        if original is not None:
            return lambda: self._lent(report, original)
        result = self._inner.start(report)
        return lambda: self._remembered(result())

    def _lent(self, copy: Report, original: str) -> ReportRecord | Skipped:
        """The record of a copy. Results are asked for in the order of reports: the original's is there."""
        record = self._gate.record(original)
        if record is None:  # its reader failed on it, or it is no longer at hand
            return self._inner.start(copy)()
        self._gate.copies += 1
        return lend(record, copy)

    def _remembered(self, result: ReportRecord | Skipped) -> ReportRecord | Skipped:
        if isinstance(result, ReportRecord):
            self._gate.remember(result)
        return result

    def close(self) -> None:
        self._inner.close()


class DropList:
    """``--dropped FILE``: one JSON object a line for each report that is dropped. Raises CliError."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: TextIO = self._opened()

    def add(self, dropped: Dropped) -> None:
        report = dropped.report
        said = {
            "id": report.id,
            "reason": dropped.reason.value,
            "score": dropped.score,
            "source": report.source,
            "url": report.url,
            "title": report.title,
        }
        try:
            self._file.write(json.dumps(said, ensure_ascii=True) + "\n")
            self._file.flush()  # what an interrupted run dropped is known too
        except OSError as error:
            raise self._cannot(error) from error

    def close(self) -> None:
        self._file.close()

    def _opened(self) -> TextIO:
        try:
            return self._path.open("w", encoding="utf-8")
        except OSError as error:
            raise self._cannot(error) from error

    def _cannot(self, error: OSError) -> CliError:
        return CliError(
            f"{self._path}: cannot be written ({error.strerror}); name another file with --dropped",
            Exit.LEDGER,
        )
