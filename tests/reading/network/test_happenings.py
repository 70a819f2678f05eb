"""From words to happenings: which words are brought together, and what is left apart."""

from __future__ import annotations

import numpy as np
import pytest

from marsad.model.clustering import average_link
from marsad.reading.network.happenings import softmax
from marsad.reading.network.pieces import words_in


def matrix(n: int, pairs: dict[tuple[int, int], float]) -> np.ndarray:
    same = np.full((n, n), 0.05, dtype=np.float32)
    for (i, j), p in pairs.items():
        same[i, j] = same[j, i] = p
    return same


def test_likely_pairs_are_joined() -> None:
    assert average_link(matrix(3, {(0, 2): 0.9}), 0.5) == [[0, 2], [1]]


def test_a_chain_joins_only_while_the_average_holds() -> None:
    same = matrix(3, {(0, 1): 0.9, (1, 2): 0.6})
    assert average_link(same, 0.5) == [[0, 1], [2]]
    assert average_link(same, 0.3) == [[0, 1, 2]]


@pytest.mark.parametrize("n", [0, 1])
def test_few(n: int) -> None:
    assert average_link(matrix(n, {}), 0.5) == [[i] for i in range(n)]


def test_order_does_not_matter() -> None:
    same = matrix(4, {(0, 3): 0.8, (1, 2): 0.7})
    turned = same[::-1, ::-1]
    there = {frozenset(g) for g in average_link(same, 0.5)}
    back = {frozenset(3 - i for i in g) for g in average_link(turned, 0.5)}
    assert there == back


def test_softmax_sums_to_one() -> None:
    assert softmax(np.array([[1000.0, 0.0], [0.0, 0.0]], dtype=np.float32)).sum(1) == pytest.approx([1, 1])


def test_words_in_a_stretch() -> None:
    words = [(0, 4), (5, 9), (10, 12)]
    assert words_in(words, 5, 11) == slice(1, 3)
    assert words_in(words, 4, 5) == slice(1, 1)
    assert words_in(words, 12, 20) == slice(3, 3)
