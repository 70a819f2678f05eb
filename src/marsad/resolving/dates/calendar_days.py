"""Stretches of days: the units of the calendar and their vague parts. Pure arithmetic, no reports."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from marsad.model.time import Precision, Unit


@dataclass(frozen=True, slots=True)
class Days:
    """The days ``start`` to ``end``, inclusive, and why they are meant."""

    start: date
    end: date
    precision: Precision
    reason: str = ""


PRECISION_OF = {
    Unit.DAY: Precision.DAY,
    Unit.WEEK: Precision.WEEK,
    Unit.MONTH: Precision.MONTH,
    Unit.YEAR: Precision.YEAR,
}
_ORDER = (Precision.DAY, Precision.WEEK, Precision.MONTH, Precision.YEAR, Precision.UNKNOWN)


def coarser(first: Precision, second: Precision) -> Precision:
    return max(first, second, key=_ORDER.index)


def precision_of_width(start: date, end: date) -> Precision:
    """How exactly a stretch is known: a night counts as a day, nine days as a week, 31 days as a month."""
    width = (end - start).days
    if width <= 1:
        return Precision.DAY
    if width <= 9:
        return Precision.WEEK
    return Precision.MONTH if width <= 31 else Precision.YEAR


def month_days(year: int, month: int, part: str | None = None) -> tuple[date, date]:
    """First and last day of a month or of its early (1-10), mid (11-20) or late (21-) part."""
    last = monthrange(year, month)[1]
    first, end = {"early": (1, 10), "mid": (11, 20), "late": (21, last)}.get(part or "", (1, last))
    return date(year, month, first), date(year, month, end)


def year_days(year: int, part: str | None = None) -> tuple[date, date]:
    """First and last day of a year or of its early, mid or late four months."""
    first, last = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}.get(part or "", (1, 12))
    return date(year, first, 1), month_days(year, last)[1]


def add_months(day: date, months: int) -> date:
    """The same day so many months on, or the month's last where it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def shifted(day: date, unit: Unit, amount: int) -> date:
    if unit is Unit.DAY:
        return day + timedelta(days=amount)
    if unit is Unit.WEEK:
        return day + timedelta(weeks=amount)
    return add_months(day, amount * (12 if unit is Unit.YEAR else 1))


def unit_days(day: date, unit: Unit, part: str | None = None) -> tuple[date, date]:
    """The day, week (Monday to Sunday), month or year of the calendar that holds ``day``."""
    if unit is Unit.DAY:
        return day, day
    if unit is Unit.WEEK:
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if unit is Unit.MONTH:
        return month_days(day.year, day.month, part)
    return year_days(day.year, part)
