"""Tolls that add up: the lead's "42 killed" of two strikes that the report then tells with 19 and 23.

The sum says nothing of either strike. It is left out, and what it sums is kept apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from marsad.model.event import Effect
from marsad.resolving.events.draft import Draft
from marsad.resolving.events.harm import HarmFigure

_LEAST = 3
"""A sum of two deaths is as likely chance."""
_MOST = 3
"""Happenings of one sum: more tolls add up to anything."""
_REACH = 8
"""Tolls after the sum that are looked at."""


@dataclass(frozen=True, slots=True)
class Sums:
    """Drafts without the figures that only add up others, and which of them cannot be one happening."""

    drafts: tuple[Draft, ...]
    apart: frozenset[frozenset[int]]
    """Pairs, by where the drafts' first triggers start."""

    def keeps_apart(self, one: Draft, other: Draft) -> bool:
        return frozenset((_key(one), _key(other))) in self.apart


def without_sums(drafts: Sequence[Draft]) -> Sums:
    """Find the sums among the drafts of one report; every draft stays, in its order."""
    apart: set[frozenset[int]] = set()
    kept = list(drafts)
    for n, draft in enumerate(drafts):
        total = _toll(draft)
        members = None if total is None else _summed(drafts, n, total)
        if total is not None and members is not None:
            apart.update(frozenset((_key(a), _key(b))) for a, b in combinations(members, 2))
            kept[n] = replace(draft, harm=tuple(h for h in draft.harm if h.effect is not Effect.KILLED))
    return Sums(tuple(kept), frozenset(apart))


def _summed(drafts: Sequence[Draft], number: int, total: int) -> tuple[Draft, ...] | None:
    """The happenings told elsewhere whose tolls add up to ``total``."""
    sentence = drafts[number].sentence
    told = [(d, t) for d in drafts if d.sentence != sentence and (t := _toll(d)) and t < total][:_REACH]
    if total < _LEAST:
        return None
    for count in range(2, _MOST + 1):
        for some in combinations(told, count):
            members = tuple(d for d, _ in some)
            if sum(t for _, t in some) == total and all(_differ(a, b) for a, b in combinations(members, 2)):
                return members
    return None


def _toll(draft: Draft) -> int | None:
    """The deaths that a draft tells, where it gives one figure that is no part of another."""
    figures = {h.quantity.low for h in _deaths(draft)}
    return figures.pop() if len(figures) == 1 else None


def _deaths(draft: Draft) -> Iterator[HarmFigure]:
    return (h for h in draft.harm if h.effect is Effect.KILLED and not h.part_of_total and h.quantity.low)


def _differ(one: Draft, other: Draft) -> bool:
    """Whether the words tell two happenings: other places, other days, or "elsewhere"."""
    if one.elsewhere or other.elsewhere:
        return True
    if one.place is not None and other.place is not None and one.place != other.place:
        return True
    return one.when is not None and other.when is not None and one.when.meets(other.when) is False


def _key(draft: Draft) -> int:
    return draft.triggers[0].span.start
