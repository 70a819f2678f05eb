"""Series as shapes for a chart in SVG: columns over time, stacked where that is honest, else in panels.

Lengths are in units of the picture, WIDTH of them across. What is drawn is drawn by ``counts.html``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from marsad.charts.ticks import ticks
from marsad.ledger import By, Tallied
from marsad.ledger.series import OTHERS, UNKNOWN, Amount, Series
from marsad.ledger.series.naming import so_many
from marsad.ledger.series.notes import written

WIDTH = 960.0
_LEFT, _RIGHT, _TOP, _FOOT = 48.0, 8.0, 12.0, 40.0
_HEIGHT, _PANEL, _GAP = 250.0, 74.0, 30.0
_FILLED = 0.78
"""Share of a period's width that its column takes."""
_WIDEST = 46.0
"""A column is no wider, however few there are."""


@dataclass(frozen=True, slots=True)
class Box:
    """A piece of a column; ``style`` is its colour, ``bounds`` the top and foot of its line of bounds."""

    x: float
    y: float
    width: float
    height: float
    style: str
    bounds: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Tick:
    at: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """One chart of several on one scale; ``name`` and ``total`` stand above it."""

    name: str
    total: str
    top: float
    foot: float
    boxes: tuple[Box, ...]
    lines: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class Stop:
    """A period as a place to stop at: where it is, and what is told of it, the first line its name."""

    x: float
    width: float
    told: str


@dataclass(frozen=True, slots=True)
class Chart:
    height: float
    panels: tuple[Panel, ...]
    names: tuple[Tick, ...]
    stops: tuple[Stop, ...]
    legend: tuple[tuple[str, str], ...]
    """Colour and name of each group that is stacked."""


def chart(told: Tallied) -> Chart | None:
    """The chart of a series; None where there are no periods to draw."""
    series = told.series
    if series.by is None or not series.rows:
        return None
    stacked = bool(series.groups) and not series.overlapping and not told.measure.effect
    each = (WIDTH - _LEFT - _RIGHT) / len(series.rows)
    panels = (_stack(series, each),) if stacked else _panels(series, each)
    foot = panels[-1].foot
    return Chart(
        foot + _FOOT,
        panels,
        _names(series, series.by, each, foot),
        tuple(Stop(_LEFT + n * each, each, _told(told, n)) for n in range(len(series.rows))),
        tuple((style(series.groups, n), group) for n, group in enumerate(series.groups)) if stacked else (),
    )


def style(groups: Sequence[str], n: int) -> str:
    """The colour of a group: grey for what stands for the rest and for the unknown."""
    return "rest" if groups[n] == OTHERS else "unknown" if groups[n] == UNKNOWN else f"g{n % 8}"


def _stack(series: Series, each: float) -> Panel:
    scale = _Scale(max(row.total.best for row in series.rows), _TOP, _TOP + _HEIGHT)
    boxes = []
    for at, row in enumerate(series.rows):
        below = 0
        for n, amount in enumerate(row.groups):
            if amount.best:
                between = scale.at(below + amount.best), scale.at(below)
                boxes.append(_box(at, each, between, style(series.groups, n)))
                below += amount.best
    return Panel("", "", scale.top, scale.foot, tuple(boxes), scale.lines)


def _panels(series: Series, each: float) -> tuple[Panel, ...]:
    of = [[row.groups[n] for row in series.rows] for n in range(len(series.groups))]
    of = of or [[row.total for row in series.rows]]
    highest = max(amount.high for amounts in of for amount in amounts)
    height = _HEIGHT if len(of) == 1 else _PANEL
    found = []
    for n, amounts in enumerate(of):
        top = _TOP + n * (height + _GAP) + (_GAP - _TOP if series.groups else 0)
        scale = _Scale(highest, top, top + height, 5 if len(of) == 1 else 2)
        colour = style(series.groups, n) if series.groups and series.groups[n] in {OTHERS, UNKNOWN} else "g0"
        boxes = tuple(
            _column(at, each, amount, scale, colour) for at, amount in enumerate(amounts) if amount.high
        )
        name, total = (series.groups[n], written(series.totals[n])) if series.groups else ("", "")
        found.append(Panel(name, total, scale.top, scale.foot, boxes, scale.lines))
    return tuple(found)


def _column(at: int, each: float, amount: Amount, scale: _Scale, colour: str) -> Box:
    bounds = (scale.at(amount.high), scale.at(amount.low)) if amount.low != amount.high else None
    hollow = f"{colour} open" if amount.open else colour
    return replace(_box(at, each, (scale.at(amount.best), scale.foot), hollow), bounds=bounds)


def _box(at: int, each: float, between: tuple[float, float], colour: str) -> Box:
    """A piece of a column between two heights, the upper one first."""
    width = min(each * _FILLED, _WIDEST)
    top, foot = between
    return Box(_LEFT + at * each + (each - width) / 2, top, width, foot - top, colour)


class _Scale:
    """Numbers from nought to ``highest`` as heights between ``top`` and ``foot``."""

    def __init__(self, highest: int, top: float, foot: float, most: int = 5) -> None:
        self.top, self.foot = top, foot
        step = _step(max(highest, 1), most)
        self._end = max(highest, step)
        self.lines = tuple(
            Tick(self.at(value), (f"{value:,}",)) for value in range(0, self._end + 1, step) if value or top
        )

    def at(self, value: float) -> float:
        return self.foot - (self.foot - self.top) * value / self._end


def _step(highest: int, most: int) -> int:
    """A round number that goes into ``highest`` no more than ``most`` times."""
    power = 1
    while True:
        for head in (1, 2, 5):
            if highest / (head * power) <= most:
                return head * power
        power *= 10


def _names(series: Series, by: By, each: float, foot: float) -> tuple[Tick, ...]:
    named = ticks([row.period for row in series.rows], by)
    return tuple(
        Tick(_LEFT + (n + 0.5) * each, tuple(word.strip() for word in name.split("\n"))) for n, name in named
    )


def _told(told: Tallied, n: int) -> str:
    row = told.series.rows[n]
    one = so_many(told, row.total)
    groups = [
        f"{name}: {written(amount)}"
        for name, amount in zip(told.series.groups, row.groups, strict=True)
        if amount.high
    ]
    return "\n".join([row.period.label, one, *groups])
