"""Counts in words."""

from __future__ import annotations

import pytest

from marsad.ledger.words import several


@pytest.mark.parametrize(
    ("count", "what", "said"),
    [(1, "day", "1 day"), (14, "day", "14 days"), (0, "entity", "0 entities"), (2, "row", "2 rows")],
)
def test_a_count_has_its_plural(count: int, what: str, said: str) -> None:
    assert several(count, what) == said
