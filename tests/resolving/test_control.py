"""Who gains, loses, holds, contests or besieges which place, since when."""

from __future__ import annotations

import pytest

from ..conftest import Read
from ..records import Told


def states(told: Told) -> set[tuple[str, str, str]]:
    """(place, actor, state) of every control statement, the place as the record names it."""
    return {(told.place_name(c["place"]) or c["place_text"], c["actor"], c["state"]) for c in told.control}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Shells hit the rebel-held town of Jaramana in Syria on Sunday.",
            {("Jaramana", "syrian-opposition-forces", "holds")},
            id="-held",
        ),
        pytest.param(
            "The Rapid Support Forces shelled a market in Omdurman, which the army holds.",
            {("Omdurman", "sd-forces", "holds")},
            id="which X holds",
        ),
        pytest.param(
            "The Sudanese army controls Port Sudan and Kassala.",
            {("Port Sudan", "sd-forces", "holds"), ("Kassala", "sd-forces", "holds")},
            id="a list",
        ),
        pytest.param(
            "Fighters of the RSF control most of Khartoum.", {("Khartoum", "rsf", "holds")}, id="most of"
        ),
        pytest.param(
            "The junta lost control of Lashio to the Three Brotherhood Alliance in July.",
            {("Lashio", "mm-forces", "loses"), ("Lashio", "brotherhood-alliance", "gains")},
            id="lost control to",
        ),
        pytest.param(
            "The Sudanese army retook the RSF-held town of Singa on Saturday.",
            {("Singa", "sd-forces", "gains"), ("Singa", "rsf", "loses")},
            id="a holder who loses holds no more",
        ),
        pytest.param(
            "Congolese troops withdrew from Sake and Minova on Friday.",
            {("Sake", "cd-forces", "loses"), ("Minova", "cd-forces", "loses")},
            id="withdrew from",
        ),
        pytest.param(
            "Al-Shabaab fighters handed over Adale to the Somali army on Tuesday.",
            {("Adale", "al-shabaab", "loses"), ("Adale", "so-forces", "gains")},
            id="handed over",
        ),
        pytest.param(
            "The town of Sake in Congo fell into M23 hands on Friday.",
            {("Sake", "m23", "gains")},
            id="fell into hands",
        ),
        pytest.param(
            "The city of Taiz in Yemen is divided between Houthi rebels and government forces.",
            {("Taiz", "houthis", "contests"), ("Taiz", "ye-forces", "contests")},
            id="divided between",
        ),
        pytest.param(
            "El Fasher in Sudan has been under siege by the RSF.",
            {("El Fasher", "rsf", "besieges")},
            id="under siege by",
        ),
        pytest.param(
            "RSF fighters have besieged El Fasher since May 2023.",
            {("El Fasher", "rsf", "besieges")},
            id="besieged",
        ),
        pytest.param(
            "Ukrainian forces recaptured the villages of Kalynivske and Bruskynske on Friday.",
            {("Kalynivske", "ua-forces", "gains"), ("Bruskynske", "ua-forces", "gains")},
            id="villages taken",
        ),
    ],
)
def test_forms_of_control(read: Read, text: str, expected: set[tuple[str, str, str]]) -> None:
    assert states(read(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ukrainian troops lost ground in Bakhmut on Friday.",
        "The army threatened to seize Goma.",
        "Talks on conditions for the liberation of Raqqa went on in Geneva.",
        "Hostages were taken to the towns of Baga and Monguno by Boko Haram.",
        "The formerly rebel-held town of Daraya is being rebuilt.",
        "Civilians in Syria fled to areas controlled by government troops.",
        "The RSF took 20 hostages in Mellit on Monday.",
        "Congolese army troops seized 3 tonnes of cocaine in Goma.",
        "The Sudanese army expelled 12 journalists from Mellit.",
        "The Myanmar military abandoned an offensive on Lashio.",
        "M23 seized a road junction overlooking Sake on Friday.",
    ],
)
def test_what_changes_no_hands(read: Read, text: str) -> None:
    assert not {s for s in states(read(text)) if s[2] in {"gains", "holds", "loses"}}


def test_a_siege_dates_from_its_since(read: Read) -> None:
    told = read("RSF fighters have besieged El Fasher since May 2023.")
    assert [c["from"] for c in told.control] == ["2023-05"]


def test_the_town_is_the_one_named_before(read: Read) -> None:
    told = read("Fighting went on around Adale in Somalia. The town fell to al-Shabaab in 2016.")
    assert ("Adale", "al-shabaab", "gains") in states(told)


def test_parts_of_a_city_are_held_apart(read: Read) -> None:
    told = read(
        "Government shells hit rebel-held eastern Aleppo on Sunday. The army holds the west of the city."
    )
    assert {(c["place_text"], c["actor"]) for c in told.control} >= {
        ("eastern Aleppo", "syrian-opposition-forces")
    }


def test_held_since_another_was_driven_out(read: Read) -> None:
    told = read("M23 has been in control of Bunagana since it drove out the Congolese army in June 2022.")
    assert {
        ("Bunagana", "m23", "holds"),
        ("Bunagana", "m23", "gains"),
        ("Bunagana", "cd-forces", "loses"),
    } <= states(told)
    assert {c["from"] for c in told.control} == {"2022-06"}


def test_villages_listed_before(read: Read) -> None:
    told = read(
        "Clashes broke out near the villages of Kalynivske and Bruskynske in Ukraine on Friday. "
        "Ukrainian forces captured the two villages on Saturday."
    )
    assert {("Kalynivske", "ua-forces", "gains"), ("Bruskynske", "ua-forces", "gains")} <= states(told)


def test_a_besieger_left_out_is_the_one_named_elsewhere(read: Read) -> None:
    told = read(
        "RSF shells hit the besieged city of El Fasher on Sunday. The RSF has besieged Babanusa for months."
    )
    assert ("El Fasher", "rsf", "besieges") in states(told)
