"""Who does what in a sentence: subjects, objects and prepositional phrases of verbs and nouns."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from marsad.reading.grammar.sentence import Sentence
from marsad.reading.grammar.verbs import VerbGroup
from marsad.reading.mentions import Phrase

_SUBORDINATORS = frozenset(
    """
    after before when while as since until because although though where whereas whilst once if
    unless amid whereby
    """.split()
)
_RELATIVES = frozenset("which who that whom".split())
_QUOTES = frozenset('" “ ” « »'.split())
_COMMA_WORDS = frozenset(", – — ; :".split())
_MAX_COORDINATES = 6
_MAX_DEPTH = 4
_CAUSING = ("forc", "allow", "order", "urg", "help", "caus", "ask", "call")


@dataclass(frozen=True)
class Syntax:
    """The shallow structure of one sentence."""

    sentence: Sentence
    phrases: tuple[Phrase, ...]
    verbs: tuple[VerbGroup, ...]

    @cached_property
    def clauses(self) -> tuple[tuple[int, int], ...]:
        """Token ranges of the clauses, from left to right, covering the sentence."""
        cuts = [0]
        cuts += [i for i in range(1, len(self.sentence)) if self._opens_clause(i)]
        cuts.append(len(self.sentence))
        return tuple((a, b) for a, b in pairwise(cuts) if b > a)

    def clause_of(self, i: int) -> tuple[int, int]:
        """The clause that token ``i`` stands in."""
        return next(((a, b) for a, b in self.clauses if a <= i < b), (0, len(self.sentence)))

    def _opens_clause(self, i: int) -> bool:
        word = self.sentence.lower(i)
        if word in {";", ":", "—"}:
            return True
        if word in _SUBORDINATORS:
            return self._finite_within(i + 1, 9) or self.sentence.tag(i + 1) == "VBG"
        if word in _RELATIVES and self.sentence.tag(i) != "DT":
            return self._finite_within(i + 1, 6)
        if word in {"and", "but", "or"}:
            return self._clause_follows(i + 1)
        return word == "," and self._clause_follows(i + 1) and not self._verbless_before(i)

    def _verbless_before(self, i: int) -> bool:
        start = max((a for a in range(i) if self.sentence.lower(a) in {",", ";"}), default=0)
        return not any(start <= v.main < i and v.form == "finite" for v in self.verbs)

    def _finite_within(self, start: int, reach: int) -> bool:
        return any(start <= v.start < start + reach and v.form == "finite" for v in self.verbs)

    def _clause_follows(self, i: int) -> bool:
        """Whether a subject with its own finite verb begins at token ``i``."""
        phrase = next((p for p in self.phrases if i <= p.chunk.start <= i + 1), None)
        if phrase is None or (phrase.chunk.preposition and phrase.chunk.start > i):
            return False
        end = phrase.chunk.end
        while end < len(self.sentence) and (self.sentence.tag(end) == "RB" or self.sentence.in_time(end)):
            end += 1
        if self.sentence.lower(end) in {
            "of",
            "in",
            "from",
            "on",
            "at",
        }:  # one prepositional phrase inside the subject
            after = next((p for p in self.phrases if p.chunk.start > end), None)
            end = after.chunk.end if after else end
        return any(v.start == end and v.form == "finite" for v in self.verbs)

    # ------------------------------------------------------------- phrases around a verb

    def subjects(self, verb: VerbGroup, depth: int = 0) -> tuple[Phrase, ...]:
        """The phrases that are the grammatical subject of ``verb`` (several where coordinated)."""
        if depth > _MAX_DEPTH:
            return ()
        if verb.form in {"infinitive", "ing"}:
            return self._subjects_of_nonfinite(verb, depth)
        relative = self._relative_before(verb)
        if relative is not None:
            antecedent = self._phrase_ending_at(relative)
            return self._with_coordinates(antecedent) if antecedent else ()
        return self._subjects_to_the_left(verb, depth)

    def _subjects_of_nonfinite(self, verb: VerbGroup, depth: int) -> tuple[Phrase, ...]:
        """A participle or infinitive shares the subject of the verb it hangs on, unless its own stands
        before it.
        """
        governor = self._verb_before(verb)
        if verb.form == "ing":
            own = self._own_subject_of_participle(verb, governor)
        else:
            own = self._object_made_to_act(verb, governor)
        if own is not None:
            return self._with_coordinates(own) if verb.form == "ing" else (own,)
        return self.subjects(governor, depth + 1) if governor else ()

    def _own_subject_of_participle(self, verb: VerbGroup, governor: VerbGroup | None) -> Phrase | None:
        near = self._phrase_ending_at(verb.start)
        if near is None or near.mention is None or near.chunk.preposition is not None:
            return None
        if self.sentence.lower(verb.start - 1) in _COMMA_WORDS:
            return None
        return near if governor is None or governor.end == near.chunk.start else None

    def _object_made_to_act(self, verb: VerbGroup, governor: VerbGroup | None) -> Phrase | None:
        """ "forced the rebels to withdraw": the object of the governing verb acts."""
        if governor is None or not self.sentence.lower(governor.main).startswith(_CAUSING):
            return None
        between = [
            p for p in self.phrases
            if p.mention and p.chunk.preposition is None
            and governor.end <= p.chunk.start and p.chunk.end <= verb.start
        ]  # fmt: skip
        return between[-1] if between else None

    def _subjects_to_the_left(self, verb: VerbGroup, depth: int) -> tuple[Phrase, ...]:
        """The nearest phrase before ``verb`` that no preposition governs and no other clause holds."""
        left_edge = self.clause_of(verb.start)[0]
        shared = self._verb_before(verb)
        for phrase in reversed([p for p in self.phrases if p.chunk.end <= verb.start]):
            verbs = [
                v for v in self.verbs if phrase.chunk.end <= v.start and v.end <= verb.start and v is not verb
            ]
            finite = [v for v in verbs if v.form == "finite" and self._relative_before(v) is None]
            if finite:
                return self.subjects(finite[-1], depth + 1) if self._coordinated(finite[-1], verb) else ()
            if phrase.chunk.end <= left_edge and not verbs:
                break
            if phrase.chunk.preposition is not None or self._appositive(phrase):
                continue
            if verbs and verbs[0].start == phrase.chunk.end and verbs[0].form == "finite":
                continue
            after_shared = shared is not None and shared.form == "finite" and shared.end <= phrase.chunk.start
            if shared is not None and after_shared and self._coordinated(shared, verb):
                return self.subjects(shared, depth + 1)  # "killed three and wounded five" share one subject
            return self._with_coordinates(phrase)
        if shared is not None and self._coordinated(shared, verb):
            return self.subjects(shared, depth + 1)
        return ()

    def objects(self, verb: VerbGroup) -> tuple[Phrase, ...]:
        """The phrases that are the direct object of ``verb``, shared with a verb beside it ("killing and
        wounding 12").
        """
        found = self.after(verb.end)
        if not found and self.sentence.lower(verb.end) in {"and", "or", ","}:
            beside = next((v for v in self.verbs if v.start == verb.end + 1), None)
            return (
                self.after(beside.end)
                if beside and self.sentence.tag(beside.main) == self.sentence.tag(verb.main)
                else ()
            )
        return found

    def after(self, i: int) -> tuple[Phrase, ...]:
        """The phrases that begin right at token ``i``, adverbs and quote marks aside, with their
        coordinates.
        """
        while i < len(self.sentence) and (
            self.sentence.tag(i) in {"RB", "RP", "RBR"}
            or self.sentence.in_time(i)
            or self.sentence.lower(i) in _QUOTES
            or self.sentence.lower(i) in {"both", "including", "all"}
        ):
            if any(p.chunk.start == i for p in self.phrases):
                break
            i += 1
        first = next((p for p in self.phrases if p.chunk.start == i), None)
        if first is None:
            return ()
        return self._coordinates_after(first)

    def prepositional(self, start: int, stop: int | None = None) -> tuple[Phrase, ...]:
        """Prepositional phrases from token ``start`` to the end of its clause (or ``stop``)."""
        end = self.clause_of(max(start - 1, 0))[1] if stop is None else stop
        return tuple(
            p for p in self.phrases if start <= p.chunk.start < end and p.chunk.preposition is not None
        )

    def verb_of_object(self, phrase: Phrase) -> VerbGroup | None:
        """The verb whose direct object ``phrase`` is."""
        return next((v for v in self.verbs if phrase in self.objects(v)), None)

    def verb_of_subject(self, phrase: Phrase) -> VerbGroup | None:
        """The first verb after ``phrase`` whose subject it is."""
        for verb in self.verbs:
            if verb.start >= phrase.chunk.end:
                return verb if phrase in self.subjects(verb) else None
        return None

    def governor(self, verb: VerbGroup) -> VerbGroup | None:
        """The verb that an infinitive or a participle hangs on ("threatened to invade")."""
        return self._verb_before(verb) if verb.form in {"infinitive", "ing"} else None

    def with_of(self, phrase: Phrase) -> tuple[Phrase, ...]:
        """The phrases behind "of" that fill ``phrase`` ("dozens of civilians")."""
        if self.sentence.lower(phrase.chunk.end) != "of":
            return ()
        return self.after(phrase.chunk.end + 1)

    # ------------------------------------------------------------- helpers

    def _verb_before(self, verb: VerbGroup) -> VerbGroup | None:
        before = [v for v in self.verbs if v.end <= verb.start]
        return before[-1] if before else None

    def _relative_before(self, verb: VerbGroup) -> int | None:
        """The token of the relative pronoun that is the subject of ``verb``, if there is one."""
        i = verb.start - 1
        while i >= 0 and (self.sentence.tag(i) == "RB" or self.sentence.in_time(i)):
            i -= 1
        if i > 0 and self.sentence.lower(i) in _RELATIVES and self.sentence.tag(i) in {"WDT", "WP", "IN"}:
            return i if self._phrase_ending_at(i) is not None else None
        return None

    def _phrase_ending_at(self, i: int) -> Phrase | None:
        """The phrase that ends at token ``i``, a comma or bracket in between aside."""
        k = i
        while k > 0 and (
            self.sentence.lower(k - 1) in {",", ")", "]", '"', "”"} or self.sentence.in_time(k - 1)
        ):
            k -= 1
            if self.sentence.lower(k) in {")", "]"}:  # skip the bracket's content
                while k > 0 and self.sentence.lower(k) not in {"(", "["}:
                    k -= 1
        return next((p for p in reversed(self.phrases) if p.chunk.end == k), None)

    def _coordinated(self, first: VerbGroup, second: VerbGroup) -> bool:
        """Whether ``second`` shares the subject of ``first`` ("attacked … and killed")."""
        i = second.start - 1
        while i > first.main and (self.sentence.tag(i) == "RB" or self.sentence.in_time(i)):
            i -= 1
        return self.sentence.lower(i) in {"and", "or", "but", ",", "then"}

    def _appositive(self, phrase: Phrase) -> bool:
        """Whether the phrase stands in brackets or between commas behind another one."""
        before, after = self.sentence.lower(phrase.chunk.start - 1), self.sentence.lower(phrase.chunk.end)
        if before in {"(", "["} or self._tells_of_some(phrase):
            return True
        return before == "," and after == "," and self._phrase_ending_at(phrase.chunk.start) is not None

    def _tells_of_some(self, phrase: Phrase) -> bool:
        """Whether it only says who some of those before are: "100 people, most of them women, were"."""
        start = phrase.chunk.start
        words = [self.sentence.lower(i) for i in range(max(0, start - 3), phrase.chunk.end + 2)]
        return (
            self.sentence.lower(phrase.chunk.end) in {",", "of"}
            and "of" in words
            and ("them" in words or "whom" in words)
        )

    def _with_coordinates(self, last: Phrase) -> tuple[Phrase, ...]:
        """``last`` and the phrases before it that are coordinated with it ("A, B and C")."""
        found = [last]
        while len(found) < _MAX_COORDINATES:
            first = found[0]
            i = first.chunk.start - 1
            if self.sentence.lower(i) not in {"and", ",", "or"} or (
                self.sentence.lower(i) == "," and len(found) == 1
            ):
                break
            if self.sentence.lower(i - 1) == ",":
                i -= 1
            previous = next((p for p in self.phrases if p.chunk.end == i), None)
            if previous is None:
                break
            found.insert(0, previous)
            if previous.chunk.preposition is not None:
                break
        if found[0].chunk.preposition is not None and len(found) > 1:
            # "in Homs and rebels seized": a prepositional phrase does not coordinate with a subject
            return tuple(p for p in found if p.chunk.preposition is None)
        return tuple(found)

    def _coordinates_after(self, first: Phrase) -> tuple[Phrase, ...]:
        found = [first]
        while len(found) < _MAX_COORDINATES:
            i = found[-1].chunk.end
            if self.sentence.lower(i) in {"(", "["}:  # skip a bracket
                while i < len(self.sentence) and self.sentence.lower(i) not in {")", "]"}:
                    i += 1
                i += 1
            joined = False
            while self.sentence.lower(i) in {"and", ",", "or", "as", "well", "plus"}:
                joined = True
                i += 1
            following = next((p for p in self.phrases if p.chunk.start == i), None)
            if not joined or following is None:
                break
            if any(v.start == following.chunk.end and v.form == "finite" for v in self.verbs):
                break  # "… and rebels seized": a new clause
            found.append(following)
        return tuple(found)
