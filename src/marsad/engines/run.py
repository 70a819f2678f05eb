"""A run from inputs to a folder of records: what is left is done, what was done before is left alone."""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from marsad.engines.engine import Engine
from marsad.engines.errors import EngineError
from marsad.engines.splits import Split, plan
from marsad.engines.splitting import Job
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
class Run:
    """What a run has to do, and what it has done so far."""

    folder: RecordsFolder
    left: list[Split]
    before: frozenset[str]
    """Splits of these inputs that an earlier run finished."""
    skipped: list[Skipped]
    """Inputs that cannot be read at all."""
    done: Tally = field(default_factory=Tally)
    finished: set[str] = field(default_factory=set)

    @property
    def size(self) -> int:
        """Bytes of input that were left to read."""
        return sum(split.size for split in self.left)

    @property
    def lost(self) -> list[Split]:
        """Splits that ended their workers however often they were tried; to be asked for when all is over."""
        return [split for split in self.left if split.id not in self.finished]


def prepare(
    job: Job, inputs: Sequence[str], settings: Mapping[str, object], again: bool = False, most: int = MOST
) -> Run:
    """Cut the inputs, and see what of them is left. With ``again``, splits count as unfinished in which
    documents were set aside. A new folder gets splits of ``most`` bytes; an older one has its own size.

    Raises LedgerError where the folder cannot be used, or was begun with other settings.
    """
    folder = RecordsFolder(job.folder)
    most = folder.begin({"reader": job.work.reader, **settings}, most)
    if again:
        for split in folder.aside():
            folder.reopen(split)
    finished = folder.finished()
    found = list(plan(inputs, job.work.options, most))
    splits = list({s.id: s for s in found if isinstance(s, Split)}.values())
    return Run(
        folder=folder,
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
    """Do what is left; yields what was done since, now and then. Ends early where nobody asks for more."""
    if not run.left:
        return
    steps = engine.run(job, run.left)
    for tally in steps:
        run.done.add(tally)
        run.finished.update(tally.splits)
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
