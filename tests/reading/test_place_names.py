"""Which capitalised words are places: positions, lists, unknown villages, persons and agencies."""

from __future__ import annotations

import pytest

from marsad.knowledge.base import Knowledge
from marsad.pipeline import Pipeline
from marsad.reading.grammar.sentence import Sentence
from marsad.reading.grammar.tokens import sentences
from marsad.reading.names.find import NameKind, find_names
from marsad.reading.times.find import find_times


@pytest.fixture(scope="module")
def knowledge(frames: Pipeline) -> Knowledge:
    return frames.knowledge


def places(text: str, knowledge: Knowledge) -> list[str]:
    spans = sentences(text)
    times = find_times(text, spans)
    return [
        name.span.text
        for index, span in enumerate(spans)
        for name in find_names(text, Sentence.of(text, span, index, times, ()), knowledge)
        if name.kind in {NameKind.PLACE, NameKind.LAND}
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Troops, police and militiamen clashed near Tal Rahmouna on Friday.", ["Tal Rahmouna"]),
        (
            "Shells hit the villages of Verkhnia Balka, Orlivske and Stepove, officials said.",
            ["Verkhnia Balka", "Orlivske", "Stepove"],
        ),
        ("Gunmen stormed Kirinawa, killing five farmers.", ["Kirinawa"]),
        ("A mine exploded in Kutum, Darfur, on Monday.", ["Kutum", "Darfur"]),
        ("Rebels abducted six traders in northern Cameroon on Sunday.", ["Cameroon"]),
        ("Fighters left four mines near Hassan Rahmo on Friday, police said.", ["Hassan Rahmo"]),
        ("A drone hit a truck in Khabb wa Ash Sha'af on Friday, police said.", ["Khabb wa Ash Sha'af"]),
        ("Gunmen seized nine youths near Beni Rahmouna on Friday, police said.", ["Beni Rahmouna"]),
        ("BASRA - Soldiers searched a house on Sunday.", ["BASRA"]),
        ("Fighters shelled Mexico City, reports said.", ["Mexico City"]),
        ("Thousands marched in the capital, Khartoum, on Sunday.", ["Khartoum"]),
        ("Women protested in Sanaa on Sunday, witnesses said.", ["Sanaa"]),
        ("In Khartoum, Karim Haddad, a doctor, said 12 people died.", ["Khartoum"]),
        ("Guerrillas killed four soldiers in San Salvador, police said.", ["San Salvador"]),
        ("Two pipelines were blown up in the Niger Delta, police said.", ["Niger Delta"]),
        ("Clashes broke out in San Pedro Perulapan, officials said.", ["San Pedro Perulapan"]),
        ("A mine killed four people in Northern Ireland, police said.", ["Northern Ireland"]),
        ("Insurgents left Mocimboa da Praia, Mozambique, on Friday.", ["Mocimboa da Praia", "Mozambique"]),
        ("Gunmen in a white Toyota pickup fled from Medellin, police said.", ["Medellin"]),
        ("The brigade killed Abu Hassan, a leader, in Salqin.", ["Salqin"]),
        ("Jets carried out strikes on Talbisseh, activists said.", ["Talbisseh"]),
        ("Rockets hit Al-Asad airbase, officials said.", ["Al-Asad"]),
        ("Mortars landed in Velin Shorzha, the ministry said.", ["Velin Shorzha"]),
        ("Gold miners were killed at Kola Bangou, elders said.", ["Kola Bangou"]),
    ],
)
def test_places_are_found_whole(text: str, expected: list[str], knowledge: Knowledge) -> None:
    assert places(text, knowledge) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Car bombs went off again, police said.",
        "Western officials, diplomats and aid workers left.",
        "The officer, Maj. Gen. Gary J. Holder, commands the unit, reports said.",
        "The rebels seized BASE, a headline said, from the Light Infantry Battalion.",
        "Protesters gathered, he told SANA, before the Six-Day War.",
        "The army, which is strong, fights at the Jordanian Embassy.",
    ],
)
def test_no_places_where_none_are_named(text: str, knowledge: Knowledge) -> None:
    assert places(text, knowledge) == []


def test_without_commas_names_that_run_together_are_told_apart(knowledge: Knowledge) -> None:
    assert places("Rebels attacked a base in Aleppo Syria on Sunday.", knowledge) == ["Aleppo", "Syria"]


def test_a_part_of_a_town_named_after_a_country_is_not_the_country(knowledge: Knowledge) -> None:
    text = "Gangs clashed in the Costa Rica neighborhood on Friday, police said."
    (span,) = sentences(text)
    names = find_names(text, Sentence.of(text, span, 0, (), ()), knowledge)
    assert [(n.span.text, n.kind) for n in names] == [("Costa Rica", NameKind.PLACE)]
