"""Control by the table of predicates: verbs with their arguments, and places that bear no name."""

from __future__ import annotations

import pytest

from ..conftest import Read
from .test_control import states


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "M23 fighters left Bunagana in Congo on Friday, residents said.",
            {("Bunagana", "m23", "loses")},
            id="left",
        ),
        pytest.param(
            "Tensions have grown since Russia's annexation of Crimea from Ukraine in March 2014.",
            {("Crimea", "ru-forces", "gains"), ("Crimea", "ua-forces", "loses")},
            id="annexation",
        ),
        pytest.param(
            "Islamic State lost Dabiq, Syria, to Turkish-backed rebels on Sunday.",
            {("Dabiq", "islamic-state", "loses"), ("Dabiq", "syrian-opposition-forces", "gains")},
            id="lost X, country, to",
        ),
        pytest.param(
            "Raqqa, Syria, was surrounded by the SDF on Sunday.",
            {("Raqqa", "syrian-democratic-forces", "besieges")},
            id="X, country, was surrounded",
        ),
        pytest.param(
            "RSF fighters marched into Mellit in Sudan on Tuesday without a shot.",
            {("Mellit", "rsf", "gains")},
            id="marched into",
        ),
        pytest.param(
            "Djibo in Burkina Faso has been cut off by JNIM since February.",
            {("Djibo", "jnim", "besieges")},
            id="cut off by",
        ),
        pytest.param(
            "Port Sudan and Kassala in Sudan remain in the hands of the army.",
            {("Port Sudan", "sd-forces", "holds"), ("Kassala", "sd-forces", "holds")},
            id="a list of places",
        ),
        pytest.param(
            "Bunagana in Congo remained under M23 on Monday.",
            {("Bunagana", "m23", "holds")},
            id="remained under",
        ),
        pytest.param(
            "RSF gunners shelled El Fasher in Sudan on Monday. The Rapid Support Forces have had it "
            "encircled since May.",
            {("El Fasher", "rsf", "besieges")},
            id="it",
        ),
        pytest.param(
            "The Sudanese army shelled Nyala on Monday. The town has been held by the RSF since October.",
            {("Nyala", "rsf", "holds")},
            id="the town",
        ),
        pytest.param(
            "Al-Shabaab fighters overran a Somali army base in Adale on Tuesday.",
            {("Adale", "al-shabaab", "gains"), ("Adale", "so-forces", "loses")},
            id="whose the base was",
        ),
        pytest.param(
            "A convoy of aid reached Zerbola, a town held by the Sudanese army, in Sudan on Monday.",
            {("Zerbola", "sd-forces", "holds")},
            id="a name on no list",
        ),
    ],
)
def test_control_by_verbs(read: Read, text: str, expected: set[tuple[str, str, str]]) -> None:
    assert expected <= states(read(text))


@pytest.mark.parametrize(
    "text",
    [
        "The government demanded that M23 leave Goma at once.",
        "If the RSF march into Kosti, thousands will flee, the Sudanese army said.",
        "M23 rebels left five dead in Goma on Friday.",
        "The RSF has not surrounded Kosti in Sudan.",
    ],
)
def test_verbs_that_tell_of_no_control(read: Read, text: str) -> None:
    assert not {s for s in states(read(text)) if s[2] in {"gains", "loses", "besieges"}}


def test_the_town_is_not_the_one_beside_it(read: Read) -> None:
    told = read(
        "The army and the RSF fought in Habila, east of Dilling in Sudan, on Friday. The RSF overran the "
        "town."
    )
    assert ("Habila", "rsf", "gains") in states(told)


def test_a_list_of_besiegers(read: Read) -> None:
    told = read("Djibo in Burkina Faso has been encircled since July by JNIM and Ansarul Islam.")
    assert {s[1] for s in states(told) if s[2] == "besieges"} == {"jnim", "ansarul-islam"}
