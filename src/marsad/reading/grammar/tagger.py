"""Parts of speech (Penn Treebank tags) for tokens, by a small averaged perceptron.

The weights (``tagger.npz``) are a matrix of hashed features by tags, trained by ``training/tagger.py``
on UD English EWT and GUM news; half of the training sentences had their commas and apostrophes taken
out, since some archives of news lost them.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import as_file, files

import numpy as np
import numpy.typing as npt

BUCKETS = 1 << 16


def features(words: Sequence[str], i: int, previous: str, before_previous: str) -> list[int]:
    """Hashed features of word ``i``: its form, shape, neighbours and the two tags before it."""
    word = words[i]
    lower = word.lower().replace("’", "'")
    left = words[i - 1].lower() if i > 0 else "<s>"
    left2 = words[i - 2].lower() if i > 1 else "<s>"
    right = words[i + 1].lower() if i + 1 < len(words) else "</s>"
    right2 = words[i + 2].lower() if i + 2 < len(words) else "</s>"
    shape = _shape(word) + ("^" if i == 0 else "")
    names = (
        f"w={lower}",
        f"s3={lower[-3:]}|{shape}",
        f"s2={lower[-2:]}",
        f"s4={lower[-4:]}",
        f"p2={lower[:3]}",
        f"sh={shape}",
        f"t1={previous}",
        f"t2={previous}|{before_previous}",
        f"t1w={previous}|{lower}",
        f"l={left}",
        f"lw={left}|{lower}",
        f"l2={left2}",
        f"r={right}",
        f"rw={lower}|{right}",
        f"rs={right[-3:]}|{_shape(right)}",
        f"r2={right2}",
        f"t1r={previous}|{right}",
        f"t1s={previous}|{lower[-3:]}",
        "bias",
    )
    return [zlib.crc32(name.encode()) & (BUCKETS - 1) for name in names]


def _shape(word: str) -> str:
    if word[:1].isdigit():
        return "9" if not word[-1:].isalpha() else "9a"
    if word.isupper() and len(word) > 1:
        return "XX"
    if word[:1].isupper():
        return "Xx"
    if not word[:1].isalpha():
        return word[:1]
    return "x-x" if "-" in word else "x"


class Tagger:
    """Tags sentences one at a time. ``weights`` is (BUCKETS, number of tags), any numeric type."""

    def __init__(self, weights: npt.NDArray[np.generic], tags: Sequence[str]) -> None:
        self._weights = weights
        self._tags = tuple(tags)

    def tag(self, words: Sequence[str]) -> tuple[str, ...]:
        """One Penn Treebank tag for each word of one sentence."""
        previous = before = "<s>"
        tagged = []
        for i in range(len(words)):
            scores = self._weights[features(words, i, previous, before)].sum(axis=0, dtype=np.int32)
            before, previous = previous, self._tags[int(scores.argmax())]
            tagged.append(previous)
        return tuple(tagged)


@lru_cache(maxsize=1)
def shipped_tagger() -> Tagger:
    """The tagger whose weights ship with the package."""
    with as_file(files("marsad.reading.grammar") / "tagger.npz") as path, np.load(path) as stored:
        return Tagger(stored["weights"], [str(t) for t in stored["tags"]])
