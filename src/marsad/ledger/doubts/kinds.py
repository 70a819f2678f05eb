"""What is in doubt about an incident and its events, and how important each doubt is.

Importance is the doubt, from 0 to 1, times what hangs on it: 1 + log2(1 + people). ``people`` are those
harmed, weighed by effect (WEIGHTS). So a toll of 11 or 40 dead (0.73 · 6.4 = 4.6) comes before a strike of
unknown place with one dead (0.7 · 2 = 1.4), and that before one without harm (0.7).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import log2

from marsad.incidents.figures import Grade, Toll
from marsad.incidents.grouping import JOIN
from marsad.ledger.views import EventRow
from marsad.model.event import Effect
from marsad.model.reading import Status

RULES = 1
"""Raised whenever the rules of this module change: doubts that were noted by others are noted anew."""


class Kind(StrEnum):
    """What a human is asked about."""

    TOLL = "toll"
    """Figures of several reports that differ by more than a factor of two (Airwars: contested)."""
    PAIR = "pair"
    """Two events about as likely one incident as not: brought together or kept apart by a hair."""
    PLACE = "place"
    """An event whose place is not resolved, or not told."""
    CLAIM = "claim"
    """Harm that is alleged or denied, and not told as a fact."""
    EVENT = "event"
    """An event that the reader is not sure of at all."""
    FIELD = "field"
    """A field that the reader is not sure of."""


WEIGHTS: Mapping[Effect, float] = {
    Effect.KILLED: 1.0,
    Effect.MISSING: 0.5,
    Effect.WOUNDED: 0.25,
    Effect.CAPTURED: 0.25,
    Effect.SURRENDERED: 0.05,
    Effect.DISPLACED: 0.001,
}
"""How much one person of each effect counts beside one killed, where records are put in order."""
UNSURE = 0.6
"""Confidence under which an event or a field is asked about."""
NEAR_JOIN = 0.1
"""How near to the limit of joining a pair's likeness is, on either side, to be asked about."""
_UNRESOLVED, _UNTOLD, _ALLEGED = 0.7, 0.35, 0.6
"""How doubtful a place is that was told and not found, one that was not told, and harm that is alleged."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """One doubt. ``telling`` is the event that it is about, of a toll the first of its incident; ``other``
    the second of a pair; ``about`` the effect or field.
    """

    kind: Kind
    telling: int
    importance: float
    about: str = ""
    other: int | None = None


def importance(doubt: float, people: float) -> float:
    """See the head of the module. ``doubt`` from 0 to 1; ``people`` from 0."""
    return doubt * (1 + log2(1 + max(0.0, people)))


def people(tolls: Sequence[Toll]) -> float:
    """Who was harmed in an incident by the highest figures that stand, weighed by effect."""
    return sum(WEIGHTS[t.effect] * (t.high or 0) for t in tolls if t.who is None)


def harmed(row: EventRow) -> float:
    """Who was harmed in an event as one report tells it, weighed by effect."""
    most: dict[Effect, int] = {}
    for h in row.event.harm:
        told = h.quantity.low if h.quantity.low is not None else h.quantity.high
        most[h.effect] = max(most.get(h.effect, 0), told or 0)
    return sum(WEIGHTS[effect] * n for effect, n in most.items())


def of_tolls(first: int, rows: Sequence[EventRow], tolls: Sequence[Toll]) -> Iterator[Doubt]:
    """Contested totals of an incident that no reviewer has looked at; ``first`` is its first telling."""
    decided = {row.key: row.decided for row in rows}
    for toll in tolls:
        if toll.who is not None or toll.grade is not Grade.CONTESTED or not toll.high:
            continue
        if any({"", toll.effect.value} & decided.get(r.telling, {}).keys() for r in toll.reported):
            continue
        stakes = WEIGHTS[toll.effect] * toll.high
        doubt = 1 - (toll.low or 0) / toll.high
        yield Doubt(Kind.TOLL, first, importance(doubt, stakes), toll.effect.value)


def of_event(n: int, row: EventRow) -> Iterator[Doubt]:
    """Doubts of one event, none of what a reviewer confirmed or set."""
    event, decided = row.event, row.decided
    if "" in decided:
        return
    stakes = harmed(row)
    if event.confidence is not None and event.confidence < UNSURE:
        yield Doubt(Kind.EVENT, n, importance(1 - event.confidence, stakes))
    if event.status in {Status.ALLEGED, Status.DENIED} and stakes and "status" not in decided:
        yield Doubt(Kind.CLAIM, n, importance(_ALLEGED, stakes), event.status.value)
    lost = row.place is None and "where" not in decided
    if lost:
        told = event.where is not None and bool(event.where.text or event.where.reason)
        yield Doubt(Kind.PLACE, n, importance(_UNRESOLVED if told else _UNTOLD, stakes))
    unsure = [
        (sure, field)
        for field, sure in event.field_confidence.items()
        if sure < UNSURE and field not in decided and not (lost and field == "where")
    ]
    if unsure:
        sure, field = min(unsure)
        yield Doubt(Kind.FIELD, n, importance(1 - sure, stakes), field)


def of_pair(one: int, other: int, likeness: float, stakes: float) -> Doubt | None:
    """The doubt whether two events are one incident; None where it is clear. ``stakes``: people harmed."""
    near = 1 - abs(likeness - JOIN) / NEAR_JOIN
    return Doubt(Kind.PAIR, one, importance(near, stakes), "", other) if near > 0 else None
