"""Control told in clauses of its own, and words of taking that move no place."""

from __future__ import annotations

import pytest

from ..conftest import Read
from .test_control import states


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The Sudanese army shelled El Geteina, which the RSF controls, on Monday, residents of Kosti in "
            "Sudan said.",
            {("El Geteina", "rsf", "holds")},
            id="which X controls",
        ),
        pytest.param(
            "The RSF shelled El Fasher, the last city in Darfur which the army holds, in Sudan.",
            {("El Fasher", "sd-forces", "holds")},
            id="the last city in a region which",
        ),
        pytest.param(
            "Government shells hit Shchastia, a town north of Luhansk in Ukraine that is controlled by "
            "pro-Russian separatists.",
            {("Shchastia", "donbas-separatists", "holds")},
            id="a town north of another",
        ),
        pytest.param(
            "JNIM has kept Djibo in Burkina Faso under blockade since February 2022.",
            {("Djibo", "jnim", "besieges")},
            id="kept under blockade",
        ),
        pytest.param(
            "The RSF has had El Fasher in Sudan encircled since May.",
            {("El Fasher", "rsf", "besieges")},
            id="has had encircled",
        ),
        pytest.param(
            "Bakhmut in Ukraine, which Russian forces captured in May 2023 after a siege of months, lay in "
            "ruins.",
            {("Bakhmut", "ru-forces", "gains")},
            id="which X captured",
        ),
        pytest.param(
            "Government forces shelled Kidal in Mali, which the Azawad Liberation Front lost in November.",
            {("Kidal", "fla-azawad", "loses")},
            id="which X lost",
        ),
        pytest.param(
            "Tigrayan forces retook Tigray's capital, Mekelle, from Ethiopian federal troops on June 28.",
            {("Mekelle", "tdf", "gains"), ("Mekelle", "et-forces", "loses")},
            id="the capital, not what it is the capital of",
        ),
        pytest.param(
            "The Sudanese army recaptured Wad Madani, capital of Al Jazirah state, from the RSF.",
            {("Wad Madani", "sd-forces", "gains"), ("Wad Madani", "rsf", "loses")},
            id="capital of",
        ),
        pytest.param(
            "Syrian rebels captured the Tameem district on the southwestern edge of Ramadi.",
            {("Tameem", "syrian-opposition-forces", "gains")},
            id="on the edge of another",
        ),
        pytest.param(
            "M23 rebels captured Sake on Monday after Congolese troops pulled out.",
            {("Sake", "m23", "gains")},
            id="who takes does not lose",
        ),
        pytest.param(
            "Congolese soldiers drove M23 out of two bases at Sake on Monday.",
            {("Sake", "cd-forces", "gains"), ("Sake", "m23", "loses")},
            id="out of bases at",
        ),
        pytest.param(
            "Houthi fighters have been in possession of Hodeidah in Yemen since 2015.",
            {("Hodeidah", "houthis", "holds")},
            id="in possession of",
        ),
        pytest.param(
            "M23 overran a police post at Sake in Congo on Monday.",
            {("Sake", "m23", "gains")},
            id="a post at a town",
        ),
    ],
)
def test_control_told_in_a_clause(read: Read, text: str, expected: set[tuple[str, str, str]]) -> None:
    assert states(read(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Sudanese troops captured 27 vehicles and two tanks in El Fasher on Monday.", id="vehicles"
        ),
        pytest.param("Ukrainian troops entered the village of Pisky on Monday.", id="entered"),
        pytest.param("The Sudanese army broke the siege of Obeid on Sunday.", id="a siege broken"),
        pytest.param("M23 handed over 11 Congolese soldiers at Sake on Monday.", id="people handed over"),
        pytest.param("FARC rebels withdrew toward Anori in Colombia.", id="to where they withdrew"),
        pytest.param(
            "Syrian forces have been unable to regain control of Harasta in the suburbs of Damascus.",
            id="unable to regain",
        ),
    ],
)
def test_no_place_changes_hands(read: Read, text: str) -> None:
    assert not states(read(text))
