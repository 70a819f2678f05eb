"""Which periods are named along the axis, and how."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.ledger.series import By, Period

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MOST = 16
"""Names that stand side by side on a page without touching."""
_STEPS = {
    By.DAY: (1, 2, 7, 14, 28, 56, 91, 182, 364),
    By.WEEK: (1, 2, 4, 13, 26, 52, 104),
    By.MONTH: (1, 2, 3, 6, 12, 24, 60, 120, 240),
    By.YEAR: (1, 2, 5, 10, 20, 50, 100),
}


def ticks(periods: Sequence[Period], by: By) -> list[tuple[int, str]]:
    """Positions of the periods to name, with their names; the year stands where it changes."""
    step = next((s for s in _STEPS[by] if len(periods) / s <= _MOST), len(periods) // _MOST + 1)
    chosen = [n for n, period in enumerate(periods) if _falls(n, period, by, step)]
    if by is By.MONTH and step >= 12:
        return [(n, str(periods[n].start.year)) for n in chosen]
    found, year = [], None
    for n in chosen:
        period = periods[n]
        name, its_year = _name(period, by)
        new = its_year != year
        below = its_year if new else " "  # a second line for all, so that the first ones stand level
        found.append((n, name if by is By.YEAR else f"{name}\n{below}"))
        year = its_year
    return found


def _falls(n: int, period: Period, by: By, step: int) -> bool:
    """Years and months on round ones, days and weeks from the first."""
    if by is By.YEAR:
        return period.start.year % step == 0
    if by is By.MONTH:
        return (period.start.year * 12 + period.start.month - 1) % step == 0
    return n % step == 0


def _name(period: Period, by: By) -> tuple[str, str]:
    start = period.start
    if by is By.YEAR:
        return period.label, period.label
    if by is By.MONTH:
        return _MONTHS[start.month - 1], str(start.year)
    if by is By.WEEK:
        year, week = period.label.split("-")
        return week, year
    return f"{start.day} {_MONTHS[start.month - 1]}", str(start.year)
