"""What stands beside a description and says whose it is: "officers of X", "police in Malaba"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from marsad.model.reading import Mention, MentionKind, Reading
from marsad.resolving.places.resolve import ResolvedPlace

_OF = re.compile(r"\s+(?:of|from|belonging to)\s+(?=[\w'’])", re.I)
_ADJECTIVES = re.compile(
    r"(?:the\s+)?(?:(?:[A-Z]\w*|[\w’'-]*(?:-\w+|ed|ist|ish|an|al|ern|rebel))\s+(?:and\s+)?){0,4}"
)
_PLACED = re.compile(r"\s+(?:in|at|of)\s+(?:the\s+)?(?:\w+ern\s+)?")
_OPENING = re.compile(r"\W*(?:In|At|Near)\s+(?:[\w\s]*,\s+)?(?:the\s+)?(?:\w+ern\s+)?")


def named_behind(text: str, reading: Reading, mention: Mention) -> Iterator[Mention]:
    """Actors named behind "of", over adjectives: "three officers of the Arab-backed rebel X"."""
    link = _OF.match(text, mention.span.end)
    if link is None:
        return
    for other in reading.mentions:
        if other.kind is not MentionKind.ACTOR or other.name is None:
            continue
        start = other.span.start if other.span.start >= link.end() else other.name.start
        if start >= link.end() and _ADJECTIVES.fullmatch(text[link.end() : start]):
            yield other


def country_beside(
    text: str, reading: Reading, places: Mapping[int, ResolvedPlace], mention: Mention
) -> str | None:
    """The country of the place right behind a phrase ("police in X") or opening its sentence ("In X, ...")."""
    found = []
    for index, resolved in places.items():
        place = reading.mentions[index]
        if resolved.place is None or resolved.place.country is None or place.sentence != mention.sentence:
            continue
        if _is_beside(text, reading, mention, place):
            found.append((place.span.start, resolved.place.country))
    return max(found)[1] if found else None


def _is_beside(text: str, reading: Reading, mention: Mention, place: Mention) -> bool:
    if place.span.start >= mention.span.end:
        return _PLACED.fullmatch(text[mention.span.end : place.span.start]) is not None
    sentence = reading.sentences[mention.sentence]
    return _OPENING.fullmatch(text[sentence.start : place.span.start]) is not None
