"""Names in a sentence: actors and persons that the registry knows, lands and peoples, places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from marsad.knowledge.actors import NameMatch
from marsad.knowledge.base import Knowledge
from marsad.knowledge.casing import small_words
from marsad.model.span import Span
from marsad.reading.grammar.sentence import Sentence
from marsad.reading.names.place_line import Taken, land_behind
from marsad.reading.names.place_words import NOT_PLACES, WAYS
from marsad.reading.names.places import find_places


class NameKind(StrEnum):
    ACTOR = "actor"
    PERSON = "person"
    LAND = "land"
    PEOPLE = "people"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Name:
    """A name in tokens ``start`` to ``end`` (exclusive); ``ids`` are registry ids, person numbers or ISO
    codes.

    ``span`` is exact to the character: "US" in "US-backed". ``qualifier`` marks a name that only tells
    what somebody else is like ("al-Qaeda-linked", "Turkish-backed").
    """

    kind: NameKind
    span: Span
    start: int
    end: int
    ids: tuple[str, ...] = ()
    qualifier: bool = False


_QUALIFIED = re.compile(
    r"[-‑–\s](?:backed|linked|affiliated|allied|aligned|led|inspired|supported|sponsored|funded|trained|held"
    r"|controlled|occupied|besieged|majority|dominated|ruled|run|based|born|made|style|armed|owned|splinter)"
    r"\b(?! by\b)",
    re.I,
)


def find_names(text: str, sentence: Sentence, knowledge: Knowledge) -> tuple[Name, ...]:
    """All names of a sentence from left to right, not overlapping; the registry's win over places."""
    registry = knowledge.registry
    span = sentence.span
    known = [
        _name(text, sentence, kind, m)
        for kind, index in ((NameKind.ACTOR, registry.names), (NameKind.PERSON, registry.people))
        for m in index.find(text, span.start, span.end)
        if kind is NameKind.ACTOR
        or not (registry.lands.ids(text[m.start : m.end]) or _is_people(text, m, knowledge))
    ]
    taken = [
        n
        for n in _longest(known)
        if not (_is_site(sentence, knowledge, n) or _is_word_of_a_name(sentence, n))
    ]
    lands = [
        n
        for n in (
            _name(text, sentence, kind, m)
            for kind, index in ((NameKind.LAND, registry.lands), (NameKind.PEOPLE, registry.peoples))
            for m in index.find(text, span.start, span.end)
            if not _spelled_out(text[m.start : m.end])
        )
        if not (_is_city(sentence, n) or _is_of_a_continent(sentence, n))
    ]
    lands = [n for n in lands if not _is_in_longer_name(text, sentence, knowledge, n)]
    places = _places(text, sentence, knowledge, taken, lands)
    rest = [n for n in lands if not any(n.span.overlaps(t.span) for t in (*taken, *places))]
    return tuple(sorted([*taken, *places, *_longest(rest)], key=lambda n: n.span.start))


def _name(text: str, sentence: Sentence, kind: NameKind, match: NameMatch) -> Name:
    start, end = match.start, match.end
    return Name(
        kind,
        Span.of(text, start, end),
        sentence.token_at(start),
        sentence.token_at(end - 1) + 1,
        match.ids,
        bool(_QUALIFIED.match(text, end, min(len(text), end + 16))),
    )


def _is_people(text: str, match: NameMatch, knowledge: Knowledge) -> bool:
    """Whether a surname is only the name of a people: "six Turks"."""
    peoples, plural = knowledge.registry.peoples, text[match.start : match.end + 1]
    return plural.endswith("s") and bool(peoples.ids(plural))


def _spelled_out(word: str) -> bool:
    """Whether a word only looks like a country's letters: "Car" in a headline is not "CAR"."""
    letters = word.replace(".", "")
    return len(letters) <= 3 and not letters.isupper()


def _is_site(sentence: Sentence, knowledge: Knowledge, name: Name) -> bool:
    """A place that bears the name of a person or an actor: "Sadr City", "the village of Badr"."""
    kinds = knowledge.lexicon.classes["place_kind"]
    behind = sentence.lower(name.end)
    if name.kind is NameKind.PEOPLE:
        return False
    base = name.kind is NameKind.PERSON and name.end - name.start == 1  # "Al-Asad airbase"
    if (
        behind in kinds
        and name.end < len(sentence)
        and (sentence.tokens[name.end].capitalised or behind == "city" or base)
    ):
        written = f"{name.span.text} {sentence.tokens[name.end].text}"
        return knowledge.gazetteer.is_known(written)
    if name.end - name.start > 1:
        return False
    before = sentence.lower(name.start - 1)
    if before == "of" and sentence.lower(name.start - 2) in _SETTLED:
        return True
    struck = before.startswith(_STRUCK) and sentence.tag(name.start - 1).startswith("VB")
    if _lies_in(sentence, name, knowledge):
        return True  # "Erbil, Iraq"
    if not (struck or before in {"in", "near", "outside"}) or name.span.text.isupper():
        return False
    best = knowledge.gazetteer.lookup(name.span.text, 1)
    return bool(best) and best[0].place.population >= _CITY


_STRUCK = ("struck", "strik", "hit", "shell", "bomb", "pound", "rocked", "shook")
"""How verbs begin whose object is a place rather than the government that sits there."""


def _lies_in(sentence: Sentence, name: Name, knowledge: Knowledge) -> bool:
    """Whether the country behind the comma has a place of that name."""
    lands = land_behind(sentence, name.end, knowledge)
    return bool(lands) and any(
        c.place.country in lands for c in knowledge.gazetteer.lookup(name.span.text, 5)
    )


def _is_city(sentence: Sentence, name: Name) -> bool:
    """A city named after its country, or a part of a town after another: "Mexico City", "the Costa Rica
    neighborhood".
    """
    after = sentence.tokens[name.end].text if name.end < len(sentence) else ""
    return name.kind is NameKind.LAND and (after == "City" or after.lower() in _PARTS_OF_TOWNS)


def _is_word_of_a_name(sentence: Sentence, name: Name) -> bool:
    """Whether a name that is a common word is one of a longer name: the paper in "the Red Dawn Front"."""
    if name.end - name.start > 1 or name.span.text.lower() not in small_words():
        return False
    before, after = name.start - 1, name.end
    led = before > 0 and sentence.tokens[before].capitalised and sentence.tag(before).startswith(("NN", "JJ"))
    tokens = sentence.tokens
    return led or (
        after < len(sentence) and tokens[after].capitalised and sentence.tag(after).startswith("NNP")
    )


def _is_in_longer_name(text: str, sentence: Sentence, knowledge: Knowledge, name: Name) -> bool:
    """A country's name that is a word of a longer place's: "San Salvador", "Niger Delta"."""
    if name.kind is not NameKind.LAND or len(name.span.text) <= 3:
        return False
    start, end = name.start, name.end
    first, last = start, end
    while first > 0 and start - first < _LONGER and _is_of_a_name(sentence, first - 1):
        first -= 1
    while last < len(sentence) and last - end < _LONGER and _is_of_a_name(sentence, last):
        last += 1
    tokens = sentence.tokens
    if any(
        knowledge.gazetteer.is_known(text[tokens[a].start : tokens[b - 1].end])
        for a in range(first, start + 1)
        for b in range(end, last + 1)
        if b - a > end - start
    ):
        return True
    if start == 0 or sentence.lower(start - 1) not in WAYS or not tokens[start - 1].capitalised:
        return False
    part = knowledge.gazetteer.lookup(text[tokens[start - 1].start : tokens[end - 1].end], 1)
    return bool(part) and part[0].how == "exact" and part[0].place.kind == "admin1"  # "Northern Ireland"


def _is_of_a_name(sentence: Sentence, k: int) -> bool:
    """Whether a token may be a part of the name of a place, compass words aside ("Western Mali")."""
    token = sentence.tokens[k]
    if token.lower in WAYS | NOT_PLACES or sentence.in_time(k):
        return False
    return token.text[0].isalpha() and token.capitalised and len(token.text) > 1


def _is_of_a_continent(sentence: Sentence, name: Name) -> bool:
    """Words for a part of a continent: "Central American" is of no one country."""
    american = name.span.text.lower().startswith("america")
    return american and sentence.lower(name.start - 1) in _PARTS_OF_CONTINENTS


_PARTS_OF_CONTINENTS = frozenset("central latin south north pan inter".split())
_PARTS_OF_TOWNS = frozenset("neighborhood neighbourhood quarter suburb street avenue boulevard".split())
_LONGER = 2
"""Words beside a country's name that are looked at for a longer name."""
_CITY = 100_000
"""People of a place that takes "in" before its name from an actor of the same name ("in Sanaa")."""
_SETTLED = frozenset(
    "village town city district neighbourhood neighborhood suburb area villages towns".split()
)


def _longest(names: Iterable[Name]) -> list[Name]:
    kept: list[Name] = []
    for name in sorted(names, key=lambda n: (n.span.start - n.span.end, n.kind != NameKind.ACTOR)):
        if not any(name.span.overlaps(k.span) for k in kept):
            kept.append(name)
    return kept


def _places(
    text: str, sentence: Sentence, knowledge: Knowledge, taken: Sequence[Name], lands: Sequence[Name]
) -> list[Name]:
    """Runs of capitalised words that the gazetteer knows, or that their company shows to be places."""
    countries = [n for n in lands if n.kind is NameKind.LAND]
    held = Taken(
        frozenset(i for n in (*taken, *countries) for i in range(n.start, n.end)),
        frozenset(i for n in lands if n.kind is NameKind.PEOPLE for i in range(n.start, n.end)),
        tuple(n.end for n in countries),
    )
    found = find_places(text, sentence, knowledge, held)
    return [_name(text, sentence, NameKind.PLACE, NameMatch(start, end, ())) for _, _, start, end in found]
