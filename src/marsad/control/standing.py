"""Who held a place on a day: what all evidence known by then adds up to, with its own doubts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import combinations

from marsad.control.evidence import CHANGES, Basis, Evidence, without_doubles
from marsad.control.sides import Allied, same_actor
from marsad.control.timeline import Seen, Timeline, order, said
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


def usable(evidence: Iterable[Evidence], known: date) -> Timeline:
    """The evidence on a place that was known by a day."""
    return Timeline(without_doubles(e for e in evidence if e.known <= known))


def at(told: Timeline, on: date, allied: Allied = same_actor) -> Standing:
    """``standing`` on a day from what ``usable`` gives; days are to be asked for in their order."""
    found = _Scene(Seen(told, on, sure=True), allied).standing()
    if found.state is State.UNKNOWN:
        # a change known to the month or the year may have come by the day: better than to know nothing
        found = _Scene(Seen(told, on, sure=False), allied).standing()
    return found


class _Scene:
    """The evidence known by then, seen from one day."""

    def __init__(self, seen: Seen, allied: Allied) -> None:
        self.on = seen.on
        self.had = seen.had
        self._seen = seen
        self._allied = allied
        self._lost = seen.lost.last_of_each()
        self._sided: dict[frozenset[str], bool] = {}  # asked for each pair of words, told by few actors
        self._said: set[frozenset[str]] | None = None

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
        since = latest - FRESH
        told = (self.had, self._seen.fights, self._seen.sieges)
        near = [e for words in told for e in words.since(since) if e.actor in actors]
        rest = actors - {e.actor for e in near if e.state is ControlState.GAINS and not e.part}
        wins = [won for a in rest if (won := self._last_win(a))]
        return tuple(self._seen.timeline.in_order([*near, *wins], self.on))

    def _last_win(self, actor: str) -> Evidence | None:
        """How an actor got the place, the last time."""
        return max((e for e in self._seen.gains if e.actor == actor), key=order, default=None)

    def _holding(self) -> dict[str, Evidence]:
        """The last word of each actor's hold that nobody has ended since."""
        last = self.had.last_of_each()
        return {a: e for a, e in last.items() if not self._gone(e) and not self._taken(e)}

    def _gone(self, held: Evidence) -> bool:
        lost = self._lost.get(held.actor)
        return (lost is not None and lost.last >= held.last) or self._outlived(held)

    def _outlived(self, held: Evidence) -> bool:
        """Whether an event alone tells of a win, and another report has a rival hold the place after it: then
        it was an advance.
        """
        if held.basis is not Basis.EVENT:
            return False
        after = {
            e.actor
            for e in self.had.since(held.last)
            if e.state is ControlState.HOLDS and e.last > held.last and e.report != held.report
        }
        return any(not self._are_allies({actor, held.actor}) for actor in after - {held.actor})

    def _taken(self, held: Evidence) -> bool:
        """Whether a rival took the place after the last word of a hold.

        On the very day the win counts where the same report, or a later one, tells it: a hold is what was
        before.
        """
        return any(
            g.actor != held.actor
            and (g.last > held.last or _supersedes(g, held))
            and not self._are_allies({g.actor, held.actor})
            and not self._outlived(g)
            for g in self._seen.gains.since(held.last)
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
        pairs = {(a, b): self._allied(a, b, self.on) for a, b in combinations(sorted(actors), 2)}
        if False in pairs.values():
            return False
        if _joined(actors, {pair for pair, allied in pairs.items() if allied}):
            return True
        if self._said is None:
            told_of: dict[tuple[str, str, ControlState], set[str]] = {}
            for e in self._seen.together():
                told_of.setdefault(said(e), set()).add(e.actor)
            self._said = {frozenset(together) for together in told_of.values() if len(together) > 1}
        return any(actors <= together for together in self._said)

    def _fighting(self, holders: set[str], latest: date) -> set[str]:
        """Who fights for the place about the last word of who holds it, and since the holder took it."""
        since = self._won_since(holders, latest - FIGHT)
        return {e.actor for e in self._seen.fights.since(since)}

    def _won_since(self, holders: set[str], day: date) -> date:
        """When the holders took the place last, or ``day`` where that is later."""
        return max((g.last for g in self._seen.gains.since(day) if g.actor in holders), default=day)

    def _besiegers(self, holders: set[str], latest: date) -> set[str]:
        """Who besieges it: not one of the holders' side, not since the holders took it, not long unheard of,
        and not one that a later word has fighting for the place itself.
        """
        words = self._seen.sieges.since(self._won_since(holders, latest - FRESH))
        fought: dict[str, date] = {}
        for f in self._seen.fights.since(min((e.last for e in words), default=self.on)):
            fought[f.actor] = max(f.last, fought.get(f.actor, f.last))
        late = {e.actor for e in words if fought.get(e.actor, e.last) <= e.last}
        return {a for a in late if not any(self._allied(a, h, self.on) for h in holders)}

    def _without_holder(self) -> Standing:
        """The state of a place that nobody is said to hold by the day."""
        later = self._told_later()
        words = self._seen.timeline.in_order([*self._seen.fights, *self._seen.sieges], self.on)
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
        near = [e for e in self._seen.ahead(self.on + FRESH) if not e.part]
        near = [e for e in near if e.state in CHANGES or _without_beginning(e)]
        if not near:
            return None
        first = min(near, key=order)
        rivals = {e.actor for e in near if e.first == first.first and e.state is not ControlState.GAINS}
        if first.state is ControlState.GAINS:  # what a win ended is told by the loss of that day, if at all
            losses = [e for e in near if e.state is ControlState.LOSES and e.first <= first.last]
            if len({e.actor for e in losses}) != 1:
                return None
            first, rivals = losses[0], {losses[0].actor}
        gone = first.actor in self._lost
        return first if len(rivals) == 1 and not gone else None


def _joined(actors: frozenset[str], pairs: set[tuple[str, str]]) -> bool:
    """Whether all are joined by pairs of allies: who fights beside both of two does not part them."""
    side = {min(actors)}
    while new := {a for pair in pairs if not side.isdisjoint(pair) for a in pair} - side:
        side |= new
    return side == actors


def _without_beginning(e: Evidence) -> bool:
    return e.state is ControlState.HOLDS and e.basis is Basis.REPORT_DAY


def _supersedes(gain: Evidence, held: Evidence) -> bool:
    if held.state is ControlState.GAINS:
        return False
    return gain.report == held.report or gain.known > held.known
