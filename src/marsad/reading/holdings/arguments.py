"""What a phrase says is held: a named place, one that is taken up, a thing that can be held."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from marsad.knowledge.lexicon import Lexicon
from marsad.model.reading import MentionKind
from marsad.model.span import Span
from marsad.reading.grammar.verbs import VerbGroup
from marsad.reading.holdings import words as forms
from marsad.reading.holdings.clauses import antecedent, apposed
from marsad.reading.holdings.neighbours import Neighbours
from marsad.reading.holdings.things import SEVERAL, SIDE_TAKEN_UP, TAKEN_UP, is_place_like
from marsad.reading.mentions import Phrase
from marsad.reading.names.find import NameKind
from marsad.reading.names.place_words import NO_NAMES
from marsad.reading.parsed import Parsed

Held = tuple[int | None, Span | None]
"""The mention of a place (None where it bears no name), and the words for it (None where the name is all)."""

_IN = re.compile(r"\s+(?P<at>of|in|at|inside|near|on|outside|around|over)\s+(?:the\s+)?(?:[a-z-]+\s+){0,3}$")
_BESIDE = frozenset("near outside around".split())
_APPOSED = re.compile(r"(?:an?|the|another)\s", re.I)
_PROPER = frozenset(("NNP", "NNPS"))


@dataclass(frozen=True, slots=True)
class Arguments:
    """Reads the phrases of one sentence as places; offsets are into the report."""

    text: str
    parsed: Parsed
    near: Neighbours
    lexicon: Lexicon

    def held(self, phrases: Iterable[Phrase], named: bool = False) -> list[Held]:
        """What each phrase of a list says is held. ``named``: other things than places do not count."""
        found: list[Held] = []
        for phrase in phrases:
            span = self._span(phrase)
            after_comma = self.text[: span.start].rstrip().endswith(",")
            if found and found[-1][1] is None and after_comma and _APPOSED.match(span.text):
                continue  # "X, a town in Y": X alone
            one = self.one(phrase, named)
            if one is not None:
                found.append(one)
        return list(dict.fromkeys(found))

    def one(self, phrase: Phrase, named: bool = False) -> Held | None:
        span = self._span(phrase)
        inside = self.near.places_in(span)
        of_it = self.near.named_of(span.end) if inside else None
        if of_it is not None:
            return of_it, None  # "the Damascus suburb of X"
        if inside and (self.near.end_of(inside[-1]) == span.end or is_place_like(self.lexicon, span.text)):
            return inside[-1], None
        behind = self.near.place_after(span.end, 40)
        link = _IN.fullmatch(self.text[span.end : self.near.start_of(behind)]) if behind is not None else None
        if SIDE_TAKEN_UP.fullmatch(span.text) and link is None:
            return None, span
        if TAKEN_UP.match(span.text) and (link is None or link.group("at") != "of"):
            return None, span
        if SEVERAL.search(span.text) and link is None:
            return None  # "the two towns": which they are is for the resolving to say
        unknown = self._unknown_name(phrase)
        if unknown is not None:
            return self.near.name_place(unknown), None
        if not is_place_like(self.lexicon, span.text):
            return None
        if behind is None or link is None:
            return None if named else (None, span)
        if link.group("at") == "of":
            return behind, None
        words = Span.of(self.text, span.start, self.near.end_of(behind))
        return (None if link.group("at") in _BESIDE else behind), words

    def described(self, start: int, end: int) -> int | None:
        """The name on no list that words from ``start`` to ``end`` are said of: in their own phrase
        ("army-held X"), or before it ("X, an army-held town in Y").
        """
        for phrase in self.parsed.syntax.phrases:
            span, name = self._span(phrase), self._unknown_name(phrase)
            if name is None:
                continue
            before = forms.DESCRIBES.fullmatch(self.text, span.end, start)
            if (before and forms.OF_ITS_KIND.match(self.text, end)) or (
                span.start <= start and end < span.end
            ):
                return self.near.name_place(name)
        return None

    def apposed(self, at: int) -> int | None:
        """The name on no list whose description goes on at ``at``: "X, a town in Y (held by)"."""
        for phrase in self.parsed.syntax.phrases:
            name = self._unknown_name(phrase)
            if name is not None and name.end < at and apposed(self.text, [(0, name)], at) is not None:
                return self.near.name_place(name)
        return None

    def told_of(self, clause: int) -> int | None:
        """The name on no list that the "which" or "that" at ``clause`` stands for."""
        for phrase in self.parsed.syntax.phrases:
            name = self._unknown_name(phrase)
            if name is not None and antecedent(self.text, [(0, name)], clause) is not None:
                return self.near.name_place(name)
        return None

    def subjects(self, at: int) -> list[Held]:
        """What the subject of the verb before ``at`` says is held: "A, B and the town of C were still in"."""
        verb = self.near.verb_at(at)
        if verb is None or self.parsed.sentence.token_at(at) - verb.end > 6:
            return []
        subjects = self._subjects(verb)
        if verb.form == "participle":  # "left for areas held by": what stands right before
            subjects = tuple(p for p in subjects if verb.start - p.chunk.end <= 1)
        return self.held(subjects)

    def _subjects(self, verb: VerbGroup) -> tuple[Phrase, ...]:
        found = self.parsed.syntax.subjects(verb)
        if not found:  # a single word that is on no list is no phrase that acts
            bare = (p for p in self.parsed.syntax.phrases if p.chunk.end == verb.start)
            found = tuple(p for p in bare if p.chunk.preposition is None and self._unknown_name(p))
        if [self._span(p).text.lower() for p in found] != ["itself"]:
            return found
        before = [p for p in self.parsed.syntax.phrases if p.chunk.end == found[0].chunk.start]
        return tuple(before)  # "X itself is"

    def subjects_of(self, verb: VerbGroup, named: bool = False) -> list[Held]:
        return self.held(self._subjects(verb), named)

    def _span(self, phrase: Phrase) -> Span:
        return self.parsed.sentence.span_of(self.text, phrase.chunk.start, phrase.chunk.end)

    def _unknown_name(self, phrase: Phrase) -> Span | None:
        """The proper name that ends a phrase and is on no list: what is held, by it, is a place."""
        mention, sentence = phrase.mention, self.parsed.sentence
        if mention is not None and mention.kind is not MentionKind.PERSON:
            return None
        start = phrase.chunk.end
        while start > phrase.chunk.start and sentence.tag(start - 1) in _PROPER:
            start -= 1
        while start + 1 < phrase.chunk.end and forms.HYPHENATED.search(sentence.tokens[start].text):
            start += 1  # "Houthi-held X" is X
        named = [n for n in self.parsed.names if n.end > start and n.start < phrase.chunk.end]
        if start == phrase.chunk.end or any(n.kind is not NameKind.PLACE for n in named):
            return None
        span = sentence.span_of(self.text, start, phrase.chunk.end)
        plain = span.text.isupper() or span.text.lower() in NO_NAMES
        plain = plain or forms.HYPHENATED.search(span.text) is not None  # "Rebel-Held Areas"
        return span if span.text[:1].isupper() and not plain else None
