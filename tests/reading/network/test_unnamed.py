"""What the network is not shown: names of those who fight."""

from __future__ import annotations

import pytest

from marsad.knowledge.base import Knowledge
from marsad.model.report import Report
from marsad.pipeline import Pipeline
from marsad.reading.network.unnamed import unnamed
from marsad.reading.reader import read


def hidden(text: str, knowledge: Knowledge) -> list[str]:
    mentions = read(Report(id="r", source="s", text=text, language="en"), knowledge).mentions
    return [text[a:b] for a, b in unnamed(mentions, knowledge.registry, knowledge.lexicon)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Seven Islamic State militants and two Syrian soldiers were killed.",
            ["Islamic State militants", "Syrian soldiers"],
        ),
        ("Malian army troops drove Boko Haram out.", ["Malian army troops", "Boko Haram"]),
        ("The Nigerian army's post was shelled by M23 rebels.", ["Nigerian army", "M23 rebels"]),
        ("The rebels shot at the police and fled.", []),
        ("The United Nations said that residents fled.", []),
        ("Russian jets bombed the town.", ["Russian"]),
    ],
)
def test_who_fights_is_hidden_by_name(text: str, names: list[str], frames: Pipeline) -> None:
    assert hidden(text, frames.knowledge) == names


def test_a_deed_told_of_either_side_is_shown_alike(frames: Pipeline) -> None:
    def shown(attacker: str, attacked: str) -> str:
        text = f"{attacker} attacked {attacked} near Kidal and killed four men."
        for name in sorted(hidden(text, frames.knowledge), key=len, reverse=True):
            text = text.replace(name, "X")
        return text

    assert shown("JNIM militants", "Malian army troops") == shown("Malian army troops", "JNIM militants")
