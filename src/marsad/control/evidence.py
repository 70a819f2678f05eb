"""What one report says of who held a place, with the days that it attests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from marsad.model.event import ControlState, ControlStatement, Event, Side
from marsad.model.time import days_of

TAKING = frozenset(("Government regains territory", "Non-state actor overtakes territory"))
"""Sub-events by which a place changes hands: side a has it then."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """``actor`` is in ``state`` from ``first`` to ``last`` (inclusive), says a report known from ``known``
    on.

    ``gains`` and ``loses`` attest the day of the change alone; ``holds`` and ``besieges`` each day up to the
    report's own.
    """

    actor: str
    state: ControlState
    first: date
    last: date
    known: date
    report: str
    words: str


def of_statement(told: ControlStatement, known: date | None, report: str) -> Evidence | None:
    """What a control statement attests; None where no day is known, or no actor is told."""
    begun = days_of(told.start) if told.start else None
    ended = days_of(told.end) if told.end else None
    start, end = begun[0] if begun else None, ended[1] if ended else None
    day = known or end or start
    if day is None or told.actor is None:
        return None
    words = told.evidence[0].text
    if told.state in {ControlState.GAINS, ControlState.LOSES}:
        change = start or day
        return Evidence(told.actor, told.state, change, change, day, report, words)
    last = min(end, day) if end else day
    return Evidence(told.actor, told.state, min(start or last, last), last, day, report, words)


def of_event(told: Event, known: date | None, report: str) -> list[Evidence]:
    """What an event attests by which a place is taken: side a has it from the last of its days on."""
    day = told.when.end
    if told.sub_type not in TAKING or day is None or told.status.value not in {"happened", "ongoing"}:
        return []
    takers = [p.actor for p in told.participants if p.side in {Side.A, Side.AGENT} and p.actor]
    words = told.evidence[0].text
    return [Evidence(a, ControlState.GAINS, day, day, known or day, report, words) for a in takers]
