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

from marsad.reading.grammar.tokens import Token, tokenize

BUCKETS = 1 << 16


def features(words: Sequence[str], i: int, previous: str, before_previous: str) -> list[int]:
    """Hashed features of word ``i``: its form, shape, neighbours and the two tags before it."""
    return [*_of_words(words, i), *_of_tags(words, i, previous, before_previous)]


def _of_words(words: Sequence[str], i: int) -> list[int]:
    """The features that hold whatever the tags before the word are, always as many."""
    word = _form(words[i])
    left = words[i - 1].lower() if i > 0 else "<s>"
    left2 = words[i - 2].lower() if i > 1 else "<s>"
    right = words[i + 1].lower() if i + 1 < len(words) else "</s>"
    right2 = words[i + 2].lower() if i + 2 < len(words) else "</s>"
    return [
        *_alone(words[i], i == 0),
        *_beside(left, "l"),
        *_beside(left2, "l2"),
        *_beside(right, "r"),
        *_beside(right2, "r2"),
        *_hashed(f"lw={left}|{word}", f"rw={word}|{right}"),
    ]


def _of_tags(words: Sequence[str], i: int, previous: str, before_previous: str) -> list[int]:
    """The features in which the tags before the word are."""
    word = _form(words[i])
    right = words[i + 1].lower() if i + 1 < len(words) else "</s>"
    return [
        *_before(previous, before_previous),
        *_hashed(f"t1w={previous}|{word}", f"t1r={previous}|{right}", f"t1s={previous}|{word[-3:]}"),
    ]


# Most words of a text have come before, so what one word or two tags make is kept.


@lru_cache(maxsize=1 << 14)
def _alone(word: str, opens: bool) -> list[int]:
    """The features of a word whatever stands beside it; ``opens`` where it is the first of its sentence."""
    lower = _form(word)
    shape = _shape(word) + ("^" if opens else "")
    return _hashed(
        f"w={lower}",
        f"s3={lower[-3:]}|{shape}",
        f"s2={lower[-2:]}",
        f"s4={lower[-4:]}",
        f"p2={lower[:3]}",
        f"sh={shape}",
        "bias",
    )


@lru_cache(maxsize=1 << 14)
def _beside(word: str, where: str) -> list[int]:
    """The features of a word's neighbour, ``where`` it stands; of the next word its shape is one too."""
    names = [f"{where}={word}"]
    return _hashed(*names, f"rs={word[-3:]}|{_shape(word)}") if where == "r" else _hashed(*names)


@lru_cache(maxsize=1 << 12)
def _before(previous: str, before_previous: str) -> list[int]:
    return _hashed(f"t1={previous}", f"t2={previous}|{before_previous}")


def _form(word: str) -> str:
    return word.lower().replace("’", "'")


def _hashed(*names: str) -> list[int]:
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
        if not words:
            return ()
        previous = before = "<s>"
        tagged = []
        for i, scores in enumerate(self._scores([_of_words(words, i) for i in range(len(words))])):
            best = (scores + self._scores(_of_tags(words, i, previous, before))).argmax()
            before, previous = previous, self._tags[int(best)]
            tagged.append(previous)
        return tuple(tagged)

    def _scores(self, rows: Sequence[int] | Sequence[Sequence[int]]) -> npt.NDArray[np.int32]:
        """The sums of rows of weights, one for each tag."""
        scores: npt.NDArray[np.int32] = np.add.reduce(self._weights.take(rows, axis=0), -2, dtype=np.int32)
        return scores


@lru_cache(maxsize=1)
def shipped_tagger() -> Tagger:
    """The tagger whose weights ship with the package."""
    with as_file(files("marsad.reading.grammar") / "tagger.npz") as path, np.load(path) as stored:
        return Tagger(stored["weights"], [str(t) for t in stored["tags"]])


@lru_cache(maxsize=256)  # a sentence is read for what it tells, and again for who says so
def tagged_tokens(text: str, start: int, end: int) -> tuple[tuple[Token, ...], tuple[str, ...]]:
    """The tokens of the sentence ``text[start:end]`` and their tags as the shipped tagger has them."""
    tokens = tokenize(text, start, end)
    return tokens, shipped_tagger().tag([t.text for t in tokens])
