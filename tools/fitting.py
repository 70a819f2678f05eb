"""What the tools that fit and measure share: matching with gold events, and logistic curves."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment, minimize
from scipy.special import expit

MATCH = 0.45
"""The scorer's threshold from which on two events are the same."""

Rows = npt.NDArray[np.float64]


def matched(
    given: Sequence[dict[str, Any]], wanted: Sequence[dict[str, Any]], scorer: ModuleType
) -> dict[int, int]:
    """Indices of given events with those of the gold events that the scorer matches them with; statements
    aside.
    """
    told = [n for n, e in enumerate(given) if e["type"] != "Statement"]
    if not wanted or not told:
        return {}
    alike = np.array([[scorer.similarity(w, given[n]) for n in told] for w in wanted])
    pairs = zip(*linear_sum_assignment(-alike), strict=True)
    return {told[j]: int(i) for i, j in pairs if alike[i, j] >= MATCH}


Bounds = Sequence[tuple[float | None, float | None]]


def logistic(rows: Rows, right: npt.NDArray[np.bool_], ridge: float, bounds: Bounds | None = None) -> Rows:
    """Weights of a logistic curve, by penalised likelihood; the first column is one, its weight is free.

    ``ridge`` is how strongly the others are held near zero, in the units of one row; ``bounds`` are the least
    and the greatest weight of each column.
    """
    sign = np.where(right, 1.0, -1.0)
    held = np.full(rows.shape[1], ridge)
    held[0] = 0.0

    def loss(weights: Rows) -> tuple[float, Rows]:
        odds = sign * (rows @ weights)
        slope = -(sign * expit(-odds)) @ rows + held * weights
        return float(np.logaddexp(0, -odds).sum() + (held * weights**2).sum() / 2), slope

    return np.asarray(minimize(loss, np.zeros(rows.shape[1]), jac=True, bounds=bounds).x)
