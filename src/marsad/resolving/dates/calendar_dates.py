"""Dates of the calendar, whole or lacking their year, to days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from marsad.model.time import Precision, TimeExpression, TimeKind, Unit
from marsad.resolving.dates.calendar_days import (
    Days,
    add_months,
    coarser,
    month_days,
    precision_of_width,
    unit_days,
    year_days,
)

_YEARS_AROUND = 6
"""How many years to either side a weekday may send a date without its year: a cycle of the weekdays."""


def absolute_days(expression: TimeExpression) -> Days | None:
    """The days of a date that tells its year, or of a range of such dates; None for anything else.

    Raises ValueError for a day that the calendar lacks.
    """
    if expression.kind is TimeKind.DATE and expression.year is not None:
        return _dated(expression, expression.year)
    if expression.kind is TimeKind.RANGE and expression.first and expression.last:
        first, last = absolute_days(expression.first), absolute_days(expression.last)
        if first is None or last is None:
            return None
        if first.start > last.end and expression.last.year is not None:  # "winter 2016" runs into 2017
            last = _dated(expression.last, expression.last.year + 1)
        precision = coarser(first.precision, last.precision)
        if precision is not Precision.DAY:  # "3 to 5 May 2021" is known to the day, however long
            precision = coarser(precision, precision_of_width(first.start, last.end))
        return Days(first.start, last.end, precision, "told with the year")
    return None


def _dated(expression: TimeExpression, year: int, reason: str = "told with the year") -> Days:
    month, day = expression.month, expression.day
    if month is None:
        return Days(*year_days(year, expression.part), Precision.YEAR, reason)
    if day is None:
        return Days(*month_days(year, month, expression.part), Precision.MONTH, reason)
    found = date(year, month, day)
    if expression.weekday is not None and found.weekday() != expression.weekday:
        reason += ", though its weekday is another"
    if expression.unit is Unit.WEEK:
        return Days(*unit_days(found, Unit.WEEK), Precision.WEEK, "the week of a date")
    return Days(found, found, Precision.DAY, reason)


def date_days(expression: TimeExpression, day: date, past: bool) -> Days:
    """The days of a date counted from ``day``: without its year, or with "last year", "last month".

    Without more, a past date is the latest one not after ``day``, another the first not before. A weekday
    beside the date chooses the nearest year in which the two agree. Raises ValueError where none exists.
    """
    if expression.year is not None:
        return _dated(expression, expression.year)
    if expression.month is None:
        return _day_of_month(expression, day, past)
    if expression.unit is Unit.YEAR:
        return _dated(expression, day.year + expression.amount, f"counted from {day}")
    candidates = [d for d in _candidates(expression, day) if _on_side(expression, d, day, past)]
    if not candidates:
        raise ValueError("no such day in any year near")
    if expression.weekday is not None:
        agreeing = [d for d in candidates if d.start.weekday() == expression.weekday]
        nearest = min(_all_agreeing(expression, day), key=lambda d: abs((d.start - day).days), default=None)
        if candidates[0] not in agreeing and nearest is not None:
            return Days(
                nearest.start,
                nearest.end,
                nearest.precision,
                "the nearest year in which its weekday is right",
            )
    return candidates[0]


def _candidates(expression: TimeExpression, day: date) -> Iterator[Days]:
    """The date in the years around ``day``, nearest year first, earlier before later."""
    for distance in range(_YEARS_AROUND + 1):
        for year in (day.year,) if distance == 0 else (day.year - distance, day.year + distance):
            try:
                yield _dated(expression, year, f"the date nearest to {day} on its side")
            except ValueError:  # 29 February
                continue


def _all_agreeing(expression: TimeExpression, day: date) -> list[Days]:
    return [d for d in _candidates(expression, day) if d.start.weekday() == expression.weekday]


def _on_side(expression: TimeExpression, days: Days, day: date, past: bool) -> bool:
    """Whether the candidate lies on the side of ``day`` that the words want."""
    if expression.amount > 0:
        return days.start > day
    if expression.amount < 0:
        return days.end < day
    return days.start <= day if past else days.end >= day


def _day_of_month(expression: TimeExpression, day: date, past: bool) -> Days:
    """ "the 23rd", "the 5th of last month" """
    wanted = expression.day or 1
    months = [expression.amount] if expression.amount else ([0, -1, -2] if past else [0, 1, 2])
    for months_on in months:
        month = add_months(day.replace(day=1), months_on)
        if wanted > month_days(month.year, month.month)[1].day:
            continue
        found = month.replace(day=wanted)
        if expression.amount or (found <= day if past else found >= day):
            return Days(found, found, Precision.DAY, f"counted from {day}")
    raise ValueError("no such day in the months near")
