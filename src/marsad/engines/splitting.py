"""One split, from its bytes to its files in the folder of records: what every engine has its workers do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any, Protocol

from marsad.engines.copies import CopyFiles
from marsad.engines.guard import Guarded, Limits, Poisoned
from marsad.engines.splits import Split
from marsad.engines.tally import Aside, Tally, told
from marsad.engines.work import Asked, Outcome, Reprint, Sifted, Work
from marsad.intake import Skipped
from marsad.intake.cutting import documents_of
from marsad.ledger.archive.folder import RecordsFolder
from marsad.ledger.archive.rows import Row

Ask = Callable[[Any], Any]
"""Has a process do a task's work to one item: what came of it, or a Poisoned."""
Beat = Callable[[int], None]
"""Called with how many documents more are done."""


@dataclass(frozen=True, slots=True)
class Job:
    """What a run is to do, wherever its workers are: how to read, and where the records go.

    ``copies`` says that reports which others print too are found first, and read once.
    """

    work: Work
    folder: str
    limits: Limits = field(default_factory=Limits)
    copies: bool = False


class Task(Protocol):
    """One stage of a job, which engines do to splits. It is sent to workers."""

    @property
    def job(self) -> Job: ...

    def opener(self) -> Callable[[], Callable[[Any], Any]]:
        """What opens, in a process of its own, the function that does the work to one item."""
        ...

    def do(self, split: Split, ask: Ask, beat: Beat | None = None) -> Tally:
        """Do the stage to a split; it is finished when this returns. Raises FolderUnusable, WorkerLost, and
        what opening raises.
        """
        ...


def worker(task: Task) -> Guarded[Any, Any]:
    """A process that does the work of a task."""
    return Guarded(task.opener(), task.job.limits)


class Stopped(Exception):
    """The run is over before the split is: nothing of it counts."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The stage that reads. In memory are one document and the records of the split."""

    job: Job

    def opener(self) -> Callable[[], Callable[[Asked], list[Outcome]]]:
        return self.job.work.opener()

    def do(self, split: Split, ask: Ask, beat: Beat | None = None) -> Tally:
        folder, done = RecordsFolder(self.job.folder), Done()
        files = CopyFiles(folder)
        settled = files.settled(split.id) if self.job.copies else {}
        copies = frozenset(files.originals(split.id)) if self.job.copies else frozenset[str]()
        number = 0
        for piece in split.pieces:
            for document in documents_of(piece, self.job.work.options):
                known = [document] if isinstance(document, Skipped) else settled.get(number)
                done.take(document.source, ask(Asked(document, copies)) if known is None else known)
                number += 1
                if beat:
                    beat(1)
        if done.reprints:
            files.put_reprints(split.id, done.reprints)
        return done.put(folder, split.id, split.size)


class Done:
    """What came of the documents of a split so far."""

    def __init__(self) -> None:
        self.tally = Tally()
        self.rows: list[Row] = []
        self.sifted: list[Sifted] = []
        self.reprints: list[Row] = []

    def take(self, source: str, outcomes: list[Outcome] | list[Skipped] | Poisoned) -> None:
        self.tally.documents += 1
        if isinstance(outcomes, Poisoned):
            self.tally.aside.append(Aside(source, outcomes.reason, outcomes.tries))
            return
        for one in outcomes:
            self._count(one)

    def put(self, folder: RecordsFolder, name: str, size: int) -> Tally:
        """Put all of it away as the split ``name``, which stands for ``size`` bytes of input."""
        tally = self.tally
        tally.size = size
        sifted = [asdict(one) for one in self.sifted]
        folder.put(name, self.rows, tally.counts(), told(tally.aside), sifted)
        tally.splits.append(name)
        return tally

    def _count(self, one: Outcome) -> None:
        tally = self.tally
        if isinstance(one, Skipped):
            tally.skip(one.source, one.reason, one.remedy)
        elif isinstance(one, Sifted):
            self.sifted.append(one)
            tally.dropped[one.reason] += 1
        elif isinstance(one, Reprint):
            self.reprints.append(one.row)
        else:
            self.rows.append(one)
            tally.records += 1
            tally.events += one.events
            if one.language not in {None, "en"}:
                tally.languages[one.language or ""] += 1
