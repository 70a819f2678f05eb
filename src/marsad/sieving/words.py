"""The words of a text that its subject is judged by: none that is a name, and each without its ending.

A classifier that saw names would learn which wars it was trained on. What English writes small
(``knowledge/data/small_words.txt.gz``) is what may count, whatever the case of the text; words that stand
more often in names ("al", "saint", "national") are left out too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from marsad.knowledge.casing import small_words

_WORD = re.compile(r"[^\W\d_]{2,}")
_ENDINGS = ("ings", "ing", "ers", "ies", "ed", "es", "er", "s", "d")
_SHORTEST = 4
"""Letters that must be left of a word whose ending is cut."""


PASSAGE = 120
"""Words of a passage. One about an attack in an article about something else must be seen."""
STEP = 60


def subject_words(text: str) -> set[str]:
    """The stems of the words of ``text`` that are no names."""
    return set(_stems(text)) - {""}


def passages(text: str) -> Iterator[tuple[str, ...]]:
    """The different stems of each passage of ``text``, in the order of the text; one passage at least."""
    stems = _stems(text)
    for at in range(0, max(1, len(stems) - PASSAGE + STEP), STEP):
        yield tuple(s for s in dict.fromkeys(stems[at : at + PASSAGE]) if s)


def _stems(text: str) -> list[str]:
    return [_stem_of(w) for w in _WORD.findall(text.lower())]


def stem(word: str) -> str:
    """``word`` without one ending of inflection: "shelled" and "shelling" are one feature.

    Cruder than a grammar's lemmas, and hundreds of times faster: the sieve only weighs, it reads nothing.
    """
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word[:-1] if word.endswith("e") and len(word) > _SHORTEST else word


@lru_cache(maxsize=1 << 16)
def _stem_of(word: str) -> str:
    """The stem; empty for a word that is or makes a name."""
    return "" if small_words().get(word, True) else stem(word)
