"""What a worker does to one document: intake → sieve → read → a row of the folder of records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial

from marsad.intake import IntakeOptions, Skipped
from marsad.intake.documents import Document, Whole
from marsad.intake.sources import reports_in
from marsad.ledger.adding import Kept
from marsad.ledger.archive.rows import Row, row_of
from marsad.ledger.batch import read_safely
from marsad.model.record import Reads, ReportRecord
from marsad.model.report import Report
from marsad.sieving import Judge, KeepAll, Verdict

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
    score: float | None

    @classmethod
    def by(cls, report: Report, verdict: Verdict) -> Sifted:
        assert verdict.reason
        day = report.published.day if report.published else None
        return cls(
            report.id,
            report.source,
            report.url,
            report.outlet,
            day.isoformat() if day else None,
            report.title,
            verdict.reason.value,
            verdict.score,
        )


@dataclass(frozen=True, slots=True)
class Reprint:
    """A report that is a copy of another, as a record that says nothing yet."""

    row: Row


Outcome = Row | Sifted | Skipped | Reprint


@dataclass(frozen=True, slots=True)
class Asked:
    """A document to be read, but for the reports that are known as copies, by their ids."""

    document: Document
    copies: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Work:
    """All that a worker must know. It is sent to workers: ``open`` and ``sieve`` are functions of modules, or
    ``functools.partial`` of such.
    """

    open: Callable[[], Reads]
    reader: str
    """The name of the reader that ``open`` opens."""
    options: IntakeOptions = field(default_factory=IntakeOptions)
    sieve: Callable[[], Judge] = KeepAll

    def opener(self) -> Callable[[], Callable[[Asked], list[Outcome]]]:
        return partial(_opened, self)


def warm_up(options: IntakeOptions) -> None:
    """Have parsers load what they need on first use: that is not the time of the first document."""
    for _ in reports_in(Whole("warm-up", _WARM_UP), options):
        pass


def _opened(work: Work) -> Callable[[Asked], list[Outcome]]:
    pipeline, sieve = work.open(), work.sieve()
    warm_up(work.options)

    def done(asked: Asked) -> list[Outcome]:
        found = reports_in(asked.document, work.options)
        return [_outcome(one, asked.copies, sieve, pipeline, work.reader) for one in found]

    return done


def _outcome(
    found: Report | Skipped, copies: frozenset[str], sieve: Judge, pipeline: Reads, reader: str
) -> Outcome:
    if isinstance(found, Skipped):
        return found
    if found.id in copies:
        return Reprint(row(ReportRecord(found, reader)))
    dropped = sifted(found, sieve)
    return dropped or read(found, pipeline)


def sifted(report: Report, sieve: Judge) -> Sifted | None:
    """Why a report is not to be read; None where it is."""
    verdict = sieve.judge(report) if sieve.covers(report) else None
    return Sifted.by(report, verdict) if verdict and verdict.reason else None


def read(report: Report, pipeline: Reads) -> Row | Skipped:
    """The row of what the reader makes of a report."""
    record = read_safely(pipeline, report)
    return row(record) if isinstance(record, ReportRecord) else record


def row(record: ReportRecord) -> Row:
    """The row of a record that was made now."""
    now = datetime.now(UTC)
    return row_of(Kept(record, now, now))
