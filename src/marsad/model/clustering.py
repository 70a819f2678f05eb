"""Average-link clustering: what is, on average, likely enough the same is brought together.

Below all stages, because two need it: the reader for words of one happening, incidents for reports of one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating[Any]]


def average_link(same: Floats, limit: float, start: Sequence[Sequence[int]] | None = None) -> list[list[int]]:
    """Groups of the rows of a symmetric matrix of probabilities, each sorted.

    The two groups whose pairs are likeliest on average are merged until none reach ``limit``; of equals,
    those that come first. Minus infinity in a cell keeps two rows, and the groups that hold them, apart.
    ``start`` has the groups to begin with, by their first rows; None: every row alone.
    """
    groups = [[i] for i in range(len(same))] if start is None else [sorted(g) for g in start]
    link = same.copy() if len(groups) == len(same) else _between(same, groups)
    number = link.dtype.type
    np.fill_diagonal(link, -1.0)
    while len(groups) > 1:
        i, j = sorted(int(x) for x in np.unravel_index(int(link.argmax()), link.shape))
        if i == j or link[i, j] < limit:
            break
        mine, theirs = len(groups[i]), len(groups[j])
        merged = (link[i] * mine + link[j] * theirs) / number(mine + theirs)
        link[i], link[:, i] = merged, merged
        link[i, i] = -1.0
        left = np.arange(len(groups)) != j
        link = link[left][:, left]
        groups[i] += groups.pop(j)
    return [sorted(g) for g in groups]


def _between(same: Floats, groups: Sequence[Sequence[int]]) -> Floats:
    """The mean of the cells between each two groups."""
    means = [same[np.ix_(a, b)].mean() for a in groups for b in groups]
    return np.array(means, dtype=same.dtype).reshape(len(groups), len(groups))
