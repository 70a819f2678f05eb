"""One sentence as tagged words, with the small questions about words that grammar asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from marsad.model.span import Span
from marsad.reading.speech.cues import speech_words
from marsad.reading.tagger import shipped_tagger
from marsad.reading.tokens import Token, tokenize

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_IN_PHRASE = _NOUNS | {"JJ", "JJR", "JJS", "CD", "POS", "FW"}
QUOTES = frozenset("\"“”«»„‟")
_PUNCTUATION = frozenset(",;:.!?…()[]{}—–-‒―|•*") | QUOTES
BE = frozenset("am is are was were be been being".split())
HAVE = frozenset("has have had having".split())
MODALS = frozenset("will would can could may might must shall should cannot".split())
NEGATIONS = frozenset("not n't never no nobody none neither nor didnt didn't couldnt couldn't hasnt havent wouldnt wont".split())
PRONOUNS = frozenset("i he she it they we you".split())
PREPOSITIONS = frozenset(
    "of for in at from with on to near against inside within by about under over into around outside across during "
    "amid among between through toward towards along behind beyond despite like since until upon via "
    "including following regarding concerning".split()
)
SUBORDINATORS = frozenset(
    "that as while because when after before although though since if whereas and but or so yet once until where".split()
)
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTHS = (
    "january february march april may june july august september october november december jan feb mar apr jun jul "
    "aug sep sept oct nov dec"
).split()
MONTHS = frozenset(_MONTHS)
_DAYTIMES = "today yesterday tomorrow tonight overnight earlier later recently now morning afternoon evening night day week month year hours days weeks months dawn noon midnight weekend".split()
TIMES = frozenset([*_WEEKDAYS, *(d + "s" for d in _WEEKDAYS), *_MONTHS, *_DAYTIMES])
_TIME_LINKS = frozenset("on in late early last this since by during at the earlier same next of mid".split())
# Participles that begin a shortened relative clause after a noun: "an official speaking on condition …".
REDUCED = frozenset(
    "speaking based located living working close familiar loyal affiliated linked aligned allied stationed monitoring "
    "operating fighting citing quoting belonging briefed identified named published posted released issued carried "
    "distributed seen obtained run led headed backed known tracking covering".split()
)


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
        return self.tag(i) in _NOUNS

    def in_phrase(self, i: int) -> bool:
        return self.tag(i) in _IN_PHRASE

    def is_name(self, i: int) -> bool:
        return 0 <= i < len(self) and self.is_noun(i) and (self.tokens[i].capitalised or self.lower(i)[:3] in {"al-", "el-"})

    def is_acronym(self, i: int) -> bool:
        return 0 <= i < len(self) and len(self.tokens[i].text) > 1 and self.tokens[i].text.isupper()

    def is_punctuation(self, i: int) -> bool:
        return self.lower(i) in _PUNCTUATION

    def is_quote(self, i: int) -> bool:
        return self.lower(i) in QUOTES

    def is_comma(self, i: int) -> bool:
        """A comma or the dash that does a comma's work."""
        return self.lower(i) in {",", "–", "—", "-", "‒", "―"}

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
        while i < len(self) and (self._is_time(i) or (self.tag(i) == "CD" and self._dated(i)) or self.lower(i) == "'s"):
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
    tokens = tokenize(text, sentence.start, sentence.end)
    tags = list(shipped_tagger().tag([t.text for t in tokens]))
    for i, token in enumerate(tokens):
        tags[i] = _mended(tokens, tags, i, token)
    return Words(text, sentence, tokens, tuple(tags))


def _mended(tokens: Sequence[Token], tags: Sequence[str], i: int, token: Token) -> str:
    """The tag of token ``i`` where the tagger's usual slips in news can be seen."""
    tag, lower = tags[i], token.lower
    words = speech_words()
    if lower in {"said", "told"}:
        return "VBN" if i and tokens[i - 1].lower in (BE | HAVE) else "VBD"
    if lower == "according":
        return "IN"
    if lower in words.person_plurals and tag not in _NOUNS and lower not in words.verbs:
        return "NNS"
    if lower in words.titles and tag.startswith("V") and lower not in words.verbs:
        return "NN"
    if token.text[:1].isupper() and i and tag in {"PDT", "FW", "RB", "RP", "VB", "VBZ", "VBP", "VBN", "VBD", "UH", "LS", "``", "''", "GW"}:
        return "NNP" if lower not in words.verbs and lower not in BE and not tokens[i - 1].text in QUOTES else tag
    if lower[:3] in {"al-", "el-"} and len(lower) > 3:
        return "NNP"
    if tag == "JJ" and lower.endswith("ed") and i and tokens[i - 1].lower in BE | HAVE:
        return "VBN"  # "were wounded state media said"
    if lower == "'s":
        return "POS"
    if lower in {"''", "“", "”", '"'}:
        return "''"
    return tag
