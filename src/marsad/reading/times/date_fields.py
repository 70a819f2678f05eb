"""What rules for dates of the calendar share: the year beside a date, and where its value goes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from marsad.model.time import TimeExpression, TimeKind, Unit
from marsad.reading.times.calendar_words import YEAR
from marsad.reading.times.time_rule import span_of

EDGE = r"(?<![\w.:/-])"
GAP = r"(?:\s*,\s*|\s+)"
# After a two-digit day the year may stand without a space: "Nov 022017", where a comma was lost.
YEAR_TAIL = (
    rf"(?:(?:{GAP}(?:of\s+)?|\s*-\s*|(?<=\d\d))(?P<year>{YEAR})"
    r"|\s+(?:of\s+)?(?P<year_word>last|this|next|the\s+(?:previous|following|same))\s+year)?"
)

_YEAR_WORDS = {"last": -1, "this": 0, "next": 1}


def year_fields(match: re.Match[str]) -> Mapping[str, object]:
    """``year`` where the digits stand there; unit YEAR with the amount for "last year", "the same year"."""
    if match["year"]:
        return {"year": int(match["year"])}
    words = match["year_word"]
    if not words:
        return {}
    last = words.lower().split()[-1]
    if last in _YEAR_WORDS:
        return {"unit": Unit.YEAR, "amount": _YEAR_WORDS[last]}
    return {"unit": Unit.YEAR, "amount": {"previous": -1, "following": 1}.get(last, 0), "anchored": True}


def dated(text: str, match: re.Match[str], **fields: object) -> TimeExpression:
    blank = TimeExpression(span_of(text, match), TimeKind.DATE)
    return replace(blank, **fields)  # type: ignore[arg-type]


def direction(word: str) -> Mapping[str, object]:
    """Fields for "last", "next", "the previous" before a month; "this" says nothing that the rule lacks."""
    last = word.lower().split()[-1]
    turns: Mapping[str, Mapping[str, object]] = {
        "next": {"amount": 1},
        "following": {"amount": 1, "anchored": True},
        "coming": {"amount": 1},
        "previous": {"amount": -1, "anchored": True},
        "last": {"amount": -1},
        "past": {"amount": -1},
    }
    return turns.get(last, {})
