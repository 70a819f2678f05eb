"""One pass over reports: each is to be read, or dropped with a reason, or a copy of one before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from marsad.intake import Skipped
from marsad.model.report import Report
from marsad.sieving.copies import Copies
from marsad.sieving.sieve import Judge, Reason


@dataclass(frozen=True, slots=True)
class Dropped:
    """A report that is not worth reading, and why. ``score`` is as in ``Verdict``."""

    report: Report
    reason: Reason
    score: float | None


@dataclass(frozen=True, slots=True)
class Copy:
    """A report that prints another, which is read in its stead. ``same`` where it has the same sentences."""

    report: Report
    original: str
    same: bool


Sifting = Report | Dropped | Copy


class Sifter:
    """Sieve and memory of copies for one pass, or for one part of a pass that several machines share."""

    def __init__(self, sieve: Judge, copies: Copies | None = None) -> None:
        self._sieve = sieve
        self.copies = copies if copies is not None else Copies()

    def sift(self, report: Report) -> Sifting:
        """What becomes of one report; one that is to be read is remembered."""
        verdict = self._sieve.judge(report)
        if verdict.reason:
            return Dropped(report, verdict.reason, verdict.score)
        match, own = self.copies.match(report)
        if match:
            return Copy(report, match.original, match.same)
        if own:
            self.copies.add(own)
        return report

    def all(self, items: Iterable[Report | Skipped]) -> Iterator[Sifting | Skipped]:
        """What becomes of each; what intake could not read passes through."""
        for item in items:
            yield item if isinstance(item, Skipped) else self.sift(item)
