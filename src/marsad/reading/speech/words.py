"""One sentence as tagged words, with the small questions about words that grammar asks."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.model.span import Span
from marsad.reading.grammar.tagger import tagged_tokens
from marsad.reading.grammar.tokens import Token
from marsad.reading.speech.cues import grammar, speech_words
from marsad.reading.speech.mending import BE, HAVE, NOUNS, QUOTES, mended
from marsad.reading.speech.offices import with_joined_offices

__all__ = ["BE", "FINITE", "HAVE", "QUOTES", "Words", "tag_sentence"]

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_IN_PHRASE = NOUNS | {"JJ", "JJR", "JJS", "CD", "POS", "FW", "AFX", "HYPH"}
_PUNCTUATION = frozenset(",;:.!?…()[]{}—–-‒―|•*") | QUOTES
MODALS = grammar("modals")
NEGATIONS = grammar("negations")
PRONOUNS = grammar("pronouns")
PREPOSITIONS = grammar("prepositions")
SUBORDINATORS = grammar("subordinators")
# The forms in which one speaks.
OCCASIONS = grammar("occasions")
_WEEKDAYS = grammar("weekdays")
MONTHS = grammar("months")
_DAYTIMES = grammar("daytimes")
TIMES = frozenset([*_WEEKDAYS, *(d + "s" for d in _WEEKDAYS), *MONTHS, *_DAYTIMES])
_TIME_LINKS = grammar("time_links")
# Participles that begin a shortened relative clause after a noun: "an official speaking on condition …".
REDUCED = grammar("reduced")


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of one sentence with their tags (mended where the word lists know better)."""

    text: str
    sentence: Span
    tokens: tuple[Token, ...]
    tags: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.tokens)

    def lower(self, i: int) -> str:
        return self.tokens[i].lower if 0 <= i < len(self.tokens) else ""

    def tag(self, i: int) -> str:
        return self.tags[i] if 0 <= i < len(self.tags) else ""

    def span(self, first: int, last: int) -> Span:
        """The text from token ``first`` to token ``last``, both included."""
        return Span.of(self.text, self.tokens[first].start, self.tokens[last].end)

    def is_noun(self, i: int) -> bool:
        return self.tag(i) in NOUNS

    def in_phrase(self, i: int) -> bool:
        return self.tag(i) in _IN_PHRASE

    def is_name(self, i: int) -> bool:
        return (
            0 <= i < len(self)
            and self.is_noun(i)
            and (self.tokens[i].capitalised or self.lower(i)[:3] in {"al-", "el-"})
        )

    def is_acronym(self, i: int) -> bool:
        return 0 <= i < len(self) and len(self.tokens[i].text) > 1 and self.tokens[i].text.isupper()

    def is_punctuation(self, i: int) -> bool:
        return self.lower(i) in _PUNCTUATION and self.tag(i) not in {"NNP", "HYPH"}

    def is_quote(self, i: int) -> bool:
        return self.lower(i) in QUOTES

    def is_comma(self, i: int) -> bool:
        """A comma or the dash that does a comma's work."""
        return self.lower(i) in {",", "–", "—", "-", "‒", "―"} and self.tag(i) != "HYPH"

    def is_title(self, i: int) -> bool:
        return self.lower(i) in speech_words().titles

    def is_head(self, i: int) -> bool:
        return self.lower(i) in speech_words().heads

    def finite(self, first: int, stop: int) -> list[int]:
        """Finite verbs among tokens ``first`` to ``stop`` (exclusive)."""
        return [i for i in range(max(0, first), min(stop, len(self))) if self.tags[i] in FINITE]

    def time_before(self, last: int) -> int:
        """The first token of the time phrase that ends at ``last``; ``last + 1`` where none does."""
        i = last
        while i >= 0 and (self._is_time(i) or (self.tag(i) == "CD" and self._dated(i))):
            i -= 1
        if i == last:
            return last + 1
        while i >= 0 and self.lower(i) in _TIME_LINKS:
            i -= 1
        return i + 1

    def time_after(self, first: int) -> int:
        """The token after the time phrase that begins at ``first``; ``first`` where none does."""
        i = first
        while i < len(self) and self.lower(i) in _TIME_LINKS:
            i += 1
        start = i
        while i < len(self) and (
            self._is_time(i) or (self.tag(i) == "CD" and self._dated(i)) or self.lower(i) == "'s"
        ):
            i += 1
        return i if i > start else first

    def _is_time(self, i: int) -> bool:
        lower = self.lower(i)
        if lower not in TIMES:
            return False
        return not (lower in {"may", "march"} and not self.tokens[i].capitalised)

    def _dated(self, i: int) -> bool:
        return self.lower(i - 1) in MONTHS or self.lower(i + 1) in MONTHS or self.lower(i - 2) in MONTHS


def tag_sentence(text: str, sentence: Span) -> Words:
    """The words of ``sentence``, tagged."""
    tokens, tags = tagged_tokens(text, sentence.start, sentence.end)
    return Words(text, sentence, tokens, with_joined_offices(tokens, mended(tokens, tags)))
