"""Which place words of holding tell of, and what is no change of hands."""

from __future__ import annotations

import pytest

from ..conftest import Read
from .test_control import states


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Russian jets bombed the city of Kramatorsk, another army-held city in Ukraine's Donetsk "
            "province.",
            {("Kramatorsk", "ua-forces", "holds")},
            id="a name and what is said of it",
        ),
        pytest.param(
            "El Fasher, the last army-held city in Darfur, was shelled by the RSF.",
            {("El Fasher", "sd-forces", "holds")},
            id="the last held city of a region",
        ),
        pytest.param(
            "Omdurman is an army-held city directly adjacent to Khartoum, which the RSF holds.",
            {("Omdurman", "sd-forces", "holds"), ("Khartoum", "rsf", "holds")},
            id="is a held city",
        ),
        pytest.param(
            "Shells hit the RSF-held eastern Khartoum district of Bahri in Sudan.",
            {("Bahri", "rsf", "holds")},
            id="the district of a city's side",
        ),
        pytest.param(
            "Shells hit the RSF-held Bahri district of Khartoum in Sudan.",
            {("Bahri", "rsf", "holds")},
            id="the city a district is of",
        ),
        pytest.param(
            "El Fasher, which lies in the north of Sudan's North Darfur, is controlled by the RSF.",
            {("El Fasher", "rsf", "holds")},
            id="which lies in",
        ),
        pytest.param(
            "Taiz in Yemen has been divided between Houthi and government control since 2015.",
            {("Taiz", "houthis", "holds"), ("Taiz", "ye-forces", "holds")},
            id="divided between A and B control",
        ),
        pytest.param(
            "Russian forces advanced. Bakhmut in Ukraine, which fell to Russian forces in May 2023, lies in "
            "ruins.",
            {("Bakhmut", "ru-forces", "gains")},
            id="which fell to",
        ),
        pytest.param(
            "The Sudanese army declared full control of Singa on Saturday.",
            {("Singa", "sd-forces", "gains")},
            id="declared full control",
        ),
        pytest.param(
            "The Sudanese army established full control of Singa village southwest of Wad Madani in the "
            "countryside of the central province of Sennar.",
            {("Singa", "sd-forces", "gains")},
            id="what lies beside the village is not taken",
        ),
        pytest.param(
            "M23 chased Congolese forces out of Sake on Monday.",
            {("Sake", "m23", "gains"), ("Sake", "cd-forces", "loses")},
            id="chased out",
        ),
        pytest.param(
            "Rebels hold Homs in Syria. Eastern Ghouta has been besieged since 2013.",
            {("Homs", "syrian-opposition-forces", "holds"), ("Eastern Ghouta", "sy-forces", "besieges")},
            id="has been besieged",
        ),
        pytest.param(
            "In Goma in Congo the army shelled M23 strongholds.",
            {("Goma", "m23", "holds")},
            id="strongholds in a town",
        ),
    ],
)
def test_the_place_that_is_meant(read: Read, text: str, expected: set[tuple[str, str, str]]) -> None:
    assert states(read(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Rebels hold Homs in Syria. In Talbisseh a man stood surrounded by debris.", id="by debris"
        ),
        pytest.param("Kismayo in Somalia could have fallen to Al-Shabaab.", id="could have fallen"),
        pytest.param(
            "The Yemeni army handed over ten prisoners to the Houthis in Taiz on Monday.", id="prisoners"
        ),
        pytest.param("The army refuted claims by M23 about winning back Sake in Congo.", id="refuted"),
        pytest.param(
            "Fighting went on near Khartoum. The army wants to drive the RSF out of its strongholds.",
            id="strongholds somewhere",
        ),
    ],
)
def test_no_place_is_held_or_changes_hands(read: Read, text: str) -> None:
    assert not [s for s in states(read(text)) if s[0] != "Homs"]


def test_no_loser_is_told_where_nobody_is_named(read: Read) -> None:
    found = states(read("Congolese troops recaptured Sake in Congo from unidentified gunmen on Friday."))
    assert found == {("Sake", "cd-forces", "gains")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The army of Sudan broke the blockade around El Obeid maintained by the RSF.",
            {("El Obeid", "rsf", "besieges")},
            id="maintained by, behind the place",
        ),
        pytest.param(
            "Rebels shelled rebel-held Taiz in Yemen, where residents face a Houthi-imposed siege.",
            {("Taiz", "houthis", "besieges")},
            id="X, where they face an A-imposed siege",
        ),
        pytest.param(
            "Shells hit the town of El Fasher in Sudan, which has been under siege by the RSF since May.",
            {("El Fasher", "rsf", "besieges")},
            id="which has been under siege by",
        ),
        pytest.param(
            "Syria: Deir ez-Zor has been under Islamic State's siege since 2014.",
            {("Deir ez-Zor", "islamic-state", "besieges")},
            id="under A's siege is not under A",
        ),
        pytest.param(
            "M23 shelled the area surrounding the hospital of Goma in Congo.",
            set(),
            id="the area surrounding X is not besieged",
        ),
        pytest.param(
            "Troops passed Manbij, a waypoint on the road from Aleppo to Raqqa, the Islamic State's de facto "
            "capital.",
            {("Raqqa", "islamic-state", "holds")},
            id="the seat is the name right before it",
        ),
    ],
)
def test_sieges_and_seats(read: Read, text: str, expected: set[tuple[str, str, str]]) -> None:
    assert expected <= states(read(text)) and (expected or not states(read(text)))


def test_a_list_goes_on_with_names_that_are_on_no_list(read: Read) -> None:
    told = states(
        read(
            "Malian troops drove JNIM out of Kidal, Masadenne, Rasmane and Hamidoro on Monday, the army said."
        )
    )
    assert {p for p, actor, state in told if (actor, state) == ("jnim", "loses")} == {
        "Kidal", "Masadenne", "Rasmane", "Hamidoro",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Sudan: Khartoum North came back under army control in January.",
            {("Khartoum North", "sd-forces", "gains")},
            id="came back under control",
        ),
        pytest.param(
            "M23 has held Rutshuru Kiwanja and Bunagana in Congo.",
            {("Rutshuru", "m23", "holds"), ("Kiwanja", "m23", "holds"), ("Bunagana", "m23", "holds")},
            id="a list that lost its commas",
        ),
        pytest.param(
            "In Yemen the districts of Marib, Hays and Taiz have been in Houthi hands since September.",
            {("Marib", "houthis", "holds"), ("Hays", "houthis", "holds"), ("Taiz", "houthis", "holds")},
            id="the subject is a list",
        ),
        pytest.param(
            "Zamalka in Syria belongs to Faylaq al-Rahman.",
            {("Zamalka", "faylaq-al-rahman", "holds")},
            id="belongs to",
        ),
    ],
)
def test_lists_and_changes(read: Read, text: str, expected: set[tuple[str, str, str]]) -> None:
    told = states(read(text))
    assert {(p.removeprefix("the districts of "), a, s) for p, a, s in told} == expected
