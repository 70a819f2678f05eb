"""What stands beside a description and says whose it is: "officers of X", "police in Malaba"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from marsad.model.reading import Mention, MentionKind, Reading
from marsad.resolving.actors.own_names import proper_group
from marsad.resolving.places.resolve import ResolvedPlace

_OF = re.compile(r"\s+(?:of|from|belonging to)\s+(?=[\w'’])", re.I)
_ADJECTIVES = re.compile(
    r"(?:the\s+)?(?:(?:[A-Z]\w*|[\w’'-]*(?:-\w+|ed|ist|ish|an|al|ern|rebel))\s+(?:and\s+)?){0,4}"
)
_INTRODUCING = frozenset(
    "group organisation organization movement militia faction alliance party front network".split()
)
_NEAR = 200
"""Characters behind "of" within which the name ends."""
_PLACED = re.compile(r"\s+(?:in|at|of)\s+(?:the\s+)?(?:\w+ern\s+)?")
_OPENING = re.compile(r"\W*(?:In|At|Near)\s+(?:[\w\s]*,\s+)?(?:the\s+)?(?:\w+ern\s+)?")


def named_behind(text: str, reading: Reading, mention: Mention) -> Iterator[Mention]:
    """Actors named behind "of", over adjectives: "three officers of the Arab-backed rebel X"."""
    link = _OF.match(text, mention.span.end)
    if link is None:
        return
    for other in reading.mentions:
        near = link.end() <= other.span.end <= link.end() + _NEAR
        if not near or other.kind is not MentionKind.ACTOR:
            continue
        name = other.name or (other.span if proper_group(other.span.text) else None)
        if name is None:
            continue
        start = other.span.start if other.span.start >= link.end() else name.start
        if start >= link.end() and _ADJECTIVES.fullmatch(text[link.end() : start]):
            yield other


def name_told(text: str, reading: Reading, mention: Mention) -> Mention | None:
    """The actor whose name a description introduces without a comma: "the armed group | Red Dawn"."""
    if mention.head not in _INTRODUCING:
        return None
    return next(
        (
            other for other in reading.mentions
            if other.kind is MentionKind.ACTOR and other.name is not None
            and other.name.start == other.span.start
            and text[mention.span.end : other.span.start] == " "
        ),
        None,
    )  # fmt: skip


def country_beside(
    text: str, reading: Reading, places: Mapping[int, ResolvedPlace], mention: Mention
) -> str | None:
    """The country of the place right behind ("police in X") or at the start of the sentence ("In X, ...")."""
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
