"""Control statements on places that sides share, that are told without their name, or by who stands there."""

from __future__ import annotations

import pytest

from ..conftest import Read
from .test_control import states

CASES = [
    pytest.param(
        "Fighting went on in Taiz, Yemen. Control of Taiz, once a trading hub, has been divided between army "
        "and Houthi forces since 2015.",
        {("Taiz", "ye-forces", "contests"), ("Taiz", "houthis", "contests")},
        id="control that is divided",
    ),
    pytest.param(
        "Shells hit Taiz in Yemen. The city has been split between the army-held southern part and "
        "Houthi-held north for years.",
        {("southern Taiz", "ye-forces", "holds"), ("northern Taiz", "houthis", "holds")},
        id="a side for each",
    ),
    pytest.param(
        "Jets bombed the de facto RSF capital Nyala in Sudan on Monday.",
        {("Nyala", "rsf", "holds")},
        id="de facto capital",
    ),
    pytest.param(
        "MOSUL, Iraq - Shells fell on Tal Afar, one of Islamic State's last strongholds in the north.",
        {("Tal Afar", "islamic-state", "holds")},
        id="one of the last strongholds",
    ),
    pytest.param(
        "Families left Houthi-held Dhamar and Ibb in Yemen on Friday.",
        {("Dhamar", "houthis", "holds"), ("Ibb", "houthis", "holds")},
        id="both names behind the adjective",
    ),
    pytest.param(
        "Much of Shabwa province in Yemen, including Ataq, is controlled by the Houthis.",
        {("Shabwa", "houthis", "holds"), ("Ataq", "houthis", "holds")},
        id="the whole and what it includes",
    ),
    pytest.param(
        "Shells hit Hodeidah in Yemen. All of the city except the district of Hali is under army control.",
        {("Hodeidah", "ye-forces", "holds")},
        id="all but a district",
    ),
    pytest.param(
        "Shells fired by RSF fighters positioned in Bahri in Sudan hit a market.",
        {("Bahri", "rsf", "holds")},
        id="who stands there",
    ),
    pytest.param(
        "Tribesmen guard a road in Marib, Yemen, after clashes in a Houthi-held area to its south.",
        set[tuple[str, str, str]](),
        id="an area beside it",
    ),
    pytest.param(
        "M23 fighters are seeking to oust the army from Sake in Congo.",
        {("Sake", "m23", "contests")},
        id="who seeks to oust",
    ),
    pytest.param(
        "The army is preparing an operation to recapture Goma in Congo.",
        set[tuple[str, str, str]](),
        id="no more than preparing",
    ),
    pytest.param(
        "A bomb hit the seat of the Kurdish administration, which controls most of Hasakah in Syria.",
        {("Hasakah", "aanes", "holds")},
        id="whoever rules a part of a land is not its state",
    ),
    pytest.param(
        "Jets hit Sudan. The army wants to retake the last big RSF stronghold near the city of Kosti.",
        set[tuple[str, str, str]](),
        id="a stronghold near a town",
    ),
    pytest.param(
        "In Sudan families fled RSF-held areas through corridors across the Nile near RSF-held Rabak.",
        {("Rabak", "rsf", "holds")},
        id="a way out of areas that bear no name",
    ),
    pytest.param(
        "Mosul fell from Iraqi government control in June, officials in Iraq said.",
        {("Mosul", "iq-forces", "loses")},
        id="fell from",
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_shared_and_unnamed(read: Read, text: str, expected: set[tuple[str, str, str]]) -> None:
    assert states(read(text)) == expected
