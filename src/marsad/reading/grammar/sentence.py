"""One sentence with its words, parts of speech and the stretches already recognised in it."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field, replace

from marsad.model.reading import Quantity
from marsad.model.span import Span
from marsad.model.time import TimeExpression
from marsad.reading.grammar.tagger import tagged_tokens
from marsad.reading.grammar.tokens import Token

# Words whose part of speech the grammar relies on, whatever the tagger makes of them.
_FIXED_TAGS = {
    "that": "WDT", "which": "WDT", "who": "WP", "whose": "WP$", "by": "IN", "in": "IN", "at": "IN",
    "on": "IN", "of": "IN", "from": "IN", "against": "IN", "between": "IN", "after": "IN", "near": "IN",
    "into": "IN", "and": "CC", "or": "CC", "but": "CC", "the": "DT", "a": "DT", "an": "DT", "is": "VBZ",
    "are": "VBP", "was": "VBD", "were": "VBD", "been": "VBN", "being": "VBG", "be": "VB", "has": "VBZ",
    "have": "VBP", "had": "VBD", "to": "TO", "with": "IN", "when": "WRB", "where": "WRB", "while": "IN",
    "including": "IN", "dozens": "NNS", "troops": "NNS", "forces": "NNS", "wounded": "VBN", "killed":
    "VBN", "said": "VBD",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words of one sentence. ``tags`` are Penn Treebank tags, one a token; ``i``-indices count tokens."""

    index: int
    span: Span
    tokens: tuple[Token, ...]
    tags: tuple[str, ...]
    times: tuple[TimeExpression, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    _in_time: frozenset[int] = field(default=frozenset())

    @classmethod
    def of(
        cls,
        text: str,
        span: Span,
        index: int,
        times: Sequence[TimeExpression],
        quantities: Sequence[Quantity],
    ) -> Sentence:
        tokens, raw = tagged_tokens(text, span.start, span.end)
        own_times = tuple(t for t in times if span.covers(t.span))
        own_quantities = tuple(q for q in quantities if span.covers(q.span))
        counted = {t.start for t in tokens for q in own_quantities if q.span.start <= t.start < q.span.end}
        tags = tuple(
            "CD"
            if t.start in counted and (t.lower in _NUMBERS or t.text[:1].isdigit())
            else _corrected(t, tag)
            for t, tag in zip(tokens, raw, strict=True)
        )
        tags = tuple(
            "NNP" if tag == "VB" and t.capitalised and i and tags[i - 1] not in {"TO", "MD"} else tag
            for i, (t, tag) in enumerate(zip(tokens, tags, strict=True))
        )
        in_time = frozenset(
            i
            for i, t in enumerate(tokens)
            for time in own_times
            if time.span.start <= t.start < time.span.end
        )
        return cls(index, span, tokens, tags, own_times, own_quantities, in_time)

    def with_verbs(self, past: Container[str], present: Container[str]) -> Sentence:
        """The sentence with verbs of the trade that were taken for nouns or adjectives set right.

        ``past`` are forms that can be nothing but verbs; ``present`` may be nouns too and count as verbs only
        between a plural and an object ("rebels attack the town").
        """
        tags = list(self.tags)
        for i, token in enumerate(self.tokens):
            if tags[i].startswith("VB") or self.in_time(i) or (token.capitalised and i > 0):
                continue
            before, after = self.tag(i - 1), self.tag(i + 1)
            if token.lower in past and not (before in _OPENS_NOUN and after.startswith("NN")):
                tags[i] = "VBD"
            elif (
                token.lower in present
                and tags[i] in {"NN", "NNS", "JJ"}
                and before in _PLURALS
                and after in _OPENS_OBJECT
            ):
                tags[i] = "VBP"
            elif token.lower in _ALIKE and before.startswith("NN") and after in _OPENS_OBJECT:
                tags[i] = "VBD"
        return replace(self, tags=tuple(tags))

    def with_names(self, ranges: Sequence[tuple[int, int]], nouns: Container[str]) -> Sentence:
        """The sentence with its tags set right by what is known: names, ``nouns`` (lower case), verbs
        beside them.
        """
        tags = [self._noun_tag(i, nouns) for i in range(len(self.tags))]
        for start, end in ranges:
            for i in range(start, end):
                if tags[i] not in {"POS", "IN", "CC", "DT"}:
                    tags[i] = "NNP"
        for i in range(1, len(tags)):
            tags[i] = _as_past(self, tags, i)
        return replace(self, tags=tuple(tags))

    def _noun_tag(self, i: int, nouns: Container[str]) -> str:
        """The tag of token ``i``, a known noun not taken for a verb ("rebels said") or an adjective
        ("the offensive to").
        """
        tag, word = self.tags[i], self.tokens[i].lower
        if word in _HOLDING_VERBS and tag in {"NN", "NNS"} and self.tag(i - 1) in {"NNS", "NNPS", "NNP"}:
            return "VBP" if self.tag(i + 1) in {"RB", "DT", "JJ", "PDT", "NNP", "CD"} else tag
        if word in _HOLDS and tag in {"NN", "NNS"} and self.tag(i - 1) in {"NN", "NNP"}:
            return "VBZ" if self.tag(i + 1) in {"DT", "NNP", "CD"} else tag
        if word not in nouns or self.tag(i - 1) in {"PRP", "MD", "TO"}:
            return tag
        if tag in {"VBZ", "VBP"} and word.endswith("s") and self.tag(i + 1) not in _OPENS_OBJECT:
            return "NNS"
        if tag == "JJ" and not self.tag(i + 1).startswith(("NN", "JJ", "CD", "HYPH")):
            return "NN"
        return tag

    def __len__(self) -> int:
        return len(self.tokens)

    def in_time(self, i: int) -> bool:
        """Whether token ``i`` is part of a time expression."""
        return i in self._in_time

    def token_at(self, offset: int) -> int:
        """Index of the first token that ends after character ``offset`` of the report's text."""
        for i, token in enumerate(self.tokens):
            if token.end > offset:
                return i
        return len(self.tokens)

    def lower(self, i: int) -> str:
        """The lower-case token ``i``; empty outside the sentence."""
        return self.tokens[i].lower if 0 <= i < len(self.tokens) else ""

    def tag(self, i: int) -> str:
        return self.tags[i] if 0 <= i < len(self.tags) else ""

    def span_of(self, text: str, start: int, end: int) -> Span:
        """The span of tokens ``start`` to ``end`` (exclusive)."""
        return Span.of(text, self.tokens[start].start, self.tokens[end - 1].end)


_HOLDING_VERBS = frozenset("control controls rule rules hold holds".split())
_HOLDS = frozenset("holds controls occupies governs dominates besieges encircles".split())
_OPENS_NOUN = frozenset(("DT", "JJ", "CD", "PRP$", "POS", "IN", "CC"))
_PLURALS = frozenset(("NNS", "NNPS", "PRP"))
_ALIKE = frozenset("hit hurt beat".split())
"""Verbs whose past is like their base."""
_OPENS_OBJECT = frozenset(("DT", "CD", "PRP$", "NNP", "NNPS", "NNS", "PRP"))


def _as_past(sentence: Sentence, tags: Sequence[str], i: int) -> str:
    """A bare participle between a noun and an object is a past tense ("terrorists executed 40 gunmen")."""
    word = sentence.lower(i)
    if (
        tags[i] == "NN"
        and word.endswith("ed")
        and tags[i - 1].startswith("NN")
        and sentence.lower(i + 1) == "to"
    ):
        return "VBD"  # "the group threatened to"
    if tags[i] not in {"VBN", "JJ"} or (tags[i] == "JJ" and not word.endswith("ed")) or "-" in word:
        return tags[i]
    before, after = tags[i - 1], tags[i + 1] if i + 1 < len(tags) else ""
    if tags[i] == "VBN" and _subject_of_relative(sentence, tags, i):
        return "VBD"  # "X, which the rebels captured in May"
    if tags[i] == "JJ" and before == "PRP" and (after.startswith("NN") or after in _OPENS_OBJECT):
        return "VBD"  # "it targeted positions"
    if sentence.in_time(i + 1) or not (before.startswith("NN") or before == "PRP"):
        return tags[i]
    if after in _OPENS_OBJECT and (tags[i] == "VBN" or after != "NNS"):
        return "VBD"
    return "VBD" if tags[i] == "JJ" and after == "NN" and before in {"NN", "NNP", "NNS"} else tags[i]


_NOMINAL = frozenset("NN NNS NNP NNPS JJ DT PRP PRP$ POS HYPH CD".split())
_LONGEST_SUBJECT = 6


def _subject_of_relative(sentence: Sentence, tags: Sequence[str], i: int) -> bool:
    """Whether a "which" or "that" and its clause's subject stand before the verb at ``i``."""
    for k in range(i - 1, max(i - 2 - _LONGEST_SUBJECT, 0), -1):
        if sentence.lower(k) in {"which", "that", "whom"}:
            noun_before = tags[k - 1].startswith("NN") or (
                sentence.lower(k - 1) == "," and sentence.lower(k) == "which"
            )
            return k < i - 1 and noun_before and tags[i - 1].startswith(("NN", "PRP"))
        if tags[k] not in _NOMINAL:
            return False
    return False


_NUMBERS = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety".split()
)
"""Words that are numbers wherever they count something, whatever the tagger takes them for."""


_IST_VERBS = ("sist", "list", "xist", "wist", "sists", "lists", "xists", "wists")
"""Ends of verbs that look like words for followers: "resist", "enlist", "exist", "twist"."""


_MODALS = frozenset(
    "will would could can must may should might shall ought need dare cannot can't won't ca wo ll d".split()
)


_PRONOUNS = frozenset(
    "you he she it we they me him her us them mine yours his hers ours theirs one myself yourself himself "
    "herself itself ourselves yourselves themselves em ya its their".split()
)


def _corrected(token: Token, tag: str) -> str:
    if tag == "MD" and token.lower.replace("’", "'").lstrip("'") not in _MODALS and len(token.lower) > 1:
        return "NNP" if token.capitalised else "VBP"  # "rebels hold X": there are no other modal verbs
    if tag == "PRP" and token.lower not in _PRONOUNS and len(token.lower) > 2:
        return "NNP" if token.capitalised else "NN"  # "Minembwe is held": a word never met in training
    fixed = _FIXED_TAGS.get(token.lower)
    if fixed and not (token.lower == "that" and tag in {"DT", "IN"}):
        if token.lower in {"killed", "wounded"} and tag in {"VBD", "VBN", "JJ"}:
            return tag if tag != "JJ" else "VBN"
        return fixed
    if tag == "CD" and token.lower.isalpha() and token.lower.endswith("ed"):
        return "VBD"  # "on Sunday captured new areas": no number ends so
    if (
        tag.startswith("VB")
        and token.lower.endswith(("ist", "ists"))
        and not token.lower.endswith(_IST_VERBS)
    ):
        return "NN"  # "Maoist rebels"
    return tag
