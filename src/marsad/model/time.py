"""Time expressions as read, and the days they resolve to."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from marsad.model.span import Span


class TimeKind(StrEnum):
    """The forms a time expression takes; each says which fields of ``TimeExpression`` it fills."""

    DATE = "date"  # any of year, month, day: "23 October 2016", "October 23", "April 2015", "2014"
    WEEKDAY = "weekday"  # weekday (0 = Monday), with direction: "on Sunday", "last Friday", "next Monday"
    RELATIVE = "relative"  # amount of unit before (-) or after (+): "yesterday", "two days ago", "last month"
    CURRENT = "current"  # the unit that holds the anchor: "today", "this week", "this year"
    PERIOD = "period"  # the stretch of amount unit up to the anchor: "in the past 24 hours", "overnight"
    RANGE = "range"  # from ``first`` to ``last``: "between 3 and 5 May", "from Monday to Wednesday"


class Unit(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class TimeLink(StrEnum):
    """How the words tie the event to the time: at it, from it on, up to it."""

    AT = "at"
    SINCE = "since"
    UNTIL = "until"
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """One time expression, not yet resolved. ``span`` covers the phrase without its preposition."""

    span: Span
    kind: TimeKind
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    unit: Unit | None = None
    amount: int = 0
    link: TimeLink = TimeLink.AT
    part: str | None = None
    """A vague part of the unit: "early", "mid", "late"."""
    first: TimeExpression | None = None
    last: TimeExpression | None = None
    anchored: bool = False
    """Whether it counts from a time told before ("the next day", "two days later"), not from publication."""


class Precision(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


def days_of(written: str) -> tuple[date, date] | None:
    """First and last day of YYYY, YYYY-MM or YYYY-MM-DD; None for another form. Raises ValueError for a day
    that no calendar has.
    """
    found = _WRITTEN.fullmatch(written.strip())
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    first = date(year or 0, month or 1, day or 1)
    last_month = month or 12
    return first, first if day else date(
        first.year, last_month, calendar.monthrange(first.year, last_month)[1]
    )


_WRITTEN = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


@dataclass(frozen=True, slots=True)
class When:
    """The days an event may have happened on, inclusive; None and UNKNOWN with a reason where untold."""

    start: date | None
    end: date | None
    precision: Precision
    text: str | None = None
    reason: str | None = None

    @classmethod
    def unknown(cls, reason: str, text: str | None = None) -> When:
        return cls(None, None, Precision.UNKNOWN, text, reason)

    def meets(self, other: When, slack_days: int = 0) -> bool | None:
        """Whether the two can be the same time; None where either is unknown."""
        if self.start is None or self.end is None or other.start is None or other.end is None:
            return None
        gap = max((self.start - other.end).days, (other.start - self.end).days)
        return gap <= slack_days
