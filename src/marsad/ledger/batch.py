"""A run over many inputs: each item read, known or skipped, in order, stored by this process alone.

Whoever runs it says who reads (``Workers``): this process, several others, or a test's stand-in.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from marsad.intake import Skipped
from marsad.ledger.adding import Added
from marsad.ledger.errors import RecordRefused
from marsad.ledger.ledger import Ledger
from marsad.model.record import Reads, ReportRecord
from marsad.model.report import Report

Result = Callable[[], ReportRecord | Skipped]
"""Waits for what became of a report."""


class Workers(Protocol):
    """Whatever reads reports; ``ahead`` is how many may be on their way at once."""

    ahead: int

    def start(self, report: Report) -> Result: ...

    def close(self) -> None: ...


def read_safely(pipeline: Reads, report: Report) -> ReportRecord | Skipped:
    """One report that breaks the reader must not end a run of thousands: it is skipped, and told."""
    try:
        return pipeline.read(report)
    except Exception as error:  # noqa: BLE001 - see above
        return Skipped(
            report.source,
            f"the reader failed on it ({type(error).__name__}: {error})",
            "please report it with what `marsad --debug read` prints for it",
        )


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
