"""What the sources of one incident say of its harm, side by side, and what each format's rule makes of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from marsad.incidents.telling import Figure, Telling
from marsad.model.event import Effect


class Grade(StrEnum):
    """How well a figure stands, by the practice of casualty recorders (Every Casualty, Airwars)."""

    CONFIRMED = "confirmed"
    FAIR = "fair"
    WEAK = "weak"
    CONTESTED = "contested"


@dataclass(frozen=True, slots=True)
class Reported:
    """One source's figure: ``superseded`` where the same outlet corrected it later."""

    telling: str
    source: str
    outlet: str | None
    published: date | None
    figure: Figure
    belligerent: bool | None
    superseded: bool = False


@dataclass(frozen=True, slots=True)
class Toll:
    """One effect on one group of people: every source's figure, and what the rules make of them."""

    effect: Effect
    who: str | None
    reported: tuple[Reported, ...]
    low: int | None
    """The lowest figure that stands: ACLED's rule for its one number."""
    best: int | None
    """The figure of most independent sources, the latest of equals: UCDP's best estimate."""
    high: int | None
    grade: Grade


def tolls(tellings: Sequence[Telling]) -> tuple[Toll, ...]:
    """The tolls of an incident, effect by effect: the total, then what is said of each group of people."""
    found = []
    for effect in Effect:
        reported = _superseding(list(_reported(tellings, effect, by_group=False)))
        if reported:
            found.append(_toll(effect, None, reported))
        sorted_out = list(_reported(tellings, effect, by_group=True))
        groups = sorted({r.figure.who or "unknown" for r in sorted_out})
        for g in groups:
            of_group = [r for r in sorted_out if (r.figure.who or "unknown") == g]
            found.append(_toll(effect, g, _superseding(of_group)))
    return tuple(found)


def among(toll: Toll, tellings: Collection[str]) -> Toll | None:
    """The toll as these tellings alone have it; None where none of them gives a figure."""
    reported = [r for r in toll.reported if r.telling in tellings]
    return _toll(toll.effect, toll.who, reported) if reported else None


def _reported(tellings: Iterable[Telling], effect: Effect, *, by_group: bool) -> Iterable[Reported]:
    for t in sorted(tellings, key=lambda t: (t.published or date.min, t.key)):
        own = [f for f in t.figures if f.effect is effect and f.best is not None]
        if not by_group:
            own = [f for f in own if not f.part]
            own = _summed(own)
        for figure in own:
            yield Reported(t.key, t.source, t.outlet, t.published, figure, t.belligerent)


def _summed(figures: Sequence[Figure]) -> list[Figure]:
    """The total of what one source tells: the figure for all, else the sum over the groups that it tells."""
    whole = [f for f in figures if f.who in {None, "unknown"}]
    if whole or not figures:
        return [max(whole, key=lambda f: f.best or 0)] if whole else []
    most = {f.who: f for f in sorted(figures, key=lambda f: f.best or 0)}
    lows = [f.low for f in most.values() if f.low is not None]
    low = sum(lows) if lows else None  # "up to nine" sets no lower bound, and is no zero
    bounded = all(f.high is not None for f in most.values())
    high = sum(f.high or 0 for f in most.values()) if bounded else None
    return [Figure(figures[0].effect, None, low, high, False)]


def _superseding(reported: Sequence[Reported]) -> list[Reported]:
    """An outlet's later figure takes the place of its earlier one; both stay."""
    latest: dict[str, date] = {}
    for r in reported:
        if r.outlet and r.published:
            latest[r.outlet] = max(latest.get(r.outlet, date.min), r.published)
    return [
        replace(r, superseded=bool(r.outlet and r.published and r.published < latest[r.outlet]))
        for r in reported
    ]


def _toll(effect: Effect, who: str | None, reported: Sequence[Reported]) -> Toll:
    standing = [r for r in reported if not r.superseded]
    lows = [r.figure.low for r in standing if r.figure.low is not None]
    highs = [
        h for r in standing if (h := r.figure.high if r.figure.high is not None else r.figure.low) is not None
    ]
    return Toll(
        effect, who, tuple(reported),
        min(lows, default=None), _best(standing), max(highs, default=None),
        _grade(standing),
    )  # fmt: skip


def _best(standing: Sequence[Reported]) -> int | None:
    """The figure that most independent sources give; of equals the latest, then the lower."""
    by_value: dict[int, set[str]] = {}
    last: dict[int, date] = {}
    for r in standing:
        value = r.figure.best
        if value is not None:
            by_value.setdefault(value, set()).add(r.source)
            last[value] = max(last.get(value, date.min), r.published or date.min)
    return max(by_value, key=lambda v: (len(by_value[v]), last[v], -v), default=None)


def _grade(standing: Sequence[Reported]) -> Grade:
    """How the figures stand to each other: contested where they differ by more than a factor of two;
    confirmed where a side that fights and one that does not give the same; else by the number of witnesses.
    """
    witnesses = {r.source for r in standing}
    values = {r.figure.best for r in standing if r.figure.best is not None}
    if len(witnesses) > 1 and values and min(values) * 2 < max(values):
        return Grade.CONTESTED
    if len(witnesses) > 1 and {r.belligerent for r in standing} >= {True, False} and len(values) == 1:
        return Grade.CONFIRMED
    return Grade.FAIR if len(witnesses) > 1 else Grade.WEAK
