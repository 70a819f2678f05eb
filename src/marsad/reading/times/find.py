"""Time expressions in a report's sentences: every form of the grammar, each stretch read once.

The rules live in ``date_rules`` and ``year_rules`` (the calendar), ``weekday_rules`` and ``deictic_rules``
(what counts from publication or from a time told before). Here the longest matches are kept, neighbours
joined into ranges, and the words before each read for how they tie the event to the time.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import replace

from marsad.model.span import Span
from marsad.model.time import TimeExpression, TimeKind, TimeLink, Unit
from marsad.reading.times import date_rules, deictic_rules, weekday_rules, year_rules

_RULES = date_rules.RULES + year_rules.RULES + weekday_rules.RULES + deictic_rules.RULES

# Sentences without any of these hold no time; most sentences need no further look.
_HINT = re.compile(
    r"\d|day|week|month|year|decade|hour|minute|night|evening|morning|afternoon|tomorrow"
    r"|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|autumn|fall|winter|christmas|fortnight",
    re.IGNORECASE,
)


def find_times(text: str, sentences: Sequence[Span]) -> tuple[TimeExpression, ...]:
    """The time expressions of ``sentences`` in order of the text, none overlapping another.

    Spans are offsets into ``text`` and leave out the preposition; clock times are no expressions. Where
    rules compete the longest match wins.
    """
    found: list[TimeExpression] = []
    for sentence in sentences:
        if _HINT.search(text, sentence.start, sentence.end):
            kept = _longest(_candidates(text, sentence))
            found.extend(_linked(text, sentence, e) for e in _joined(text, sentence, kept))
    return tuple(sorted(found, key=lambda e: e.span))


def _candidates(text: str, sentence: Span) -> Iterable[TimeExpression]:
    lower = sentence.text.lower()
    for rule in _RULES:
        if not rule.may_match(lower):
            continue
        for match in rule.pattern.finditer(text, sentence.start, sentence.end):
            expression = rule.build(text, match)
            if expression is not None:
                yield expression


def _longest(candidates: Iterable[TimeExpression]) -> list[TimeExpression]:
    kept: list[TimeExpression] = []
    for candidate in sorted(candidates, key=lambda e: (e.span.start - e.span.end, e.span.start)):
        at = bisect(kept, candidate.span, key=lambda e: e.span)
        if not any(candidate.span.overlaps(other.span) for other in kept[max(0, at - 1) : at + 1]):
            kept.insert(at, candidate)
    return kept


# --- joining neighbours

_RANGE_GAP = re.compile(r"\s*(?:to|until|till|through|thru|into|-|–|—)\s*(?:on\s+|the\s+)?", re.IGNORECASE)
_PAIR_GAP = re.compile(r"\s*,?\s*(?:and|or|&)\s+(?:on\s+|again\s+on\s+)?", re.IGNORECASE)
_APPOSED_GAP = re.compile(r"\s*[,(]?\s*(?:the\s+)?")
_BETWEEN = re.compile(r"\b(?:between|from)\s+(?:the\s+)?$", re.IGNORECASE)


def _joined(text: str, sentence: Span, kept: list[TimeExpression]) -> list[TimeExpression]:
    joined: list[TimeExpression] = []
    for expression in kept:
        pair = joined and _pair(text, sentence, joined[-1], expression)
        if pair:
            joined[-1] = pair
        else:
            joined.append(expression)
    return joined


def _pair(text: str, sentence: Span, first: TimeExpression, last: TimeExpression) -> TimeExpression | None:
    """One expression for neighbours that make a range ("Monday to Friday") or one day ("Sunday (May 8)")."""
    if TimeKind.RANGE in (first.kind, last.kind):
        return None
    gap = text[first.span.end : last.span.start]
    span = Span.of(text, first.span.start, last.span.end)
    if _APPOSED_GAP.fullmatch(gap) and _same_day(first, last):
        return replace(last, span=span, weekday=first.weekday)
    if (
        gap.isspace()
        and last.kind is TimeKind.CURRENT
        and first.kind is TimeKind.RELATIVE
        and first.unit is Unit.YEAR
    ):
        return replace(first, span=span)  # "thirty years ago this week"
    before = text[max(sentence.start, first.span.start - 20) : first.span.start]
    between = _BETWEEN.search(before) is not None
    if _RANGE_GAP.fullmatch(gap):
        dash = not re.search(r"[a-z]", gap, re.IGNORECASE)
        if dash and not between and first.kind is not last.kind:
            return None
    elif not (_PAIR_GAP.fullmatch(gap) and (between or _days_together(first, last))):
        return None
    return TimeExpression(span, TimeKind.RANGE, first=_completed(first, last), last=last)


def _same_day(first: TimeExpression, last: TimeExpression) -> bool:
    """A weekday before its date."""
    return (
        first.kind is TimeKind.WEEKDAY
        and not first.amount
        and last.kind is TimeKind.DATE
        and last.day is not None
        and last.weekday is None
    )


def _days_together(first: TimeExpression, last: TimeExpression) -> bool:
    """ "on Monday and Tuesday": two weekdays that follow each other, told in one breath."""
    return (
        first.kind is last.kind is TimeKind.WEEKDAY
        and first.weekday is not None
        and last.weekday is not None
        and 0 < (last.weekday - first.weekday) % 7 <= 2
    )


def _completed(first: TimeExpression, last: TimeExpression) -> TimeExpression:
    """ "April to June 2016": the first takes the year that only the last tells."""
    if first.kind is not TimeKind.DATE or first.year is not None or last.year is None or first.month is None:
        return first
    wraps = last.month is not None and first.month > last.month
    return replace(first, year=last.year - wraps)


# --- links

_LINK = re.compile(
    r"\b(?:(?P<since>(?:ever\s+)?since|starting(?:\s+(?:on|from|in))?|beginning(?:\s+(?:on|in))?|from)"
    r"|(?P<until>until|till|up\s+to|up\s+until|through|by)"
    r"|(?P<before>before|prior\s+to|ahead\s+of)"
    r"|(?P<after>after|following))\s+(?:the\s+|on\s+)?$",
    re.IGNORECASE,
)
_PART_FIRST = re.compile(r"(?:the\s+)?(?:dawn|sunrise|noon|midday|midnight|dusk|sunset)\b", re.IGNORECASE)
_MODIFIES = re.compile(r"['’]s?\b|s['’]")


def _linked(text: str, sentence: Span, expression: TimeExpression) -> TimeExpression:
    start, end = expression.span.start, expression.span.end
    match = _LINK.search(text[max(sentence.start, start - 24) : start])
    if match is None:
        return expression
    link = TimeLink(str(match.lastgroup))
    if (
        expression.kind is TimeKind.RANGE
        and match.group("since")
        and match.group().lower().startswith("from")
    ):
        return expression
    if link in (TimeLink.BEFORE, TimeLink.AFTER, TimeLink.SINCE) and _modifies(text, expression, end):
        return expression
    return replace(expression, link=link)


def _modifies(text: str, expression: TimeExpression, end: int) -> bool:
    """Whether the time belongs to a noun ("after Sunday's attack", "before the 2014 coup")."""
    if _PART_FIRST.match(expression.span.text):  # "after dawn on Tuesday" is on Tuesday
        return True
    if _MODIFIES.search(expression.span.text) or text[end : end + 1] in {"'", "’"}:
        return True
    before = text[max(0, expression.span.start - 4) : expression.span.start].lower()
    return expression.kind is TimeKind.DATE and before == "the " and text[end : end + 1].isspace()
