"""Which lines of a page are the main text that an extractor returned without offsets."""

from __future__ import annotations

import re
from collections.abc import Sequence

# A line shorter than this says little by itself: it counts only where it follows its neighbour.
_TELLING = 24
# More candidates than this are taken greedily, in order: the exact search is quadratic.
_MANY = 1500
_GAP = 60


def main_lines(lines: Sequence[str], main: str) -> set[int]:
    """Indices of the ``lines`` whose words stand in ``main``, in the same order.

    Letters and digits alone are compared, so that marks, bullets and spaces that the extractor changes do not
    matter. Long lines that stand in both are anchors (the heaviest series that keeps the order); short lines
    between them count where they continue an anchor.
    """
    bare = [_bare(x) for x in lines]
    whole = _bare(main)
    paragraphs = [b for b in (_bare(p) for p in main.split("\n")) if len(b) >= _TELLING]
    anchors = _in_order(
        [(n, whole.find(b), len(b)) for n, b in enumerate(bare) if len(b) >= _TELLING and b in whole]
    )
    kept = {n for n, _, _ in anchors}
    # Only what found no partner yet: a line may hold several of the extractor's paragraphs.
    lone = set(bare)
    unmatched = [p for p in paragraphs if p not in lone]
    kept |= {n for n, b in enumerate(bare) if n not in kept and len(b) > _TELLING and _mostly(b, unmatched)}
    kept |= _continued(bare, whole, anchors, kept)
    return kept


def _bare(words: str) -> str:
    return re.sub(r"[\W_]+", "", words).casefold()


def _mostly(line: str, paragraphs: Sequence[str]) -> bool:
    """Whether the extractor's paragraphs that stand inside ``line`` make up most of it."""
    return sum(len(p) for p in paragraphs if len(p) < len(line) and p in line) >= 0.6 * len(line)


def _in_order(found: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The series of (line, position, length) with rising positions and the greatest total length."""
    if len(found) > _MANY:
        series: list[tuple[int, int, int]] = []
        for item in found:
            if not series or item[1] >= series[-1][1]:
                series.append(item)
        return series
    best: list[int] = []
    back: list[int] = []
    for i, (_, at, length) in enumerate(found):
        before = [j for j in range(i) if found[j][1] < at]
        j = max(before, key=lambda k: best[k], default=-1)
        best.append(length + (best[j] if j >= 0 else 0))
        back.append(j)
    i = max(range(len(found)), key=lambda k: best[k], default=-1)
    chain = []
    while i >= 0:
        chain.append(found[i])
        i = back[i]
    return chain[::-1]


def _continued(
    bare: Sequence[str], whole: str, anchors: Sequence[tuple[int, int, int]], kept: set[int]
) -> set[int]:
    """Short lines whose words follow, within a small gap, what was matched before them."""
    positions = {n: (at, length) for n, at, length in anchors}
    first, last = (anchors[0][0], anchors[-1][0]) if anchors else (0, len(bare) - 1)
    found: set[int] = set()
    at = max(0, anchors[0][1] - _GAP) if anchors else 0
    # Above the first anchor only the few lines that may be its own subheads are looked at.
    for n in range(max(0, first - 3), min(len(bare), last + 4)):
        if n in positions:
            at = positions[n][0] + positions[n][1]
        elif n not in kept and 0 < len(bare[n]) < _TELLING:
            where = whole.find(bare[n], at, at + len(bare[n]) + _GAP)
            if where == at or (where > at and len(bare[n]) > 8):
                found.add(n)
                at = where + len(bare[n])
    return found
