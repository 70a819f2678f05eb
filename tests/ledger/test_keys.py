"""Names are compared without case, accents and marks."""

from __future__ import annotations

import pytest

from marsad.ledger.keys import name_key


@pytest.mark.parametrize(
    ("one", "other"),
    [("Wādī ‘Amrān", "WADI AMRAN"), ("al-Shabaab", "Al Shabaab"), ("Säo  Tomé", "sao tome"), ("!?", "")],
)
def test_same_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_other_scripts_keep_their_letters() -> None:
    assert name_key("الرقة") == "الرقة"
