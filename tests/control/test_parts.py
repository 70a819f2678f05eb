"""How much of a place words are of."""

from __future__ import annotations

import pytest

from marsad.control.parts import Extent, extent, named


@pytest.mark.parametrize(
    ("place", "clause", "told"),
    [
        ("El Fasher", "the RSF took El Fasher", Extent.WHOLE),
        ("El Fasher", "the RSF holds most of El Fasher", Extent.PART),
        ("El Fasher", "army-held districts of the city of El Fasher", Extent.PART),
        ("parts of Bakhmut", "", Extent.PART),
        ("Bakhmut", "troops reached the outskirts of Bakhmut", Extent.AROUND),
        ("Bakhmut", "villages north of Bakhmut", Extent.AROUND),
        ("Bakhmut", "the road to Bakhmut", Extent.AROUND),
        ("Bakhmut", "Bakhmut's outskirts", Extent.AROUND),
        ("Goma", "entered the town of Goma", Extent.WHOLE),
        ("Goma", "near the besieged town of Goma", Extent.WHOLE),
        ("Old City of Taiz", "", Extent.WHOLE),
        ("market", "the rebels hold the market", Extent.PART),
        ("oilfields at Safer", "", Extent.PART),
        ("al-Safer", "", Extent.WHOLE),
        ("town of Goma", "", Extent.WHOLE),
    ],
)
def test_extent(place: str, clause: str, told: Extent) -> None:
    assert extent(place, clause) is told


def test_the_name_in_the_words() -> None:
    assert named("parts of Bakhmut") == "Bakhmut"
    assert named("villages north of Goma") == "Goma"
    assert named("Old City of Taiz") == "Old City of Taiz"
