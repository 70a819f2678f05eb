"""The body of ``marsad read``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from marsad.cli.display.output import plain, print_json
from marsad.cli.display.record import print_record
from marsad.cli.exits import Exit
from marsad.cli.reading.files import OutFolder
from marsad.cli.reading.interrupt import Interrupt
from marsad.cli.reading.sifting import Gate
from marsad.cli.reading.summary import Summary
from marsad.cli.reading.workers import SHIPPED, workers
from marsad.cli.session import Session, UserFiles
from marsad.intake import IntakeOptions, Skipped, count_hint, read_sources
from marsad.ledger import Ledger, words
from marsad.ledger.batch import Batch, Known, Outcome, Read
from marsad.model.record import ReportRecord
from marsad.model.report import Report
from marsad.sieving import Scope


@dataclass(frozen=True, slots=True)
class ReadRequest:
    """What one ``marsad read`` is to do. ``ledger`` is None where nothing is to be stored."""

    inputs: tuple[str, ...]
    intake: IntakeOptions
    ledger: str | None
    as_json: bool
    out: Path | None
    jobs: int
    files: UserFiles
    sieve: Scope = Scope.ARCHIVES
    dropped: Path | None = None


def run_read(request: ReadRequest, session: Session) -> int:
    """Read, store and show; returns the exit code."""
    maker = session.maker or SHIPPED
    summary = Summary()
    interrupted = False
    with ExitStack() as stack:
        ledger = stack.enter_context(Ledger.open(request.ledger)) if request.ledger else None
        shown = _Shown(request, session, ledger)
        interrupt = stack.enter_context(Interrupt())
        team = stack.enter_context(closing(workers(maker, request.files, request.jobs, session.debug)))
        progress = stack.enter_context(_progress(request, session))
        gate = stack.enter_context(closing(Gate(request.sieve, request.dropped, ledger, maker.reader)))
        batch = Batch(gate.workers(team), maker.reader, ledger)
        try:
            for pending in batch.start(gate.items(read_sources(request.inputs, request.intake))):
                with interrupt.busy():
                    outcome = pending()
                    summary.count(outcome)
                    shown.show(outcome)
                    progress.advance()
                if interrupt.asked:
                    break
        except KeyboardInterrupt:
            interrupted = True
        interrupted = interrupted or interrupt.asked
    if not interrupted:
        shown.finish()
    summary.print(session.err, request.ledger)
    gate.print(session.err)
    if interrupted:
        session.err.print(_resume(request), soft_wrap=True)
        return Exit.INTERRUPTED
    return gate.exit(summary.exit, bool(summary.skipped))


def _resume(request: ReadRequest) -> str:
    if request.ledger is None:
        return "\nmarsad: interrupted; without a ledger the same command begins anew."
    return (
        f"\nmarsad: interrupted; what was read is in {request.ledger}. "
        "The same command again goes on from there."
    )


class _Shown:
    """Shows outcomes as they come: JSON lines, files, or a line a report for people."""

    def __init__(self, request: ReadRequest, session: Session, ledger: Ledger | None) -> None:
        self._json = request.as_json
        self._folder = OutFolder(request.out) if request.out else None
        self._session = session
        self._ledger = ledger
        self._reports = 0
        self._only: tuple[ReportRecord, bool] | None = None
        """The one report so far: a run of one report is shown in full."""

    def show(self, outcome: Outcome) -> None:
        if isinstance(outcome, Skipped):
            return
        record = outcome.record if isinstance(outcome, Read) else self._known(outcome)
        if record is None:
            return
        report = outcome.record.report if isinstance(outcome, Read) else outcome.report
        if self._json:
            print_json(record.to_json())
        if self._folder:
            remark = self._folder.write(record, report.name)
            if remark:
                self._session.err.print(plain(f"marsad: {remark}"), soft_wrap=True)
        if not self._json and not self._folder:
            self._tell(record, known=isinstance(outcome, Known))

    def _known(self, outcome: Known) -> ReportRecord | None:
        return self._ledger.record(outcome.report.id) if self._ledger else None

    def _tell(self, record: ReportRecord, *, known: bool) -> None:
        self._reports += 1
        if self._reports == 1:
            self._only = (record, known)
            return
        if self._only:
            self._line(*self._only)
            self._only = None
        self._line(record, known)

    def _line(self, record: ReportRecord, known: bool) -> None:
        report = record.report
        line = Text.assemble(
            plain(report.id[:9], "bold"), "  ", plain(_day(report)), "  ", plain(_name(report)), "  "
        )
        other = report.language not in {None, "en"}
        line.append_text(
            plain(
                f"in {report.language}, not read" if other else words.several(len(record.events), "event"),
                "bold",
            )
        )
        if known:
            line.append("  already known", "dim")
        self._session.out.print(line, soft_wrap=True)

    def finish(self) -> None:
        """The full view, where there was one report only."""
        if self._only:
            print_record(self._session.out, self._only[0])
        elif self._reports > 1:
            self._session.out.print(
                "\n`marsad show ID` shows one of them, `marsad events` all that happened."
            )


def _day(report: Report) -> str:
    return words.publication(report.published) if report.published else "no date"


def _name(report: Report) -> str:
    return " · ".join(part for part in (report.outlet, report.title or report.name or report.source) if part)


class _Bar:
    """A progress bar, or nothing where nobody watches."""

    def __init__(self, progress: Progress | None, total: int | None) -> None:
        self._progress = progress
        self._task = progress.add_task("reading", total=total) if progress else None

    def advance(self) -> None:
        if self._progress and self._task is not None:
            self._progress.advance(self._task)


@contextmanager
def _progress(request: ReadRequest, session: Session) -> Iterator[_Bar]:
    """A bar on the error output; none where lines for people go to the same terminal and would break it."""
    quiet = not session.out.is_terminal or (request.out is not None and not request.as_json)
    if not (session.err.is_terminal and quiet):
        yield _Bar(None, None)
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(elapsed_when_finished=True),
    )
    bar = Progress(
        *columns, console=session.err, transient=True, redirect_stdout=False, redirect_stderr=False
    )
    with bar:
        yield _Bar(bar, count_hint(request.inputs))
