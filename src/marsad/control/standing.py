"""Who held a place on a day: what all evidence known by then adds up to, with its own doubts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from marsad.control.evidence import Evidence
from marsad.model.event import ControlState

FRESH = timedelta(days=92)
"""A hold that nobody confirms for longer is told as "not confirmed since"."""
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
    """The state of a place on a day. ``by`` are besiegers; ``stale``: the last word is older than FRESH."""

    state: State
    holders: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    last_confirmed: date | None = None
    stale: bool = False
    evidence: tuple[Evidence, ...] = ()


def standing(evidence: Sequence[Evidence], on: date, known: date) -> Standing:
    """Who held the place on ``on``, as it could be known on ``known``."""
    usable = [_until(e, on) for e in evidence if e.known <= known and e.first <= on]
    last = {a: _last_hold(usable, a) for a in sorted({e.actor for e in usable})}
    holding = {a: day for a, day in last.items() if day is not None and not _taken(usable, a, day)}
    latest = max(holding.values(), default=None)
    fights = [e for e in usable if e.state is ControlState.CONTESTS]
    sieges = [e for e in usable if e.state is ControlState.BESIEGES and not _taken(usable, e.actor, e.last)]
    if latest is None:
        return _without_holder(fights, sieges, on)
    holders = {a for a, day in holding.items() if latest - day <= CONFLICT}
    contested = {e.actor for e in fights if e.last >= latest - FIGHT}
    besiegers = {
        e.actor for e in sieges if e.actor not in holders and not _won_since(usable, holders, e.last)
    }
    grounds = tuple(sorted((e for e in usable if e.actor in holders | contested | besiegers), key=_order))
    stale = on - latest > FRESH
    if (
        (len(holders) > 1 and not _together(usable, holders))
        or (contested - holders)
        or (contested and not besiegers)
    ):
        both = tuple(sorted(holders | contested))
        return Standing(State.CONTESTED, both, (), latest, stale, grounds)
    if besiegers:
        return Standing(
            State.BESIEGED, tuple(sorted(holders)), tuple(sorted(besiegers)), latest, stale, grounds
        )
    return Standing(State.HELD, tuple(sorted(holders)), (), latest, stale, grounds)


def _together(usable: Sequence[Evidence], actors: set[str]) -> bool:
    """Whether the same words say of all of them that they took or hold the place: allies, not rivals."""
    said: dict[tuple[str, str], set[str]] = {}
    for e in usable:
        if e.state in {ControlState.HOLDS, ControlState.GAINS}:
            said.setdefault((e.report, e.words), set()).add(e.actor)
    return any(actors <= told for told in said.values())


def _until(e: Evidence, on: date) -> Evidence:
    """Evidence as far as the day asked for: later days say nothing of it."""
    return e if e.last <= on else replace(e, last=on)


def _order(e: Evidence) -> tuple[date, date, str]:
    return e.last, e.known, e.report


def _last_hold(usable: Sequence[Evidence], actor: str) -> date | None:
    """The last day on which an actor is said to hold the place, not lost since."""
    held = [
        e.last for e in usable if e.actor == actor and e.state in {ControlState.HOLDS, ControlState.GAINS}
    ]
    lost = [e.last for e in usable if e.actor == actor and e.state is ControlState.LOSES]
    day = max(held, default=None)
    return None if day is None or any(gone >= day for gone in lost) else day


def _taken(usable: Sequence[Evidence], actor: str, day: date) -> bool:
    """Whether another took the place after ``day``."""
    return any(e.state is ControlState.GAINS and e.actor != actor and e.last > day for e in usable)


def _won_since(usable: Sequence[Evidence], holders: set[str], day: date) -> bool:
    """Whether the holders took the place after a siege was last spoken of."""
    return any(e.state is ControlState.GAINS and e.actor in holders and e.last > day for e in usable)


def _without_holder(fights: Sequence[Evidence], sieges: Sequence[Evidence], on: date) -> Standing:
    """The state of a place that nobody is said to hold."""
    told = sorted((*fights, *sieges), key=_order)
    if not told or on - told[-1].last > FRESH:
        return Standing(State.UNKNOWN, evidence=tuple(told))
    if fights and (not sieges or fights[-1].last >= sieges[-1].last):
        sides = tuple(sorted({e.actor for e in fights if told[-1].last - e.last <= FIGHT}))
        return Standing(State.CONTESTED, sides, (), told[-1].last, False, tuple(told))
    return Standing(
        State.BESIEGED, (), tuple(sorted({e.actor for e in sieges})), told[-1].last, False, tuple(told)
    )
