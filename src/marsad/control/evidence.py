"""What one report says of who held a place, with the days that it attests."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from marsad.control.parts import Extent, extent
from marsad.model.event import Claim, ControlState, ControlStatement, Event, Side
from marsad.model.reading import Stance
from marsad.model.time import Precision, days_of

TAKING = frozenset(("Government regains territory", "Non-state actor overtakes territory"))
"""Sub-events by which a place changes hands: side a has it then."""
CHANGES = frozenset((ControlState.GAINS, ControlState.LOSES))
_HAPPENED = frozenset(("happened", "ongoing"))
_SLACK = timedelta(days=1)
_FOUND = timedelta(days=1)
"""What a report says of its own day it has found the day before, as it tells what happened then."""


class Basis(StrEnum):
    """What a day rests on."""

    STATEMENT = "statement"
    EVENT = "event"
    REPORT_DAY = "day of the report"


@dataclass(frozen=True, slots=True)
class Evidence:
    """``actor`` is in ``state`` from ``first`` to ``last`` (inclusive), says a report known from ``known``
    on.

    ``gains`` and ``loses`` happened on one of these days; ``holds``, ``contests`` and ``besieges`` last
    through all of them. ``precision`` is that of ``first``. ``part``: only a part of the place is spoken of.
    """

    actor: str
    state: ControlState
    first: date
    last: date
    known: date
    report: str
    words: str
    basis: Basis = Basis.STATEMENT
    precision: Precision = Precision.DAY
    part: bool = False
    outlet: str | None = None
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """The report that tells: its id, the day from which it could be known (None: untold), its outlet."""

    report: str
    known: date | None
    outlet: str | None = None


def of_statement(told: ControlStatement, source: Source) -> list[Evidence]:
    """What a control statement attests: nothing where no day is known, no actor is told, where the words are
    of what lies around the place, or where every speaker denies it.
    """
    begun = days_of(told.start) if told.start else None
    ended = days_of(told.end) if told.end else None
    day = source.known or (ended or begun or (None, None))[1]
    reach = extent(told.place_text, told.evidence[0].text)
    beside = reach is Extent.AROUND and told.state is not ControlState.BESIEGES  # a siege lies around
    if day is None or told.actor is None or beside or _denied(told.claims):
        return []
    base = Evidence(
        told.actor, told.state, day, day, source.known or day, source.report, told.evidence[0].text,
        _basis(begun, ended, day),
        precision_of(told.start) if told.start else Precision.DAY,
        reach is Extent.PART, source.outlet, told.claims,
    )  # fmt: skip
    if told.state in CHANGES:
        return _change(base, begun, ended, day)
    return _lasting(base, begun, ended, day)


def _basis(begun: tuple[date, date] | None, ended: tuple[date, date] | None, day: date) -> Basis:
    """A beginning on the report's own day is when it is told, not when it began."""
    if begun and begun != (day, day):
        return Basis.STATEMENT
    return Basis.STATEMENT if ended and ended[1] < day else Basis.REPORT_DAY


def _change(
    base: Evidence, begun: tuple[date, date] | None, ended: tuple[date, date] | None, day: date
) -> list[Evidence]:
    """A place won or lost: on a day of the stretch that is told; a win with an end was held until then."""
    first, last = begun or (day, day)
    changed = replace(base, first=first, last=max(first, min(last, day)))
    if base.state is ControlState.LOSES or ended is None:
        return [changed]
    held = replace(changed, state=ControlState.HOLDS, first=changed.last)
    return [changed, *_lasting(held, (changed.last, changed.last), ended, day)]


def _lasting(
    base: Evidence, begun: tuple[date, date] | None, ended: tuple[date, date] | None, day: date
) -> list[Evidence]:
    """A state that lasts up to the report's day, or to the first day of the stretch in which it is said to
    end; one that ended before the report is over by the last.
    """
    last = min(ended[0], day) if ended else day
    first = min(begun[0] if begun else last, last)
    if base.basis is Basis.REPORT_DAY and first == last:
        first -= _FOUND
    held = replace(base, first=first, last=last)
    if base.state is not ControlState.HOLDS or ended is None or ended[1] >= day:
        return [held]
    return [held, replace(base, state=ControlState.LOSES, first=ended[0], last=ended[1])]


_ADVANCE = re.compile(r"\b(?:advanc\w*|progress\w*|push(?:ed|ing|es)?|headway|closer)\b", re.IGNORECASE)
_TAKEN = re.compile(
    r"\b(?:(?:re)?captur|(?:re)?conquer|seiz|(?:re)?t(?:ak|ook)|liberat|control|overr[au]n|regain|recover|f[ae]ll|enter"
    r"|w[io]n\b|clear|dr[io]v|expel|oust|secur|hand|return)\w*",
    re.IGNORECASE,
)
""" "Advanced closer to the centre of X" has not taken X: it is fighting for it."""


def of_event(told: Event, source: Source) -> list[Evidence]:
    """What an event attests by which a place is taken: side a has it from one of its days on."""
    first, last = told.when.start, told.when.end
    if told.sub_type not in TAKING or last is None or told.status.value not in _HAPPENED:
        return []
    if _denied(told.claims):
        return []
    text = told.where.text if told.where else None
    words = told.evidence[0].text
    reach = extent(text or "", words)
    part = reach is Extent.PART or (_ADVANCE.search(words) is not None and _TAKEN.search(words) is None)
    if reach is Extent.AROUND:
        return []
    takers = [p.actor for p in told.participants if p.side in {Side.A, Side.AGENT} and p.actor]
    return [
        Evidence(
            actor, ControlState.GAINS, first or last, last, source.known or last, source.report, words,
            Basis.EVENT, told.when.precision, part, source.outlet, told.claims,
        )
        for actor in dict.fromkeys(takers)
    ]  # fmt: skip


def precision_of(written: str) -> Precision:
    """How exactly YYYY, YYYY-MM or YYYY-MM-DD is told."""
    return (Precision.YEAR, Precision.MONTH, Precision.DAY)[written.strip().count("-")]


def without_doubles(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Evidence on one place without events of which the same report's statements tell more exactly.

    An event names all who took part in taking a place; a statement names who has it since, and whether it
    has all of it.
    """
    told = list(evidence)
    stated: dict[str, list[Evidence]] = {}
    for e in told:
        if e.basis is not Basis.EVENT and e.state is not ControlState.LOSES:
            stated.setdefault(e.report, []).append(e)
    return [e for e in told if e.basis is not Basis.EVENT or not _meets(e, stated.get(e.report, ()))]


def _meets(event: Evidence, stated: Iterable[Evidence]) -> bool:
    return any(s.first <= event.last + _SLACK and s.last >= event.first - _SLACK for s in stated)


def _denied(claims: Sequence[Claim]) -> bool:
    return bool(claims) and all(c.stance is Stance.DENIES for c in claims)
