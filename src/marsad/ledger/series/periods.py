"""Time cut into days, weeks, months or years."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

MOST = 2000
"""Periods in one series: more than five years of days, and more than a page or a chart can show."""


class By(StrEnum):
    """The length of a period. Weeks are those of ISO 8601, from Monday to Sunday."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class TooManyPeriods(ValueError):
    """A series that would be too long to show."""


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, both ends inclusive: ``2016-11-06``, ``2016-W45``, ``2016-11`` or ``2016``."""

    label: str
    start: date
    end: date


def period_of(day: date, by: By) -> Period:
    """The period that holds ``day``. At the ends of the calendar a week may be cut short."""
    match by:
        case By.DAY:
            return Period(day.isoformat(), day, day)
        case By.WEEK:
            year, week, weekday = day.isocalendar()
            start = date.fromordinal(max(1, day.toordinal() - weekday + 1))
            end = date.fromordinal(min(date.max.toordinal(), day.toordinal() + 7 - weekday))
            return Period(f"{year}-W{week:02d}", start, end)
        case By.MONTH:
            start = day.replace(day=1)
            return Period(f"{day:%Y-%m}", start, _before_next(start.replace(day=28), 4))
        case By.YEAR:
            return Period(f"{day:%Y}", day.replace(month=1, day=1), day.replace(month=12, day=31))


def _before_next(day: date, ahead: int) -> date:
    """The last day of the month of ``day``, which lies ``ahead`` days or fewer before the next month."""
    if day.month == 12:
        return day.replace(day=31)
    following = (day + timedelta(days=ahead)).replace(day=1)
    return following - timedelta(days=1)


def periods(first: date, last: date, by: By) -> list[Period]:
    """Every period from that of ``first`` to that of ``last``, those without anything in them too.

    Raises TooManyPeriods.
    """
    found = []
    for period in _from(first, by):
        if period.start > last:
            break
        found.append(period)
        if len(found) > MOST:
            raise TooManyPeriods(
                f"{first} to {last} by {by} are more than {MOST} rows; count by {_longer(by)}, "
                "or bound the days with --from and --to"
            )
    return found


def _from(day: date, by: By) -> Iterator[Period]:
    while True:
        period = period_of(day, by)
        yield period
        if period.end == date.max:
            return
        day = period.end + timedelta(days=1)


def _longer(by: By) -> str:
    return {By.DAY: "week or month", By.WEEK: "month or year"}.get(by, "year")
