"""Drawing: columns over time for counts, lines with bands for figures with bounds, bars for totals."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from math import ceil
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from marsad.charts import frame
from marsad.charts.ticks import ticks
from marsad.ledger.series import Amount, By, Tallied
from marsad.ledger.series.naming import days_and_conditions, in_all, title_of, unit
from marsad.ledger.series.notes import notes, source, written

_HEIGHT = 3.6
"""Inches of a chart over time."""
_PANEL = 0.62
"""Inches of a chart that stands below others."""
_BAR = 0.34
"""Inches of a bar with the gap to the next."""
_COLUMNS = 4
"""Groups side by side in the legend."""
_MARKED = 60
"""Points on a line that are still told apart."""


def draw(told: Tallied) -> Figure:
    """The chart that suits what was counted: over time where it was counted by period, else of the groups."""
    with frame.style():
        return _drawn(told)


def _drawn(told: Tallied) -> Figure:
    if told.series.by is None:
        return _bars(told)
    if told.measure.effect or told.series.overlapping:
        return _lines(told, told.series.by)
    return _stacked(told, told.series.by)


def _words(told: Tallied) -> frame.Words:
    under = notes(told)
    if told.series.by and told.series.total.open:
        under = (*under, "Hollow points are the least that was said: a source of theirs says “at least”.")
    return frame.Words(
        title_of(told), f"{days_and_conditions(told)} · {in_all(told)} in all", source(told), under
    )


def _name_periods(axes: Axes, told: Tallied, by: By) -> None:
    periods = [row.period for row in told.series.rows]
    named = ticks(periods, by)
    axes.set_xticks([n for n, _ in named], [name for _, name in named])
    axes.set_xlim(-0.6, max(len(periods), 1) - 0.4)


def _stacked(told: Tallied, by: By) -> Figure:
    """Columns, each group upon the one before: only for what stands in one group alone."""
    rows, groups = told.series.rows, told.series.groups
    figure, (axes,) = frame.framed(_words(told), _HEIGHT, ceil(len(groups) / _COLUMNS))
    _name_periods(axes, told, by)
    frame.count_axis(axes, f"{unit(told)} a {by.value}", along="y")
    edge = 0.4 if len(rows) < _MARKED * 2 else 0
    below = [0] * len(rows)
    for n, (group, colour) in enumerate(zip(groups, frame.colours(groups), strict=True)):
        values = [row.groups[n].best for row in rows]
        style: dict[str, Any] = {
            "label": _short(group),
            "color": colour,
            "edgecolor": "white",
            "linewidth": edge,
        }
        axes.bar(range(len(rows)), values, 0.82, below, **style)
        below = [a + b for a, b in zip(below, values, strict=True)]
    if groups:
        frame.legend(axes, _COLUMNS)
    else:
        axes.bar(range(len(rows)), [row.total.best for row in rows], 0.82, color=frame.PALETTE[0])
    axes.set_ylim(0, max([1, *(row.total.best for row in rows)]) * 1.06)
    return figure


def _lines(told: Tallied, by: By) -> Figure:
    """A line of best figures in a band from the lowest to the highest; groups below each other, on one scale.

    Lines of several groups in one chart cross and hide each other.
    """
    rows, groups = told.series.rows, told.series.groups
    of = [[row.groups[n] for row in rows] for n in range(len(groups))] or [[row.total for row in rows]]
    height = max(_HEIGHT, _PANEL * len(of) + frame.GAP * (len(of) - 1))
    figure, panels = frame.framed(_words(told), height, bool(groups), panels=len(of))
    highest = max([1, *(amount.high for amounts in of for amount in amounts)])
    for n, (axes, amounts) in enumerate(zip(panels, of, strict=True)):
        colour = frame.REST.get(groups[n], frame.PALETTE[0]) if groups else frame.PALETTE[0]
        _line(axes, amounts, colour)
        _name_periods(axes, told, by)
        axes.tick_params(labelbottom=axes is panels[-1])
        name = f"{unit(told)} a {by.value}" if n == len(of) // 2 else ""
        frame.count_axis(axes, name, along="y", ticks=7 if len(of) == 1 else 3)
        axes.set_ylim(0, highest * 1.06)
        if groups:
            frame.panel_name(axes, _short(groups[n], 60), written(told.series.totals[n]))
    return figure


def _line(axes: Axes, amounts: Sequence[Amount], colour: str) -> None:
    at = list(range(len(amounts)))
    best, low, high = ([getattr(a, name) for a in amounts] for name in ("best", "low", "high"))
    axes.plot(at, best, color=colour, linewidth=1.6, clip_on=False, zorder=3)
    if len(at) <= _MARKED:
        some = [n for n in at if amounts[n].high]
        style: dict[str, Any] = {"edgecolors": colour, "linewidths": 1.4, "clip_on": False, "zorder": 4}
        faces = ["white" if amounts[n].open else colour for n in some]
        axes.scatter(some, [best[n] for n in some], 20, faces, **style)
    if low != high:
        axes.fill_between(at, low, high, color=colour, alpha=0.18, linewidth=0)
    if len(at) == 1:  # a single point has no band: its bounds stand as a line
        axes.vlines(at, low, high, color=colour, alpha=0.45, linewidth=2.2)


def _bars(told: Tallied) -> Figure:
    """A bar for each group with its figure, and a line from the lowest to the highest."""
    groups = told.series.groups or ("all",)
    amounts = told.series.totals or (told.series.total,)
    names = ["\n".join(textwrap.wrap(_short(g, 60), 30)) or g for g in groups]
    words = _words(told)
    left = 0.45 + 0.082 * max(len(line) for name in names for line in name.split("\n"))
    figure, (axes,) = frame.framed(words, _BAR * len(groups) + 0.1, left=max(0.75, left))
    at = range(len(groups))
    colours = [frame.REST.get(group, frame.PALETTE[0]) for group in groups]
    axes.barh(at, [a.best for a in amounts], 0.72, color=colours)
    highest = max(a.high for a in amounts) or 1
    for n, amount in enumerate(amounts):
        if amount.low != amount.high:
            bounds = [[amount.best - amount.low], [amount.high - amount.best]]
            axes.errorbar(amount.best, n, xerr=bounds, color=frame.INK, elinewidth=1.2, capsize=3)
        axes.annotate(written(amount), (amount.high, n), (5, 0), textcoords="offset points",
                      va="center", size=9, color=frame.INK)  # fmt: skip
    axes.set_yticks(list(at), names)
    axes.set_ylim(len(groups) - 0.5, -0.5)
    axes.set_xlim(0, highest * (1.04 + 0.0115 * max(len(written(a)) for a in amounts)))
    frame.count_axis(axes, unit(told), along="x")
    return figure


def _short(name: str, longest: int = 28) -> str:
    """A name no longer than its room."""
    return name if len(name) <= longest else name[: longest - 1] + "…"
