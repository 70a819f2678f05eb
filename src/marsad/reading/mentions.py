"""Mentions: which noun phrases are actors, persons, people, places, times, weapons or things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from marsad.knowledge.base import Knowledge
from marsad.knowledge.lexicon import Lexicon
from marsad.model.reading import Mention, MentionKind, Quantity
from marsad.model.span import Span
from marsad.reading.grammar.chunks import STANDING, Chunk
from marsad.reading.grammar.sentence import Sentence
from marsad.reading.names.find import Name, NameKind

ARMED = ("state", "aircraft", "rebel", "jihadist", "militia", "police", "fighter")
_MAX_HEAD = 3
_DEFINITE = frozenset("the this that these those their its his our both such said".split())


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase and the mention it is (None for a phrase that is nobody and nothing that counts)."""

    chunk: Chunk
    mention: Mention | None


def classify(
    text: str, sentence: Sentence, chunk: Chunk, names: Sequence[Name], knowledge: Knowledge
) -> Mention | None:
    """What a noun phrase mentions, from its head noun and the names inside it."""
    inside = [n for n in names if chunk.start <= n.start and n.end <= chunk.end]
    span = sentence.span_of(text, chunk.start, chunk.end)
    if chunk.pronoun:
        word = sentence.lower(chunk.end - 1)
        one = Quantity(span, 1, 1) if word in _ONE_PERSON else None
        return Mention(MentionKind.ACTOR, span, sentence.index, head=word, quantity=one, definite=True)
    head = head_of(sentence, chunk, knowledge.lexicon)
    kind = _kind(sentence, chunk, head, inside, knowledge.lexicon)
    if kind is None:
        return None
    quantity = _quantity(sentence, span)
    if quantity is None and kind is MentionKind.PERSON:
        quantity = Quantity(span, 1, 1)
    name = _own_name(kind, chunk, inside)
    return Mention(
        kind,
        span,
        sentence.index,
        head=head,
        name=name.span if name else None,
        quantity=quantity or _one(sentence, chunk, head, knowledge.lexicon),
        definite=name is None and (sentence.lower(chunk.start) in _DEFINITE),
    )


def head_of(sentence: Sentence, chunk: Chunk, lexicon: Lexicon) -> str:
    """The head noun in lower case: the longest known noun phrase at the end, else the last word."""
    end = chunk.end
    if chunk.possessive and sentence.lower(end - 1) in {"'s", "’s", "'", "’"}:
        end -= 1
    for length in range(min(_MAX_HEAD, end - chunk.start), 0, -1):
        words = " ".join(sentence.lower(i) for i in range(end - length, end))
        if lexicon.classes_of(words):
            return words
        if length == 1 and words.endswith("s") and lexicon.classes_of(words[:-1]):
            return words[:-1]  # a possessive that lost its apostrophe: "the groups fighters"
    return sentence.lower(end - 1)


def _kind(
    sentence: Sentence, chunk: Chunk, head: str, inside: Sequence[Name], lexicon: Lexicon
) -> MentionKind | None:
    last = next((n for n in inside if n.end == chunk.end and not n.qualifier), None)
    classes = lexicon.classes_of(head)
    if "people" in classes and last is not None and _quantity(sentence, sentence_span(sentence, chunk)):
        return MentionKind.PEOPLE  # "46 Fulani herders", whoever else is called so
    return (
        _kind_by_name(last, classes)
        or _kind_by_class(classes, inside)
        or _kind_by_form(sentence, chunk, last)
        or _kind_by_count(sentence, chunk, head)
        or (MentionKind.PERSON if _is_person(sentence, chunk, inside, lexicon) else None)
        or _kind_of_counted(sentence, chunk, head)
    )


def _kind_by_name(last: Name | None, classes: frozenset[str]) -> MentionKind | None:
    if last is None:
        return None
    if last.kind in {NameKind.PLACE, NameKind.LAND}:
        return None if classes & {*ARMED, "people"} else MentionKind.PLACE
    return {NameKind.ACTOR: MentionKind.ACTOR, NameKind.PERSON: MentionKind.PERSON}.get(last.kind)


def _kind_by_class(classes: frozenset[str], inside: Sequence[Name]) -> MentionKind | None:
    """What the class of the head noun makes of the phrase."""
    if "aircraft" in classes or (classes & set(ARMED) and "people" not in classes):
        return MentionKind.ACTOR
    for name, kind in _CLASS_KINDS:
        if name in classes:
            return kind
    if "place_kind" in classes and any(n.kind is NameKind.PLACE for n in inside):
        return MentionKind.PLACE
    return None


_CLASS_KINDS = (
    ("people", MentionKind.PEOPLE),
    ("government", MentionKind.ACTOR),
    ("weapon", MentionKind.WEAPON),
    ("thing", MentionKind.THING),
)


def _kind_by_form(sentence: Sentence, chunk: Chunk, last: Name | None) -> MentionKind | None:
    """A people in the plural ("two Kurds")."""
    plural = sentence.tag(chunk.end - 1) in {"NNS", "NNPS"}
    return MentionKind.PEOPLE if last and last.kind is NameKind.PEOPLE and plural else None


def _kind_by_count(sentence: Sentence, chunk: Chunk, head: str) -> MentionKind | None:
    """A bare number counts people ("killing 12"), and so do words for the dead and the hurt."""
    counted = _quantity(sentence, sentence_span(sentence, chunk))
    last = chunk.end - 1
    if counted and (sentence.tag(last) == "CD" or counted.span.end >= sentence.tokens[last].end):
        return MentionKind.PEOPLE
    if sentence.lower(last) in STANDING and (counted or sentence.lower(last) != "more"):
        return MentionKind.PEOPLE
    return MentionKind.PEOPLE if counted and head in _TOLLS else None  # "five more deaths"


def _kind_of_counted(sentence: Sentence, chunk: Chunk, head: str) -> MentionKind | None:
    """ "28 heads of the group": what is counted and is no thing can be people."""
    counted = _quantity(sentence, sentence_span(sentence, chunk))
    plural = sentence.tag(chunk.end - 1) in {"NNS", "NNPS"}  # "8,000 Muslims"
    return MentionKind.PEOPLE if plural and counted and head not in _MEASURES | _MAKES else None


def _is_person(sentence: Sentence, chunk: Chunk, inside: Sequence[Name], lexicon: Lexicon) -> bool:
    """A person whom the registry does not know: proper nouns at the end, two or behind a word for a
    person, none a place.
    """
    proper = 0
    for i in range(chunk.end - 1, chunk.start - 1, -1):
        taken_for_noun = sentence.tag(i) == "NN" and i > chunk.start and sentence.tag(i - 1) == "NNP"
        fits = sentence.tag(i) in {"NNP", "NNPS"} or taken_for_noun
        if not (fits and sentence.tokens[i].capitalised and sentence.tokens[i].text.isalpha()):
            break
        proper += 1
    titled = sentence.lower(chunk.end - proper - 1) if chunk.end - proper > chunk.start else ""
    one = any(
        lexicon.classes[c].get(titled) == titled
        for c in lexicon.classes_of(titled) & {*ARMED, "people"} - {"aircraft"}
    )
    least = 1 if one and titled not in _COLLECTIVE else 2
    return least <= proper <= 4 and not any(n.end == chunk.end for n in inside)


def sentence_span(sentence: Sentence, chunk: Chunk) -> Span:
    return Span(sentence.tokens[chunk.start].start, sentence.tokens[chunk.end - 1].end, "")


_TOLLS = frozenset("death deaths fatality fatalities injury injuries".split())
_MEASURES = frozenset(
    """
    km kilometres kilometers miles metres meters hours days weeks months years minutes seconds
    times percent dollars euros pounds degrees sites places areas points cases deaths injuries
    casualties attacks strikes raids airstrikes shells rockets blasts explosions percentages tons
    tonnes hectares acres reports statements votes countries parts incidents towers pylons counts charges
    threats violations offensives bombings convictions devices pieces reasons actions lorries
    """.split()
)

_MAKES = frozenset(
    "apaches kalashnikovs katyushas grads scuds migs sukhois shaheds gerans toyotas hiluxes humvees leopards "
    "abramses himars javelins patriots bayraktars blackhawks antonovs".split()
)
"""Weapons and vehicles by their makers' names."""


def _own_name(kind: MentionKind, chunk: Chunk, inside: Sequence[Name]) -> Name | None:
    """The name that says who the phrase is: the last fitting one, never a mere qualifier."""
    wanted = {
        MentionKind.ACTOR: (NameKind.ACTOR, NameKind.PERSON, NameKind.PEOPLE, NameKind.LAND),
        MentionKind.PEOPLE: (NameKind.ACTOR,),
        MentionKind.PERSON: (NameKind.PERSON,),
        MentionKind.PLACE: (NameKind.PLACE, NameKind.LAND),
        MentionKind.THING: (NameKind.ACTOR, NameKind.PLACE),
    }.get(kind, ())
    for wanted_kind in wanted:
        for name in reversed(inside):
            if name.kind is wanted_kind and not name.qualifier:
                return name
    return None


def _quantity(sentence: Sentence, span: Span) -> Quantity | None:
    """The quantity that opens in a phrase, reaches into it ("between 12 and 15 people") or stands right
    before it ("more than a hundred people").
    """
    for quantity in sentence.quantities:
        if span.start <= quantity.span.start < span.end:
            return quantity
    return next(
        (
            q
            for q in sentence.quantities
            if span.start <= q.span.end + 1 and q.span.end < span.end and q.span.start < span.start
        ),
        None,
    )


def _one(sentence: Sentence, chunk: Chunk, head: str, lexicon: Lexicon) -> Quantity | None:
    """ "A soldier" is one: the head is a singular, and no word for many."""
    first = sentence.tokens[chunk.start]
    if sentence.tag(chunk.end - 1) in {"NN", "NNP"}:
        classes = lexicon.classes_of(head) & {
            "state",
            "rebel",
            "jihadist",
            "militia",
            "police",
            "fighter",
            "people",
        }
        singular = any(lexicon.classes[c].get(head) == head for c in classes)
        singular = singular or head.rsplit(maxsplit=1)[-1] in _OFFICES
        if singular and head.rsplit(maxsplit=1)[-1] not in _COLLECTIVE and first.lower not in _NOT_ONE:
            return Quantity(Span(first.start, first.end, first.text), 1, 1)
    return None


_ONE_PERSON = frozenset("he she him".split())
_OFFICES = frozenset("president minister ambassador envoy diplomat governor mayor official".split())
"""Words for somebody who governs, where others for government mean many."""
_NOT_ONE = frozenset("some any no every each many most such".split())
_COLLECTIVE = frozenset(
    """
    number group force army military police militia family couple crowd community unit faction
    coalition alliance opposition government brigade gang delegation team squad patrol convoy
    majority population cell division tribe household personnel leadership people rebellion
    insurgency resistance infantry garrison battalion regiment gendarme caliphate leadership side
    party ally aggressor enemy foe front wing legion corps navy rank staff elderly local life
    casualty body casualties commission dead wounded injured missing hurt children
    """.split()
)
