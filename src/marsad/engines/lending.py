"""The last stage of a crawl that reads wires once: copies get the records of what was read in their stead.

The records of a split's copies are a split of their own. A copy whose original could not be read is read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial

from marsad.engines.copies import LENT, CopyFiles, Original
from marsad.engines.splits import Split
from marsad.engines.splitting import Ask, Beat, Done, Job
from marsad.engines.tally import Tally
from marsad.engines.work import Outcome, Work, read, row
from marsad.ledger.adding import Kept
from marsad.ledger.archive.folder import RecordsFolder
from marsad.model.record import ReportRecord
from marsad.model.report import Report
from marsad.sieving import lend


@dataclass(frozen=True, slots=True)
class Loan:
    """A copy, and the record of its original; None where there is none."""

    copy: Report
    record: ReportRecord | None


@dataclass(frozen=True, slots=True)
class Lending:
    """The stage that lends. In memory are the records of the originals of one split's copies."""

    job: Job

    def opener(self) -> Callable[[], Callable[[Loan], list[Outcome]]]:
        return partial(_opened, self.job.work)

    def do(self, split: Split, ask: Ask, beat: Beat | None = None) -> Tally:
        folder, done = RecordsFolder(self.job.folder), Done()
        files = CopyFiles(folder)
        originals = files.originals(split.id)
        records = _records(folder, originals)
        for kept in files.reprints(split.id):
            assert isinstance(kept, Kept), kept
            copy = kept.record.report
            record = records.get(originals[copy.id].report)
            done.take(copy.source, ask(Loan(copy, record)))
            done.tally.copies += record is not None
            if beat:
                beat(1)
        return done.put(folder, split.id + LENT, split.size)


def _records(folder: RecordsFolder, originals: dict[str, Original]) -> dict[str, ReportRecord]:
    """The records of the originals, as far as they could be read."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for one in originals.values():
        wanted[one.split].add(one.report)
    found = (k for split, reports in wanted.items() for k in folder.records([split], reports))
    return {k.record.report.id: k.record for k in found if isinstance(k, Kept)}


def _opened(work: Work) -> Callable[[Loan], list[Outcome]]:
    pipeline = cache(work.open)  # hardly ever needed

    def done(loan: Loan) -> list[Outcome]:
        if loan.record is None:
            return [read(loan.copy, pipeline())]
        return [row(lend(loan.record, loan.copy))]

    return done
