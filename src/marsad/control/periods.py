"""Who held a place from when to when: its standing on every day on which it may change, put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from marsad.control.evidence import CHANGES, Basis, Evidence
from marsad.control.sides import Allied
from marsad.control.standing import CONFLICT, FIGHT, FRESH, Standing, State, at, usable
from marsad.control.timeline import Timeline
from marsad.model.event import ControlState
from marsad.model.time import Precision

Turns = tuple[tuple[date, Standing], ...]
"""Days on which a standing may change, in their order, with the standing from each on."""
_DAY = timedelta(days=1)


class Since(StrEnum):
    """What the first day of a period is."""

    CHANGED = "changed then"
    STATED = "since then, a report says"
    FIRST_TOLD = "first told of then"
    TAKEN_BACK = "told of later"
    NOT_CONFIRMED = "not confirmed since"


@dataclass(frozen=True, slots=True)
class ControlPeriod:
    """One state of a place from ``start`` to ``end`` (inclusive; None: up to the day asked for).

    ``precision`` is that of ``start``, ``since`` says what ``start`` is. Where nobody confirms a state for
    longer than FRESH, its period ends, and one begins whose state is unknown, ``since`` NOT_CONFIRMED, with
    the last word in ``last_confirmed``. ``begun_by`` is the evidence of the change, ``evidence`` all of it.
    """

    state: State
    holders: tuple[str, ...]
    by: tuple[str, ...]
    start: date
    precision: Precision
    since: Since
    end: date | None
    last_confirmed: date | None
    begun_by: tuple[Evidence, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @property
    def basis(self) -> Basis | None:
        """What the beginning rests on: a statement's date, an event, or a report's own day."""
        return min((e.basis for e in self.begun_by), key=list(Basis).index, default=None)


def joined(found: Iterable[tuple[date, Standing]]) -> tuple[ControlPeriod, ...]:
    """Standings of one day after another as periods.

    They begin with the first that is not unknown, and leave no gap.
    """
    runs: list[tuple[date, list[Standing]]] = []
    for day, one in found:
        if runs and _face(runs[-1][1][-1]) == _face(one):
            runs[-1][1].append(one)
        elif runs or one.state is not State.UNKNOWN:
            runs.append((day, [one]))
    return tuple(_periods(runs))


def turns_then(evidence: Iterable[Evidence], allied: Allied) -> Iterator[tuple[date, Standing]]:
    """The standing on every day on which it may change, as it could be known on the day itself, when nobody
    knew what came after. The order of evidence does not matter.
    """
    every = sorted(evidence, key=lambda e: e.known)
    days = sorted({*_turns(every), *(e.known for e in every)})
    known_then = usable((), date.max)
    heard, read = 0, -1
    for day in days:
        while heard < len(every) and every[heard].known <= day:
            heard += 1
        if heard != read:
            known_then, read = usable(every[:heard], day), heard
        if heard:
            yield day, _seen(known_then, day, allied)


def turns(told: Timeline, allied: Allied, start: date = date.min) -> Iterator[tuple[date, Standing]]:
    """The standing on every day from ``start`` on on which it may change."""
    for day in _turns(told.told):
        if day >= start:
            yield day, _seen(told, day, allied)


def _seen(told: Timeline, day: date, allied: Allied) -> Standing:
    # What is older decides only states that nobody confirms any more, which are no periods.
    told.forget(before=day - _REACH)
    return at(told, day, allied)


def since(told: Iterable[ControlPeriod], on: date) -> ControlPeriod | None:
    """The period that holds a day."""
    return next((p for p in told if p.start <= on and (p.end is None or on <= p.end)), None)


def _turns(told: Sequence[Evidence]) -> list[date]:
    """Every day on which the standing may change: those of evidence, and those on which a word grows old."""
    return sorted(
        {
            day
            for e in told
            for day in (e.first - FRESH, e.first, e.last, *(e.last + old + _DAY for old in _AGES))
        }
    )


_REACH = 2 * FRESH + CONFLICT + FIGHT
_AGES = (timedelta(0), FIGHT, CONFLICT, FRESH)


def _face(found: Standing) -> tuple[State, tuple[str, ...], tuple[str, ...], bool]:
    """What a period has in common; a stale state counts as unknown."""
    if found.stale:
        return State.UNKNOWN, (), (), False
    return found.state, found.holders, found.by, found.told_later


def _periods(runs: Sequence[tuple[date, list[Standing]]]) -> Iterator[ControlPeriod]:
    for number, (start, found) in enumerate(runs):
        end = runs[number + 1][0] - _DAY if number + 1 < len(runs) else None
        state, holders, by, _ = _face(found[-1])
        last = max((f.last_confirmed for f in found if f.last_confirmed), default=None)
        if state is State.UNKNOWN:
            what = Since.NOT_CONFIRMED if found[0].stale else Since.CHANGED
            yield ControlPeriod(state, holders, by, start, Precision.DAY, what, end, last)
            continue
        # first by identity, which is quick: the same pieces of evidence stand on many days
        each = {id(e): e for f in found for e in f.evidence if e.last >= start - FRESH}
        grounds = tuple(dict.fromkeys(each.values()))
        begun = tuple(e for e in grounds if start in {e.first, e.last if e.state in CHANGES else e.first})
        precision = max((e.precision for e in begun), key=list(Precision).index, default=Precision.DAY)
        what = _since(found[0], begun)
        yield ControlPeriod(state, holders, by, start, precision, what, end, last, begun, grounds)


def _since(first: Standing, begun: Sequence[Evidence]) -> Since:
    if first.told_later:
        return Since.TAKEN_BACK
    if any(e.state is ControlState.GAINS for e in begun):
        return Since.CHANGED
    if any(e.basis is Basis.STATEMENT for e in begun):
        return Since.STATED
    return Since.FIRST_TOLD if begun else Since.CHANGED
