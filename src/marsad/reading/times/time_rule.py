"""What a rule of the time grammar is, and the look at a match's surroundings that rules share."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from marsad.model.span import Span
from marsad.model.time import TimeExpression

Build = Callable[[str, re.Match[str]], TimeExpression | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern whose whole match is the expression's span, and what makes a value of a match.

    ``build`` gives None where the context shows that no time is meant. ``needs`` are small letters, some of
    which stand in every match, so that most sentences need no further look.
    """

    pattern: re.Pattern[str]
    build: Build
    needs: tuple[str, ...]

    @classmethod
    def of(cls, pattern: str, build: Build, *needs: str) -> Rule:
        return cls(re.compile(pattern, re.IGNORECASE), build, needs)

    def may_match(self, lower: str) -> bool:
        """Whether a sentence, given in small letters, may hold a match."""
        return not self.needs or any(word in lower for word in self.needs)


def span_of(text: str, match: re.Match[str]) -> Span:
    """The match without white space and commas at its ends."""
    start, end = match.span()
    while end > start and (text[end - 1].isspace() or text[end - 1] == ","):
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return Span.of(text, start, end)


def words_before(text: str, start: int, reach: int = 40) -> str:
    """The lower-case line of text that ends where the match starts."""
    return text[max(0, start - reach) : start].rpartition("\n")[2].lower()


def words_after(text: str, end: int, reach: int = 40) -> str:
    """The text that follows the match on its line, in its own case."""
    return text[end : end + reach].partition("\n")[0]
