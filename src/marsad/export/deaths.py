"""Figures of harm as cells: each rule's number with every source's words behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from marsad.export.cells import Cell, Origin, origins, together
from marsad.export.parties import ACTING, SUFFERING, UNARMED
from marsad.export.unit import Unit
from marsad.incidents.figures import Reported, Toll
from marsad.ledger.views import EventRow
from marsad.model.event import Effect, Harm

LOWEST = "the lowest figure that stands"
BEST = "the figure of most independent sources, of equals the latest (UCDP: best estimate)"
HIGHEST = "the highest figure that stands"
_RULES = {"low": LOWEST, "best": BEST, "high": HIGHEST}
NO_FIGURE = "no report gives a figure"
NO_NUMBER = "people were harmed, but no report says how many"


def origins_of(unit: Unit, toll: Toll) -> tuple[Origin, ...]:
    """The words of every source's figure."""
    rows = unit.by_key
    return together(_words(rows[r.telling], toll) for r in toll.reported if r.telling in rows)


def _words(row: EventRow, toll: Toll) -> tuple[Origin, ...]:
    spans = tuple(
        h.span
        for h in row.event.harm
        if h.effect is toll.effect
        and h.quantity.best is not None
        and (not h.part_of_total if toll.who is None else (h.who or "unknown") == toll.who)
    )
    return origins(row, toll.effect.value, spans)


def uncounted(unit: Unit, effect: Effect) -> tuple[Origin, ...]:
    """Where the reports tell of an effect without any number."""
    return together(
        origins(row, effect.value, (h.span,))
        for row in unit.rows
        for h in row.event.harm
        if h.effect is effect and h.quantity.best is None
    )


def rivals(toll: Toll) -> int:
    """How many different figures stand beside each other."""
    return len({r.figure.best for r in toll.reported if not r.superseded})


def figure(unit: Unit, effect: Effect, which: str, who: str | None = None) -> Cell:
    """``which`` (low, best or high) of a toll; empty with the reason where there is none."""
    toll = unit.toll(effect, who)
    if toll is None:
        found = uncounted(unit, effect) if who is None else ()
        return Cell(None, found, NO_NUMBER if found else NO_FIGURE)
    value = getattr(toll, which)
    rule = _RULES[which] if value is not None else f"no source sets a {which} bound"
    lost: tuple[str, ...] = ()
    if which == "high" and open_upward(toll):
        lost = (f"{effect.value}, highest: a figure is open upward ('at least'); the highest told is given",)
    return Cell(value, origins_of(unit, toll), rule, lost)


def open_upward(toll: Toll) -> bool:
    """Whether a source that stands sets no upper bound: "at least seven"."""
    return any(r.figure.high is None for r in toll.reported if not r.superseded)


def grade(unit: Unit, effect: Effect = Effect.KILLED) -> Cell:
    """How well the toll stands, by the practice of casualty recorders."""
    toll = unit.toll(effect)
    if toll is None:
        return Cell(rule=NO_FIGURE)
    rule = (
        "weak: one witness; fair: two; confirmed: a side that fights and one that does not give the same "
        "figure; contested: figures differ by more than a factor of two"
    )
    return Cell(toll.grade.value, origins_of(unit, toll), rule)


def groups(unit: Unit, effect: Effect) -> tuple[Toll, ...]:
    """The tolls by group of people."""
    return tuple(t for t in unit.incident.tolls if t.effect is effect and t.who is not None)


@dataclass(frozen=True, slots=True)
class Deaths:
    """The best estimate and its parts by side, from one source, so that the parts add up to the whole."""

    best: int
    a: int
    b: int
    civilians: int
    unknown: int
    origins: tuple[Origin, ...]
    lost: tuple[str, ...] = ()


_TOO_MANY = "deaths by side add up to more than the best estimate: all counted as of unknown side"


def deaths(unit: Unit) -> Deaths | None:
    """UCDP: best = deaths of side A + of side B + of civilians + of unknown side. The sides are those of the
    source that gives the best estimate and tells most of them apart.
    """
    toll = unit.toll(Effect.KILLED)
    if toll is None or toll.best is None:
        return None
    best, rows = toll.best, unit.by_key
    chosen = [rows[r.telling] for r in toll.reported if _gives(r, best) and r.telling in rows]
    split = [(_split(row), row) for row in chosen]
    fitting = [(s, row) for s, row in split if sum(s.values()) <= best]
    lost = (_TOO_MANY,) if len(fitting) < len(split) and not fitting else ()
    if not fitting:
        return Deaths(best, 0, 0, 0, best, origins_of(unit, toll), lost)
    told, row = max(fitting, key=lambda pair: sum(pair[0].values()))
    killed = origins(row, "killed", (h.span for h in row.event.harm if h.effect is Effect.KILLED))
    found = together((killed, origins_of(unit, toll)))
    a, b, civilians = told.get("a", 0), told.get("b", 0), told.get("civilians", 0)
    return Deaths(best, a, b, civilians, best - a - b - civilians, found)


def _gives(reported: Reported, best: int) -> bool:
    return not reported.superseded and reported.figure.best == best


def _split(row: EventRow) -> Mapping[str, int]:
    """Deaths by side as one report tells them: "a" acts, "b" is acted on, "civilians" fight for nobody."""
    by_who: dict[str, int] = {}
    for harm in row.event.harm:
        if harm.effect is Effect.KILLED and harm.who and harm.quantity.best is not None:
            by_who[harm.who] = max(by_who.get(harm.who, 0), harm.quantity.best)
    if "civilians" in by_who:
        by_who.pop("children", None)  # children among the civilians are not counted twice
    sides: dict[str, int] = {}
    for who, number in by_who.items():
        side = _side_of(who, row)
        if side:
            sides[side] = sides.get(side, 0) + number
    return sides


def _side_of(who: str, row: EventRow) -> str | None:
    if who in {"civilians", "children"} or row.kinds.get(who) in UNARMED:
        return "civilians"
    on = {p.side for p in row.event.participants if p.actor == who}
    if on & ACTING:
        return "a"
    return "b" if on & SUFFERING else None


def by_source(unit: Unit, effect: Effect) -> Iterable[tuple[EventRow, Reported, tuple[Harm, ...]]]:
    """Each source's figure beside its report and its words."""
    toll, rows = unit.toll(effect), unit.by_key
    for reported in toll.reported if toll else ():
        row = rows.get(reported.telling)
        if row is not None:
            yield row, reported, tuple(h for h in row.event.harm if h.effect is effect)
