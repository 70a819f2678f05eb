"""A run over many inputs: each item read, known or skipped, in order, stored by this process alone."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from marsad.cli.reading.workers import Workers
from marsad.intake import Skipped
from marsad.ledger import Added, Ledger, RecordRefused
from marsad.model.record import ReportRecord
from marsad.model.report import Report


@dataclass(frozen=True, slots=True)
class Read:
    """A report that was read now, and what became of its record in the ledger (None: no ledger)."""

    record: ReportRecord
    added: Added | None


@dataclass(frozen=True, slots=True)
class Known:
    """A report that the reader had read before."""

    report: Report


Outcome = Read | Known | Skipped
Pending = Callable[[], Outcome]


class Batch:
    """Turns items of intake into outcomes; knows nothing of how they are shown."""

    def __init__(self, workers: Workers, reader: str, ledger: Ledger | None) -> None:
        self._workers = workers
        self._reader = reader
        self._ledger = ledger

    def start(self, items: Iterable[Report | Skipped]) -> Iterator[Pending]:
        """Outcomes to wait for, in the order of ``items``; as many are on their way as the workers take."""
        waiting: deque[Pending] = deque()
        for item in items:
            waiting.append(self._pending(item))
            if len(waiting) >= self._workers.ahead:
                yield waiting.popleft()
        yield from waiting

    def _pending(self, item: Report | Skipped) -> Pending:
        if isinstance(item, Skipped):
            return lambda: item
        if self._ledger and self._ledger.knows(item.id, self._reader):
            return lambda: Known(item)
        result = self._workers.start(item)
        return lambda: self._stored(result())

    def _stored(self, result: ReportRecord | Skipped) -> Outcome:
        if isinstance(result, Skipped):
            return result
        if self._ledger is None:
            return Read(result, None)
        try:
            added = self._ledger.add(result)
        except RecordRefused as error:
            return Skipped(
                result.report.source,
                f"the reader made a record that cannot be kept: {error}",
                "please report it, with the text",
            )
        return Known(result.report) if added is Added.KNOWN else Read(result, added)
