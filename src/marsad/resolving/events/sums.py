"""Tolls that add up: the lead's "42 killed" of two strikes that the report then tells with 19 and 23.

The sum says nothing of either strike. It is left out, and what it sums is kept apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from marsad.model.event import Effect
from marsad.resolving.context import Context
from marsad.resolving.events.draft import Draft
from marsad.resolving.events.harm import HarmFigure
from marsad.resolving.places.nearness import place_key, places_meet

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
    apart: frozenset[frozenset[tuple[int, int]]]
    """Pairs, by the keys of the drafts."""

    def keeps_apart(self, one: Draft, other: Draft) -> bool:
        return frozenset((one.key, other.key)) in self.apart


def without_sums(context: Context, drafts: Sequence[Draft]) -> Sums:
    """Find the sums among the drafts of one report; every draft stays, in its order."""
    apart: set[frozenset[tuple[int, int]]] = set()
    kept = list(drafts)
    told = [(n, d, t) for n, d in enumerate(drafts) if (t := _toll(d)) is not None]
    for at, (n, draft, total) in enumerate(told):
        if total < _LEAST:
            continue
        parts = [
            (d, t) for _, d, t in told[at + 1 : at + 1 + _REACH]
            if t < total and d.sentence != draft.sentence and _may_hold(context, draft, d)
        ]  # fmt: skip
        members = _summed(context, parts, total)
        if members:
            apart.update(frozenset((a.key, b.key)) for a, b in combinations(members, 2))
            kept[n] = replace(draft, harm=tuple(h for h in draft.harm if h.effect is not Effect.KILLED))
    return Sums(tuple(kept), frozenset(apart))


def _summed(context: Context, parts: Sequence[tuple[Draft, int]], total: int) -> tuple[Draft, ...]:
    """The happenings whose tolls add up to ``total``; none where no few of them do."""
    for count in range(2, _MOST + 1):
        for some in combinations(parts, count):
            members = tuple(d for d, _ in some)
            pairs = combinations(members, 2)
            if sum(t for _, t in some) == total and all(_differ(context, a, b) for a, b in pairs):
                return members
    return ()


def _may_hold(context: Context, whole: Draft, part: Draft) -> bool:
    """Whether a happening may be part of what a sum is told of: neither its place nor its day says no."""
    if (
        whole.place is not None
        and part.place is not None
        and not places_meet(context.places[whole.place], context.places[part.place])
    ):
        return False
    return whole.when is None or part.when is None or whole.when.meets(part.when) is not False


def _toll(draft: Draft) -> int | None:
    """The deaths that a draft tells, where it gives one figure that is no part of another."""
    figures = {h.quantity.low for h in _deaths(draft)}
    return figures.pop() if len(figures) == 1 else None


def _deaths(draft: Draft) -> Iterator[HarmFigure]:
    return (h for h in draft.harm if h.effect is Effect.KILLED and not h.part_of_total and h.quantity.low)


def _differ(context: Context, one: Draft, other: Draft) -> bool:
    """Whether the words tell two happenings: other places, other days, or "elsewhere"."""
    if one.elsewhere or other.elsewhere:
        return True
    if (
        one.place is not None
        and other.place is not None
        and place_key(context.places[one.place]) != place_key(context.places[other.place])
    ):
        return True
    return one.when is not None and other.when is not None and one.when.meets(other.when) is False
