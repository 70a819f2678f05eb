"""Which figures of harm are parts of a total told beside them ("including two boys", "ten of them women")."""

from __future__ import annotations

import re

from marsad.model.span import Span

_HARMED = r"(?:dead|killed|slain|victims?|fatalities|casualties|deaths|wounded|injured|bodies)"
_BETWEEN = r"(?:(?!was |were |is |are |had |have |has )[\w-]+ ){0,2}"
_ALL = rf"(?:them|whom|these|those(?: {_HARMED})?|the {_BETWEEN}{_HARMED})"
_SAME = r"(?:(?!and\b|but\b|while\b|kill|wound|injur|hurt|left\b|leav|captur|arrest|detain)[\w'’-]+\W+)"
_BEFORE = re.compile(
    rf"\b(?:including|counting|among(?:st)? (?:them|whom|{_ALL})(?: (?:were|was|are|is))?"
    rf"|(?:the|those) (?:[\w-]+ )?{_HARMED} (?:includes?|included))\W*{_SAME}{{0,3}}$",
    re.I,
)
_OF_ALL = re.compile(
    rf"\s*(?:others? )?(?:of {_ALL}|(?:were|was|are|is) (?:also )?among {_ALL}"
    rf"|among (?:the|those) {_BETWEEN}{_HARMED})"
    r"(?:,? (?:were|was|are|is|being))?\b\W*",
    re.I,
)
_BEFELL = re.compile(
    rf"(?:[\w-]+ly )?(?:{_HARMED}|hurt|captured|arrested|detained|abducted|executed|shot)\b", re.I
)
_REACH = 60


def is_part(text: str, span: Span) -> bool:
    """Whether the words around a figure make it a part of a total."""
    before = text[max(0, span.start - _REACH) : span.start]
    return bool(_BEFORE.search(before)) or behind_all(text, span) is not None


def behind_all(text: str, span: Span) -> int | None:
    """Where the words begin that say who: "women" in "ten of them women"; None for other figures."""
    match = _OF_ALL.match(text, span.end, span.end + _REACH)
    if match is None or _BEFELL.match(text, match.end()):
        return None  # "six of them were killed": all who were
    return match.end()


def continues(text: str, first: Span, second: Span) -> bool:
    """Whether ``second`` is coordinated with ``first`` right before it: "two women and three children"."""
    return bool(re.fullmatch(r"\s*(?:,|and|, and)?\s*", text[first.end : second.start]))
