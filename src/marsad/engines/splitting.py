"""One split, from its bytes to its files in the folder of records: what every engine has its workers do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, field

from marsad.engines.guard import Guarded, Limits, Poisoned
from marsad.engines.splits import Split
from marsad.engines.tally import Aside, Tally, told
from marsad.engines.work import Outcome, Sifted, Work
from marsad.intake import Skipped
from marsad.intake.cutting import documents_of
from marsad.intake.documents import Document
from marsad.ledger.archive.folder import RecordsFolder
from marsad.ledger.archive.rows import Row

Ask = Callable[[Document], list[Outcome] | Poisoned]
Beat = Callable[[int], None]
"""Called with how many documents more were read."""


@dataclass(frozen=True, slots=True)
class Job:
    """What a run is to do, wherever its workers are: how to read, and where the records go."""

    work: Work
    folder: str
    limits: Limits = field(default_factory=Limits)

    def reader(self) -> Guarded[Document, list[Outcome]]:
        """A process that reads documents."""
        return Guarded(self.work.opener(), self.limits)


class Stopped(Exception):
    """The run is over before the split is: nothing of it counts."""


def read_split(split: Split, job: Job, ask: Ask, beat: Beat | None = None) -> Tally:
    """Read a split and put its records away. In memory are one document and the split's records.

    Raises FolderUnusable where the folder fails, WorkerLost, and what opening the reader raises.
    """
    done = _Done()
    for piece in split.pieces:
        for document in documents_of(piece, job.work.options):
            done.take(document, [document] if isinstance(document, Skipped) else ask(document))
            if beat:
                beat(1)
    done.tally.size = split.size
    sifted = [asdict(one) for one in done.sifted]
    counts = done.tally.counts()
    RecordsFolder(job.folder).put(split.id, done.rows, counts, told(done.tally.aside), sifted)
    done.tally.splits.append(split.id)
    return done.tally


class _Done:
    """What came of the documents of a split so far."""

    def __init__(self) -> None:
        self.tally = Tally()
        self.rows: list[Row] = []
        self.sifted: list[Sifted] = []

    def take(self, document: Document, outcomes: list[Outcome] | list[Skipped] | Poisoned) -> None:
        self.tally.documents += 1
        if isinstance(outcomes, Poisoned):
            self.tally.aside.append(Aside(document.source, outcomes.reason, outcomes.tries))
            return
        for one in outcomes:
            self._count(one)

    def _count(self, one: Outcome) -> None:
        tally = self.tally
        if isinstance(one, Skipped):
            tally.skip(one.source, one.reason, one.remedy)
        elif isinstance(one, Sifted):
            self.sifted.append(one)
            tally.copies += one.copy_of is not None
            if one.copy_of is None:
                tally.dropped[one.reason] += 1
        else:
            self.rows.append(one)
            tally.records += 1
            tally.events += one.events
            if one.language not in {None, "en"}:
                tally.languages[one.language or ""] += 1
