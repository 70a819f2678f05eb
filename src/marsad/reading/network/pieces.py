"""Texts as the encoder takes them: words, word pieces in windows, and which piece opens each word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

Ints = npt.NDArray[np.int64]

WINDOW = 510
OVERLAP = 128
OPEN, CLOSE = 101, 102
"""Ids of [CLS] and [SEP] in BERT's vocabulary."""


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


def windows_of(tokenizer: Tokenizer, text: str, words: Sequence[tuple[int, int]]) -> list[Window]:
    """The windows of a text; each word belongs to the window in which it stands farthest from the edges."""
    encoded = tokenizer.encode(text, add_special_tokens=False)
    starts = np.array([s for s, _ in encoded.offsets], dtype=np.int64)
    ids = np.array(encoded.ids, dtype=np.int64)
    first = np.searchsorted(starts, [s for s, _ in words])
    first = np.minimum(first, max(0, len(ids) - 1))
    cases = np.zeros(len(ids), dtype=np.int64)
    for n, (start, end) in enumerate(words):
        if len(ids):
            cases[first[n] : first[n + 1] if n + 1 < len(words) else None] = case_of(text[start:end])
    return [_window(ids, cases, first, stretch) for stretch in _stretches(len(ids))]


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
