"""Reading reports: in this process, or in several at once, the results in the order of the reports."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial

from marsad.cli.session import PipelineMaker, UserFiles
from marsad.engines.guard import Poisoned
from marsad.engines.processes import Pool
from marsad.intake import Skipped
from marsad.ledger.batch import Result, Workers, read_safely
from marsad.model.record import Reads, ReportRecord
from marsad.model.report import Report
from marsad.pipeline import Pipeline

THREADS = "MARSAD_THREADS"
"""The variable that says how many threads the network uses; all cores where it is not set."""


def _open_shipped(files: UserFiles) -> Reads:
    asked = os.environ.get(THREADS, "")
    threads = int(asked) if asked.isdecimal() else 0
    return Pipeline.open(files.actors, files.regions, files.frames, threads)


SHIPPED = PipelineMaker(Pipeline.reader, _open_shipped)


def workers(maker: PipelineMaker, files: UserFiles, jobs: int, debug: bool) -> Workers:
    """This process, or ``jobs`` others. With ``debug`` a reader's exception is let through."""
    return _Processes(maker, files, jobs) if jobs > 1 else _Here(maker, files, debug)


class _Here:
    """Reads when the result is asked for; opens the pipeline for the first report that needs it."""

    ahead = 1

    def __init__(self, maker: PipelineMaker, files: UserFiles, debug: bool) -> None:
        self._maker, self._files, self._debug = maker, files, debug
        self._pipeline: Reads | None = None

    def start(self, report: Report) -> Result:
        return lambda: self._read(report)

    def _read(self, report: Report) -> ReportRecord | Skipped:
        if self._pipeline is None:
            self._pipeline = self._maker.open(self._files)
        return self._pipeline.read(report) if self._debug else read_safely(self._pipeline, report)

    def close(self) -> None:
        self._pipeline = None


def _reader(maker: PipelineMaker, files: UserFiles) -> Callable[[Report], ReportRecord | Skipped]:
    """What a worker process opens."""
    return partial(read_safely, maker.open(files))


class _Processes:
    """Several processes, each with a pipeline of its own. Bounded: so many reports are ahead, not more."""

    def __init__(self, maker: PipelineMaker, files: UserFiles, jobs: int) -> None:
        self.ahead = 4 * jobs
        self._pool = Pool(partial(_reader, maker, files), jobs)

    def start(self, report: Report) -> Result:
        answer = self._pool.start(report)
        return lambda: _told(report, answer())

    def close(self) -> None:
        self._pool.close()


def _told(report: Report, answer: ReportRecord | Skipped | Poisoned) -> ReportRecord | Skipped:
    if not isinstance(answer, Poisoned):
        return answer
    return Skipped(
        report.source, answer.reason, "please report it, with the text; the same command tries it again"
    )
