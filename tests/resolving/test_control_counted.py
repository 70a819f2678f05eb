"""Control statements on places that a number counts, on names no list knows, and behind another verb."""

from __future__ import annotations

import pytest

from ..conftest import Read
from .test_control import states

CASES = [
    pytest.param(
        "People had fled from Rutshuru and Kiwanja in Congo on Monday. The army shelled the last two "
        "M23-held towns on Tuesday.",
        {("Rutshuru", "m23", "holds"), ("Kiwanja", "m23", "holds")},
        id="two towns named before",
    ),
    pytest.param(
        "Buses left two besieged Houthi-held towns in Yemen on Saturday. They carried people from Damt and "
        "Dhamar, the Red Crescent said.",
        {("Damt", "houthis", "holds"), ("Dhamar", "houthis", "holds")},
        id="two towns named behind",
    ),
    pytest.param(
        "Buses left two Houthi-held towns in Yemen on Saturday. They went to Aden.",
        set[tuple[str, str, str]](),
        id="two towns without a name",
    ),
    pytest.param(
        "Tal Hisban, a hill east of Homs in Syria, is held by the Nusra Front.",
        {("Tal Hisban", "jabhat-al-nusra", "holds")},
        id="a name described by where it lies",
    ),
    pytest.param(
        "Separatists seized Luhansk in Ukraine on Sunday and still hold Donetsk.",
        {("Luhansk", "donbas-separatists", "gains"), ("Donetsk", "donbas-separatists", "holds")},
        id="held, not taken with it",
    ),
    pytest.param(
        "The army recaptured Rumangabo in Congo on 28 October, which M23 had held since July.",
        {("Rumangabo", "cd-forces", "gains"), ("Rumangabo", "m23", "loses")},
        id="a day between the name and its clause",
    ),
    pytest.param(
        "The Bosnian Serb army, which besieges Sarajevo and the eastern enclave of Gorazde, fired on two "
        "hills in Bosnia.",
        {("Sarajevo", "vrs-bosnia", "besieges"), ("Gorazde", "vrs-bosnia", "besieges")},
        id="a list with a description",
    ),
    pytest.param(
        "Shells fell on Khwaja Ghar in Afghanistan. Taliban fighters cut off all roads out of Khwaja Ghar.",
        {("Khwaja Ghar", "taliban", "besieges")},
        id="cut off",
    ),
    pytest.param(
        "Shells hit Kunduz in Afghanistan. It is largely controlled by an alliance of Taliban fighters.",
        {("Kunduz", "taliban", "holds")},
        id="who is in an alliance",
    ),
    pytest.param(
        "The Ukrainian military has consolidated its hold on Robotyne.",
        {("Robotyne", "ua-forces", "holds")},
        id="a hold made firmer",
    ),
    pytest.param(
        "Sudan: El Fasher, the army's last city in Darfur, was shelled.",
        {("El Fasher", "sd-forces", "holds")},
        id="the last city",
    ),
    pytest.param(
        "The government demanded that Eritrean troops leave Irob in Ethiopia.",
        set[tuple[str, str, str]](),
        id="a demand",
    ),
    pytest.param(
        "In Syria, Islamic State captured the army's 17th Division and Brigade 93 in July.",
        {("17th Division", "islamic-state", "gains"), ("17th Division", "sy-forces", "loses")},
        id="a unit with its base",
    ),
    pytest.param(
        "A bomb hit Baidoa in Somalia on Monday as hundreds fled an al-Shabaab-held town near the coast.",
        set[tuple[str, str, str]](),
        id="another town that people fled",
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_who_holds_what(read: Read, text: str, expected: set[tuple[str, str, str]]) -> None:
    assert states(read(text)) == expected
