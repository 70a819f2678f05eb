"""The days of all time expressions of a report, read together: what each counts from."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from marsad.model.reading import Mention, Reading
from marsad.model.report import Published, Report
from marsad.model.time import Precision, TimeExpression, TimeKind, TimeLink, Unit, When
from marsad.resolving.dates.resolve import resolve_time, turned
from marsad.resolving.dates.year_told import in_year_told

_AHEAD = re.compile(
    r"\b(?:will(?! be (?:recalled|remembered))|shall|to be held|scheduled|due(?! to\b)|set to|expected to"
    r"|slated)\b[^.;]*"
    r"\b(?:on|by|until|till|for|in|from) (?:the )?$",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\b(?:after|since|following)$", re.IGNORECASE)
_BEFORE = re.compile(r"\bbefore$", re.IGNORECASE)
_THE_DEED = re.compile(
    r" (?:the|that|this|these|those) (?:[a-z][\w'’-]* ){0,3}[a-z][\w'’-]*(?<!ed)"
    r"(?: (?:in|on|at|near|by|against) [^,;.]{1,40})?, "
)
_NEAR = 80
_OUTSIDE = frozenset((TimeLink.SINCE, TimeLink.UNTIL))
"""What is told "since July 30" or "until May" is not the day that the story is at."""


def report_times(report: Report, reading: Reading) -> Mapping[int, When]:
    """The days of each time mention, by mention index; unknown ones carry their reason."""
    written = report.published
    times: dict[int, When] = {}
    told: When | None = None
    told_day: When | None = None
    """The last time told, and the last that is known to the day."""
    told_in: int | None = None
    """The sentence that tells the time told last."""
    ordered = sorted(
        ((i, m, m.time) for i, m in enumerate(reading.mentions) if m.time is not None),
        key=lambda x: x[1].span.start,
    )
    for number, (index, mention, expression) in enumerate(ordered):
        anchor, wanted = (told_day or told if _counts_days(expression) else told), expression
        if told is not None and after_the_deed(report.text, expression):
            anchor, wanted = told_day or told, _in_days(expression)
        elif _opens_clause(report, expression):
            following = [x for x in ordered[number + 1 :] if x[1].sentence == mention.sentence]
            given = _given(following, mention, written)
            known = told if told_in == mention.sentence else None  # "found on Friday two days after ..."
            anchor, wanted = (
                (given, expression)
                if given
                else (known or _news_day(times, written), turned(_in_days(expression)))
            )
        elif _counts_back(expression):
            following = [x for x in ordered[number + 1 :] if x[1].sentence == mention.sentence]
            anchor = _given(following, mention, written) or anchor
        ahead = _is_ahead(report, reading, mention)
        when = resolve_time(wanted, written, anchor, past=not ahead)
        if when.start is None and not ahead:
            when = in_year_told(expression, _dated_beside(ordered, number, told), written) or when
        times[index] = when
        if when.start is not None and not expression.anchored and expression.link not in _OUTSIDE:
            told, told_in = when, mention.sentence
            told_day = when if when.precision is Precision.DAY else told_day
    return times


def _dated_beside(
    ordered: Sequence[tuple[int, Mention, TimeExpression]], number: int, told: When | None
) -> When | None:
    """The time told before; where none is, the next one that tells its year."""
    if told is not None:
        return told
    following = (resolve_time(expression, None) for _, _, expression in ordered[number + 1 :])
    return next((when for when in following if when.start is not None), None)


def _counts_days(expression: TimeExpression) -> bool:
    """ "hours later", "the same day": counted from a day, not from "in February" or "in 2018"."""
    return expression.kind in {TimeKind.RELATIVE, TimeKind.CURRENT} and expression.unit in {None, Unit.DAY}


def _opens_clause(report: Report, expression: TimeExpression) -> bool:
    """ "one week after rebels shelled the base": counted from what the words behind it tell."""
    if not (expression.anchored and expression.amount > 0 and expression.kind is TimeKind.RELATIVE):
        return False
    return bool(_AFTER.search(expression.span.text)) and report.text[expression.span.end :][:1] == " "


def after_the_deed(text: str, expression: TimeExpression) -> bool:
    """ "Three weeks after the attack, rebels took the base": counted on from a deed told before."""
    if not (expression.anchored and expression.amount > 0 and _AFTER.search(expression.span.text)):
        return False
    opens = text[: expression.span.start].rstrip('"“ ')[-1:] in {"", ".", "!", "?", "\n"}
    return opens and _THE_DEED.match(text, expression.span.end) is not None


def _counts_back(expression: TimeExpression) -> bool:
    """ "two weeks before the vote of 5 June": counted from a day that the words behind it may tell."""
    return expression.anchored and expression.amount < 0 and bool(_BEFORE.search(expression.span.text))


def _in_days(expression: TimeExpression) -> TimeExpression:
    """Counted weeks before a known day end on a day: "one week after" it."""
    if expression.unit is not Unit.WEEK or expression.part:
        return expression
    return replace(expression, unit=Unit.DAY, amount=7 * expression.amount)


def _given(
    following: Sequence[tuple[int, Mention, TimeExpression]], mention: Mention, written: Published | None
) -> When | None:
    """The day that the clause itself gives: "two days after the raid of 3 May"."""
    for _, other, expression in following:
        if other.span.start - mention.span.end <= _NEAR and not expression.anchored:
            when = resolve_time(expression, written)
            return when if when.precision is Precision.DAY else None
    return None


def _news_day(times: Mapping[int, When], written: Published | None) -> When | None:
    """The latest day told so far within the week before publication, else the day of publication."""
    if written is None:
        return None
    week = written.start - timedelta(days=7)
    days = [w for w in times.values() if w.precision is Precision.DAY and w.start and w.start >= week]
    latest = max(days, key=lambda w: w.start or week, default=None)
    return latest or When(written.start, written.end, Precision.DAY, None, "the day of publication")


def _is_ahead(report: Report, reading: Reading, mention: Mention) -> bool:
    start = reading.sentences[mention.sentence].start
    return bool(_AHEAD.search(report.text[max(start, mention.span.start - _NEAR) : mention.span.start]))
