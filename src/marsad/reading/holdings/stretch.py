"""One sentence in which words of holding are looked for, and the holdings that it makes of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from marsad.model.reading import Holding, Mention
from marsad.model.span import Span
from marsad.reading.holdings.arguments import Arguments
from marsad.reading.holdings.neighbours import Neighbours
from marsad.reading.parsed import Parsed


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence with its neighbours; ``mentions`` are those of the report so far, offsets are into it."""

    text: str
    parsed: Parsed
    mentions: Sequence[Mention]
    near: Neighbours
    arguments: Arguments

    @property
    def span(self) -> Span:
        return self.parsed.sentence.span

    def find(self, pattern: re.Pattern[str]) -> list[re.Match[str]]:
        """Where a form stands in the sentence."""
        return list(pattern.finditer(self.text, self.span.start, self.span.end))

    def holding(self, state: str, actor: int | None, place: int | None, start: int, end: int) -> Holding:
        """A holding told by the words from ``start`` to ``end``, wide enough for its actor and place."""
        told = [self.mentions[i].span for i in (actor, place) if i is not None]
        low, high = min([start, *(s.start for s in told)]), max([end, *(s.end for s in told)])
        a, b = self.parsed.syntax.clause_of(self.parsed.sentence.token_at(start))
        clause = self.parsed.sentence.span_of(self.text, a, b)
        return Holding(state, actor, place, Span.of(self.text, low, high), self.parsed.sentence.index, clause)
