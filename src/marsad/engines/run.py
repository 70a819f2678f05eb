"""A run from inputs to a folder of records: what is left is done, what was done before is left alone."""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from marsad.engines.copies import LENT, CopyFiles
from marsad.engines.engine import Engine
from marsad.engines.errors import EngineError
from marsad.engines.lending import Lending
from marsad.engines.looking import Looking
from marsad.engines.settling import settle
from marsad.engines.splits import Split, plan
from marsad.engines.splitting import Job, Reading, Task
from marsad.engines.tally import Tally
from marsad.intake import IntakeError, Skipped
from marsad.intake.addresses import entries, is_store, local
from marsad.intake.cutting import MOST
from marsad.intake.urls import is_url
from marsad.ledger.archive.folder import RecordsFolder

_EACH = 8
"""Splits for each worker at least, so that all of them end at about the same time."""
_LEAST = 1 << 18
"""Bytes of the smallest split: some twenty pages."""


@dataclass(slots=True)
class Stage:
    """What a run is at: the name of it, how many bytes of input it goes over, and what of that is done."""

    name: str
    size: int
    done: Tally = field(default_factory=Tally)


@dataclass(slots=True)
class Run:
    """What a run has to do, and what it has done so far."""

    folder: RecordsFolder
    splits: list[Split]
    """All that the inputs were cut into."""
    left: list[Split]
    before: frozenset[str]
    """Splits of these inputs that an earlier run finished."""
    skipped: list[Skipped]
    """Inputs that cannot be read at all."""
    done: Tally = field(default_factory=Tally)
    finished: set[str] = field(default_factory=set)
    stage: Stage = field(default_factory=lambda: Stage("", 0))
    waiting: list[Split] = field(default_factory=list)
    """Splits whose copies should have got their records and did not."""

    @property
    def size(self) -> int:
        """Bytes of input that were left to read."""
        return sum(split.size for split in self.left)

    @property
    def stored(self) -> list[str]:
        """What an earlier run put into the folder: splits, and those of their copies."""
        finished = self.folder.finished()
        return [name for split in sorted(self.before) for name in (split, split + LENT) if name in finished]

    @property
    def lost(self) -> list[Split]:
        """Splits that ended their workers however often they were tried; to be asked for when all is over."""
        return [s for s in self.left if s.id not in self.finished] + self.waiting


def prepare(
    job: Job, inputs: Sequence[str], settings: Mapping[str, object], again: bool = False, most: int = MOST
) -> Run:
    """Cut the inputs, and see what of them is left. With ``again``, splits count as unfinished in which
    documents were set aside. A new folder gets splits of ``most`` bytes; an older one has its own size.

    Raises LedgerError where the folder cannot be used, or was begun with other settings.
    """
    folder = RecordsFolder(job.folder)
    settings = {"reader": job.work.reader, "copies": job.copies or None, **settings}
    most = folder.begin(settings, most)
    if again:
        for split in folder.aside():
            folder.reopen(split)
            CopyFiles(folder).unsettle(split)
    finished = folder.finished()
    found = list(plan(inputs, job.work.options, most))
    splits = list({s.id: s for s in reversed(found) if isinstance(s, Split)}.values())[::-1]
    return Run(
        folder=folder,
        splits=splits,
        left=[s for s in splits if s.id not in finished],
        before=frozenset(s.id for s in splits if s.id in finished),
        skipped=[s for s in found if isinstance(s, Skipped)],
    )


def split_size(inputs: Sequence[str], workers: int) -> int:
    """Bytes of a split that give each worker several of them, where the inputs are small."""
    whole = 0
    for name in inputs:
        if name == "-" or is_url(name):
            continue
        with suppress(OSError, IntakeError):  # told of when the input is cut
            whole += sum(entry.size for entry in entries(name))
    return max(_LEAST, min(MOST, whole // (_EACH * max(1, workers))))


def go(run: Run, job: Job, engine: Engine) -> Generator[Tally]:
    """Do what is left; yields what was done since, now and then, and tells in ``run.stage`` of what. Ends
    early where nobody asks for more.
    """
    if job.copies:
        yield from _looked(run, job, engine)
    files = CopyFiles(run.folder)
    ready = {split for some in files.rounds() for split in some} if job.copies else None
    todo = [s for s in run.left if ready is None or s.id in ready]
    for tally in _staged(run, "reading", Reading(job), todo, engine):
        run.done.add(tally)
        run.finished.update(tally.splits)
        yield tally
    if job.copies:
        todo = _lendable(run, files)
        for tally in _staged(run, "copies", Lending(job), todo, engine):
            run.done.add(replace(tally, documents=0, size=0))  # counted when their split was read
            run.finished.update(tally.splits)
            yield tally
        run.waiting = [s for s in todo if s.id + LENT not in run.finished]


def _looked(run: Run, job: Job, engine: Engine) -> Generator[Tally]:
    """Look at what was not looked at yet, and decide which reports are copies."""
    files = CopyFiles(run.folder)
    seen = files.seen()
    unseen = [s for s in run.left if s.id not in seen]
    for tally in _staged(run, "looking for copies", Looking(job), unseen, engine):
        yield replace(tally, splits=[])  # no records yet
    seen = files.seen() if unseen else seen
    run.stage = Stage("comparing", 0)
    yield Tally()
    settle(files, [s for s in run.left if s.id in seen])


def _lendable(run: Run, files: CopyFiles) -> list[Split]:
    """The splits whose copies can be lent records now: they and all originals were read."""
    finished = run.folder.finished()
    some = files.with_copies()
    open_ = [s for s in run.splits if s.id in some & finished and s.id + LENT not in finished]
    return [
        s for s in open_ if (told := files.originals(s.id)) and {o.split for o in told.values()} <= finished
    ]


def _staged(run: Run, name: str, task: Task, splits: Sequence[Split], engine: Engine) -> Generator[Tally]:
    if not splits:
        return
    run.stage = Stage(name, sum(s.size for s in splits))
    for tally in engine.run(task, splits):
        run.stage.done.add(tally)
        yield tally


@contextmanager
def alone(folder: str) -> Iterator[None]:
    """Keep a second run out of a folder on this machine. An object store has no such lock.

    Raises EngineError where another run holds it.
    """
    if is_store(folder) or sys.platform == "win32":
        yield
        return
    import fcntl  # noqa: PLC0415 - Windows has none

    path = Path(local(folder)) / "_lock"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = path.open("w")
    except OSError as error:
        raise EngineError(
            f"{folder}: this folder cannot be written ({error.strerror}); name another with --records"
        ) from error
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise EngineError(
                f"{folder}: another run is filling this folder; wait until it has ended, or name another"
            ) from error
        yield
