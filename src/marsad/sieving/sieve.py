"""Which reports are worth reading: a cheap look at language, length, page furniture and subject.

What it drops, the reader would have read without finding an event, in all but few cases; docs/sieve.md has
the measures. It never judges what a report says.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from marsad.intake.lines import lines_of, outside, words_of
from marsad.intake.warc import of_archive
from marsad.model.report import Report
from marsad.sieving.topic import Topic

SHORTEST = 8
"""Words of headline and article below which nothing is read; agencies send news of one sentence."""
PROSE = 8
"""Words of a line from which on it may be prose. Menus, lists of links and captions have shorter ones."""
SHARE = 0.2
"""Share of the words that must stand in such lines."""
READ = frozenset(("en",))
"""Languages that the reader reads."""


class Reason(StrEnum):
    """Why a report is not read."""

    LANGUAGE = "language"
    LENGTH = "length"
    BOILERPLATE = "boilerplate"
    SUBJECT = "subject"


EXPLAINED = {
    Reason.LANGUAGE: "in another language, which is not read",
    Reason.LENGTH: f"shorter than {SHORTEST} words",
    Reason.BOILERPLATE: "menus, lists or notices without an article",
    Reason.SUBJECT: "not about armed conflict",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the sieve says of a report: ``reason`` is None where it is to be read.

    ``score`` is the logit that it is about armed conflict, None where an earlier reason settled it.
    """

    reason: Reason | None
    score: float | None = None


class Scope(StrEnum):
    """Which reports of a run are sieved; copies are looked for among these too."""

    NONE = "none"
    ARCHIVES = "archives"
    """Pages of WARC archives: a crawl takes what comes, other inputs somebody has chosen."""
    ALL = "all"

    @classmethod
    def of(cls, wanted: bool | None) -> Scope:
        """The scope of a run that was asked to sieve, or not to, or told nothing (None)."""
        return {None: cls.ARCHIVES, True: cls.ALL, False: cls.NONE}[wanted]

    def covers(self, report: Report) -> bool:
        return self is Scope.ALL or (self is Scope.ARCHIVES and of_archive(report.source))


class Judge(Protocol):
    """Whatever says which reports are worth reading, one report at a time."""

    def covers(self, report: Report) -> bool:
        """Whether the report is to be sieved at all."""
        ...

    def judge(self, report: Report) -> Verdict: ...


class KeepAll:
    """The judge of a run without a sieve."""

    def covers(self, report: Report) -> bool:
        return False

    def judge(self, report: Report) -> Verdict:
        return Verdict(None)


def judge_for(scope: Scope) -> Judge:
    """The sieve of a run; opened only where there is something to sieve. Raises SieveDamaged."""
    return KeepAll() if scope is Scope.NONE else Sieve.open(scope)


class Sieve:
    """The sieve with its classifier. Holds no state between reports."""

    def __init__(self, topic: Topic, scope: Scope = Scope.ALL) -> None:
        self.topic = topic
        self._scope = scope

    @classmethod
    def open(cls, scope: Scope = Scope.ALL) -> Sieve:
        """The shipped one. Raises SieveDamaged."""
        return cls(Topic.open(), scope)

    def covers(self, report: Report) -> bool:
        return self._scope.covers(report)

    def judge(self, report: Report) -> Verdict:
        """Whether to read a report; one whose language is not known is given the benefit of the doubt."""
        if report.language is not None and report.language not in READ:
            return Verdict(Reason.LANGUAGE)
        article = outside(report.text, report.removed)
        whole = f"{report.title}\n{article}" if report.title else article
        counts = [len(words_of(line.text)) for line in lines_of(whole)]
        if sum(counts) < SHORTEST:
            return Verdict(Reason.LENGTH)
        if sum(n for n in counts if n >= PROSE) < max(PROSE, SHARE * sum(counts)):
            return Verdict(Reason.BOILERPLATE)
        score = round(self.topic.score(whole), 3)
        return Verdict(None if score >= self.topic.limit else Reason.SUBJECT, score)
