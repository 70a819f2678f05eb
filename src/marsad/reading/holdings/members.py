"""The names that a plural is told to be: "three villages near X - A, B and C", "areas including A"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from marsad.model.span import Span

PLURAL = (
    r"(?:cities|towns|villages|hamlets|settlements|districts|neighbou?rhoods|suburbs|quarters|areas|regions"
    r"|provinces|places|localities|hills|hilltops|heights|bases|posts|positions|farms|camps|islands)"
)
_LINK = (
    r"(?:\s+[-–—]\s+|:\s+|,?\s+(?:including|such\s+as|among\s+them|namely)\s+)"
    r"(?:the\s+)?(?:(?:[a-z]+\s+)?(?:city|town|village|district|hill|cities|towns|villages|districts|hills)"
    r"\s+of\s+)?(?=[A-Z]|[a-z]{2}-[A-Z])"
)
_WITHIN = r"(?:(?!\b(?:after|when|while|where|which|who|said|by)\b)[^.;:()-]|(?<=\w)-(?=\w)){0,70}?"
_TOLD = re.compile(rf"\b{PLURAL}\b(?:\s+of\s+(?=[A-Z])|{_WITHIN}{_LINK})")
_WORD = r"(?:(?:al)?[A-Z][\w’'-]*|(?:al|el|ad|ar|as|at|az|an|ed|es|de|la|las|los|del)[ -](?=[A-Z])[\w’'-]+)"
_NAME = rf"{_WORD}(?:\s+(?:{_WORD}|\d+))*"
_LIST = re.compile(rf"{_NAME}(?:\s*(?:,\s*(?:and\s+)?|\band\s+|\bas\s+well\s+as\s+)(?:the\s+)?{_NAME})*")
_ONE = re.compile(_NAME)

_LAST = re.compile(r"\b(?:and|as\s+well\s+as)\s+(?:the\s+)?$")
_CLAUSE = re.compile(
    r"\s+(?:(?:also|later|then|now)\s+)?(?:said|says|reported|told|added|has|have|had|was|were|is|are|w[io]ll|claimed"
    r"|announced|confirmed|[a-z]+ed)\b(?!\s+by)"
)


def members(text: str, start: int, end: int) -> list[Span]:
    """The names of a list by which a plural between ``start`` and ``end`` is told; offsets into ``text``."""
    told = _TOLD.search(text, start, end)
    listed = _LIST.match(text, told.end(), end) if told else None
    if listed is None:
        return []
    found = [Span.of(text, m.start(), m.end()) for m in _ONE.finditer(text, listed.start(), listed.end())]
    return found if len(found) > 1 or not text[: listed.start()].rstrip().endswith(" of") else []


def list_from(text: str, start: int, end: int) -> list[Span]:
    """The names of the list that begins at ``start`` and ends with "and": "A, B and C"; none for one name.

    A name behind which a verb stands begins a new clause and is not of the list.
    """
    listed = _LIST.match(text, start, end)
    if listed is None:
        return []
    found = [Span.of(text, m.start(), m.end()) for m in _ONE.finditer(text, start, listed.end())]
    if found and _CLAUSE.match(text, found[-1].end, end):
        found.pop()
    while found and not _LAST.search(text[start : found[-1].start]):
        found.pop()
    return found if len(found) > 1 else []


def parted(names: Iterable[Span], known: Iterable[Span], text: str) -> list[Span]:
    """The names with those that lack a comma told apart by the ones that are ``known`` ("A B" by "A")."""
    places = sorted(set(known), key=lambda s: s.start)
    found: list[Span] = []
    for name in names:
        at = name.start
        for place in (p for p in places if name.covers(p)):
            found += _rest(text, at, place.start)
            found.append(place)
            at = place.end
        found += _rest(text, at, name.end)
    return found


def _rest(text: str, start: int, end: int) -> list[Span]:
    left = Span.of(text, start, end).text
    bare = left.strip()
    begin = start + len(left) - len(left.lstrip())
    return [Span.of(text, begin, begin + len(bare))] if len(bare) > 2 else []
