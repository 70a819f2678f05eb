"""The evidence on one place in order of time, laid out so that one day after another can look at it quickly.

A place in a long war has a thousand statements, and its standing may change on each of their days. What a
day sees is cut out of sorted lists: to go through all the evidence of months for every day takes much longer.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from enum import IntEnum

from marsad.control.evidence import CHANGES, Evidence
from marsad.model.event import ControlState

HAS = frozenset((ControlState.HOLDS, ControlState.GAINS))
Order = tuple[date, date, str, str, str, date, tuple[str, str, str, bool]]


class Kind(IntEnum):
    """What evidence tells for. ``TOGETHER``: words that say of several actors that they have the place."""

    HAD = 0
    GAIN = 1
    LOSS = 2
    FIGHT = 3
    SIEGE = 4
    TOGETHER = 5


def order(e: Evidence) -> Order:
    """The order of evidence: by its last day, then by when it was known; then by all else that tells two
    pieces apart, so that it does not hang on which was stored first.
    """
    # a private attribute of enums, as ``value`` is several times slower and this is asked very often
    rest = (e.words, e.basis._value_, e.precision._value_, e.part)
    return e.last, e.known, e.report, e.actor, e.state._value_, e.first, rest


def said(e: Evidence) -> tuple[str, str, ControlState]:
    """The words of a report with what they say: one sentence may say it of several actors."""
    return e.report, e.words, e.state


def begun(e: Evidence, sure: bool) -> date:
    """The day from which evidence counts: of a change, for sure only the last on which it may have come."""
    return e.last if sure and e.state in CHANGES else e.first


class Words:
    """Evidence of one kind up to a day: what is long past, in no order; then the rest by its last day, that
    which goes on after the day cut off there.
    """

    __slots__ = ("_cut", "_end", "_line", "_start", "old")

    def __init__(self, line: _Line, on: date, cut: Sequence[Evidence]) -> None:
        self._line = line
        self._cut = cut
        self._start = line.start
        self._end = line.advance(on)
        self.old = line.old

    def __iter__(self) -> Iterator[Evidence]:
        yield from self.old
        yield from self.near()

    def near(self) -> list[Evidence]:
        """Those that are not long past."""
        return [*self._line.told[self._start : self._end], *self._cut]

    def since(self, day: date) -> list[Evidence]:
        """Those that tell of ``day`` or a later one, which is no later than the day of these words."""
        at = bisect_left(self._line.lasts, day, self._start, self._end)
        late = [*self._line.told[at : self._end], *self._cut]
        if at > self._start or not self.old:
            return late
        return [*(e for e in self.old if e.last >= day), *late]

    def last_of_each(self) -> dict[str, Evidence]:
        """The last word on each actor; of words of one day, the one known last, and of these the first."""
        found: dict[str, Evidence] = {}
        for e in (*self.old, *self._line.latest.values(), *self._cut):
            before = found.get(e.actor)
            if before is None or (before.last, before.known) < (e.last, e.known):
                found[e.actor] = e
        return found


class _Line:
    """The evidence of one kind, what is long past given up but for each actor's last words."""

    def __init__(self, told: Iterable[Evidence]) -> None:
        self.told = list(told)
        self.lasts = [e.last for e in self.told]
        first: dict[tuple[str, date, date], Evidence] = {}
        self._leading = [first.setdefault((e.actor, e.last, e.known), e) for e in self.told]
        self.start = self._end = 0
        self.old: list[Evidence] = []
        self.latest: dict[str, Evidence] = {}
        """The last word on each actor up to the day looked at; of equals the first."""
        self._forgotten: dict[tuple[str, ControlState, bool], Evidence] = {}

    def forget(self, before: date) -> None:
        end = bisect_left(self.lasts, before, self.start)
        if end == self.start:
            return
        for e in self.told[self.start : end]:
            self._forgotten[e.actor, e.state, e.part] = e
        self.old = list(self._forgotten.values())
        self.start = end

    def advance(self, on: date) -> int:
        """The number of those whose last day is no later than ``on``, which is no earlier than before."""
        end = bisect_right(self.lasts, on, self._end)
        for e in self._leading[self._end : end]:
            self.latest[e.actor] = e
        self._end = end
        return end


class Timeline:
    """The evidence on a place. Days are to be looked at in their order, as what is past is forgotten."""

    def __init__(self, told: Iterable[Evidence]) -> None:
        self.told = sorted(told, key=order)
        ranks: dict[Order, int] = {}
        self._ranks = {id(e): ranks.setdefault(order(e), len(ranks)) for e in self.told}
        self._by_id = {id(e): e for e in self.told}
        together = _together(self.told)
        self._kinds = {id(e): _kinds(e, together) for e in self.told}
        self.lines = [_Line(e for e in self.told if kind in self.kinds(e)) for kind in Kind]
        self._by_first = sorted(range(len(self.told)), key=lambda n: self.told[n].first)
        self._firsts = [self.told[n].first for n in self._by_first]
        self._opened = 0
        self._open: list[int] = []

    def kinds(self, e: Evidence) -> tuple[Kind, ...]:
        """What a piece of the evidence tells for."""
        return self._kinds[id(e)]

    def forget(self, before: date) -> None:
        """Give up what told of no day from ``before`` on, but for each actor's last word of every state."""
        for line in self.lines:
            line.forget(before)

    def open_on(self, on: date) -> list[Evidence]:
        """What has begun by a day, or may have, and tells of later ones too."""
        end = bisect_right(self._firsts, on, lo=self._opened)
        new = self._by_first[self._opened : end]
        self._opened = end
        self._open = sorted(n for n in (*self._open, *new) if self.told[n].last > on)
        return [self.told[n] for n in self._open]

    def between(self, after: date, until: date) -> list[Evidence]:
        """What begins after one day and no later than another."""
        start, end = bisect_right(self._firsts, after), bisect_right(self._firsts, until)
        return [self.told[n] for n in sorted(self._by_first[start:end])]

    def in_order(self, some: Sequence[Evidence], on: date) -> list[Evidence]:
        """Evidence that a day sees, by ``order``: what is cut off at the day comes last."""
        past = sorted([id(e) for e in some if e.last < on], key=self._ranks.__getitem__)
        return [self._by_id[i] for i in past] + sorted([e for e in some if e.last >= on], key=order)


def _kinds(e: Evidence, together: set[tuple[str, str, ControlState]]) -> tuple[Kind, ...]:
    if e.state in HAS:
        if e.part:
            return (Kind.FIGHT,)
        gained = (Kind.GAIN,) if e.state is ControlState.GAINS else ()
        return (Kind.HAD, *gained, *((Kind.TOGETHER,) if said(e) in together else ()))
    if e.state is ControlState.LOSES:
        return () if e.part else (Kind.LOSS,)
    return (Kind.FIGHT,) if e.state is ControlState.CONTESTS else (Kind.SIEGE,)


def _together(told: Iterable[Evidence]) -> set[tuple[str, str, ControlState]]:
    """Words that say of more than one actor that they have the place."""
    actors: dict[tuple[str, str, ControlState], set[str]] = {}
    for e in told:
        if e.state in HAS and not e.part:
            actors.setdefault(said(e), set()).add(e.actor)
    return {words for words, named in actors.items() if len(named) > 1}


class Seen:
    """What a day sees: by kind the words up to it, cut off at the day. ``sure``: changes count from the last
    day on which they may have come.
    """

    def __init__(self, timeline: Timeline, on: date, sure: bool) -> None:
        self.on = on
        self.timeline = timeline
        open_ = timeline.open_on(on)
        self._waiting = [e for e in open_ if begun(e, sure) > on]
        self._cut: list[list[Evidence]] = [[] for _ in Kind]
        for e in open_:
            if begun(e, sure) <= on:
                ended = replace(e, last=on)
                for kind in timeline.kinds(e):
                    self._cut[kind].append(ended)
        self.had, self.gains, self.lost, self.fights, self.sieges, self._together = (
            Words(line, on, cut) for line, cut in zip(timeline.lines, self._cut, strict=True)
        )

    def together(self) -> list[Evidence]:
        """Those of ``had`` whose words say it of several actors."""
        old = (e for e in self.had.old if Kind.TOGETHER in self.timeline.kinds(e))
        return [*old, *self._together.near()]

    def ahead(self, until: date) -> list[Evidence]:
        """What begins after the day, and no later than ``until``."""
        later = self.timeline.between(self.on, until)
        return sorted([*self._waiting, *later], key=order) if self._waiting else later
