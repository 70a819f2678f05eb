"""Reading reports: in this process, or in several at once, the results in the order of the reports."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

from marsad.cli.exits import Exit
from marsad.cli.problems import CliError, Problem, problem_of
from marsad.cli.reading.interrupt import deaf
from marsad.cli.session import PipelineMaker, UserFiles
from marsad.intake import Skipped
from marsad.ledger.batch import Result, Workers, read_safely
from marsad.model.record import Reads, ReportRecord
from marsad.model.report import Report
from marsad.pipeline import Pipeline


def _open_shipped(files: UserFiles) -> Reads:
    beside_others = multiprocessing.parent_process() is not None
    return Pipeline.open(files.actors, files.regions, files.frames, threads=1 if beside_others else 0)


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


@dataclass(slots=True)
class _Worker:
    """What a worker process keeps between reports: its pipeline, or why it could not be opened."""

    pipeline: Reads | None = None
    problem: Problem | None = None


_WORKER = _Worker()


def _open_in_worker(maker: PipelineMaker, files: UserFiles) -> None:
    try:
        _WORKER.pipeline = maker.open(files)
    except Exception as error:  # noqa: BLE001 - an exception here would only break the pool; the parent tells it
        _WORKER.problem = problem_of(error)


def _read_in_worker(report: Report) -> ReportRecord | Skipped | Problem:
    if _WORKER.pipeline is None:
        return _WORKER.problem or Problem("a worker has no pipeline", Exit.INSTALLATION)
    return read_safely(_WORKER.pipeline, report)


class _Processes:
    """Several processes, each with a pipeline of its own. Bounded: so many reports are ahead, not more."""

    def __init__(self, maker: PipelineMaker, files: UserFiles, jobs: int) -> None:
        self.ahead = 4 * jobs
        # "spawn" works alike on every system, and copies no lock or database connection of this process.
        self._pool = ProcessPoolExecutor(
            jobs, multiprocessing.get_context("spawn"), _open_in_worker, (maker, files)
        )
        self._started = False

    def start(self, report: Report) -> Result:
        if self._started:
            future = self._pool.submit(_read_in_worker, report)
        else:
            with deaf():  # the first report starts the processes
                future = self._pool.submit(_read_in_worker, report)
            self._started = True
        return lambda: self._result(future)

    def _result(self, future: Future[ReportRecord | Skipped | Problem]) -> ReportRecord | Skipped:
        try:
            result = future.result()
        except BrokenProcessPool as error:
            raise CliError(
                "a process that read reports was ended from outside, perhaps for lack of memory; "
                "run the same command again with fewer --jobs: what was stored is kept",
                Exit.INSTALLATION,
            ) from error
        if isinstance(result, Problem):
            raise CliError(result.message, result.code)
        return result

    def close(self) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)
