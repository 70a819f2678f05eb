"""Control told by lists, of divided and besieged places. All is invented."""

from __future__ import annotations

import pytest

from marsad.reading.holdings.members import members

from ..conftest import Read
from .test_control import states


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "took three villages south of Goma - Kimoka, Rusayo and Sake - on Monday",
            ["Kimoka", "Rusayo", "Sake"],
        ),
        ("captured villages including Kimoka and Rusayo.", ["Kimoka", "Rusayo"]),
        ("seized the towns of Bara, Um Rawaba and En Nahud in May", ["Bara", "Um Rawaba", "En Nahud"]),
        ("captured several villages of Darfur", []),
        ("shelled three villages after Goma fell", []),
    ],
)
def test_members_of_a_plural(text: str, names: list[str]) -> None:
    assert [s.text for s in members(text, 0, len(text))] == names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The RSF captured three villages south of Bara in Sudan - Alaba, Tayba and Kurum - on Friday.",
            {("Alaba", "rsf", "gains"), ("Tayba", "rsf", "gains"), ("Kurum", "rsf", "gains")},
            id="a list behind a dash",
        ),
        pytest.param(
            "Shells hit Taiz in Yemen, where the Houthis and government forces have fought for control "
            "since 2015.",
            {("Taiz", "houthis", "contests"), ("Taiz", "ye-forces", "contests")},
            id="where they have fought for control",
        ),
        pytest.param(
            "Houthi fighters shelled the besieged city of Taiz in Yemen on Sunday.",
            {("Taiz", "houthis", "besieges")},
            id="besieged by who attacks it",
        ),
        pytest.param(
            "The Sudanese army killed 18 fighters of the RSF in air raids on their strongholds in Nyala.",
            {("Nyala", "rsf", "holds")},
            id="raids on their strongholds",
        ),
        pytest.param(
            "Rebels stopped a boat and two crewmen were seized in Jolo in the Philippines.",
            set(),
            id="people seized",
        ),
        pytest.param(
            "The Malha base in Sudan had previously been controlled by the RSF.", set(), id="held before"
        ),
    ],
)
def test_control_told_by_lists_and_sides(read: Read, text: str, expected: set[tuple[str, str, str]]) -> None:
    assert states(read(text)) == expected


@pytest.mark.parametrize(
    ("base", "place"), [("Tabqa airbase", "region:tabqa-air-base"), ("Deir Ezzor airport", "local:1")]
)
def test_an_air_base_is_not_the_town_that_it_is_named_after(read: Read, base: str, place: str) -> None:
    """It is a place of its own, the gazetteer's where it knows it."""
    told = read(f"Islamic State fighters overran {base} in Syria on Sunday.").control
    assert {(c["place"], c["place_text"], c["state"]) for c in told} == {(place, base, "gains")}
