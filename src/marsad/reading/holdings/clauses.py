"""The place that a clause tells of without naming it again: "X, a town in Y that the army holds" is X."""

from __future__ import annotations

import re
from collections.abc import Sequence

from marsad.model.span import Span

_KIND = (
    r"(?:city|town|village|hamlet|settlement|district|neighbou?rhood|quarter|suburb|camp|port|island|base|airport"
    r"|airfield|enclave|hub|crossing|junction|stronghold|capital|area|province|region|hill|hilltop|mountain|valley|farm)"
)
_APPOSED = (
    r"(?:\s*,\s+(?:an?|the|another|one\s+of\s+the)\s+(?:[\w'’-]+\s+){0,4}?"
    r"|\s+(?:an?|the)\s+(?:(?!(?:in|of|at|on|from|to|by|and|that|which)\b)[a-z'’-]+\s+){0,3}?)"
    + _KIND
    + r"s?\b(?!\s+of\s+(?-i:[A-Z]))"
    r"(?:(?!\b(?:said|says|killed|kills|and\s+the)\b)[^,.;:()])*"
)
_DIRECT = (
    rf"(?:\s+itself)?(?:\s+(?:[a-z]+\s+)?{_KIND})?(?:\s+in\s+(?-i:[A-Z])[\w ]{{2,25}})?"
    r"(?:\s+on\s+(?:\d\S*\s+)?(?-i:[A-Z])[a-z]+\.?(?:\s+\d[\d,]*(?:\s+\d{4})?)?)?\s*,?\s*"
)
_OF_CLAUSE = re.compile(rf"(?:{_DIRECT}|{_APPOSED},?\s*)", re.I)
_OF_WORDS = re.compile(
    rf"{_APPOSED}(?:,?\s*(?:\b(?:which|that)\s+)?(?:(?:is|are|was|were|remains?|remained|has|have|had|been|still"
    r"|now|largely|mostly)\s+){1,3})?\s*",
    re.I,
)


def antecedent(text: str, places: Sequence[tuple[int, Span]], clause: int) -> int | None:
    """The place that a clause beginning at ``clause`` with "which" or "that" is about.

    ``places`` are the names of the sentence in the order of the text. The first that fits is it: in "X, a
    town in Y that" the words after X say what X is.
    """
    return next((i for i, s in places if s.end <= clause and _OF_CLAUSE.fullmatch(text, s.end, clause)), None)


def apposed(text: str, places: Sequence[tuple[int, Span]], at: int) -> int | None:
    """The place whose description goes on at ``at``: "X, a town north of Y that is (controlled by)"."""
    return next((i for i, s in places if s.end < at and _OF_WORDS.fullmatch(text, s.end, at)), None)
