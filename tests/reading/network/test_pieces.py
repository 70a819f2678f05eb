"""Texts in windows: every word has its state from exactly one window, at the piece that opens it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from marsad.reading.network.pieces import CLOSE, MASK, OPEN, WINDOW, case_of, windows_of, words_of
from marsad.reading.network.weights import Network


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Network.open(threads=1).tokenizer


@pytest.mark.parametrize(
    ("word", "case"), [("army", 0), ("Army", 1), ("FARDC", 2), ("A", 1), ("2016", 3), ("al-Bab", 4), ("م", 4)]
)
def test_cases(word: str, case: int) -> None:
    assert case_of(word) == case


def test_words_are_words_and_marks() -> None:
    text = "Fighters' base (al-Bab)."
    assert [text[s:e] for s, e in words_of(text)] == [
        "Fighters",
        "'",
        "base",
        "(",
        "al",
        "-",
        "Bab",
        ")",
        ".",
    ]


@settings(max_examples=30, deadline=None)
@given(text=st.text(max_size=400), times=st.integers(1, 12))
def test_each_word_has_one_state(text: str, times: int, tokenizer: Tokenizer) -> None:
    whole = f"{text} shelled Goma. " * times
    words = words_of(whole)
    windows = windows_of(tokenizer, whole, words)
    taken = sorted(int(w) for window in windows for w in window.words)
    assert taken == list(range(len(words)))
    for window in windows:
        assert len(window.ids) <= WINDOW + 2
        assert (window.ids[0], window.ids[-1]) == (OPEN, CLOSE)
        assert all(0 < a < len(window.ids) - 1 for a in window.at)


def test_long_texts_have_windows_that_overlap(tokenizer: Tokenizer) -> None:
    text = "Rebels shelled the town. " * 300
    windows = windows_of(tokenizer, text, words_of(text))
    assert len(windows) > 2
    assert all(len(w.ids) == WINDOW + 2 for w in windows[:-1])


def test_words_of_a_hidden_stretch_are_one_masked_piece(tokenizer: Tokenizer) -> None:
    def shown(name: str) -> tuple[list[int], list[int]]:
        text = f"On Sunday {name} shelled Goma."
        start = text.index(name)
        words = words_of(text)
        (window,) = windows_of(tokenizer, text, words, [(start, start + len(name))])
        assert sorted(int(w) for w in window.words) == list(range(len(words)))
        return list(window.ids), list(window.at)

    one, at = shown("M23")
    other, long = shown("Free Syrian Army fighters")
    assert one == other
    assert one.count(MASK) == 1
    assert long[2] == long[5] == at[2]  # its words share the piece
    assert long[-3:] == at[-3:]


@settings(max_examples=30, deadline=None)
@given(cuts=st.lists(st.integers(0, 400), max_size=6, unique=True), times=st.integers(1, 40))
def test_each_word_has_one_state_whatever_is_hidden(
    cuts: list[int], times: int, tokenizer: Tokenizer
) -> None:
    text = "Rebels of Hay'at Tahrir al-Sham shelled Goma. " * times
    ends = sorted(cuts)
    words = words_of(text)
    windows = windows_of(tokenizer, text, words, list(zip(ends[::2], ends[1::2], strict=False)))
    assert sorted(int(w) for window in windows for w in window.words) == list(range(len(words)))
    assert all(0 < a < len(window.ids) - 1 for window in windows for a in window.at)
