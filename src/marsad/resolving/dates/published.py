"""The publication date of a report that does not give it, inferred from what it mentions.

Every mention gives a stretch of days in which the report can have been published; the answer is what all of
them leave. Bounds are hard (a past happening told with its year) or soft (how long papers go on using an old
name, how far back a date without its year may lie); a soft bound that contradicts the hard ones is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from marsad.model.actor import DatedName
from marsad.model.report import Basis, Published, Report
from marsad.model.time import TimeExpression, TimeKind, TimeLink
from marsad.resolving.dates.calendar_dates import absolute_days

OLD_NAME_DAYS = 60
"""How long after a change of name reports may go on using the old one as the present one."""
YEARLESS_DAYS = 183
"""How far before publication a day told without its year lies at most: papers leave out the year of what is
recent, and add it, or "last", to what is half a year old."""
YEARLESS_MONTH_DAYS = 334
"""The same for a month told without its year: eleven months, lest it be this year's."""
HORIZON_DAYS = 730
"""How much younger than the latest day told with its year a news report is at most, where nothing better
bounds it. Months and years told set no such end: "since March 2011" stands in reports of many later years."""

_OLD = re.compile(
    r"\b(?:previously|formerly|once|originally|then|earlier|initially|until\s+recently|used\s+to\s+be)\s+"
    r"(?:(?:known|called|named|operating|styled)\s+)?(?:as\s+)?(?:the\s+)?$"
    r"|\b(?:former|ex-|renamed\s+from|changed\s+its\s+name\s+from|rebranded\s+from|predecessor,?)\s*(?:the\s+)?$",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will|shall|would|scheduled|planned|plans?|expected|expects|due|slated|set\s+to|going\s+to|deadline|by"
    r"|until|expires?|next|upcoming|ahead\s+of|before)\b",
    re.IGNORECASE,
)
_CERTAINLY_AHEAD = re.compile(
    r"\b(?:will|is|are|been)\s+(?:be\s+)?(?:held|scheduled|due|set|slated)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Bound:
    """Days on which the report can have been published (None: open), why, and whether that is certain."""

    start: date | None
    end: date | None
    reason: str
    hard: bool = False
    dated: bool = False
    """Whether it is a day told with its year."""


def infer_published(
    report: Report, times: Sequence[TimeExpression], name_uses: Sequence[DatedName]
) -> Published | None:
    """The days between which ``report`` must have been published, or None where nothing bounds them below.

    ``times`` are the report's time expressions, ``name_uses`` the names it uses that were in use only for a
    time. The basis is inferred, with one reason a bound at least. A report that nothing bounds above but its
    latest day told is taken to be at most two years younger, and says so; with neither, the answer is None.
    """
    bounds = [*_told_dates(report, times), *_names(report, name_uses)]
    window = _intersect(bounds)
    if window.start is None:
        return None
    if window.end is None:
        latest = max((b.start for b in bounds if b.dated and b.start), default=None)
        if latest is None or latest + timedelta(days=HORIZON_DAYS) < window.start:
            return None
        end = latest + timedelta(days=HORIZON_DAYS)
        reason = f"not after {end}: the latest day it tells, {latest}, is news of two years before at most"
        window = _Window(window.start, end, (*window.reasons, reason))
    for told in times:
        window = _narrowed(window, told, report.text)
    if window.start is None or window.end is None:
        return None
    return Published(window.start, window.end, Basis.INFERRED, window.reasons)


# --- bounds


def _told_dates(report: Report, times: Iterable[TimeExpression]) -> Iterator[_Bound]:
    """A happening told with its year bounds publication from below; one announced for a day from above."""
    for told in times:
        try:
            days = absolute_days(told)
        except (ValueError, OverflowError):  # no such day
            continue
        if days is None:
            continue
        text = told.span.text
        before = _sentence_before(report.text, told.span.start)
        if _CERTAINLY_AHEAD.search(before):
            yield _Bound(None, days.end, f'not after {days.end}: "{text}" is told as lying ahead')
        elif told.link not in (TimeLink.UNTIL, TimeLink.BEFORE) and not _AHEAD.search(before):
            dated = days.start == days.end
            reason = f'not before {days.start}: "{text}" is told as past'
            yield _Bound(days.start, None, reason, hard=True, dated=dated)


def _names(report: Report, name_uses: Iterable[DatedName]) -> Iterator[_Bound]:
    for name in name_uses:
        if name.start is not None:
            yield _Bound(
                name.start,
                None,
                f'not before {name.start}: "{name.text}" is in use only since then',
                hard=True,
            )
        if name.end is not None and not _told_as_old(report.text, name.text):
            end = name.end + timedelta(days=OLD_NAME_DAYS)
            yield _Bound(
                None,
                end,
                f'not after {end}: "{name.text}" was in use until {name.end},'
                f" and {OLD_NAME_DAYS} days are allowed for reports that kept it",
            )


def _told_as_old(text: str, name: str) -> bool:
    """Whether some use of ``name`` says that it is a former name ("previously known as ...")."""
    uses = re.finditer(re.escape(name), text, re.IGNORECASE)
    return any(_OLD.search(text[max(0, use.start() - 60) : use.start()]) for use in uses)


def _sentence_before(text: str, start: int) -> str:
    """What precedes ``start`` in its sentence, as far as stops and line breaks tell."""
    return re.split(r"[.!?;\n]\s|\n", text[max(0, start - 160) : start])[-1]


# --- what all of them leave


@dataclass(frozen=True, slots=True)
class _Window:
    start: date | None
    end: date | None
    reasons: tuple[str, ...]


def _intersect(bounds: Sequence[_Bound]) -> _Window:
    """The latest lower and the earliest upper bound; upper bounds before the lower one are dropped."""
    lower = max((b for b in bounds if b.start is not None), key=lambda b: b.start or date.min, default=None)
    start = lower.start if lower else None
    uppers = [b for b in bounds if b.end is not None]
    fitting = [b for b in uppers if start is None or (b.end or date.min) >= start]
    upper = min(fitting, key=lambda b: b.end or date.max, default=None)
    kept = [lower, *(b for b in bounds if b.hard and b.start is not None and b is not lower), upper]
    reasons = [b.reason for b in kept if b is not None]
    reasons += [f"set aside, as it contradicts the rest: {b.reason}" for b in uppers if b not in fitting]
    return _Window(start, upper.end if upper else None, tuple(dict.fromkeys(reasons)))


def _narrowed(window: _Window, told: TimeExpression, text: str) -> _Window:
    """The window cut to the stretches in which a past date without its year can have been told so."""
    if window.start is None or window.end is None or not _yearless(told):
        return window
    if told.link in (TimeLink.UNTIL, TimeLink.BEFORE) or _AHEAD.search(
        _sentence_before(text, told.span.start)
    ):
        return window
    stretches = [
        (max(start, window.start), min(end, window.end))
        for start, end in _stretches(told, window.start.year - 1, window.end.year)
        if start <= window.end and end >= window.start
    ]
    if not stretches:
        return window
    start, end = min(s for s, _ in stretches), max(e for _, e in stretches)
    if (start, end) == (window.start, window.end):
        return window
    reason = _yearless_reason(told, stretches)
    return _Window(start, end, (*window.reasons, reason))


def _yearless(told: TimeExpression) -> bool:
    return (
        told.kind is TimeKind.DATE
        and told.year is None
        and told.month is not None
        and told.unit is None
        and told.amount <= 0
    )


def _stretches(told: TimeExpression, first_year: int, last_year: int) -> Iterator[tuple[date, date]]:
    """For each year the days on which the date could be told without it; its weekday rules years out."""
    for year in range(first_year, last_year + 1):
        try:
            day = date(year, told.month or 1, told.day or 1)
        except ValueError:  # 29 February
            continue
        if told.day is not None and told.weekday is not None and day.weekday() != told.weekday:
            continue
        reach = YEARLESS_DAYS if told.day is not None else YEARLESS_MONTH_DAYS
        yield day, day + timedelta(days=reach)


def _yearless_reason(told: TimeExpression, stretches: Sequence[tuple[date, date]]) -> str:
    text = told.span.text
    years = ", ".join(str(start) for start, _ in stretches)
    weekday = ", the year fixed by its weekday" if told.weekday is not None else ""
    if len(stretches) == 1:
        start, end = stretches[0]
        return f'between {start} and {end}: "{text}" is told as past without its year{weekday}'
    return f'from {years} on, one of these: "{text}" is told as past without its year{weekday}'
