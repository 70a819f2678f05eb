"""What numbers are called: the title of a table or chart, what was asked for, and the unit."""

from __future__ import annotations

from marsad.ledger.series.asking import Tallied
from marsad.ledger.series.notes import noun, written
from marsad.ledger.series.subjects import Measure, Per
from marsad.ledger.series.tally import Amount

_NAMES = {
    Per.AREA: "district",
    Per.ADMIN1: "province",
    Per.SUB_TYPE: "sub-type of event",
    Per.TYPE: "type of event",
}


def title_of(told: Tallied) -> str:
    """ "People killed by month and province"."""
    what = f"People {told.measure.value}" if told.measure.effect else noun(told.measure).capitalize()
    heads = [told.series.by.value] if told.series.by else []
    heads += [_NAMES.get(told.per, told.per.value)] if told.per else []
    return f"{what} by {' and '.join(heads)}" if heads else what


def days_and_conditions(told: Tallied) -> str:
    """What was asked for, and the stretch of days."""
    asked = told.asked
    conditions = {
        "actor": asked.actor, "place": asked.place, "country": asked.country, "type": asked.type,
        "status": asked.status, "outlet": asked.outlet, "report": asked.report,
    }  # fmt: skip
    rows = told.series.rows
    bounded = told.measure is not Measure.REPORTS  # whose periods are of publication, the days asked for not
    first = asked.start if bounded and asked.start else rows[0].period.start if rows else None
    last = asked.end if bounded and asked.end else rows[-1].period.end if rows else None
    days = f"{first or '…'} to {last or '…'}" if first or last else "all days"
    return " · ".join([days, *(f"{name}: {value}" for name, value in conditions.items() if value)])


def in_all(told: Tallied) -> str:
    """ "1,204 (1,100–1,310) killed", "87 incidents"."""
    return so_many(told, told.series.total)


def so_many(told: Tallied, amount: Amount) -> str:
    """A number of what is counted: "14 (9–14) killed", "1 incident"."""
    what = told.measure.value if told.measure.effect else noun(told.measure, amount.best)
    return f"{written(amount)} {what}"


def unit(told: Tallied) -> str:
    """What one counts: "people killed", "incidents"."""
    return f"people {told.measure.value}" if told.measure.effect else noun(told.measure)
