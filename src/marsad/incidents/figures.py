"""What the sources of one incident say of its harm, side by side, and what each format's rule makes of it."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from marsad.incidents.telling import Figure, Telling
from marsad.model.event import Effect

_ALL = frozenset((None, "unknown"))
_WIDE = frozenset((None, "unknown", "civilians"))


class Grade(StrEnum):
    """How well a figure stands, by the practice of casualty recorders (Every Casualty, Airwars)."""

    CONFIRMED = "confirmed"
    FAIR = "fair"
    WEAK = "weak"
    CONTESTED = "contested"
    DISCOUNTED = "discounted"
    """Whoever gave a figure has given none that stands: each was taken back."""


class Rule(StrEnum):
    """The rules by which each number of a toll is chosen from what is reported."""

    LOW = "lowest figure that stands (ACLED)"
    BEST = "figure of most independent sources, of equals the latest (UCDP)"
    HIGH = "highest figure that stands"
    GRADE = "grading of casualty recorders (Every Casualty, Airwars)"


@dataclass(frozen=True, slots=True)
class Reported:
    """One source's figure. ``source`` is who gives it, else the report's witness; ``superseded`` where the
    same source corrected it later; ``withdrawn`` where it was taken back without another in its place.
    """

    telling: str
    source: str
    outlet: str | None
    published: date | None
    figure: Figure
    belligerent: bool | None
    superseded: bool = False
    withdrawn: bool = False

    @property
    def stands(self) -> bool:
        return not self.superseded and not self.withdrawn


@dataclass(frozen=True, slots=True)
class Toll:
    """One effect on one group of people: every source's figure, and what the rules make of them."""

    effect: Effect
    who: str | None
    reported: tuple[Reported, ...]
    low: int | None
    best: int | None
    high: int | None
    grade: Grade
    rules: tuple[Rule, Rule, Rule, Rule] = (Rule.LOW, Rule.BEST, Rule.HIGH, Rule.GRADE)
    """By which rule ``low``, ``best``, ``high`` and ``grade`` were chosen."""


def tolls(tellings: Sequence[Telling], withdrawn: Container[str] = frozenset()) -> tuple[Toll, ...]:
    """The tolls of an incident, effect by effect: the total, then what is said of each group of people.

    ``withdrawn`` has the keys of tellings that their own outlet took back, or that all who were named deny.
    """
    found = []
    for effect in Effect:
        reported = _superseding(list(_totals(tellings, effect, withdrawn)))
        if reported:
            found.append(_toll(effect, None, reported))
        sorted_out = list(_by_group(tellings, effect, withdrawn))
        groups = sorted({r.figure.who or "unknown" for r in sorted_out})
        for g in groups:
            of_group = [r for r in sorted_out if (r.figure.who or "unknown") == g]
            found.append(_toll(effect, g, _superseding(of_group)))
    return tuple(found)


def among(toll: Toll, tellings: Collection[str]) -> Toll | None:
    """The toll as these tellings alone have it; None where none of them gives a figure."""
    reported = [r for r in toll.reported if r.telling in tellings]
    return _toll(toll.effect, toll.who, reported) if reported else None


def _by_group(tellings: Iterable[Telling], effect: Effect, withdrawn: Container[str]) -> Iterable[Reported]:
    for t in _in_order(tellings):
        for figure in _counted(t, effect):
            yield _reported(t, figure, withdrawn)


def _totals(tellings: Iterable[Telling], effect: Effect, withdrawn: Container[str]) -> Iterable[Reported]:
    """What each telling gives as the total, once for each who gives one: they are alternatives.

    The figure of one side or of children alone is no total beside a figure of all that is at least as high.
    """
    found = list(_alternatives(tellings, effect))
    widest = max((f.best or 0 for _, f in found if _is_wide(f)), default=0)
    for t, f in found:
        if _is_wide(f) or (f.best or 0) > widest:
            yield _reported(t, f, withdrawn)


def _is_wide(figure: Figure) -> bool:
    return figure.who in _WIDE


def _alternatives(tellings: Iterable[Telling], effect: Effect) -> Iterable[tuple[Telling, Figure]]:
    for t in _in_order(tellings):
        own = [f for f in _counted(t, effect) if not f.part]
        by: dict[str | None, list[Figure]] = {}
        for f in own:
            by.setdefault(f.by, []).append(f)
        if len(by) > 1 and all(f.high is None for f in by.get(None, ())):
            by.pop(None, None)  # "dozens", "at least 40" in the report's own voice sums up what others say
        for figures in by.values():
            for figure in _summed(figures):
                yield t, figure


def _in_order(tellings: Iterable[Telling]) -> list[Telling]:
    return sorted(tellings, key=lambda t: (t.published or date.min, t.key))


def _counted(telling: Telling, effect: Effect) -> list[Figure]:
    return [f for f in telling.figures if f.effect is effect and f.best is not None]


def _reported(telling: Telling, figure: Figure, withdrawn: Container[str]) -> Reported:
    t = telling
    return Reported(
        t.key, figure.by or t.source, t.outlet, t.published, figure, t.belligerent,
        withdrawn=t.key in withdrawn,
    )  # fmt: skip


def _summed(figures: Sequence[Figure]) -> list[Figure]:
    """The total that one source gives: its figure for all, else the sum over the groups that it tells."""
    whole = max((f for f in figures if f.who in _ALL), key=lambda f: f.best or 0, default=None)
    most = {f.who: f for f in sorted(figures, key=lambda f: f.best or 0) if f.who not in _ALL}
    lows = [f.low for f in most.values() if f.low is not None]
    low = sum(lows) if lows else None  # "up to nine" sets no lower bound, and is no zero
    if whole is not None and (not most or (whole.best or 0) >= max(f.best or 0 for f in most.values())):
        return [whole]
    bounded = all(f.high is not None for f in most.values())
    high = sum(f.high or 0 for f in most.values()) if bounded else None
    who = next(iter(most)) if len(most) == 1 else None
    return [Figure(figures[0].effect, who, low, high, False, figures[0].by)]


def _superseding(reported: Sequence[Reported]) -> list[Reported]:
    """A source's later figure takes the place of its earlier one, whoever prints it; both stay in sight.

    A report's own figure is its outlet's, and that of the reports that copy it.
    """
    latest: dict[str, date] = {}
    for r in reported:
        if r.published:
            latest[_voice(r)] = max(latest.get(_voice(r), date.min), r.published)
    return [replace(r, superseded=bool(r.published and r.published < latest[_voice(r)])) for r in reported]


def _voice(reported: Reported) -> str:
    return reported.figure.by or f"outlet {reported.outlet or reported.source}"


def _toll(effect: Effect, who: str | None, reported: Sequence[Reported]) -> Toll:
    standing = [r for r in reported if r.stands]
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
    if not standing:
        return Grade.DISCOUNTED
    witnesses = {r.source for r in standing}
    values = {r.figure.best for r in standing if r.figure.best is not None}
    if len(witnesses) > 1 and values and min(values) * 2 < max(values):
        return Grade.CONTESTED
    if len(witnesses) > 1 and {r.belligerent for r in standing} >= {True, False} and len(values) == 1:
        return Grade.CONFIRMED
    return Grade.FAIR if len(witnesses) > 1 else Grade.WEAK
