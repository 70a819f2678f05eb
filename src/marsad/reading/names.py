"""Names in a sentence: actors and persons that the registry knows, lands and peoples, places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from marsad.knowledge.base import Knowledge
from marsad.model.span import Span
from marsad.reading.sentence import Sentence


class NameKind(StrEnum):
    ACTOR = "actor"
    PERSON = "person"
    LAND = "land"
    PEOPLE = "people"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Name:
    """A name in tokens ``start`` to ``end`` (exclusive); ``ids`` are registry ids, person numbers or ISO codes.

    ``span`` is exact to the character: "US" in "US-backed". ``qualifier`` marks a name that only tells
    what somebody else is like ("al-Qaeda-linked", "Turkish-backed").
    """

    kind: NameKind
    span: Span
    start: int
    end: int
    ids: tuple[str, ...] = ()
    qualifier: bool = False


_QUALIFIED = re.compile(r"[-‑–\s](?:backed|linked|affiliated|allied|aligned|led|inspired|supported|sponsored|funded|trained|held|controlled|occupied|besieged|majority|dominated|ruled|run|based|born|made|style|armed|owned|splinter)\b(?! by\b)", re.I)
_TITLES = frozenset("mr mrs ms dr gen general col colonel lt lieutenant maj major capt captain brig brigadier president minister secretary premier sheikh imam ambassador commander spokesman spokeswoman senator governor prince king prof professor sgt sergeant maj-gen admiral pope chancellor".split())
_PLACE_PREPOSITIONS = frozenset("in at near from to around outside inside into across toward towards throughout between through over north south east west northeast northwest southeast southwest neighbouring neighboring nearby on of via along beyond past".split())
_CONNECTORS = frozenset("al el ad ar as ash at az an ez es ed de del la le los las du des bin ibn abu umm of and the-".split()) - {"and", "of", "the-"}
_NOT_PLACES = frozenset("monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december islam god allah muslim christian sunni shia shiite arab kurd kurdish ramadan eid english arabic".split())
_LONGEST_PLACE = 5


def find_names(text: str, sentence: Sentence, knowledge: Knowledge) -> tuple[Name, ...]:
    """All names of a sentence from left to right, not overlapping; the registry's win over places."""
    registry = knowledge.registry
    taken: list[Name] = []
    span = sentence.span
    for kind, index in (
        (NameKind.ACTOR, registry.names),
        (NameKind.PERSON, registry.people),
    ):
        for match in index.find(text, span.start, span.end):
            taken.append(_name(text, sentence, kind, match.start, match.end, match.ids))
    taken = _longest(taken)
    lands = [
        _name(text, sentence, kind, m.start, m.end, m.ids)
        for kind, index in ((NameKind.LAND, registry.lands), (NameKind.PEOPLE, registry.peoples))
        for m in index.find(text, span.start, span.end)
    ]
    places = _places(text, sentence, knowledge, taken, lands)
    rest = [n for n in lands if not any(n.span.overlaps(t.span) for t in (*taken, *places))]
    return tuple(sorted([*taken, *places, *_longest(rest)], key=lambda n: n.span.start))


def _name(text: str, sentence: Sentence, kind: NameKind, start: int, end: int, ids: Sequence[str] = ()) -> Name:
    return Name(
        kind,
        Span.of(text, start, end),
        sentence.token_at(start),
        sentence.token_at(end - 1) + 1,
        tuple(ids),
        bool(_QUALIFIED.match(text, end, min(len(text), end + 16))),
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
    known = [*taken, *(n for n in lands if n.kind is NameKind.LAND)]
    blocked = {i for n in known for i in range(n.start, n.end)}
    peoples = {i for n in lands if n.kind is NameKind.PEOPLE for i in range(n.start, n.end)}
    found: list[Name] = []
    i = 0
    while i < len(sentence):
        if i in blocked or not _opens_name(sentence, i):
            i += 1
            continue
        bare = _possessor(sentence, knowledge, i)
        if bare:
            found.append(_name(text, sentence, NameKind.PLACE, sentence.tokens[i].start, sentence.tokens[i].end - 1))
            i += 1
            continue
        length = _place_length(text, sentence, knowledge, i, blocked, peoples)
        if length:
            last = i + length - 1
            found.append(_name(text, sentence, NameKind.PLACE, sentence.tokens[i].start, sentence.tokens[last].end))
        i += max(1, length)
    return found


def _possessor(sentence: Sentence, knowledge: Knowledge, i: int) -> bool:
    """A place whose possessive lost its apostrophe: "Aleppos Marjeh district"."""
    word = sentence.tokens[i].text
    if not word.endswith("s") or len(word) < 5 or not (sentence.tag(i + 1).startswith(("NN", "JJ")) or sentence.tag(i + 1) == "DT"):
        return False
    return not knowledge.gazetteer.is_known(word) and knowledge.gazetteer.is_known(word[:-1])


def _opens_name(sentence: Sentence, i: int) -> bool:
    token = sentence.tokens[i]
    if sentence.in_time(i) or token.lower in _NOT_PLACES or not token.text[0].isalpha():
        return False
    if token.text[:3].lower() in {"al-", "el-", "ad-", "ar-", "as-", "at-", "az-", "an-"}:
        return True
    return token.capitalised and len(token.text) > 1


def _place_length(
    text: str, sentence: Sentence, knowledge: Knowledge, i: int, blocked: set[int], peoples: set[int]
) -> int:
    """How many tokens from ``i`` are the name of a place; 0 where none are."""
    lexicon, gazetteer = knowledge.lexicon, knowledge.gazetteer
    run = i
    while run < len(sentence) and run - i < _LONGEST_PLACE and run not in blocked and _continues(sentence, run, i):
        run += 1
    while run > i and not sentence.tokens[run - 1].capitalised and "-" not in sentence.tokens[run - 1].text:
        run -= 1
    placed = _in_place_position(sentence, i)
    for end in range(run, i, -1):
        # A name at the start of a sentence may be any word: it needs its company or several words
        name = text[sentence.tokens[i].start : sentence.tokens[end - 1].end]
        kind_beside = lexicon.has("place_kind", sentence.lower(end)) or (
            sentence.lower(i - 1) == "of" and lexicon.has("place_kind", sentence.lower(i - 2))
        )
        if all(k in peoples for k in range(i, end)) and not kind_beside:
            continue
        last_lower = sentence.lower(end - 1)
        if end - i > 1 and lexicon.has("place_kind", last_lower):
            name_only = text[sentence.tokens[i].start : sentence.tokens[end - 2].end]
            if gazetteer.is_known(name) or gazetteer.is_known(name_only) or placed:
                return end - i
        if gazetteer.is_known(name) and (
            placed or kind_beside or end - i > 1 or _stands_as_name(sentence, i, end) and _notable(name, knowledge)
        ):
            return end - i
    if run > i and run - i <= 3 and not all(k in peoples for k in range(i, run)):
        kind_beside = lexicon.has("place_kind", sentence.lower(run)) or (
            sentence.lower(i - 1) == "of" and lexicon.has("place_kind", sentence.lower(i - 2))
        )
        if kind_beside:
            return run - i
        if sentence.lower(i - 1) in {"in", "near", "outside", "around"} and sentence.tag(i).startswith("NNP"):
            return run - i
    return 0


def _continues(sentence: Sentence, k: int, start: int) -> bool:
    token = sentence.tokens[k]
    if sentence.in_time(k) or token.lower in _NOT_PLACES:
        return False
    if token.lower in {"and", "the", "of", "in"}:
        return False
    return (token.capitalised and token.text[0].isalpha()) or (k > start and token.lower in _CONNECTORS) or (
        "-" in token.text and token.text[0].isalpha() and any(p[:1].isupper() for p in token.text.split("-"))
    )


def _in_place_position(sentence: Sentence, i: int) -> bool:
    before = sentence.lower(i - 1)
    if before in {"the", "both", "northern", "southern", "eastern", "western", "central", "north", "south", "east", "west"} or sentence.tag(i - 1).startswith("JJ"):
        before = sentence.lower(i - 2) if sentence.lower(i - 2) in _PLACE_PREPOSITIONS else before
    if before in {",", "and", "or", "/"}:  # "in Homs, Hama and Idlib"
        return i >= 2 and sentence.tag(i - 2) in {"NNP", "NN", "NNPS"} and any(
            sentence.lower(k) in _PLACE_PREPOSITIONS for k in range(max(0, i - 8), i - 1)
        )
    return before in _PLACE_PREPOSITIONS


def _notable(name: str, knowledge: Knowledge) -> bool:
    """A name alone in no place's position is a place only where it is a well-known one and no common noun."""
    if name.lower() in knowledge.nouns:
        return False
    best = knowledge.gazetteer.lookup(name, 1)
    return bool(best) and (best[0].place.population >= _NOTABLE or best[0].place.id.startswith("region:"))


_NOTABLE = 30_000
"""People that a place must have to be known by its bare name."""


def _stands_as_name(sentence: Sentence, i: int, end: int) -> bool:
    """A proper noun alone that does not open the sentence and is no part of a person's name."""
    token = sentence.tokens[i]
    return (
        sentence.tag(i) in {"NNP", "NNPS"}
        and len(token.text) > 3
        and sentence.lower(i - 1).rstrip(".") not in _TITLES
        and not (sentence.tag(i - 1) == "NNP" or sentence.tag(end) == "NNP")
        and (i > 0 or sentence.tag(end) in {"POS", "IN"} or sentence.tag(end).startswith("VB"))
    )
