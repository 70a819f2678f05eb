"""Adding up: amounts by period and by group. Knows nothing of reports or databases."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

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


@dataclass(frozen=True, slots=True)
class Item:
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
    ranked = _ranked(list(items), top)
    groups = ranked.groups
    return Series(
        None, groups, (), _sum(ranked.items), _by_group(ranked.items, groups), overlapping=ranked.overlapping
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
    every = list(items)
    dated = [i for i in every if i.first is not None]
    undated = [i for i in every if i.first is None]
    within = [i for i in dated if _meets(i, start, end)]
    ranked = _ranked(within, top)
    placed: dict[Period, list[Item]] = defaultdict(list)
    period_in: dict[date, Period] = {}
    spanning = 0
    for item in ranked.items:
        day = max(item.first or date.min, start or date.min)
        period = period_in.get(day) or period_in.setdefault(day, period_of(day, by))
        placed[period].append(item)
        spanning += bool(item.first and item.last and not _inside(item, period))
    rows = [
        Stretch(p, _sum(placed[p]), _by_group(placed[p], ranked.groups))
        for p in _covered(placed, by, start, end)
    ]
    return Series(
        by=by,
        groups=ranked.groups,
        rows=tuple(rows),
        total=_sum(ranked.items),
        totals=_by_group(ranked.items, ranked.groups),
        undated=_sum(undated),
        undated_items=len(undated),
        spanning=spanning,
        outside=len(dated) - len(within),
        overlapping=ranked.overlapping,
    )


def _meets(item: Item, start: date | None, end: date | None) -> bool:
    first = item.first or date.min
    return (end is None or first <= end) and (start is None or (item.last or first) >= start)


def _inside(item: Item, period: Period) -> bool:
    return bool(item.first and item.last and item.first >= period.start and item.last <= period.end)


def _covered(
    placed: Mapping[Period, Sequence[Item]], by: By, start: date | None, end: date | None
) -> list[Period]:
    """Every period that is asked for, or from the first to the last that holds something."""
    days = sorted(p.start for p in placed)
    if not days and not (start and end):
        return []
    first = start or days[0] if days else start
    last = end or max(p.end for p in placed) if days else end
    return periods(first, last, by) if first and last else []


@dataclass(frozen=True, slots=True)
class _Ranked:
    items: list[Item]
    groups: tuple[str, ...]
    overlapping: bool


def _ranked(items: list[Item], top: int | None) -> _Ranked:
    """The groups by size, UNKNOWN and OTHERS last, and the items with their groups past ``top`` as OTHERS."""
    size: Counter[str] = Counter()
    for item in items:
        for group in item.groups:
            size[group] += item.amount.best
    ranked = sorted(size, key=lambda g: (g == UNKNOWN, -size[g], g))
    if top is None or len(ranked) <= top:
        return _Ranked(items, tuple(ranked), any(len(i.groups) > 1 for i in items))
    kept = [g for g in ranked if g != UNKNOWN][:top]
    named = frozenset((*kept, UNKNOWN))
    bundled = [
        Item(i.first, i.last, tuple(dict.fromkeys(g if g in named else OTHERS for g in i.groups)), i.amount)
        for i in items
    ]
    held = {g for i in bundled for g in i.groups}
    groups = (*kept, *(g for g in (OTHERS, UNKNOWN) if g in held))
    return _Ranked(bundled, groups, any(len(i.groups) > 1 for i in bundled))


class _Sum:
    """An amount that grows: hundreds of thousands are added up for one series of a large ledger."""

    __slots__ = ("best", "high", "low", "open")

    def __init__(self) -> None:
        self.best = self.low = self.high = 0
        self.open = False

    def add(self, amount: Amount) -> None:
        self.best += amount.best
        self.low += amount.low
        self.high += amount.high
        self.open = self.open or amount.open

    @property
    def amount(self) -> Amount:
        return Amount(self.best, self.low, self.high, self.open)


def _sum(items: Iterable[Item]) -> Amount:
    total = _Sum()
    for item in items:
        total.add(item.amount)
    return total.amount


def _by_group(items: Iterable[Item], groups: Sequence[str]) -> tuple[Amount, ...]:
    found = {group: _Sum() for group in groups}
    for item in items:
        for group in item.groups:
            found[group].add(item.amount)
    return tuple(total.amount for total in found.values())
