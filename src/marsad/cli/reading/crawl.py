"""The body of ``marsad read --records``: a crawl into a folder of records, and from there into the ledger."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from functools import partial

from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from marsad.cli.display.output import plain
from marsad.cli.exits import Exit
from marsad.cli.problems import CliError
from marsad.cli.reading.crawl_summary import print_summary
from marsad.cli.reading.interrupt import Interrupt
from marsad.cli.reading.workers import SHIPPED
from marsad.cli.session import Session, UserFiles
from marsad.engines.engine import engine_of
from marsad.engines.guard import Limits
from marsad.engines.names import EngineName
from marsad.engines.run import Run, alone, go, prepare, split_size
from marsad.engines.splits import listed
from marsad.engines.splitting import Job
from marsad.engines.storing import store
from marsad.engines.tally import Tally
from marsad.engines.work import Work
from marsad.intake import IntakeError, IntakeOptions
from marsad.ledger import Ledger
from marsad.ledger.everything import Broken
from marsad.sieving import Scope, judge_for

_EVERY = 60.0
"""Seconds between two lines of progress where no terminal shows a bar."""


_CLUSTER = 16
"""Workers that a cluster is taken to have where nobody says how many."""


@dataclass(frozen=True, slots=True)
class CrawlRequest:
    """What one ``marsad read --records`` is to do. ``jobs`` is None for what the engine thinks best.

    ``sieve`` says what is sieved; among that, copies are looked for if ``copies`` says so (None: yes).
    """

    inputs: tuple[str, ...]
    inputs_from: str | None
    base: str | None
    intake: IntakeOptions
    files: UserFiles
    records: str
    ledger: str | None
    engine: EngineName
    address: str | None
    jobs: int | None
    seconds: float
    again: bool
    sieve: Scope
    copies: bool | None


def run_crawl(request: CrawlRequest, session: Session) -> int:
    """Read what is left to read, store it, and say what came of it; returns the exit code."""
    maker = session.maker or SHIPPED
    sieve = partial(judge_for, request.sieve)
    work = Work(partial(maker.open, request.files), maker.reader, request.intake, sieve)
    copies = request.sieve is not Scope.NONE and request.copies is not False
    job = Job(work, request.records, Limits(seconds=request.seconds), copies)
    inputs = _inputs(request)
    engine = engine_of(request.engine, request.jobs, request.address, session.debug)
    refused: list[Broken] = []
    with ExitStack() as stack:
        stop = stack.enter_context(Interrupt())
        stack.enter_context(alone(request.records))
        ledger = stack.enter_context(Ledger.open(request.ledger)) if request.ledger else None
        session.err.print(plain("looking at the inputs …"), soft_wrap=True)
        run = prepare(job, inputs, _settings(request), request.again, _split(request, inputs))
        shown = stack.enter_context(_shown(run, session))
        try:
            refused += _stored(ledger, run, run.stored)
            with closing(go(run, job, engine)) as steps:
                for tally in steps:
                    shown.show()
                    refused += _stored(ledger, run, tally.splits)
                    if stop.asked:  # where a library swallowed what the signal raised
                        break
        except KeyboardInterrupt:
            stop.asked = True
    print_summary(run, refused, request.ledger, session.err)
    if stop.asked:
        told = f"\nmarsad: interrupted; {request.records} keeps what is finished. The same command goes on."
        session.err.print(plain(told), soft_wrap=True)
        return Exit.INTERRUPTED
    return _exit(run, refused)


def _split(request: CrawlRequest, inputs: list[str]) -> int:
    known = 1 if request.engine is EngineName.PROCESSES else _CLUSTER
    return split_size(inputs, request.jobs or known)


def _stored(ledger: Ledger | None, run: Run, splits: Iterable[str]) -> list[Broken]:
    """Put what is finished into the ledger, where there is one; gives what cannot be kept."""
    return [broken for split in splits for broken in store(ledger, run.folder, split)] if ledger else []


def _inputs(request: CrawlRequest) -> list[str]:
    if request.inputs_from is None:
        return list(request.inputs)
    try:
        return [*request.inputs, *listed(request.inputs_from, request.base)]
    except IntakeError as error:
        raise CliError(f"{request.inputs_from}: {error}", Exit.USAGE) from error


def _settings(request: CrawlRequest) -> dict[str, object]:
    """What records depend on beside reader and input: a folder holds those of one setting only."""
    digest = hashlib.sha256()
    for path in request.files.all():
        digest.update(path.read_bytes())
    published = request.intake.published
    return {
        "published": published.isoformat() if published else None,
        "outlet": request.intake.outlet,
        "sieve": request.sieve.value,
        "files": digest.hexdigest()[:12] if request.files.all() else None,
    }


def _exit(run: Run, refused: list[Broken]) -> Exit:
    broken = bool(run.done.skipped or run.done.aside or run.skipped or run.lost or refused)
    if not (run.done.records or run.before):
        return Exit.NOTHING if broken or not run.done.documents else Exit.OK
    return Exit.SKIPPED if broken else Exit.OK


class _Shown:
    """How far a run is: a bar for each stage where somebody watches, a line a minute in a log."""

    def __init__(self, run: Run, session: Session, bar: Progress | None) -> None:
        self._run, self._session, self._bar = run, session, bar
        self._stage = run.stage
        self._task: TaskID | None = None
        self._began = self._said = time.monotonic()

    def show(self) -> None:
        """Show what ``run.stage`` says now."""
        if self._run.stage is not self._stage:
            self._begin()
        done = self._stage.done
        rate = done.documents / max(1e-9, time.monotonic() - self._began)
        words = f"{done.documents:,} documents, {rate:,.1f} a second" if self._stage.size else ""
        if self._bar and self._task is not None:
            self._bar.update(self._task, completed=done.size, rate=words)
        elif self._stage.size and time.monotonic() - self._said >= _EVERY:
            self._said = time.monotonic()
            self._session.err.print(plain(f"{words}; {self._left(done)}"), soft_wrap=True)

    def _begin(self) -> None:
        self._stage = self._run.stage
        self._began = self._said = time.monotonic()
        if self._bar:
            for task in self._bar.task_ids:
                self._bar.remove_task(task)
            self._task = self._bar.add_task(self._stage.name, total=self._stage.size or None, rate="")
        else:
            self._session.err.print(plain(f"{self._stage.name} …"), soft_wrap=True)

    def _left(self, done: Tally) -> str:
        size = self._stage.size
        if not (done.size and size):
            return "none of the inputs' parts is finished yet"
        spent = time.monotonic() - self._began
        minutes = spent * (size - done.size) / done.size / 60
        return f"{100 * done.size / size:.1f} % of the bytes, about {minutes:,.0f} minutes left"


@contextmanager
def _shown(run: Run, session: Session) -> Iterator[_Shown]:
    if not session.err.is_terminal:
        yield _Shown(run, session, None)
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} % of the bytes · {task.fields[rate]}"),
        TimeElapsedColumn(),
        TextColumn("· left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=session.err, transient=True, redirect_stdout=False) as bar:
        yield _Shown(run, session, bar)
