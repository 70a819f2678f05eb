"""Work that takes longer than a request: done one after another in a thread, watched while it goes on.

What a job tells is read by other threads: it changes under the job's lock, and ``seen`` gives a copy.
"""

from __future__ import annotations

import queue
import secrets
import threading
from collections import Counter, OrderedDict
from collections.abc import Callable
from contextvars import Context, copy_context
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

from marsad.desk.people import Person, Role

WAITING = 8
"""Jobs of one kind that may wait; who brings more is asked to come back."""
KEPT = 40
"""Finished jobs that are still known, the newest."""
LINES = 2000
"""Outcomes that a job tells one by one; further ones are only counted."""


class Stage(StrEnum):
    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one thing; of a report that is added ``outcome`` is new, reread by a newer reader, known
    before, or skipped. ``report`` is the id of the report that it is in the ledger.
    """

    outcome: str
    source: str
    report: str | None = None
    title: str | None = None
    events: int | None = None
    reason: str | None = None
    remedy: str | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """A job at one moment. ``doing`` says in words what is being done; ``error`` why it failed."""

    id: str
    kind: str
    stage: Stage
    doing: str
    done: int
    total: int | None
    counts: dict[str, int]
    lines: tuple[Line, ...]
    error: str | None
    told: dict[str, str]
    """What comes of it besides lines, by name: a loss report, the name of a file."""


@dataclass(slots=True)
class Job:
    """One piece of work, with what it has to tell."""

    id: str
    kind: str
    owner: str
    work: Callable[[Job], None]
    stage: Stage = Stage.WAITING
    doing: str = ""
    done: int = 0
    total: int | None = None
    error: str | None = None
    file: Path | None = None
    """What can be fetched when it is done."""
    lines: list[Line] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    told: dict[str, str] = field(default_factory=dict)
    room: TemporaryDirectory[str] | None = None
    context: Context = field(default_factory=copy_context)
    """That of the request: what who started the job may not see, the job does not see either."""
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def say(self, doing: str, done: int = 0, total: int | None = None) -> None:
        """Tell what is being done, and how far it is."""
        with self._lock:
            self.doing, self.done, self.total = doing, done, total

    def add(self, line: Line) -> None:
        with self._lock:
            self.counts[line.outcome] += 1
            if len(self.lines) < LINES:
                self.lines.append(line)

    def folder(self) -> Path:
        """A folder of its own, which goes when the job is forgotten."""
        if self.room is None:
            self.room = TemporaryDirectory(prefix="marsad-")
        return Path(self.room.name)

    def seen(self, after: int = 0) -> Seen:
        """The job as it is now, with its lines but for the first ``after``."""
        with self._lock:
            return Seen(
                self.id,
                self.kind,
                self.stage,
                self.doing,
                self.done,
                self.total,
                dict(self.counts),
                tuple(self.lines[after:]),
                self.error,
                dict(self.told),
            )

    def forget(self) -> None:
        if self.room:
            self.room.cleanup()


_EVERYBODY = Person("", Role.NOBODY)


class TooManyWaiting(Exception):
    """So much work waits already that no more is taken."""


class Jobs:
    """Jobs of some kinds; one thread a kind, which begins with the first job of it.

    ``failure`` says in words what an exception of a job means; it raises what nobody foresaw.
    """

    def __init__(self, failure: Callable[[Exception], str]) -> None:
        self._failure = failure
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._waiting: dict[str, queue.Queue[Job | None]] = {}
        self._threads: list[threading.Thread] = []
        self._lock = threading.Lock()
        self._asking = threading.Lock()
        self._closed = False

    def start(self, kind: str, owner: Person, work: Callable[[Job], None]) -> Job:
        """Have ``work`` done. Raises TooManyWaiting."""
        job = Job(secrets.token_urlsafe(12), kind, owner.name, work)
        with self._lock:
            line = self._line(kind)
            try:
                line.put_nowait(job)
            except queue.Full as error:
                raise TooManyWaiting(
                    f"{WAITING} others wait to be worked on already; try again when they are done"
                ) from error
            self._jobs[job.id] = job
            self._drop_old()
        return job

    def only(self, kind: str, work: Callable[[Job], None]) -> Job:
        """The job of that kind that waits or is worked on, or a new one to do ``work``; all may see it."""
        with self._asking:
            for job in self._jobs.copy().values():
                if job.kind == kind and job.stage in {Stage.WAITING, Stage.WORKING}:
                    return job
            return self.start(kind, _EVERYBODY, work)

    def get(self, id_: str, asking: Person) -> Job | None:
        """The job of that id, where ``asking`` started it or may see everything."""
        with self._lock:
            job = self._jobs.get(id_)
        seen = job and (job.owner in {asking.name, _EVERYBODY.name} or asking.may(Role.ADMIN))
        return job if seen else None

    def close(self) -> None:
        """Finish the jobs at hand, and let go of their files."""
        with self._lock:
            self._closed = True
            for line in self._waiting.values():
                while not line.empty():
                    line.get_nowait()
                line.put(None)
        for thread in self._threads:
            thread.join(20)
        for job in self._jobs.values():
            job.forget()

    def _line(self, kind: str) -> queue.Queue[Job | None]:
        if kind not in self._waiting:
            line = self._waiting[kind] = queue.Queue(WAITING)
            thread = threading.Thread(target=self._work, args=(line,), daemon=True, name=f"marsad-{kind}")
            thread.start()
            self._threads.append(thread)
        return self._waiting[kind]

    def _drop_old(self) -> None:
        over = [j for j in self._jobs.values() if j.stage in {Stage.DONE, Stage.FAILED}][:-KEPT]
        for job in over:
            del self._jobs[job.id]
            job.forget()

    def _work(self, line: queue.Queue[Job | None]) -> None:
        while (job := line.get()) is not None and not self._closed:
            job.stage = Stage.WORKING
            try:
                job.context.run(job.work, job)
            except Exception as error:  # noqa: BLE001 - a job that fails must not end those behind it
                job.error, job.stage = self._failure(error), Stage.FAILED
            else:
                job.stage = Stage.DONE
