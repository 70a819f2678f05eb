from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.reading.quantities.numbers import read_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7", 7),
        ("1,200", 1200),
        ("12.500", 12500),
        ("1 , 800", 1800),
        ("ﬁve", 5),
        ("Forty-ﬁve", 45),
        ("2 000", 2000),
        ("2\u00a0000", 2000),
        ("3.5 million", 3_500_000),
        ("20 thousand", 20_000),
        ("seven", 7),
        ("Twenty-One", 21),
        ("a hundred", 100),
        ("two hundred and fifty", 250),
        ("one thousand two hundred", 1200),
        ("three thousand, four hundred and five", 3405),
        ("half a million", 500_000),
        ("a dozen", 12),
        ("two dozen", 24),
        ("half a dozen", 6),
        ("one and a half million", 1_500_000),
        ("two and a half thousand", 2500),
    ],
)
def test_numbers(text: str, number: int) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize("text", ["", "a", "and", "half", "7.62", "seventh", "T-72", "9/11", "many", "1,20"])
def test_no_numbers(text: str) -> None:
    assert read_number(text) is None


@given(st.integers(0, 10**9))
def test_digits_with_and_without_separators(number: int) -> None:
    assert read_number(str(number)) == read_number(f"{number:,}") == number


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert read_number(text) is None or isinstance(read_number(text), int)
