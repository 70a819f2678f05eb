"""Reports taken in from the desk: by the same intake, reader and ledger as ``marsad read``, as a job."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from marsad.desk.jobs import Job, Line
from marsad.desk.workplace import Workplace
from marsad.intake import IntakeOptions, Skipped, read_sources, read_stream, read_text
from marsad.ledger import Added
from marsad.ledger.batch import Batch, Known, Outcome, Result, read_safely
from marsad.model.record import ReportRecord
from marsad.model.report import Report
from marsad.model.visible import visible
from marsad.pipeline import Pipeline

Items = Iterator[Report | Skipped]
PASTED = "pasted text"
_LONGEST = 200
"""Characters of a file's name that are kept."""


@dataclass(frozen=True, slots=True)
class File:
    """A file that somebody sent. Its name names the report; no path is ever made of it."""

    name: str
    stream: io.BufferedIOBase


def file_name(given: str | None) -> str:
    """The last part of a name that a browser or a script gave, whatever system's path it is."""
    name = visible(PurePosixPath((given or "").replace("\\", "/")).name)
    return name[-_LONGEST:] or "file without a name"


def of_files(files: Sequence[File], options: IntakeOptions) -> Callable[[Job], Items]:
    def items(job: Job) -> Items:
        for n, file in enumerate(files):
            job.say(f"reading {file.name}", n, len(files))
            with file.stream:
                yield from read_stream(file.stream, file.name, options)

    return items


def of_text(text: str, title: str | None, options: IntakeOptions) -> Callable[[Job], Items]:
    def items(job: Job) -> Items:
        job.say("reading the text", 0, 1)
        yield read_text(text, PASTED, options, title)

    return items


def of_address(url: str, options: IntakeOptions) -> Callable[[Job], Items]:
    """The page at ``url``; intake refuses what leads to this machine or a private network."""

    def items(job: Job) -> Items:
        job.say(f"fetching {url}", 0, 1)
        yield from read_sources([url], options)

    return items


def add(workplace: Workplace, items: Callable[[Job], Items]) -> Callable[[Job], None]:
    """The job that reads ``items`` into the ledger and brings their events together with all others."""

    def work(job: Job) -> None:
        job.say("opening the reader")
        reader = _Here(workplace.pipeline)
        with workplace.ledger() as ledger:
            for pending in Batch(reader, Pipeline.reader, ledger).start(items(job)):
                job.add(_line(pending()))
            registry = workplace.knowledge.registry
            ledger.settle(registry, lambda n, of: job.say("bringing events together", n, of))
        job.say("")

    return work


class _Here:
    """Reads in the thread of the job."""

    ahead = 1

    def __init__(self, pipeline: Pipeline) -> None:
        self._pipeline = pipeline

    def start(self, report: Report) -> Result:
        return lambda: read_safely(self._pipeline, report)

    def close(self) -> None:
        pass


def _line(outcome: Outcome) -> Line:
    if isinstance(outcome, Skipped):
        return Line("skipped", outcome.source, reason=outcome.reason, remedy=outcome.remedy)
    if isinstance(outcome, Known):
        return _of(outcome.report, "known")
    return _of(outcome.record.report, "reread" if outcome.added is Added.REREAD else "new", outcome.record)


def _of(report: Report, outcome: str, record: ReportRecord | None = None) -> Line:
    other = report.language if report.language not in {None, "en"} else None
    return Line(
        outcome,
        report.source,
        report.id,
        report.title or report.name,
        len(record.events) if record else None,
        reason=f"it is in another language ({other}), which is kept and not read" if other else None,
    )


def close_all(files: Iterable[File]) -> None:
    """Let go of files that are not read after all."""
    for file in files:
        file.stream.close()
