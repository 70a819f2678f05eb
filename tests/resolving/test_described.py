"""Places that are described ("the city", "the capital"): which place named before they mean."""

from __future__ import annotations

import pytest

from marsad.model.reading import Mention, MentionKind
from marsad.model.span import Span
from marsad.pipeline import Pipeline
from marsad.reading.reader import read as read_report
from marsad.resolving.actors.scene import scene_of
from marsad.resolving.places.described import is_described, resolve_described
from marsad.resolving.places.resolve import ResolvedPlace, mention_in, resolve_places

from ..records import report_of


def meant(frames: Pipeline, text: str, *phrases: str) -> list[str | None]:
    """The place that each phrase of a text means; names in capitals are named places."""
    report = report_of(text)
    knowledge = frames.knowledge
    scene = scene_of(report, read_report(report, knowledge), knowledge)
    mentions, places = [], {}
    for n, phrase in enumerate(phrases):
        start = text.index(phrase)
        mentions.append(Mention(MentionKind.PLACE, Span.of(text, start, start + len(phrase)), 0))
        told = mention_in(text, start, start + len(phrase))
        places[n] = resolve_places([told], knowledge.gazetteer, scene.countries)[0]
    found: dict[int, ResolvedPlace] = resolve_described(mentions, places, scene, knowledge)
    return [found[n].mention.text if n in found else None for n in range(len(phrases))]


@pytest.mark.parametrize(
    ("text", "name", "phrase"),
    [
        ("Shells fell on Mekelle. Two people died in the city, doctors said.", "Mekelle", "the city"),
        ("Fighters entered Goma at dawn. By noon they held the town.", "Goma", "the town"),
        ("Troops left Kharkiv. Rockets hit the besieged city again.", "Kharkiv", "the besieged city"),
    ],
)
def test_the_settlement_named_before(frames: Pipeline, text: str, name: str, phrase: str) -> None:
    assert meant(frames, text, name, phrase)[1] == name


def test_the_capital_is_that_of_the_country(frames: Pipeline) -> None:
    text = "The Sudanese army shelled Nyala, Sudan. In the capital, residents fled from the RSF."
    assert meant(frames, text, "Nyala", "the capital")[1] == "Khartoum"


def test_nothing_named_before_means_nothing(frames: Pipeline) -> None:
    assert meant(frames, "A bomb went off in the town, police in Kenya said.", "the town") == [None]


@pytest.mark.parametrize(
    ("text", "described"),
    [
        ("the city", True),
        ("the rebel-held area", True),
        ("there", True),
        ("the city of Homs", False),
        ("Homs", False),
    ],
)
def test_descriptions(text: str, described: bool) -> None:
    assert is_described(text) is described


def test_the_capital_is_that_of_the_land_named_and_not_of_the_troops_home(frames: Pipeline) -> None:
    text = (
        "Nigerian jets of the Nigerian contingent, the Nigerian army said, bombed rebels in Freetown, "
        "Sierra Leone. Nigerian officers in Kenema, Sierra Leone, said the capital was calm."
    )
    assert meant(frames, text, "Freetown", "Kenema", "the capital")[-1] == "Freetown"
