"""Adding up: amounts by period and by group. Knows nothing of reports or databases."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

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


ONE = Amount(1, 1, 1)
_NOTHING = Amount()


class Item(NamedTuple):
    """One thing to count, between which days it lies (None where untold), and the groups it belongs to."""

    first: date | None
    last: date | None
    groups: tuple[str, ...]
    amount: Amount = ONE


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


def totals(items: Iterable[Item], top: int | None = None) -> Series:
    """All ``items`` added up by group, the largest first; past ``top`` groups the rest are OTHERS."""
    every = list(items)
    ranked = _ranked(every, top)
    cell = _Cell()
    for item in every:
        cell.add(item, ranked.named)
    return Series(
        None, ranked.groups, (), cell.total, cell.by_group(ranked.groups), overlapping=ranked.overlapping
    )


def series(
    items: Iterable[Item],
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
    placed: dict[Period, _Cell] = defaultdict(_Cell)
    found: dict[date, tuple[Period, _Cell]] = {}
    every, spanning = _Cell(), 0
    for item in within:
        first, last = item.first, item.last
        day = first if first and (start is None or first > start) else start or date.min
        if day not in found:
            found[day] = (period := period_of(day, by)), placed[period]
        period, cell = found[day]
        cell.add(item, ranked.named)
        spanning += bool(first and last and (first < period.start or last > period.end))
    for cell in placed.values():
        every.take(cell)
    empty = _Cell()
    rows = [
        Stretch(p, (cell := placed.get(p, empty)).total, cell.by_group(ranked.groups))
        for p in _covered(placed, by, start, end)
    ]
    return Series(
        by=by,
        groups=ranked.groups,
        rows=tuple(rows),
        total=every.total,
        totals=every.by_group(ranked.groups),
        undated=_sum(undated),
        undated_items=len(undated),
        spanning=spanning,
        outside=outside,
        overlapping=ranked.overlapping,
    )


def _dated(items: Iterable[Item], start: date | None, end: date | None) -> tuple[list[Item], list[Item], int]:
    """Those of no known day, those that lie between the days asked for, and how many lie outside of them."""
    undated: list[Item] = []
    within: list[Item] = []
    outside = 0
    for item in items:
        first = item.first
        if first is None:
            undated.append(item)
        elif (end is None or first <= end) and (start is None or (item.last or first) >= start):
            within.append(item)
        else:
            outside += 1
    return undated, within, outside


def _covered(placed: Mapping[Period, object], by: By, start: date | None, end: date | None) -> list[Period]:
    """Every period that is asked for, or from the first to the last that holds something."""
    days = sorted(p.start for p in placed)
    if not days and not (start and end):
        return []
    first = start or days[0] if days else start
    last = end or max(p.end for p in placed) if days else end
    return periods(first, last, by) if first and last else []


class _Bundles(dict[tuple[str, ...], tuple[str, ...]]):
    """Groups of an item → the same with those that are not ``kept`` as OTHERS, each worked out once."""

    def __init__(self, kept: frozenset[str] | None = None) -> None:
        super().__init__()
        self._kept = kept

    def __missing__(self, groups: tuple[str, ...]) -> tuple[str, ...]:
        kept = self._kept
        named = groups if kept is None else tuple(dict.fromkeys(g if g in kept else OTHERS for g in groups))
        self[groups] = named
        return named


@dataclass(frozen=True, slots=True)
class _Ranked:
    groups: tuple[str, ...]
    named: _Bundles
    overlapping: bool


def _ranked(items: Sequence[Item], top: int | None) -> _Ranked:
    """The groups by size, UNKNOWN and OTHERS last; those past ``top`` are OTHERS."""
    alike: Counter[tuple[str, ...]] = Counter()
    for item in items:
        alike[item.groups] += item.amount.best
    size: Counter[str] = Counter()
    for groups, many in alike.items():
        for group in groups:
            size[group] += many
    ranked = sorted(size, key=lambda g: (g == UNKNOWN, -size[g], g))
    if top is None or len(ranked) <= top:
        return _Ranked(tuple(ranked), _Bundles(), any(len(groups) > 1 for groups in alike))
    kept = [g for g in ranked if g != UNKNOWN][:top]
    named = _Bundles(frozenset((*kept, UNKNOWN)))
    bundled = [named[groups] for groups in alike]
    held = {g for groups in bundled for g in groups}
    shown = (*kept, *(g for g in (OTHERS, UNKNOWN) if g in held))
    return _Ranked(shown, named, any(len(groups) > 1 for groups in bundled))


class _Sum:
    """An amount that grows: hundreds of thousands are added up for one series of a large ledger."""

    __slots__ = ("best", "high", "low", "open")

    def __init__(self) -> None:
        self.best = self.low = self.high = 0
        self.open = False

    def add(self, amount: Amount | _Sum) -> None:
        self.best += amount.best
        self.low += amount.low
        self.high += amount.high
        self.open = self.open or amount.open

    @property
    def amount(self) -> Amount:
        return Amount(self.best, self.low, self.high, self.open)


class _Cell:
    """What lies in one period, added up for items of the same groups, of which there are few."""

    __slots__ = ("_ones", "_sums")

    def __init__(self) -> None:
        self._ones: dict[tuple[str, ...], int] = defaultdict(int)
        """How many there are of those that count as one."""
        self._sums: dict[tuple[str, ...], _Sum] = defaultdict(_Sum)

    def add(self, item: Item, named: _Bundles) -> None:
        if item.amount is ONE:
            self._ones[named[item.groups]] += 1
        else:
            self._sums[named[item.groups]].add(item.amount)

    def take(self, other: _Cell) -> None:
        """Add all that lies in ``other``."""
        for groups, many in other._ones.items():
            self._ones[groups] += many
        for groups, total in other._sums.items():
            self._sums[groups].add(total)

    @property
    def total(self) -> Amount:
        ones = sum(self._ones.values())
        return sum((one.amount for one in self._sums.values()), Amount(ones, ones, ones))

    def by_group(self, groups: Sequence[str]) -> tuple[Amount, ...]:
        found = {group: _Sum() for group in groups}
        for those, many in self._ones.items():
            for group in those:
                found[group].add(Amount(many, many, many))
        for those, total in self._sums.items():
            for group in those:
                found[group].add(total)
        return tuple(total.amount for total in found.values())


def _sum(items: Iterable[Item]) -> Amount:
    total = _Sum()
    for item in items:
        total.add(item.amount)
    return total.amount
