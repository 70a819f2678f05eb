"""From what the network tells of words to happenings: which words tell one, what kind it is, who has a part.

Words that tell of a happening are brought together while, on average, they more likely than not tell the
same one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from marsad.model.clustering import average_link
from marsad.reading.network.labels import STATUSES, SUB_TYPES
from marsad.reading.network.weights import Floats, Network, Told, product

Ints = npt.NDArray[np.int64]
_FIRST_STATEMENT = SUB_TYPES.index("Threat")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Probabilities from which on something counts; tuned by ``tools/tune.py``."""

    trigger: float = 0.15
    """Low: what resolves asks for more, unless grammar knows the word."""
    same: float = 0.5


LIMITS = Thresholds()


@dataclass(frozen=True, slots=True)
class WordHappening:
    """What words of one sentence tell: indices of its triggers, the kinds it may be of, the probabilities of
    parts, (words, roles), for the words from ``first`` on, and how likely each happening is the same one.
    """

    triggers: Ints
    sub_types: Floats
    status: str
    confidence: float
    first: int
    roles: Floats
    alike: tuple[float, ...]


REACH = 700
"""Words on each side of a happening among which its parts are looked for: more than most reports have."""
_MOST = 120
"""Triggers of one sentence that are compared with each other; no sentence of prose has so many."""


def happenings_of(network: Network, told: Told, sentences: Ints, limits: Thresholds) -> list[WordHappening]:
    """The happenings of a text in the order of their first words.

    ``sentences`` has the sentence of each word, -1 for words outside all of them.
    """
    kinds = softmax(told.events)
    some = 1 - kinds[:, 0]
    at = np.flatnonzero((some > limits.trigger) & (sentences >= 0))
    if not len(at):
        return []
    said = kinds[at, 1 + _FIRST_STATEMENT :].sum(1) > 0.5 * some[at]
    same = sigmoid(network.same(told, at))
    same[said[:, None] != said[None, :]] = 0.0
    groups = [g for block in _blocks(sentences[at]) for g in _beside(same, block, limits.same)]
    member = np.zeros((len(groups), len(at)), dtype=np.float32)
    for n, group in enumerate(groups):
        member[n, group] = 1 / len(group)
    alike = product(product(member, same.T), member)
    statuses = softmax(told.statuses)
    found = []
    for n, group in enumerate(groups):
        triggers = at[group]
        sub_types = kinds[triggers, 1:].sum(0)
        first = max(0, int(triggers[0]) - REACH)
        found.append(
            WordHappening(
                triggers,
                sub_types / sub_types.sum(),
                STATUSES[int(statuses[triggers].mean(0).argmax())],
                float(some[triggers].max()),
                first,
                sigmoid(network.roles(told, triggers, slice(first, int(triggers[-1]) + REACH))),
                tuple(map(float, alike[n])),
            )
        )
    return found


def _blocks(sentences: Ints) -> Iterator[Ints]:
    """Indices of triggers sentence by sentence; a sentence without end in several blocks."""
    edges = np.flatnonzero(np.diff(sentences)) + 1
    for block in np.split(np.arange(len(sentences)), edges):
        yield from np.split(block, range(_MOST, len(block), _MOST))


def _beside(same: Floats, block: Ints, limit: float) -> list[list[int]]:
    """The groups of triggers in one sentence that tell the same, in the order of the text."""
    found = average_link(same[np.ix_(block, block)], limit)
    return sorted([int(block[i]) for i in group] for group in found)


def softmax(logits: Floats) -> Floats:
    e = np.exp(logits - logits.max(-1, keepdims=True))
    probabilities: Floats = e / e.sum(-1, keepdims=True)
    return probabilities


def sigmoid(logits: Floats) -> Floats:
    probabilities: Floats = np.float32(1) / (np.float32(1) + np.exp(-logits))
    return probabilities
