"""Which reports are worth reading: a cheap look at language, length, page furniture and subject.

What it drops, the reader would have read without finding an event, in all but few cases; docs/sieve.md has
the measures. It never judges what a report says.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from marsad.intake.lines import lines_of, outside, words_of
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


class Sieve:
    """The sieve with its classifier. Holds no state between reports."""

    def __init__(self, topic: Topic) -> None:
        self.topic = topic

    @classmethod
    def open(cls) -> Sieve:
        """The shipped one. Raises SieveDamaged."""
        return cls(Topic.open())

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
