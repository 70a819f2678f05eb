"""Texts as the encoder takes them: words, word pieces in windows, and which piece opens each word."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

Ints = npt.NDArray[np.int64]

WINDOW = 510
OVERLAP = 128
OPEN, CLOSE, MASK = 101, 102, 103
"""Ids of [CLS], [SEP] and [MASK] in BERT's vocabulary."""


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a text: ids and cases of its pieces, [CLS] and [SEP] at its ends.

    ``words`` are indices of the words whose states are taken from here, ``at`` their pieces' positions.
    """

    ids: Ints
    cases: Ints
    words: Ints
    at: Ints


_WORD = re.compile(r"\w+|[^\w\s]")


def words_of(text: str) -> list[tuple[int, int]]:
    """Words and single marks of punctuation, as offsets."""
    return [m.span() for m in _WORD.finditer(text)]


def case_of(word: str) -> int:
    """0 lower case, 1 Capital, 2 UPPER, 3 digits, 4 anything else."""
    if word.isdigit():
        return 3
    if word.islower():
        return 0
    if word.isupper():
        return 2 if len(word) > 1 else 1
    return 1 if word[:1].isupper() else 4


def words_in(words: Sequence[tuple[int, int]], start: int, end: int) -> slice:
    """The words that overlap a stretch of the text."""
    first = bisect_left(words, (start + 1,))  # the first that starts behind; the one before may reach in
    if first and words[first - 1][1] > start:
        first -= 1
    return slice(first, max(first, bisect_left(words, (end,))))


def windows_of(
    tokenizer: Tokenizer,
    text: str,
    words: Sequence[tuple[int, int]],
    hidden: Sequence[tuple[int, int]] = (),
) -> list[Window]:
    """The windows of a text; each word belongs to the window in which it stands farthest from the edges.

    The words of each stretch in ``hidden``, offsets that do not overlap, are shown as one masked piece.
    """
    encoded = tokenizer.encode(text, add_special_tokens=False)
    starts = np.array([s for s, _ in encoded.offsets], dtype=np.int64)
    ids = np.array(encoded.ids, dtype=np.int64)
    first = np.searchsorted(starts, [s for s, _ in words])
    first = np.minimum(first, max(0, len(ids) - 1))
    cases = np.zeros(len(ids), dtype=np.int64)
    if len(words) and len(ids):
        of_words = [case_of(text[start:end]) for start, end in words]
        cases[first[0] :] = np.repeat(of_words, np.diff(first, append=len(ids)))
    if hidden and len(ids):
        ids, cases, first = _hide(ids, cases, first, [words_in(words, *h) for h in hidden])
    return [_window(ids, cases, first, stretch) for stretch in _stretches(len(ids))]


def _hide(ids: Ints, cases: Ints, first: Ints, runs: Sequence[slice]) -> tuple[Ints, Ints, Ints]:
    """The pieces with those of each run of words as one MASK, and the piece that then opens each word."""
    kept = np.ones(len(ids), dtype=bool)
    ids, cases = ids.copy(), cases.copy()
    for run in runs:
        if run.stop <= run.start:
            continue
        begin = first[run.start]
        kept[begin + 1 : first[run.stop] if run.stop < len(first) else None] = False
        ids[begin], cases[begin] = MASK, 1
    now_at = np.cumsum(kept) - 1
    return ids[kept], cases[kept], now_at[first]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The pieces ``first`` to ``end`` of a text, of which those from ``keep_first`` to ``keep_end`` count."""

    first: int
    end: int
    keep_first: int
    keep_end: int


def _stretches(length: int) -> list[_Stretch]:
    step = WINDOW - OVERLAP
    count = 1 if length <= WINDOW else 1 + -(-(length - WINDOW) // step)
    return [
        _Stretch(
            n * step,
            min(n * step + WINDOW, length),
            0 if n == 0 else n * step + OVERLAP // 2,
            length + 1 if n == count - 1 else (n + 1) * step + OVERLAP // 2,
        )
        for n in range(count)
    ]


def _window(ids: Ints, cases: Ints, first: Ints, stretch: _Stretch) -> Window:
    kept = np.flatnonzero((first >= stretch.keep_first) & (first < stretch.keep_end))
    inside = slice(stretch.first, stretch.end)
    return Window(
        np.concatenate(([OPEN], ids[inside], [CLOSE])),
        np.concatenate(([0], cases[inside], [0])),
        kept,
        first[kept] - stretch.first + 1,
    )
