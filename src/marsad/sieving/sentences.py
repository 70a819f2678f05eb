"""The sentences of an article as they are compared: words without case, signs, dateline and furniture."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from marsad.intake.lines import lines_of, sentence_ends
from marsad.model.report import Report

_WORD = re.compile(r"\w+")
_DATELINE = re.compile(
    r"\s*(?:[A-Z][A-Z .,'’/-]{2,60}(?:,[^-–—(\n]{0,40})?\s*(?:\([^)\n]{2,40}\)\s*)?"
    r"|[A-Z][^-–—(\n]{1,60}\([^)\n]{2,40}\)\s*)[-–—]{1,2}\s*"
)
"""A place in capitals or an agency in brackets before a dash: outlets set their own before one wire."""
_AGENCY = re.compile(r"\s*[-–—]?\s*\(?(?:[A-Z][A-Za-z]+(?:/[A-Z][A-Za-z]+)*)\)?\s*")
"""A "sentence" of one name: "(AFP)", "- Reuters" behind the last full stop."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: where its words stand in the report's text (Python string indices), and which they are."""

    places: tuple[tuple[int, int], ...]
    words: tuple[str, ...]

    @property
    def key(self) -> int:
        """64 bits of a digest of the words."""
        joined = " ".join(self.words).encode("utf-8", "replace")
        return int.from_bytes(hashlib.blake2b(joined, digest_size=8).digest(), "big")

    @property
    def start(self) -> int:
        return self.places[0][0]

    @property
    def end(self) -> int:
        return self.places[-1][1]


def sentences_of(report: Report) -> tuple[Sentence, ...]:
    """The sentences of the article, in order, without headline, dateline, credit and page furniture."""
    text = _article(report)
    return tuple(s for start, end in _stretches(text) if (s := _sentence(text, start, end)))


def _article(report: Report) -> str:
    """The text with blanks in the place of what is not the article, as long as it was."""
    cuts = [(r.start, r.end) for r in report.removed]
    if report.title_span:
        cuts.append((report.title_span.start, report.title_span.end))
    letters = list(report.text)
    for start, end in cuts:
        letters[start:end] = "\n" * (end - start)
    return "".join(letters)


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    for line in lines_of(text):
        at = line.start
        for end in (*sentence_ends(text, line.start, line.end), line.end):
            if end > at:
                yield at, end
            at = end


def _sentence(text: str, start: int, end: int) -> Sentence | None:
    dateline = _DATELINE.match(text, start, end)
    start = dateline.end() if dateline else start
    if _AGENCY.fullmatch(text, start, end):
        return None
    found = list(_WORD.finditer(text, start, end))
    if not found:
        return None
    return Sentence(tuple(m.span() for m in found), tuple(m.group().lower() for m in found))
