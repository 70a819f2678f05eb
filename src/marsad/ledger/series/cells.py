"""Series and totals as records, one for each period and group: for JSON and CSV."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from marsad.ledger.series.asking import Tallied
from marsad.ledger.series.tally import Amount

Cells = dict[str, object]


def columns(told: Tallied) -> list[str]:
    """The names of what a record holds, in their order."""
    days = ["period", "from", "to"] if told.series.by else []
    bounds = ["low", "high", "at_least"] if told.measure.effect else []
    return [*days, "group", told.measure.value, *bounds]


def records(told: Tallied) -> Iterator[Cells]:
    """A record for each period and group; without a group it is of all, without a period of no known day."""
    series = told.series
    if series.by is None:
        yield from _of_groups({}, told, series.total, series.totals)
        return
    for row in series.rows:
        period = row.period
        days = {"period": period.label, "from": period.start.isoformat(), "to": period.end.isoformat()}
        yield from _of_groups(days, told, row.total, row.groups)
    if series.undated_items:
        yield from _of_groups(dict.fromkeys(("period", "from", "to")), told, series.undated, ())


def _of_groups(
    days: Mapping[str, object], told: Tallied, total: Amount, of: Sequence[Amount]
) -> Iterator[Cells]:
    for group, amount in ((None, total), *zip(told.series.groups, of, strict=False)):
        record: Cells = {**days, "group": group, told.measure.value: amount.best}
        if told.measure.effect:
            record |= {"low": amount.low, "high": amount.high, "at_least": amount.open}
        yield record
