"""A sentence as the search for places sees it, and where in it places stand."""

from __future__ import annotations

from dataclasses import dataclass, field

from marsad.knowledge.base import Knowledge
from marsad.reading.grammar.sentence import Sentence
from marsad.reading.names import place_words as words

_NOTABLE = 30_000
"""People that a place must have to be known by its bare name."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Tokens that other names hold: ``blocked`` may be no place, ``peoples`` are adjectives and demonyms.

    ``ends`` are the ends of lands, which open lists as places do ("in Sudan, Chad and …").
    """

    blocked: frozenset[int]
    peoples: frozenset[int]
    ends: tuple[int, ...] = ()


@dataclass(slots=True)
class Line:
    """A sentence with what is known of its tokens; ``ends`` are the ends of the places found so far."""

    text: str
    sentence: Sentence
    knowledge: Knowledge
    taken: Taken
    punctuated: bool
    ends: set[int] = field(default_factory=set)

    def written(self, start: int, end: int) -> str:
        tokens = self.sentence.tokens
        return self.text[tokens[start].start : tokens[end - 1].end]

    def known(self, start: int, end: int) -> bool:
        return self.knowledge.gazetteer.is_known(self.written(start, end))

    def kind(self, i: int) -> bool:
        return self.knowledge.lexicon.has("place_kind", self.sentence.lower(i))

    def kind_beside(self, start: int, end: int) -> bool:
        """Whether a word for a kind of place stands behind the name, or before it with or without "of"."""
        before = self.sentence.lower(start - 1)
        if (
            self.kind(end)
            or self.kind_phrase(end)
            or (before in {"of", "called", "named"} and self.kind(start - 2))
        ):
            return True
        if before == "of" and self.sentence.lower(start - 2).rstrip("s") != self.sentence.lower(start - 2):
            return self.kind_plural(start - 2)  # "the villages of …"
        return before in words.APPOSED

    def before_land(self, end: int) -> bool:
        """Whether a country behind a comma says where the name lies: "Raqqa, Syria"."""
        return bool(land_behind(self.sentence, end, self.knowledge))

    def kind_phrase(self, i: int) -> bool:
        """A kind in two words: "refugee camp", "border crossing"."""
        phrase = f"{self.sentence.lower(i)} {self.sentence.lower(i + 1)}"
        return self.knowledge.lexicon.has("place_kind", phrase)

    def kind_plural(self, i: int) -> bool:
        word = self.sentence.lower(i)
        singular = word[:-3] + "y" if word.endswith("ies") else word[:-1]
        return self.knowledge.lexicon.has("place_kind", singular)


def land_behind(sentence: Sentence, end: int, knowledge: Knowledge) -> tuple[str, ...]:
    """The country behind the comma that follows a name (ISO codes); none where neither follows."""
    if sentence.lower(end) != "," or end + 1 >= len(sentence):
        return ()
    return knowledge.registry.lands.ids(sentence.tokens[end + 1].text)


def position(line: Line, i: int) -> tuple[bool, bool]:
    """Whether the name stands where hardly anything but a place does, and where places at least may."""
    k = i - 1
    while k >= 0 and i - k <= 3 and _modifies(line, k):
        k -= 1
    before = line.sentence.lower(k)
    part = any(line.sentence.lower(n) in words.MODIFIERS - {"the", "both"} for n in range(k + 1, i))
    if before in words.INSIDE:
        return True, True
    if before == "of" and line.sentence.lower(k - 1) in (words.WAYS | words.AROUND):
        return True, True
    taken = line.sentence.tag(k).startswith("VB") and before.startswith((*words.TAKING, *words.ENTERING))
    capital = before == "," and line.sentence.lower(k - 1) == "capital"
    return capital, capital or part or before in words.TOWARDS | words.WAYS or taken


def _modifies(line: Line, k: int) -> bool:
    word = line.sentence.lower(k)
    return word in words.MODIFIERS or word.endswith(words.HELD) or line.sentence.tag(k).startswith("JJ")


def listed(line: Line, i: int) -> bool:
    """Whether the name goes on a list of places: "in Homs, Hama and Idlib"."""
    k = i - 1
    while k >= 0 and (
        line.sentence.lower(k) in {",", "and", "or", "/", "the"} or line.sentence.lower(k) in words.WAYS
    ):
        k -= 1
    joined = any(line.sentence.lower(n) in {",", "and", "or", "/"} for n in range(k + 1, i))
    return joined and k + 1 in line.ends


def closes_item(line: Line, end: int) -> bool:
    """Whether a list may go on or end here, so that no verb makes the item a doer."""
    return line.sentence.tag(end) in {",", ".", "IN", "CC", ")", "-RRB-", ""} or line.sentence.lower(end) in {
        ",",
        "and",
    }


def goes_on(line: Line, start: int, end: int) -> bool:
    """Whether "and" joins the item to the list, or does so to an item behind it.

    Behind a mere comma an unknown name may as well be a person's ("in Idlib, Karim Haddad, a doctor, said").
    """
    if line.sentence.lower(start - 1) in {"and", "or"}:
        return True
    for k in range(end, min(end + 12, len(line.sentence))):
        if line.sentence.lower(k) in {"and", "or"}:
            return line.sentence.tokens[k - 1].capitalised or line.sentence.lower(k - 1) == ","
        if not (line.sentence.lower(k) == "," or line.sentence.tokens[k].capitalised):
            return False
    return False


def after_title(line: Line, i: int) -> bool:
    before = line.sentence.lower(i - 1)
    if before == ".":
        before = line.sentence.lower(i - 2)
    return (
        before.rstrip(".") in words.TITLES - {"imam", "sheikh"}
        and line.sentence.tokens[i - 1].start < line.sentence.tokens[i].start
    )


def notable(line: Line, start: int, end: int) -> bool:
    """A name alone in no place's position is a place only where it is a well-known one and no common noun."""
    name = line.written(start, end)
    if name.lower() in line.knowledge.nouns:
        return False
    best = line.knowledge.gazetteer.lookup(name, 1)
    return bool(best) and (best[0].place.population >= _NOTABLE or best[0].place.id.startswith("region:"))


def stands_alone(line: Line, i: int, end: int) -> bool:
    """A proper noun alone that does not open the sentence and is no part of a person's name."""
    sentence = line.sentence
    return (
        sentence.tag(i) in {"NNP", "NNPS"}
        and len(sentence.tokens[i].text) > 3
        and sentence.tag(i - 1) != "NNP"
        and sentence.tag(end) != "NNP"
        and (i > 0 or sentence.tag(end) in {"POS", "IN"} or sentence.tag(end).startswith("VB"))
    )


def heads_line(line: Line, i: int, end: int) -> bool:
    """Whether a name opens the sentence that it heads: "BASRA - Troops detained ten people"."""
    return i == 0 and line.sentence.lower(end) in {"-", "--", "–", "—"}
