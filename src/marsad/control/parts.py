"""Whether words are of a whole place, of a part of it, or of what lies around it."""

from __future__ import annotations

import re
from enum import StrEnum

SIDES = (
    "northern", "southern", "eastern", "western", "northeastern", "northwestern", "southeastern",
    "southwestern", "central",
)  # fmt: skip
"""The sides of a place by which reports tell of it as of places of their own: "eastern Aleppo"."""
_PARTS = (
    r"(?:parts?|most|half|much|areas?|districts?|neighbou?rhoods?|quarters?|sectors?|blocks?|streets?|"
    r"buildings?|swathe?s?|portions?|pockets?|suburbs?|third|majority|bulk|some|positions?|per\s?cent|%)"
)
_BORDERS = (
    r"(?:outskirts|edges?|entrances?|countryside|surroundings|vicinity|gates|roads?|highways?|farmland|"
    r"hinterland|approaches|supply (?:routes?|lines?)|(?:north|south|east|west)(?:east|west)?)"
)
_NEXT_TO = r"(?:near|around|outside|surrounding|overlooking|beyond)"
_KIND = r"(?:the\s+)?(?:(?:city|town|village|district|province|camp|area)\s+of\s+)?"
"""Nothing else may stand between: "near the besieged X" is of X itself."""
_PART = re.compile(rf"\b{_PARTS}\s+(?:of|in|inside|within)\s+{_KIND}$", re.IGNORECASE)
_OUTSIDE = re.compile(
    rf"\b(?:{_BORDERS}\s+(?:of|to|into|in|from|between|linking)|{_NEXT_TO})\s+{_KIND}$", re.IGNORECASE
)
_THING = re.compile(r"(?:[a-z][a-z-]*\s+)*?(?P<head>[a-z]+)(?:\s+(?:of|in|at|inside|on)\s+.*)?")
_WHOLE = frozenset(
    "city town village hamlet settlement province governorate region district county state area territory"
    " camp neighbourhood neighborhood quarter suburb island".split()
)
_SIDE = re.compile(r"the\s+(?:north|south|east|west)(?:-?(?:east|west))?\s+of\s+(?:the\s+)?", re.IGNORECASE)
""" "the east of Aleppo" is a side of it; "east of Aleppo" lies outside."""
_BREAK = re.compile(r"\s(?:the\s+)?(?=[^a-z\s])")
"""Where a name may begin: before a capital."""
_BEHIND = re.compile(r"['’]?s?\s+(?:outskirts|countryside|surroundings|hinterland|suburbs)\b", re.IGNORECASE)


class Extent(StrEnum):
    WHOLE = "whole"
    PART = "part"
    AROUND = "around"


def extent(place_words: str, clause: str) -> Extent:
    """How much of the place is spoken of, by the words for it and those before and behind it in its clause.

    "Parts of Aleppo" and "market" are a part; "the outskirts of Aleppo", "villages near Aleppo" lie
    around it.
    """
    head = place_words[: len(place_words) - len(named(place_words))]
    if _SIDE.fullmatch(head):
        return Extent.WHOLE
    told = _of_words(head, "")
    if told is Extent.WHOLE and _is_thing(place_words):
        return Extent.PART
    at = clause.find(place_words)
    if told is not Extent.WHOLE or at < 0 or not place_words:
        return told
    return _of_words(clause[:at], clause[at + len(place_words) :])


def _is_thing(place_words: str) -> bool:
    """Whether the words are of a thing in the place, not of the place: "market", "grain silos at X"."""
    found = _THING.fullmatch(place_words)
    return found is not None and found.group("head") not in _WHOLE


def named(place_words: str) -> str:
    """The name in the words for a place: "Aleppo" of "parts of Aleppo"; "Old City of Homs" is a name."""
    for piece in _BREAK.finditer(place_words):
        head = place_words[: piece.end()]
        if _of_words(head, "") is not Extent.WHOLE:
            return place_words[piece.end() :]
    return place_words


def _of_words(before: str, behind: str) -> Extent:
    if _OUTSIDE.search(before) or _BEHIND.match(behind):
        return Extent.AROUND
    return Extent.PART if _PART.search(before) else Extent.WHOLE
