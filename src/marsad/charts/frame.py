"""What all charts share: size, colours, fonts, the title above and the source line below."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache
from typing import Any

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from marsad.ledger.series import OTHERS, UNKNOWN

# Okabe and Ito, Color Universal Design (2008): told apart by all common kinds of colour vision. Their yellow
# is too pale for lines on white, so it comes late and darker.
PALETTE = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#7A6A00", "#000000")
"""A colour for each group; no chart has more groups by name."""
REST = {OTHERS: "#7A7A7A", UNKNOWN: "#ABABAB"}
INK = "#222222"
QUIET = "#666666"
GRID = "#E3E3E3"
WIDTH = 9.0
"""Inches; as wide as a page with narrow margins."""
GAP = 0.32
"""Inches between panels: room for a name."""
_FONTS = ("DejaVu Sans", "Noto Sans", "Noto Sans Arabic", "Noto Sans CJK SC", "Noto Sans Devanagari",
          "Noto Sans Myanmar", "Noto Sans Ethiopic", "Arial Unicode MS", "Segoe UI", "Arial")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """What stands around a chart."""

    title: str
    subtitle: str
    source: str
    notes: tuple[str, ...] = ()


@cache
def fonts() -> tuple[str, ...]:
    """Those fonts of our list that this machine has: letters that the first lacks come from the next."""
    known = {entry.name for entry in font_manager.fontManager.ttflist}
    return tuple(name for name in _FONTS if name in known) or ("sans-serif",)


def style() -> AbstractContextManager[None]:
    """Our fonts, no text taken for a formula, and files that are the same whenever they are written."""
    settings: dict[Any, Any] = {
        "font.family": list(fonts()),
        "text.parse_math": False,
        "svg.hashsalt": "marsad",
        "svg.fonttype": "path",
    }
    return mpl.rc_context(settings)


def colours(groups: Sequence[str]) -> list[str]:
    """A colour for each group; greys for what stands for the rest and for the unknown."""
    named = iter(PALETTE * (1 + len(groups) // len(PALETTE)))
    return [REST[group] if group in REST else next(named) for group in groups]


def framed(
    words: Words, height: float, legend_rows: int = 0, left: float = 0.75, panels: int = 1
) -> tuple[Figure, list[Axes]]:
    """An empty chart of ``height`` inches, without what stands around it, with its words in place.

    ``left`` is the room (inches) for names beside it, ``legend_rows`` how many lines the legend needs, and
    ``panels`` into how many charts of one width the height is parted, the uppermost first.
    """
    below = [line for note in (*words.notes, words.source) for line in textwrap.wrap(note, 132)]
    title = textwrap.wrap(words.title, 72)
    head = 0.30 * len(title) + 0.42 + 0.24 * legend_rows
    foot = 0.62 + 0.17 * len(below)
    whole = height + head + foot
    figure = Figure(figsize=(WIDTH, whole))
    FigureCanvasAgg(figure)
    figure.set_facecolor("white")
    each = (height - GAP * (panels - 1)) / panels
    bottoms = [(foot + n * (each + GAP)) / whole for n in reversed(range(panels))]
    axes = [figure.add_axes((left / WIDTH, at, 0.975 - left / WIDTH, each / whole)) for at in bottoms]
    top = 1 - 0.14 / whole
    figure.text(0.02, top, "\n".join(title), size=14, weight="bold", color=INK, linespacing=1.15, va="top")
    figure.text(0.02, top - 0.30 * len(title) / whole, words.subtitle, size=9.5, color=QUIET, va="top")
    for n, line in enumerate(below):
        at = (0.17 * (len(below) - n) + 0.03) / whole
        figure.text(0.02, at, line, size=8, color=QUIET, va="top")
    for one in axes:
        _quieten(one)
    return figure, axes


def _quieten(axes: Axes) -> None:
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(QUIET)
    axes.tick_params(colors=INK, labelsize=9, length=0)
    axes.set_axisbelow(True)


def count_axis(axes: Axes, name: str, *, along: str, ticks: int = 7) -> None:
    """Make one axis that of whole numbers from nought, with quiet lines across the chart."""
    axis = axes.yaxis if along == "y" else axes.xaxis
    axis.set_major_locator(MaxNLocator(nbins=ticks, integer=True, min_n_ticks=1, steps=[1, 2, 5, 10]))
    axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    axis.grid(visible=True, color=GRID, linewidth=0.8)
    axis.set_label_text(name, size=9, color=QUIET)


def panel_name(axes: Axes, name: str, total: str) -> None:
    """The name of a panel and its sum, above it."""
    axes.annotate(name, (0, 1), (0, 5), "axes fraction", "offset points", size=9, weight="bold", color=INK)
    axes.annotate(total, (1, 1), (0, 5), "axes fraction", "offset points", size=9, color=QUIET, ha="right")


def legend(axes: Axes, columns: int = 4) -> None:
    """The names of the groups above the chart, where they hide nothing."""
    axes.legend(
        loc="lower left",
        bbox_to_anchor=(0, 1.0),
        ncols=columns,
        frameon=False,
        fontsize=9,
        handlelength=1.4,
        columnspacing=1.6,
        borderaxespad=0.2,
    )
