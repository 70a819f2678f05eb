"""What stands between intake and reader in a crawl: which reports are worth reading, and which are copies.

A sieve is opened once in each worker, as the pipeline is, and sees one report at a time. One that needs to
know all reports of a crawl (copies) is opened with what an earlier pass over the same splits found out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from marsad.intake.warc import of_archive
from marsad.model.report import Report
from marsad.sieving import Sieve as Judge


@dataclass(frozen=True, slots=True)
class Dropped:
    """A report that is not read, and why: another language, too short, about something else."""

    reason: str


@dataclass(frozen=True, slots=True)
class CopyOf:
    """A report that says what another, whose id is ``report``, says: that is read, this is kept by name."""

    report: str
    reason: str = "its words are those of another report"


Verdict = Dropped | CopyOf | None
"""None: the report goes on to the reader."""


class Sieve(Protocol):
    def sift(self, report: Report) -> Verdict: ...


class KeepAll:
    """The sieve of a run without one."""

    def sift(self, report: Report) -> Verdict:
        return None


class OnSubject:
    """Drops what cannot tell of a war (``marsad.sieving``), one report at a time.

    ``archives_only`` judges pages of WARC archives and lets other reports through. Copies are not looked for:
    what is a copy would depend on how the inputs are cut, and records may not.
    """

    def __init__(self, archives_only: bool) -> None:
        self._archives_only = archives_only
        self._judge = Judge.open()

    def sift(self, report: Report) -> Verdict:
        if self._archives_only and not of_archive(report.source):
            return None
        reason = self._judge.judge(report).reason
        return Dropped(reason.value) if reason else None
