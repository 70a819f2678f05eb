"""Series and totals of things that are written one by one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import numpy as np

from marsad.ledger.series import Amount, By, Series, tally


class Item(NamedTuple):
    """One of ``tally.Items``, with the groups that it belongs to."""

    first: date | None
    last: date | None
    groups: tuple[str, ...]
    amount: Amount = Amount(1, 1, 1)


def series(
    items: Sequence[Item],
    by: By,
    start: date | None = None,
    end: date | None = None,
    top: int | None = None,
) -> Series:
    return tally.series(_together(items), by, start, end, top)


def totals(items: Sequence[Item], top: int | None = None) -> Series:
    return tally.totals(_together(items), top)


def _together(items: Sequence[Item]) -> tally.Items:
    amounts = [(i.amount.best, i.amount.low, i.amount.high) for i in items]
    return tally.Items(
        np.array([i.first for i in items], "M8[D]"),
        np.array([i.last for i in items], "M8[D]"),
        np.arange(len(items)),
        [i.groups for i in items],
        np.array(amounts, np.int64).reshape(-1, 3),
        np.array([i.amount.open for i in items], bool),
    )
