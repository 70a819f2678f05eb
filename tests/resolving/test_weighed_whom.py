"""Whom a description means, where all who are spoken of are weighed."""

from __future__ import annotations

import pytest

from marsad.pipeline import Pipeline
from marsad.reading.reader import read as read_words
from marsad.resolving.actors.described import is_description, words_class
from marsad.resolving.resolve import context_of

from ..records import report_of


def meant(text: str, words: str, pipeline: Pipeline) -> str | None:
    """Name of whom the first description of these words means."""
    report = report_of(text)
    knowledge = pipeline.knowledge
    context = context_of(report, read_words(report, knowledge, pipeline.network), knowledge)
    [index] = [
        i for i, m in enumerate(context.reading.mentions) if m.span.text == words and is_description(m, text)
    ][:1]
    identity = context.actors.get(index)
    return identity.name if identity else None


@pytest.mark.parametrize(
    ("text", "words", "whom"),
    [
        (
            "Fighters of the Arakan Army overran a police post near Kyauktaw, Myanmar, on Monday, killing "
            "six officers. The insurgents took rifles and ammunition, villagers said.",
            "The insurgents",
            "Arakan Army",
        ),
        (
            "M23 seized the town of Kitshanga in eastern Congo on Thursday, residents said. The movement has "
            "taken four towns since January.",
            "The movement",
            "M23",
        ),
        (
            "Al-Shabaab attacked an army base at Galcad in Somalia on Friday, killing seven soldiers. Somali "
            "troops later drove the militants out of the town.",
            "the militants",
            "al-Shabaab",
        ),
    ],
)
def test_a_description_means_who_fits_it(text: str, words: str, whom: str, pipeline: Pipeline) -> None:
    assert meant(text, words, pipeline) == whom


def test_a_bare_government_is_no_other_country_s(pipeline: Pipeline) -> None:
    text = (
        "Russian jets bombed rebel positions near Saraqib, Syria, on Monday, Russia's ministry said. "
        "Rebels fired rockets into the government stronghold of Jableh, killing a man."
    )
    report = report_of(text)
    context = context_of(report, read_words(report, pipeline.knowledge, pipeline.network), pipeline.knowledge)
    found = {
        context.actors[i].id
        for i, m in enumerate(context.reading.mentions)
        if m.span.text == "government" and i in context.actors
    }
    assert found and found <= {"sy-government", "sy-forces"}


def test_terrorists_of_whom_no_more_is_said_are_nobody_known(pipeline: Pipeline) -> None:
    text = (
        "On Sunday terrorists fired rockets at a market in Konduga, Nigeria, killing a boy, police said. "
        "The army has been in the town since May."
    )
    assert meant(text, "terrorists", pipeline) == "unidentified armed group"


def test_terrorists_told_anew_are_not_the_group_named_last(pipeline: Pipeline) -> None:
    text = (
        "Boko Haram burned a school near Damboa, Nigeria, on Friday. On Sunday terrorists fired rockets at a "
        "market in Konduga, killing a boy, police said."
    )
    assert meant(text, "terrorists", pipeline) == "unidentified armed group"


def test_a_person_is_no_army(pipeline: Pipeline) -> None:
    text = (
        "The Kenyan army surrounded a hotel in Garissa on Monday. Then he threw a grenade at the troops "
        "and shot two guests."
    )
    assert meant(text, "he", pipeline) != "Kenya Defence Forces"


def test_words_that_say_who_holds_a_place_are_no_description(pipeline: Pipeline) -> None:
    text = "Shells fell on the rebel-held town of Douma near Damascus on Monday, killing two."
    report = report_of(text)
    mentions = read_words(report, pipeline.knowledge, pipeline.network).mentions
    assert not any(is_description(m, text) for m in mentions if m.span.text.lower() == "rebel")


def test_capitals_of_a_sentence_are_no_name(pipeline: Pipeline) -> None:
    text = (
        "M23 rebels took Sake on Monday, the army said. The movement's western command pulled back from Goma."
    )
    mentions = read_words(report_of(text), pipeline.knowledge, pipeline.network).mentions
    assert all(m.name is None for m in mentions if m.span.text.startswith("The movement"))


def test_classes_of_descriptions(pipeline: Pipeline) -> None:
    text = "They fled. The group burned nine huts near Torit in South Sudan on Monday, killing a farmer."
    report, lexicon = report_of(text), pipeline.knowledge.lexicon
    mentions = read_words(report, pipeline.knowledge, pipeline.network).mentions
    found = {m.span.text: words_class(m, lexicon) for m in mentions if is_description(m, text)}
    assert found.get("The group") == "group"


def test_nobody_calls_his_own_side_the_enemy(pipeline: Pipeline) -> None:
    text = (
        "The Russian occupiers shelled our units near Kupiansk, Ukraine, on Monday. "
        "Our defenders repelled nine assaults of the Russian invaders near Torske."
    )
    assert meant(text, "Our defenders", pipeline) == "Ukrainian armed forces"


def test_a_service_named_in_capitals_takes_up_no_other_army(pipeline: Pipeline) -> None:
    text = (
        "The Russian occupiers shelled a school in Kharkiv, Ukraine, on Monday. Near Lyman, Ukraine, "
        "the Defence Forces stopped an assault of the occupiers."
    )
    assert meant(text, "the Defence Forces", pipeline) == "Ukrainian armed forces"
