"""The standings of one place as they could be known on one day after another, of which most are the same.

Who moves the day of knowledge hears a few words more or fewer. What these tell of begins some day: all that
was worked out for days long before it stands, and only the rest is worked out anew.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from datetime import date
from operator import attrgetter

from marsad.control.evidence import Evidence
from marsad.control.periods import ControlPeriod, Turns, joined, turns, turns_then
from marsad.control.sides import Allied
from marsad.control.standing import FRESH, usable

_KEPT = 4
"""Stages of knowledge of a place that are kept: one moves on from the last, or goes back to all of it."""


class Past:
    """All that is told of a place. Not to be asked by two threads at once."""

    def __init__(self, evidence: Sequence[Evidence], allied: Allied) -> None:
        self._evidence = evidence
        self._by_known = sorted(evidence, key=attrgetter("known"))
        self._knowns = [e.known for e in self._by_known]
        self._allied = allied
        self._kept: OrderedDict[int, tuple[list[Evidence], Turns]] = OrderedDict()
        self._then: Turns | None = None

    def standings(self, known: date) -> Turns:
        """The standing on every day on which it may change, as it could be known on ``known``."""
        heard = bisect_right(self._knowns, known)
        if heard not in self._kept:
            self._kept[heard] = self._worked_out(heard)
        self._kept.move_to_end(heard)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return self._kept[heard][1]

    def standings_then(self) -> Turns:
        """The same on each day as it was known on that day."""
        if self._then is None:
            self._then = tuple(turns_then(self._evidence, self._allied))
        return self._then

    def periods(self, known: date, until: date) -> tuple[ControlPeriod, ...]:
        """The states up to ``until``, as they could be known on ``known``, one after the other."""
        return joined(up_to(self.standings(known), until))

    def _worked_out(self, heard: int) -> tuple[list[Evidence], Turns]:
        timeline = usable(self._by_known[:heard], date.max)
        told = timeline.told
        near = min(self._kept, key=lambda other: abs(other - heard), default=None)
        if near is None:
            return told, tuple(turns(timeline, self._allied))
        before, same = self._kept[near]
        begins = min((e.first for e in _differing(told, before)), default=None)
        if begins is None:
            return told, same
        # a word is heeded from FRESH before its first day on; what is told of no such day, on none before
        kept = same[: bisect_left(same, begins - FRESH, key=_day)]
        return told, (*kept, *turns(timeline, self._allied, begins - FRESH))


def up_to(found: Turns, until: date) -> Turns:
    """Those of no day after ``until``."""
    return found[: bisect_right(found, until, key=_day)]


def _day(turn: tuple[date, object]) -> date:
    return turn[0]


def _differing(some: Iterable[Evidence], others: Iterable[Evidence]) -> list[Evidence]:
    """What stands in one of them alone."""
    one, other = ({id(e): e for e in told} for told in (some, others))
    return [*(e for i, e in one.items() if i not in other), *(e for i, e in other.items() if i not in one)]
