"""The mentions of one sentence, and new ones that words of holding make."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from marsad.knowledge.base import Knowledge
from marsad.model.reading import Mention, MentionKind
from marsad.reading.grammar.verbs import VerbGroup
from marsad.reading.parsed import Parsed

LISTED = re.compile(r"\W*(?:and|or)?\W*(?:the )?")
"""What stands between the names of a list."""
WHERE = re.compile(r"\bwhere\b")


class Beside:
    """Mentions around a stretch of one sentence. Offsets are into the report; results are mention indices."""

    def __init__(
        self,
        text: str,
        parsed: Parsed,
        knowledge: Knowledge,
        mentions: Sequence[Mention],
        add: Callable[[Mention], int],
    ) -> None:
        self._text = text
        self._parsed = parsed
        self._knowledge = knowledge
        self._mentions = mentions
        self._add = add
        self._span = parsed.sentence.span

    def before(self, at: int, reach: int) -> str:
        return self._text[max(self._span.start, at - reach) : at]

    def own(self, kinds: set[MentionKind]) -> list[tuple[int, Mention]]:
        return [
            (i, m)
            for i, m in enumerate(self._mentions)
            if m.sentence == self._parsed.sentence.index and m.kind in kinds
        ]

    def start_of(self, index: int) -> int:
        return self._mentions[index].span.start

    def end_of(self, index: int) -> int:
        return self._mentions[index].span.end

    def index_of(self, mention: Mention) -> int | None:
        return next((i for i, m in enumerate(self._mentions) if m is mention), None)

    def verb_at(self, at: int) -> VerbGroup | None:
        """The verb at ``at``, else the last one before it."""
        token = self._parsed.sentence.token_at(at)
        return next((v for v in reversed(self._parsed.syntax.verbs) if v.start <= token), None)
