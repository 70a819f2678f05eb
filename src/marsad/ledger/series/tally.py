"""Adding up: amounts by period and by group. Knows nothing of reports or databases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from marsad.ledger.columns.codes import Array, Mask
from marsad.ledger.series.periods import By, Period, period_of, periods

OTHERS = "others"
"""The group of what is in none of the largest groups."""
UNKNOWN = "unknown"
"""The group of what has no place, actor or outlet that is known."""
WITHHELD = "name withheld"
"""The group of persons whose names are not given."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with the bounds that its sources leave; ``open`` where one says "at least" and no more."""

    best: int = 0
    low: int = 0
    high: int = 0
    open: bool = False

    def __add__(self, other: Amount) -> Amount:
        return Amount(
            self.best + other.best, self.low + other.low, self.high + other.high, self.open or other.open
        )

    @property
    def exact(self) -> bool:
        return self.low == self.best == self.high and not self.open


_NOTHING = Amount()


@dataclass(frozen=True, slots=True)
class Items:
    """Things to count: between which days each lies (NaT where untold), and how much of it there is.

    ``bundle`` is which of the ``bundles`` of groups each belongs to; ``amounts`` are best, low and high in a
    row, ``open`` as in Amount.
    """

    first: Array
    last: Array
    bundle: Array
    bundles: Sequence[tuple[str, ...]]
    amounts: Array
    open: Mask

    def __len__(self) -> int:
        return len(self.first)

    def some(self, which: Mask) -> Items:
        return Items(
            self.first[which], self.last[which], self.bundle[which], self.bundles, self.amounts[which],
            self.open[which],
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stretch:
    """What lies in one period: altogether, and in each group of the series."""

    period: Period
    total: Amount
    groups: tuple[Amount, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """Amounts by period and by group, with what could not be placed.

    ``totals`` are of each group. A series without periods (``by`` is None) holds everything in its totals;
    one with periods only what they hold.
    """

    by: By | None
    groups: tuple[str, ...]
    rows: tuple[Stretch, ...]
    total: Amount
    totals: tuple[Amount, ...]
    undated: Amount = _NOTHING
    """What has no known day: in no period."""
    undated_items: int = 0
    spanning: int = 0
    """Items whose days lie in several periods: they count in the first."""
    outside: int = 0
    """Items that met the conditions by one source's day, and lie outside of them by most sources' day."""
    overlapping: bool = False
    """Whether an item stands in several groups, so that their sum exceeds the total."""


def totals(items: Items, top: int | None = None) -> Series:
    """All ``items`` added up by group, the largest first; past ``top`` groups the rest are OTHERS."""
    ranked = _ranked(items, top)
    ((total, *groups),) = _added_up(items, ranked, _one_row(items), 1)
    return Series(None, ranked.groups, (), total, tuple(groups), overlapping=ranked.overlapping)


def series(
    items: Items,
    by: By,
    start: date | None = None,
    end: date | None = None,
    top: int | None = None,
) -> Series:
    """``items`` added up by period and group, from ``start`` to ``end`` where these are given.

    An item counts in the period that holds its first day, of those days that are asked for. Raises
    TooManyPeriods.
    """
    undated, within, outside = _dated(items, start, end)
    ranked = _ranked(within, top)
    days, day = np.unique(
        np.maximum(within.first, np.datetime64(start)) if start else within.first, return_inverse=True
    )
    of_day = [period_of(d, by) for d in days.tolist()]
    placed = {period: n for n, period in enumerate(dict.fromkeys(of_day))}
    at = np.array([placed[period] for period in of_day], np.int64)[day]
    amounts = _added_up(within, ranked, at, len(placed))
    nothing = [_NOTHING] * (1 + len(ranked.groups))
    rows = []
    for period in _covered(list(placed), by, start, end):
        total, *groups = amounts[placed[period]] if period in placed else nothing
        rows.append(Stretch(period, total, tuple(groups)))
    ((total, *of_groups),) = _added_up(within, ranked, _one_row(within), 1)
    starts, ends = (np.array(d, "M8[D]") for d in ([p.start for p in placed], [p.end for p in placed]))
    return Series(
        by=by,
        groups=ranked.groups,
        rows=tuple(rows),
        total=total,
        totals=tuple(of_groups),
        undated=_added_up(undated, _Ranked((), {}), _one_row(undated), 1)[0][0],
        undated_items=len(undated),
        spanning=int(np.count_nonzero((within.first < starts[at]) | (within.last > ends[at]))),
        outside=outside,
        overlapping=ranked.overlapping,
    )


def _one_row(items: Items) -> Array:
    return np.zeros(len(items), np.int64)


def _dated(items: Items, start: date | None, end: date | None) -> tuple[Items, Items, int]:
    """Those of no known day, those that lie between the days asked for, and how many lie outside of them."""
    unknown = np.isnat(items.first)
    within = ~unknown
    if end is not None:
        within &= items.first <= np.datetime64(end)
    if start is not None:
        within &= np.where(np.isnat(items.last), items.first, items.last) >= np.datetime64(start)
    outside = len(items) - np.count_nonzero(unknown) - np.count_nonzero(within)
    return items.some(unknown), items.some(within), int(outside)


def _covered(placed: Sequence[Period], by: By, start: date | None, end: date | None) -> list[Period]:
    """Every period that is asked for, or from the first to the last that holds something."""
    days = sorted(p.start for p in placed)
    if not days and not (start and end):
        return []
    first = start or days[0] if days else start
    last = end or max(p.end for p in placed) if days else end
    return periods(first, last, by) if first and last else []


@dataclass(frozen=True, slots=True)
class _Ranked:
    """``groups`` by size; ``named`` are those of each bundle that is used, by their places among them."""

    groups: tuple[str, ...]
    named: Mapping[int, Sequence[int]]

    @property
    def overlapping(self) -> bool:
        return any(len(groups) > 1 for groups in self.named.values())


def _ranked(items: Items, top: int | None) -> _Ranked:
    """The groups by size, UNKNOWN and OTHERS last; those past ``top`` are OTHERS."""
    bundles = {n: items.bundles[n] for n in np.flatnonzero(np.bincount(items.bundle)).tolist()}
    best = np.zeros(len(items.bundles), np.int64)
    np.add.at(best, items.bundle, items.amounts[:, 0])
    size: Counter[str] = Counter()
    for n, groups in bundles.items():
        for group in groups:
            size[group] += int(best[n])
    ranked = sorted(size, key=lambda g: (g == UNKNOWN, -size[g], g))
    if top is not None and len(ranked) > top:
        kept = [g for g in ranked if g != UNKNOWN][:top]
        known = {*kept, UNKNOWN}
        bundles = {
            n: tuple(dict.fromkeys(g if g in known else OTHERS for g in groups))
            for n, groups in bundles.items()
        }
        held = {g for groups in bundles.values() for g in groups}
        ranked = [*kept, *(g for g in (OTHERS, UNKNOWN) if g in held)]
    place = {group: n for n, group in enumerate(ranked)}
    return _Ranked(tuple(ranked), {n: [place[g] for g in groups] for n, groups in bundles.items()})


def _added_up(items: Items, groups: _Ranked, row: Array, rows: int) -> list[list[Amount]]:
    """For each row what lies in it altogether, and in each group; ``row`` is that of each item."""
    whose, group = _memberships(items, groups.named)
    columns = 1 + len(groups.groups)
    cells = np.concatenate([row * columns, row[whose] * columns + 1 + group])
    of = np.concatenate([np.arange(len(items)), whose])
    sums = np.zeros((3, rows * columns), np.int64)
    for total, amounts in zip(sums, items.amounts.T, strict=True):
        np.add.at(total, cells, amounts[of])
    open_ = np.zeros(rows * columns, bool)
    open_[cells[items.open[of]]] = True
    made = [Amount(*a) if any(a) else _NOTHING for a in zip(*sums.tolist(), open_.tolist(), strict=True)]
    return [made[n * columns : (n + 1) * columns] for n in range(rows)]


def _memberships(items: Items, named: Mapping[int, Sequence[int]]) -> tuple[Array, Array]:
    """Items and groups in pairs: each item with each group of its bundle."""
    many = np.zeros(len(items.bundles), np.int64)
    many[list(named)] = [len(groups) for groups in named.values()]
    first = np.cumsum(many) - many
    members = np.array([g for n in sorted(named) for g in named[n]], np.int64)
    each = many[items.bundle]
    whose = np.repeat(np.arange(len(items)), each)
    nth = np.arange(len(whose)) - np.repeat(np.cumsum(each) - each, each)
    return whose, members[first[items.bundle[whose]] + nth]
