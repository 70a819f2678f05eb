"""Time expressions to days, by the rules of the annotation guide.

"on Sunday" is the last Sunday on or before publication, "overnight" and "the past 24 hours" the day before
to the day of publication, a date without its year the latest one not after publication, "this week" the
seven days up to publication. Nothing here knows what day it is today.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from marsad.model.report import Published
from marsad.model.time import Precision, TimeExpression, TimeKind, Unit, When
from marsad.resolving.dates.calendar_dates import absolute_days, date_days
from marsad.resolving.dates.calendar_days import (
    PRECISION_OF,
    Days,
    coarser,
    precision_of_width,
    shifted,
    unit_days,
)

_WIDEST = 366
"""Days of doubt about the publication beyond which a date that counts from it says nothing."""


def resolve_time(
    expression: TimeExpression, published: Published | None, anchor: When | None = None, past: bool = True
) -> When:
    """The days that ``expression`` means in a report published then.

    ``anchor`` is the time told before, from which "the next day" counts; ``past`` says whether the event
    is told as over, else undated weekdays and dates lie ahead. A publication known only as an interval
    widens the result; whatever cannot be resolved is unknown with its reason. The expression's link
    ("since", "before") is left to the caller: the days are those of the expression itself.
    """
    text = expression.span.text
    try:
        found = absolute_days(expression) or _counted(expression, published, anchor, past)
    except (OverflowError, ValueError):  # 30 February, or years beyond the calendar
        return When.unknown(f'no such date: "{text}"', text)
    if isinstance(found, str):
        return When.unknown(found, text)
    end = found.end
    if past and published and found.start <= published.end < end:
        end = published.end  # what has happened has happened by the day of publication
    return When(found.start, end, found.precision, text, found.reason or None)


def turned(expression: TimeExpression) -> TimeExpression:
    """The expression counted the other way, for what an "after" clause tells.

    In "the raid came a day after rebels shelled the base" the raid is a day later than the shelling; where
    the raid's time is the one known, the shelling is ``turned`` from it, with the raid's time as anchor.
    """
    return replace(expression, amount=-expression.amount, anchored=True)


def current_week(published: Published | None) -> When:
    """The days of current news without a day: the seven days up to publication."""
    if published is None:
        return When.unknown("current news without a day, in a report without a publication date")
    doubt = (published.end - published.start).days
    if doubt > _WIDEST:
        return When.unknown(_too_wide(published))
    start = published.start - timedelta(days=6)
    precision = Precision.WEEK if not doubt else precision_of_width(start, published.end)
    reason = "current news without a day: the seven days up to publication"
    return When(start, published.end, coarser(precision, Precision.WEEK), None, reason + _doubt(published))


def _counted(
    expression: TimeExpression, published: Published | None, anchor: When | None, past: bool
) -> Days | str:
    """The days counted from the anchor or from publication, or the reason why there are none."""
    if _anchored(expression):
        if anchor is not None and anchor.start is not None and anchor.end is not None:
            return _from_anchor(expression, anchor.start, anchor.end, past)
        if not _looks_back(expression):
            return f'"{expression.span.text}" counts from a time that is not known'
    if published is None:
        return f'"{expression.span.text}" counts from the publication date, which is not known'
    return _from_publication(expression, published, past)


def _anchored(expression: TimeExpression) -> bool:
    ends = (expression.first, expression.last)
    return expression.anchored or any(e is not None and e.anchored for e in ends)


def _looks_back(expression: TimeExpression) -> bool:
    """Whether "a day earlier" can, with nothing told before, only count from the news itself."""
    return expression.kind is TimeKind.CURRENT or expression.amount < 0


def _from_anchor(expression: TimeExpression, start: date, end: date, past: bool) -> Days:
    low, high = _days(expression, start, past), _days(expression, end, past)
    precision = coarser(low.precision, high.precision)
    if (end - start).days > 1:
        precision = coarser(precision, precision_of_width(low.start, high.end))
    anchored = start.isoformat() if start == end else f"{start} to {end}"
    return Days(low.start, high.end, precision, f"counted from the time told before ({anchored})")


def _from_publication(expression: TimeExpression, published: Published, past: bool) -> Days | str:
    low, high = _days(expression, published.start, past), _days(expression, published.end, past)
    if (low.start, low.end) == (high.start, high.end):
        return Days(low.start, low.end, low.precision, high.reason)
    if (published.end - published.start).days > _WIDEST:
        return _too_wide(published)
    precision = coarser(low.precision, precision_of_width(low.start, high.end))
    return Days(low.start, high.end, precision, high.reason + _doubt(published))


def _doubt(published: Published) -> str:
    if published.start == published.end:
        return ""
    return f"; publication is only known to lie between {published.start} and {published.end}"


def _too_wide(published: Published) -> str:
    return f"publication lies somewhere between {published.start} and {published.end}: too wide to count from"


# --- one expression counted from one day


def _days(expression: TimeExpression, day: date, past: bool) -> Days:
    if expression.kind is TimeKind.DATE:
        return date_days(expression, day, past)
    if expression.kind is TimeKind.WEEKDAY:
        return _weekday(expression, day, past)
    if expression.kind is TimeKind.RELATIVE:
        return _relative(expression, day)
    if expression.kind is TimeKind.CURRENT:
        return _current(expression, day, past)
    if expression.kind is TimeKind.PERIOD:
        return _period(expression, day)
    return _range(expression, day, past)


def _weekday(expression: TimeExpression, day: date, past: bool) -> Days:
    wanted = expression.weekday or 0
    name = wanted_name(wanted)
    if expression.unit is Unit.WEEK:
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=expression.amount)
        found, how = monday + timedelta(days=wanted), "of that week"
    elif expression.amount > 0 or (expression.amount == 0 and not past):
        ahead = (wanted - day.weekday()) % 7 or (7 if expression.amount > 0 else 0)
        found, how = day + timedelta(days=ahead), f"{'after' if expression.amount else 'on or after'} {day}"
    else:
        back = (day.weekday() - wanted) % 7
        if expression.amount < 0 and back <= 1:
            back += 7  # who writes on a Tuesday calls the day before "Monday", not "last Monday"
        found, how = day - timedelta(days=back), f"{'before' if expression.amount else 'on or before'} {day}"
    return Days(found, found, Precision.DAY, f"the {name} {how}")


def wanted_name(weekday: int) -> str:
    return ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[weekday % 7]


def _relative(expression: TimeExpression, day: date) -> Days:
    unit = expression.unit or Unit.DAY
    reason = f"{expression.amount:+d} {unit.value} from {day}"
    start, end = unit_days(shifted(day, unit, expression.amount), unit, expression.part)
    if expression.part != "about" or unit is Unit.YEAR:
        return Days(start, end, PRECISION_OF[unit], reason)
    # "several days ago", "about two weeks ago": a unit more or less, but still on this side of the day.
    early, late = shifted(start, unit, -1), shifted(end, unit, 1)
    if expression.amount < 0:
        late = min(late, day)
    else:
        early = max(early, day)
    return Days(early, late, coarser(PRECISION_OF[unit], precision_of_width(early, late)), f"about {reason}")


def _current(expression: TimeExpression, day: date, past: bool) -> Days:
    unit = expression.unit or Unit.DAY
    reason = f"the {unit.value} of {day}"
    if unit is Unit.DAY:
        return Days(day, day, Precision.DAY, reason)
    ahead = expression.part == "later" or (not past and expression.part != "earlier")
    if unit is Unit.WEEK and not expression.anchored:
        start, end = (day, day + timedelta(days=6)) if ahead else (day - timedelta(days=6), day)
        return Days(start, end, Precision.WEEK, f"the seven days {'from' if ahead else 'up to'} {day}")
    start, end = unit_days(day, unit, expression.part)
    if not expression.anchored and expression.part in {None, "earlier", "later"}:
        start, end = (day, end) if ahead else (start, day)
    return Days(start, end, PRECISION_OF[unit], reason)


def _period(expression: TimeExpression, day: date) -> Days:
    unit = expression.unit or Unit.DAY
    other = shifted(day, unit, -expression.amount)
    start, end = min(day, other), max(day, other)
    direction = "up to" if expression.amount > 0 else "from"
    reason = f"{abs(expression.amount)} {unit.value}(s) {direction} {day}"
    # both ends are known to the day: "the past four days" keeps precision day, as "3 to 5 May" does
    return Days(start, end, PRECISION_OF[unit], reason)


def _range(expression: TimeExpression, day: date, past: bool) -> Days:
    if expression.first is None or expression.last is None:
        raise ValueError("a range without its ends")
    last = _days(expression.last, day, past)
    if expression.first.kind in {TimeKind.WEEKDAY, TimeKind.DATE} and last.end < day:
        # "from Friday to Monday": the Friday before that Monday
        first = _days(expression.first, last.end, past=True)
    else:
        first = _days(expression.first, max(last.end, day) if not past else last.end, past=True)
    if first.start > last.end:
        raise ValueError("a range that ends before it starts")
    precision = coarser(first.precision, last.precision)
    return Days(first.start, last.end, precision, f"from {first.start} to {last.end}: {last.reason}")
