"""The year of a date without one in a report of unknown day: what is told beside the date gives it.

"On 11 March 2004 bombs went off; on 13 March the police arrested three men."
"""

from __future__ import annotations

from marsad.model.report import Published
from marsad.model.time import Precision, TimeExpression, TimeKind, When
from marsad.resolving.dates.calendar_dates import date_days

_ONWARD, _BACK = 183, 31
"""How many days after and before a time told with its year a date without one lies at most."""


def in_year_told(expression: TimeExpression, told: When | None, published: Published | None) -> When | None:
    """The days of ``expression`` by the time ``told`` beside it; None where they are far from it.

    A story goes forward, so the date is the next one after what is told, unless that is far off. Where
    ``published`` bounds the day of the report, it lies not after that.
    """
    if told is None or told.start is None or told.end is None or not _lacks_only_its_year(expression):
        return None
    if told.precision not in {Precision.DAY, Precision.MONTH}:
        return None
    try:
        onward = date_days(expression, told.start, past=False)
        back = date_days(expression, told.end, past=True)
    except ValueError:  # 30 February
        return None
    near = (onward.start - told.end).days <= _ONWARD, (told.start - back.end).days <= _BACK
    if not any(near):
        return None
    found = onward if near[0] else back
    if published is not None and found.start > published.end:
        return None
    reason = f"in the year of the time told beside it ({told.start} to {told.end})"
    return When(found.start, found.end, found.precision, expression.span.text, reason)


def _lacks_only_its_year(expression: TimeExpression) -> bool:
    return (
        expression.kind is TimeKind.DATE
        and expression.month is not None
        and expression.year is None
        and expression.unit is None
        and not expression.amount
    )
