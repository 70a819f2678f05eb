"""Figures of harm that no verb of harm tells."""

from __future__ import annotations

import pytest

from marsad.knowledge.base import Knowledge
from marsad.model.reading import RoleName
from marsad.model.report import Report
from marsad.reading.reader import read


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge.open()


def victims(knowledge: Knowledge, text: str) -> set[tuple[str | None, str]]:
    """(effect, words) of all who suffer in ``text``, where the words count."""
    reading = read(Report("r", "r", text), knowledge)
    return {
        (knowledge.frames.frames[t.frame].effect, reading.mentions[r.mention].span.text)
        for t in reading.triggers for r in t.roles
        if r.name is RoleName.VICTIMS and reading.mentions[r.mention].quantity
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Nine bodies were found near Bucha.", {("killed", "Nine bodies")}),
        ("Morgues hold the bodies of 44 victims.", {("killed", "44 victims")}),
        ("There were five more deaths overnight.", {("killed", "five more deaths")}),
        ("The raid left three soldiers dead.", {("killed", "three soldiers")}),
        (
            "Dozens of dead and wounded lay in the street.",
            {("killed", "Dozens of dead"), ("wounded", "Dozens of dead")},
        ),
        ("The wounded included two nuns.", {("wounded", "two nuns")}),
        (
            "Killed in the raid were five teachers and a guard.",
            {("killed", "five teachers"), ("killed", "a guard")},
        ),
        ("Four farmers were among the dead.", {("killed", "Four farmers")}),
        ("The rebels lost 30 fighters.", {("killed", "30 fighters")}),
        ("The rebels lost three villages.", set()),
        ("The dead soldiers were buried.", set()),
    ],
)
def test_states(knowledge: Knowledge, text: str, wanted: set[tuple[str | None, str]]) -> None:
    assert victims(knowledge, text) == wanted


def test_who_left_them_dead(knowledge: Knowledge) -> None:
    reading = read(Report("r", "r", "Boko Haram left 12 dead in Baga."), knowledge)
    (trigger,) = [t for t in reading.triggers if t.frame == "kill"]
    agents = {reading.mentions[r.mention].span.text for r in trigger.roles if r.name is RoleName.AGENT}
    assert agents == {"Boko Haram"}
