"""The towns that a report's title names, for those that its text is told around."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from marsad.knowledge.gazetteer import Gazetteer
from marsad.knowledge.gazetteer.candidates import is_plain
from marsad.resolving.places.decision import GREAT
from marsad.resolving.places.words import PlaceMention

_CAPITALISED = re.compile(r"[A-Z\u00c0-\u017f][\w'\u2019-]*")
_LONGEST = 3
"""Words of a town's name at most."""


def towns_in_title(title: str, gazetteer: Gazetteer, home: Collection[str]) -> Iterator[PlaceMention]:
    """The great cities of ``home`` (ISO 3166-1 alpha-2) that a title names in capitals or as it should.

    Titles are no sentences: of what else stands in them no word tells which names are places'.
    """
    at = 0
    for start, end in _runs(title):
        if start >= at and _is_city(title[start:end], gazetteer, home):
            yield PlaceMention(title[start:end], start, end)
            at = end


def _runs(title: str) -> Iterator[tuple[int, int]]:
    """Every run of capitalised words, from left to right, the longest first."""
    words = list(_CAPITALISED.finditer(title))
    for first in range(len(words)):
        for last in range(min(len(words), first + _LONGEST) - 1, first - 1, -1):
            if all(title[words[n].end() : words[n + 1].start()] == " " for n in range(first, last)):
                yield words[first].start(), words[last].end()


def _is_city(name: str, gazetteer: Gazetteer, home: Collection[str]) -> bool:
    return any(
        is_plain(found) and found.place.population >= GREAT and found.place.country in home
        and found.place.kind == "city"
        for found in gazetteer.lookup(name, 3)
    )  # fmt: skip
