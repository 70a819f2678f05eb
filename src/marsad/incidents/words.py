"""The words by which two reports show that they tell one thing, and how much each word tells.

How rare a word is comes from a table that ships, not from the tellings at hand: two tellings compare as they
do whatever else a ledger holds.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from math import sqrt

_WORD = re.compile(r"[^\W\d_]{4,}|(?<![\d.,])\d{2,3}(?![\d.,]\d)")
_ENDING = re.compile(r"(?:ings?|ed|es|s|e)$")

RARITIES = "word_rarity.txt.gz"


def stems(text: str) -> frozenset[str]:
    """The longer words of a text in small letters, without the endings of English, and its larger numbers."""
    return frozenset(_ENDING.sub("", w) for w in _WORD.findall(text.lower()))


def likeness(mine: frozenset[str], theirs: frozenset[str]) -> float:
    """Cosine of two sets of stems, each weighing by how rare it is; 0 where one is empty."""
    whole = sqrt(mass(mine) * mass(theirs))
    return mass(mine & theirs) / whole if whole else 0.0


def most_telling(words: frozenset[str]) -> float:
    """How much the rarest of some stems tells: 1 where news of war hardly uses it, 0 where there is none."""
    table, most = _rarities()
    return max((table.get(w, most) for w in words), default=0.0) / most


@lru_cache(maxsize=4096)
def mass(words: frozenset[str]) -> float:
    """How much some stems tell together.

    Summed in the order of the words: a set has none, and sums of floats depend on it. Kept, because a telling
    is compared many times.
    """
    table, most = _rarities()
    return sum(table.get(w, most) ** 2 for w in sorted(words))


@cache
def _rarities() -> tuple[Mapping[str, float], float]:
    """How much each stem tells, and how much one tells that is not listed.

    Counted in news of war by ``training/rarity.py``: the logarithm of one over the share of sentences.
    """
    packed = (files("marsad.incidents") / RARITIES).read_bytes()
    table: dict[str, float] = {}
    most = 0.0
    for line in gzip.decompress(packed).decode("utf-8").splitlines():
        tenths, _, listed = line.partition("\t")
        most = int(tenths) / 10
        table |= dict.fromkeys(listed.split(), most)
    return table, most
