"""What a worker does to one document: intake → sieve → read → a row of the folder of records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial

from marsad.engines.sieve import CopyOf, Dropped, KeepAll, Sieve
from marsad.intake import IntakeOptions, Skipped
from marsad.intake.documents import Document, Whole
from marsad.intake.sources import reports_in
from marsad.ledger.adding import Kept
from marsad.ledger.archive.rows import Row, row_of
from marsad.ledger.batch import read_safely
from marsad.model.record import Reads, ReportRecord
from marsad.model.report import Report

_WARM_UP = (
    b"<html><head><title>Nothing happened</title></head><body><article><h1>Nothing happened</h1>"
    b"<p>Nothing happened on Sunday in the town, where nobody had expected that anything would.</p>"
    b"</article></body></html>"
)


@dataclass(frozen=True, slots=True)
class Sifted:
    """A report that the sieve kept from the reader: where it stood, who published it, and the verdict."""

    report: str
    source: str
    url: str | None
    outlet: str | None
    published: str | None
    title: str | None
    reason: str
    copy_of: str | None

    @classmethod
    def by(cls, report: Report, verdict: Dropped | CopyOf) -> Sifted:
        day = report.published.day if report.published else None
        return cls(
            report.id,
            report.source,
            report.url,
            report.outlet,
            day.isoformat() if day else None,
            report.title,
            verdict.reason,
            verdict.report if isinstance(verdict, CopyOf) else None,
        )


Outcome = Row | Sifted | Skipped


@dataclass(frozen=True, slots=True)
class Work:
    """All that a worker must know. It is sent to workers: ``open`` and ``sieve`` are functions of modules, or
    ``functools.partial`` of such.
    """

    open: Callable[[], Reads]
    reader: str
    """The name of the reader that ``open`` opens."""
    options: IntakeOptions = field(default_factory=IntakeOptions)
    sieve: Callable[[], Sieve] = KeepAll

    def opener(self) -> Callable[[], Callable[[Document], list[Outcome]]]:
        return partial(_opened, self)


def _opened(work: Work) -> Callable[[Document], list[Outcome]]:
    pipeline, sieve = work.open(), work.sieve()
    # Parsers load what they need on first use: that is not the time of the first document.
    for _ in reports_in(Whole("warm-up", _WARM_UP), work.options):
        pass

    def done(document: Document) -> list[Outcome]:
        return [_outcome(found, sieve, pipeline) for found in reports_in(document, work.options)]

    return done


def _outcome(found: Report | Skipped, sieve: Sieve, pipeline: Reads) -> Outcome:
    if isinstance(found, Skipped):
        return found
    verdict = sieve.sift(found)
    if verdict is not None:
        return Sifted.by(found, verdict)
    record = read_safely(pipeline, found)
    return _row(record) if isinstance(record, ReportRecord) else record


def _row(record: ReportRecord) -> Row:
    now = datetime.now(UTC)
    return row_of(Kept(record, now, now))
