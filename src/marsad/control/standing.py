"""Who held a place on a day: what all evidence known by then adds up to, with its own doubts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from marsad.control.evidence import CHANGES, Basis, Evidence, without_doubles
from marsad.control.sides import Allied, same_actor
from marsad.model.event import ControlState

FRESH = timedelta(days=92)
"""A hold or a siege that nobody confirms for longer is told as "not confirmed since"; and for so long before
its first word is a hold taken to have been there already, where nobody else is said to have had the place.
"""
CONFLICT = timedelta(days=31)
"""Sources that name two holders within so many days contradict each other; else the later counts."""
FIGHT = timedelta(days=21)
"""A place is contested while the last word of fighting for it is no older than so many days before the last
word of who holds it.
"""
_HAS = frozenset((ControlState.HOLDS, ControlState.GAINS))


class State(StrEnum):
    HELD = "held"
    CONTESTED = "contested"
    BESIEGED = "besieged"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of a place on a day. ``by`` are besiegers; ``stale``: the last word is older than FRESH.

    ``told_later``: the holder is first told of after the day, and nobody else before. ``evidence`` is what
    the answer rests on, in the order of its days.
    """

    state: State
    holders: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    last_confirmed: date | None = None
    stale: bool = False
    evidence: tuple[Evidence, ...] = ()
    told_later: bool = False


def standing(evidence: Iterable[Evidence], on: date, known: date, allied: Allied = same_actor) -> Standing:
    """Who held the place on ``on``, as it could be known on ``known``; the order of evidence does not matter.

    ``allied`` says who fights on one side: allies hold a place together, and do not contest it.
    """
    return at(usable(evidence, known), on, allied)


def usable(evidence: Iterable[Evidence], known: date) -> list[Evidence]:
    """The evidence on a place that was known by a day, in the order of its days."""
    return sorted(without_doubles(e for e in evidence if e.known <= known), key=_order)


def at(told: Sequence[Evidence], on: date, allied: Allied = same_actor) -> Standing:
    """``standing`` on a day from what ``usable`` gives."""
    found = _Scene(told, on, allied, sure=True).standing()
    if found.state is State.UNKNOWN:
        # a change known to the month or the year may have come by the day: better than to know nothing
        found = _Scene(told, on, allied, sure=False).standing()
    return found


class _Scene:
    """The evidence known by then, seen from one day."""

    def __init__(self, told: Sequence[Evidence], on: date, allied: Allied, sure: bool) -> None:
        self.on = on
        self._allied = allied
        self.ahead = [e for e in told if _begun(e, sure) > on]
        past = [_until(e, on) for e in told if _begun(e, sure) <= on]
        self.had = [e for e in past if e.state in _HAS and not e.part]
        self.gains = [e for e in self.had if e.state is ControlState.GAINS]
        self.lost = [e for e in past if e.state is ControlState.LOSES and not e.part]
        self.fights = [e for e in past if e.state is ControlState.CONTESTS or (e.part and e.state in _HAS)]
        self.sieges = [e for e in past if e.state is ControlState.BESIEGES]
        self._sided: dict[frozenset[str], bool] = {}  # asked for each pair of words, told by few actors
        self._said: set[frozenset[str]] | None = None
        self._last_held: dict[tuple[str, str], date] = {}
        for e in self.had:
            if e.state is ControlState.HOLDS:
                key = (e.actor, e.report)
                self._last_held[key] = max(self._last_held.get(key, e.last), e.last)

    def standing(self) -> Standing:
        holding = self._holding()
        if not holding:
            return self._without_holder()
        latest = max(e.last for e in holding.values())
        later = self._told_later() if self.on - latest > FRESH else None
        if later and later.actor not in holding:
            return self._without_holder()  # the nearer word counts more than one grown old
        holders = {a for a, e in holding.items() if latest - e.last <= CONFLICT}
        fighting = self._fighting(holders, latest)
        besiegers = self._besiegers(holders, latest)
        return self._judged(holders, fighting, besiegers, latest)

    def _judged(self, holders: set[str], fighting: set[str], besiegers: set[str], latest: date) -> Standing:
        grounds = self._grounds(holders | fighting | besiegers, latest)
        stale = self.on - latest > FRESH
        together = self._are_allies(holders)
        if not together or (fighting and not besiegers) or fighting - holders - besiegers:
            both = tuple(sorted(holders | fighting))
            return Standing(State.CONTESTED, both, (), latest, stale, grounds)
        state = State.BESIEGED if besiegers else State.HELD
        return Standing(state, tuple(sorted(holders)), tuple(sorted(besiegers)), latest, stale, grounds)

    def _grounds(self, actors: set[str], latest: date) -> tuple[Evidence, ...]:
        """What the answer rests on: the words on these actors of the last months, and on how each got it."""
        told = (*self.had, *self.fights, *self.sieges)
        near = {id(e): e for e in told if e.actor in actors and e.last >= latest - FRESH}
        for actor in actors:
            won = max((g for g in self.gains if g.actor == actor), key=_order, default=None)
            near |= {id(won): won} if won else {}
        return tuple(sorted(near.values(), key=_order))

    def _holding(self) -> dict[str, Evidence]:
        """The last word of each actor's hold that nobody has ended since."""
        last: dict[str, Evidence] = {}
        for e in self.had:
            last[e.actor] = max(last.get(e.actor, e), e, key=lambda x: (x.last, x.known))
        return {a: e for a, e in last.items() if not self._gone(e) and not self._taken(e)}

    def _gone(self, held: Evidence) -> bool:
        return any(e.actor == held.actor and e.last >= held.last for e in self.lost) or self._outlived(held)

    def _outlived(self, held: Evidence) -> bool:
        """Whether an event alone tells of a win, and another report has a rival hold the place after it: then
        it was an advance.
        """
        if held.basis is not Basis.EVENT:
            return False
        after = {
            actor
            for (actor, report), last in self._last_held.items()
            if last > held.last and report != held.report
        }
        return any(not self._are_allies({actor, held.actor}) for actor in after)

    def _taken(self, held: Evidence) -> bool:
        """Whether a rival took the place after the last word of a hold.

        On the very day the win counts where the same report, or a later one, tells it: a hold is what was
        before.
        """
        return any(
            (g.last > held.last or (g.last == held.last and _supersedes(g, held)))
            and not self._are_allies({g.actor, held.actor})
            and not self._outlived(g)
            for g in self.gains
        )

    def _are_allies(self, actors: set[str]) -> bool:
        """Whether all fight on one side; where nothing tells, whether the same words say of all that they
        took it, or hold it.
        """
        key = frozenset(actors)
        if key not in self._sided:
            self._sided[key] = self._ask_allied(key)
        return self._sided[key]

    def _ask_allied(self, actors: frozenset[str]) -> bool:
        first, *others = sorted(actors)
        told = {self._allied(first, other, self.on) for other in others}
        if told <= {True} or False in told:
            return told <= {True}
        if self._said is None:
            said: dict[tuple[str, str, ControlState], set[str]] = {}
            for e in self.had:
                said.setdefault((e.report, e.words, e.state), set()).add(e.actor)
            self._said = {frozenset(together) for together in said.values() if len(together) > 1}
        return any(actors <= together for together in self._said)

    def _fighting(self, holders: set[str], latest: date) -> set[str]:
        """Who fights for the place about the last word of who holds it, and since the holder took it."""
        won = max((g.last for g in self.gains if g.actor in holders), default=date.min)
        recent = [e for e in self.fights if e.last >= latest - FIGHT and e.last >= won]
        return {e.actor for e in recent}

    def _besiegers(self, holders: set[str], latest: date) -> set[str]:
        """Who besieges it: not one of the holders' side, not since the holders took it, not long unheard of,
        and not one that a later word has fighting for the place itself.
        """
        won = max((g.last for g in self.gains if g.actor in holders), default=date.min)
        return {
            e.actor
            for e in self.sieges
            if e.last >= max(won, latest - FRESH)
            and not any(f.actor == e.actor and f.last > e.last for f in self.fights)
            and not any(self._allied(e.actor, h, self.on) for h in holders)
        }

    def _without_holder(self) -> Standing:
        """The state of a place that nobody is said to hold by the day."""
        later = self._told_later()
        words = sorted((*self.fights, *self.sieges), key=_order)
        if not words or (later and self.on - words[-1].last > FRESH):
            if later:
                return Standing(State.HELD, (later.actor,), evidence=(later,), told_later=True)
            return Standing(State.UNKNOWN)
        latest = words[-1].last
        stale = self.on - latest > FRESH
        recent = [e for e in words if latest - e.last <= FIGHT]
        sieges = {e.actor for e in words if e.state is ControlState.BESIEGES and latest - e.last <= FRESH}
        fights = [e for e in recent if e.state is not ControlState.BESIEGES]
        inside = {later.actor} - sieges if later else set()
        if fights and (not sieges or fights[-1].last >= latest):
            sides = tuple(sorted({e.actor for e in fights} | inside))
            return Standing(State.CONTESTED, sides, (), latest, stale, tuple(words))
        by = tuple(sorted(sieges))
        grounds = (*words, later) if later and inside else tuple(words)
        return Standing(State.BESIEGED, tuple(inside), by, latest, stale, grounds, bool(inside))

    def _told_later(self) -> Evidence | None:
        """The first word after the day that tells who had the place already: a hold without a beginning, or a
        loss; None where it comes too late, or where others are told of as well.
        """
        near = [e for e in self.ahead if not e.part and e.first - self.on <= FRESH]
        near = [e for e in near if e.state in CHANGES or _without_beginning(e)]
        if not near:
            return None
        first = min(near, key=_order)
        rivals = {e.actor for e in near if e.first == first.first and e.state is not ControlState.GAINS}
        if first.state is ControlState.GAINS:  # what a win ended is told by the loss of that day, if at all
            losses = [e for e in near if e.state is ControlState.LOSES and e.first <= first.last]
            if len({e.actor for e in losses}) != 1:
                return None
            first, rivals = losses[0], {losses[0].actor}
        gone = any(e.actor == first.actor for e in self.lost)
        return first if len(rivals) == 1 and not gone else None


def _begun(e: Evidence, sure: bool) -> date:
    """The day from which evidence counts: of a change, for sure only the last on which it may have come."""
    return e.last if sure and e.state in CHANGES else e.first


def _without_beginning(e: Evidence) -> bool:
    return e.state is ControlState.HOLDS and e.basis is Basis.REPORT_DAY


def _until(e: Evidence, on: date) -> Evidence:
    """Evidence as far as the day asked for: later days say nothing of it."""
    return e if e.last <= on else replace(e, last=on)


def _supersedes(gain: Evidence, held: Evidence) -> bool:
    if held.state is ControlState.GAINS:
        return False
    return gain.report == held.report or gain.known > held.known


def _order(e: Evidence) -> tuple[date, date, str, str, str, date, str]:
    return e.last, e.known, e.report, e.actor, e.state.value, e.first, e.words
