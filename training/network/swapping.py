"""The same report with two of its actors in each other's place, so that what is done counts, not by whom.

A network that reads "killed" as a battle where an army does it and as violence against civilians where
jihadists do has learned its corpus, not the words. So two actors that fight change places in some of the
reports each time that they teach.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from marsad.reading.network.labels import KINDS, SUB_TYPES

from .documents import Document, Happening

_ARMED = frozenset(
    KINDS.index(k)
    for k in (
        "state force", "rebel group", "jihadist group", "militia", "coalition", "foreign force", "police",
    )
)  # fmt: skip
_BY_SIDE = frozenset(
    SUB_TYPES.index(s) for s in ("Government regains territory", "Non-state actor overtakes territory")
)
"""Sub-types that say who acts: reports that tell of these stay as they are."""
SHARE = 0.4
"""Of the reports that tell of two armed actors."""


def perhaps_swapped(document: Document, chance: random.Random) -> Document:
    """The document, or one in which two armed actors have changed places."""
    if chance.random() > SHARE or any(h.sub_type in _BY_SIDE for h in document.happenings):
        return document
    armed = sorted({a for a, words in document.actors if document.kinds.get(words[0]) in _ARMED})
    if len(armed) < 2:
        return document
    one, other = chance.sample(armed, 2)
    return swapped(document, one, other)


def swapped(document: Document, one: int, other: int) -> Document:
    """The document with the words of two actors exchanged: the first of each for the first of the other …"""
    said = {n: [words for a, words in document.actors if a == n] for n in (one, other)}
    changes: dict[int, tuple[list[int], list[int]]] = {}
    taken: set[int] = set()
    for mine, theirs in ((one, other), (other, one)):
        for n, words in enumerate(said[mine]):
            if not taken & set(words):
                changes[words[0]] = (words, said[theirs][n % len(said[theirs])])
                taken.update(words)
    return _rewritten(document, changes)


def _rewritten(document: Document, changes: dict[int, tuple[list[int], list[int]]]) -> Document:
    """The document with runs of words, by their first, replaced by the words of other runs."""
    text, words, become = "", [], {}
    kinds: dict[int, int] = {}
    at = last = 0
    while at < len(document.words):
        old, new = changes.get(at, ([at], [at]))
        text += document.text[last : document.words[at][0]]
        first = len(words)
        begin = document.words[new[0]][0]
        run = document.text[begin : document.words[new[-1]][1]]
        for i in range(new[0], new[-1] + 1):
            start, end = document.words[i]
            words.append((len(text) + start - begin, len(text) + end - begin))
            if i in document.kinds:
                kinds[len(words) - 1] = document.kinds[i]
        text += run
        become.update(dict.fromkeys(old, range(first, len(words))))
        last = document.words[old[-1]][1]
        at = old[-1] + 1
    text += document.text[last:]

    def moved(given: Sequence[int] | set[int]) -> list[int]:
        return sorted({j for i in given for j in become[i]})

    return replace(
        document,
        text=text,
        words=words,
        kinds=kinds,
        actors=[(a, moved(w)) for a, w in document.actors],
        happenings=[
            Happening(
                h.sub_type, h.status, moved(h.triggers),
                {r: set(moved(w)) for r, w in h.roles.items()},
                {r: set(moved(w)) for r, w in h.unsure.items()},
            )
            for h in document.happenings
        ],
    )  # fmt: skip
