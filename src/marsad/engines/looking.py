"""The first stage of a crawl that reads wires once: a look at each report, of which a fingerprint is kept.

Documents of which nothing is to be read are settled here; their text is cut out of its page once, that of
the others once more when they are read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from marsad.engines.copies import CopyFiles, Place, Settled
from marsad.engines.guard import Poisoned
from marsad.engines.splits import Split
from marsad.engines.splitting import Ask, Beat, Job
from marsad.engines.tally import Tally
from marsad.engines.work import Sifted, Work, sifted, warm_up
from marsad.intake import Skipped
from marsad.intake.cutting import documents_of
from marsad.intake.documents import Document
from marsad.intake.sources import reports_in
from marsad.ledger.archive.folder import RecordsFolder
from marsad.model.report import Report
from marsad.sieving import Fingerprint, Judge, fingerprint

Glance = Skipped | Sifted | Fingerprint | None
"""What a look at a report finds; None for one to be read that cannot be a copy or have one."""


@dataclass(frozen=True, slots=True)
class Looking:
    """The stage that looks. In memory are one document and the fingerprints of the split."""

    job: Job

    def opener(self) -> Callable[[], Callable[[Document], list[Glance]]]:
        return partial(_opened, self.job.work)

    def do(self, split: Split, ask: Ask, beat: Beat | None = None) -> Tally:
        found: list[tuple[Place, Fingerprint]] = []
        settled: dict[int, Settled] = {}
        number = 0
        for n, piece in enumerate(split.pieces):
            for own, document in enumerate(documents_of(piece, self.job.work.options)):
                if not isinstance(document, Skipped):
                    seen: list[Glance] | Poisoned = ask(document)
                    if (whole := _settled(seen)) is not None:
                        settled[number] = whole
                    elif not isinstance(seen, Poisoned):
                        place = Place(n, piece.stretch.number(own))
                        found += [(place, one) for one in seen if isinstance(one, Fingerprint)]
                number += 1
                if beat:
                    beat(1)
        CopyFiles(RecordsFolder(self.job.folder)).put_seen(split.id, found, settled)
        return Tally(documents=number, size=split.size, splits=[split.id])


def _settled(seen: list[Glance] | Poisoned) -> Settled | None:
    """What came of a document of which nothing is to be read; None where something is."""
    if isinstance(seen, Poisoned):
        return seen
    done = [one for one in seen if isinstance(one, Skipped | Sifted)]
    return [*done] if len(done) == len(seen) else None


def _opened(work: Work) -> Callable[[Document], list[Glance]]:
    sieve = work.sieve()
    warm_up(work.options)

    def look(document: Document) -> list[Glance]:
        return [_glance(found, sieve) for found in reports_in(document, work.options)]

    return look


def _glance(found: Report | Skipped, sieve: Judge) -> Glance:
    if isinstance(found, Skipped):
        return found
    return sifted(found, sieve) or (fingerprint(found) if sieve.covers(found) else None)
