"""Places of control statements: sides of a town, names behind which more is told, lists without commas."""

from __future__ import annotations

import pytest

from marsad.control.parts import Extent, extent
from marsad.resolving.control.spots import side_of

from ..conftest import Read
from .test_control import states


@pytest.mark.parametrize(
    ("words", "side"),
    [
        ("eastern Taiz", "eastern"),
        ("the north-west of Taiz", "northwestern"),
        ("central Taiz", "central"),
        ("Taiz", None),
        ("west of Taiz", None),
        ("the eastern districts of Taiz", None),
    ],
)
def test_side_of_a_place(words: str, side: str | None) -> None:
    assert side_of(words, "Taiz") == side


def test_the_side_is_held_but_what_lies_beside_is_not() -> None:
    assert extent("the east of Taiz", "Rebels hold the east of Taiz.") is Extent.WHOLE
    assert extent("east of Taiz", "Rebels hold ground east of Taiz.") is Extent.AROUND


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The Houthi-held north of Taiz in Yemen was shelled on Monday.",
            {("northern Taiz", "houthis", "holds")},
            id="noun",
        ),
        pytest.param(
            "Fighting went on in Taiz, Yemen. The Houthi-held north is under siege.",
            {("northern Taiz", "houthis", "holds"), ("northern Taiz", "ye-forces", "besieges")},
            id="taken up and besieged",
        ),
        pytest.param(
            "Clashes broke out in Syria south of Hajin, which Kurdish forces captured on Sunday.",
            {("Hajin", "ypg", "gains")},
            id="what follows the name is of the name",
        ),
        pytest.param(
            "HASAKAH, Syria - Shells fell on the Kurdish-held town of Darbasiyah on Monday.",
            {("Darbasiyah", "ypg", "holds")},
            id="whom an adjective stands for",
        ),
        pytest.param(
            "MOSUL Iraq - Kurdish forces took the villages of Tal Adas Babira Jambur and Dugata on Sunday.",
            {(name, "peshmerga", "gains") for name in ("Tal Adas", "Babira", "Jambur", "Dugata")},
            id="list without commas",
        ),
        pytest.param(
            "BEIRUT - The rebels hold Azaz in Syria.",
            {("Azaz", "syrian-opposition-forces", "holds")},
            id="hold is no modal verb",
        ),
        pytest.param(
            "DAMASCUS, Syria - Russian jets bombed Idlib. Government forces captured the town of Hish.",
            {("Hish", "sy-forces", "gains")},
            id="a state's own forces",
        ),
    ],
)
def test_what_is_held_or_taken(read: Read, text: str, expected: set[tuple[str, str, str]]) -> None:
    assert states(read(text)) == expected


def test_a_quarter_is_known_by_its_town(read: Read) -> None:
    record = read("Shells hit Homs in Syria on Monday. Part of its Old City is under rebel control.")
    assert [(c["place"], c["state"]) for c in record.control] == [("region:old-city-of-homs", "holds")]


def test_a_by_name_with_other_marks_is_no_rival(read: Read) -> None:
    record = read("DAMASCUS, Syria - Ten fighters were killed in clashes in Kobani on Monday.")
    assert [e["where"]["place"] for e in record.events] == ["geonames:172256"]
