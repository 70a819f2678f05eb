"""The places that a number only counts: "the province's last two army-held towns", named elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from marsad.model.reading import Holding
from marsad.resolving.context import Context
from marsad.resolving.control.wording import SPOTS, between, extent, named_in, preposition_of

_NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4}
_COUNTED = re.compile(
    rf"\b(?P<number>{'|'.join(_NUMBERS)})\s+(?:(?!and\b)[\w’'-]+\s+){{0,5}}?"
    r"(?:towns|villages|cities|suburbs|neighbou?rhoods|districts|enclaves|settlements)\b"
)
_NAMED_BEHIND = re.compile(r"\s+(?:of|called|named)\s+[A-Z]|\s*[,:–—-]\s*[A-Z]")
_AND = re.compile(r"\s+and\s+(?:the\s+)?|\s*,\s*(?:and\s+)?")
_ELSEWHERE = frozenset("near outside around overlooking surrounding between".split())
_FAR = 6
"""How many sentences away their names may stand."""


def counted_places(context: Context, holding: Holding) -> list[int] | None:
    """The mentions of the places that words of holding count without naming them: those of the nearest list
    of so many, none where none stands nearby. None for words that count nothing.
    """
    number = _number(context, holding)
    if not number:
        return None
    lists = [found for found in _lists(context, holding.sentence) if len(found) == number]
    return min(
        lists, key=lambda found: abs(context.mention(found[0]).sentence - holding.sentence), default=[]
    )


def _number(context: Context, holding: Holding) -> int:
    """How many places the phrase around the words of holding tells of; 0 where it names or counts none."""
    sentence = context.reading.sentences[holding.sentence]
    for found in _COUNTED.finditer(context.report.text, sentence.start, sentence.end):
        around = found.start() <= holding.span.end and holding.span.start <= found.end()
        if around and not _NAMED_BEHIND.match(context.report.text, found.end()):
            return _NUMBERS[found.group("number")]
    return 0


def _lists(context: Context, sentence: int) -> Iterator[list[int]]:
    """The lists of towns and villages ("A and B") in the sentences around one."""
    for near in range(max(0, sentence - _FAR), min(len(context.reading.sentences), sentence + _FAR + 1)):
        listed: list[int] = []
        for index in named_in(context, context.reading.sentences[near]):
            if listed and not _AND.fullmatch(between(context, listed[-1], index)):
                yield listed
                listed = []
            if extent(context, index) in {*SPOTS, None} and preposition_of(context, index) not in _ELSEWHERE:
                listed.append(index)
        yield listed
