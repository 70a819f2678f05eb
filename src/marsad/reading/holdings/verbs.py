"""Who holds what by the verbs of a sentence: the table of predicates laid over subjects and objects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from marsad.model.reading import MentionKind
from marsad.model.span import Span
from marsad.reading.grammar.verbs import VerbGroup
from marsad.reading.holdings.arguments import Arguments
from marsad.reading.holdings.neighbours import Neighbours
from marsad.reading.holdings.predicates import BY_FORM, Predicate
from marsad.reading.parsed import Parsed

_PRONOUNS = frozenset("it they we".split())
_CHANGES = frozenset(("gains", "loses"))
_PAST = frozenset("previously formerly once".split())
_LIES_AROUND = frozenset("surrounding ringing encircling".split())
""" "the area surrounding X": no siege without "is" or "are"."""
_UNREAL = frozenset("if unless should once until before lest".split())


_AT_NO_TIME = frozenset((("no", "time"), ("no", "way"), ("no", "point")))
_DENYING = frozenset("deny denies denied denying rejects rejected".split())


def denied(parsed: Parsed, verb: VerbGroup) -> bool:
    """Whether a verb is denied by words that do not stand in its group: "at no time did troops lose X",
    "the army denies losing X".
    """
    words = [parsed.sentence.lower(i) for i in range(max(0, verb.start - 7), verb.start)]
    at_no_time = any(pair in _AT_NO_TIME for pair in pairwise(words))
    return at_no_time or bool(words and words[-1] in _DENYING)


@dataclass(frozen=True, slots=True)
class Told:
    """One statement of a verb: ``place`` and ``actor`` are mention indices, ``words`` those for a place that
    bears no name, ``start`` to ``end`` the verb.
    """

    state: str
    actor: int
    place: int | None
    words: Span | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class VerbReader:
    """Reads the verbs of one sentence; offsets are into the report."""

    parsed: Parsed
    near: Neighbours
    arguments: Arguments

    def told(self) -> Iterator[Told]:
        for verb in self.parsed.syntax.verbs:
            if verb.negated or verb.modal or verb.form == "infinitive" or denied(self.parsed, verb):
                continue
            group = {self.parsed.sentence.lower(i) for i in range(max(0, verb.start - 1), verb.end)}
            if group & _PAST or (
                verb.start == verb.main and self.parsed.sentence.lower(verb.main) in _LIES_AROUND
            ):
                continue  # "had previously been held by": no more
            for predicate, end in self._predicates(verb):
                if predicate.state not in _CHANGES or self._came_about(verb):
                    yield from self._of(verb, predicate, end)

    def _came_about(self, verb: VerbGroup) -> bool:
        """Whether a change is told as one that came: no condition, no demand ("that the army leave X")."""
        sentence = self.parsed.sentence
        start, _ = self.parsed.syntax.clause_of(verb.main)
        unreal = any(sentence.lower(i) in _UNREAL for i in (start, start + 1))
        return not unreal and (sentence.tag(verb.main) not in {"VB", "VBP"} or verb.start != verb.main)

    def _predicates(self, verb: VerbGroup) -> Iterator[tuple[Predicate, int]]:
        """The predicates of a verb, each with the token behind its particle."""
        sentence = self.parsed.sentence
        for particle, predicate in BY_FORM.get(sentence.lower(verb.main), ()):
            if not particle:
                yield predicate, verb.end
            elif sentence.lower(verb.end) == particle:
                yield predicate, verb.end + 1

    def _of(self, verb: VerbGroup, predicate: Predicate, end: int) -> Iterator[Told]:
        sentence = self.parsed.sentence
        first, last = sentence.tokens[verb.start].start, sentence.tokens[end - 1].end
        passive = verb.passive or verb.form == "participle"
        if "" not in predicate.prepositions:
            if verb.passive or sentence.lower(end) not in predicate.prepositions:
                return
            passive = False
            places, end = self.arguments.held(self.parsed.syntax.after(end + 1), predicate.named), end + 1
        elif passive:
            places = self.arguments.subjects_of(verb, predicate.named)
        else:
            places = self.arguments.held(self.parsed.syntax.after(end), predicate.named)
        actors = self._named_by("by", end) if passive else self._subjects(verb)
        for place, words in places:
            for actor in actors:
                yield Told(predicate.state, actor, place, words, first, last)
            if predicate.other:
                for actor in self._named_by("to", end):
                    yield Told(predicate.other, actor, place, words, first, last)

    # ---------------------------------------------------------------- who

    def _subjects(self, verb: VerbGroup) -> list[int]:
        found = [
            i
            for phrase in self.parsed.syntax.subjects(verb)
            if phrase.mention is not None and phrase.mention.kind is MentionKind.ACTOR
            and (i := self.near.index_of(phrase.mention)) is not None
        ]  # fmt: skip
        before = self.parsed.sentence.tokens[verb.start - 1] if verb.start else None
        if not found and before is not None and before.text.lower() in _PRONOUNS:
            return [self.near.pronoun(before.start, before.end)]
        return found

    def _named_by(self, preposition: str, end: int) -> list[int]:
        """The actors behind "by" or "to", no more than a few words after the verb."""
        sentence = self.parsed.sentence
        for i in range(end, min(end + 7, len(sentence))):
            if sentence.lower(i) == preposition:
                at = sentence.tokens[i].end + 1
                return self.near.actors_from(at)
            if sentence.lower(i) in {",", ";", "and", "but"}:
                return []
        return []
