"""What stands between intake and reader in a crawl: which reports are worth reading, and which are copies.

A sieve is opened once in each worker, as the pipeline is, and sees one report at a time. One that needs to
know all reports of a crawl (copies) is opened with what an earlier pass over the same splits found out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from marsad.model.report import Report


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
