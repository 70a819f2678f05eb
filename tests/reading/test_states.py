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


def victims(knowledge: Knowledge, text: str) -> set[tuple[str, str]]:
    """(frame, words) of all who suffer in ``text``, where the words count."""
    reading = read(Report("r", "r", text), knowledge)
    return {
        (t.frame, reading.mentions[r.mention].span.text)
        for t in reading.triggers for r in t.roles
        if r.name is RoleName.VICTIMS and reading.mentions[r.mention].quantity
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Nine bodies were found near Bucha.", {("kill", "Nine bodies")}),
        ("Morgues hold the bodies of 44 victims.", {("kill", "44 victims")}),
        ("There were five more deaths overnight.", {("kill", "five more deaths")}),
        ("The raid left three soldiers dead.", {("kill", "three soldiers")}),
        (
            "Dozens of dead and wounded lay in the street.",
            {("kill", "Dozens of dead"), ("wound", "Dozens of dead")},
        ),
        ("The wounded included two nuns.", {("wound", "two nuns")}),
        (
            "Killed in the raid were five teachers and a guard.",
            {("kill", "five teachers"), ("kill", "a guard")},
        ),
        ("Four farmers were among the dead.", {("kill", "Four farmers")}),
        ("The rebels lost 30 fighters.", {("kill", "30 fighters")}),
        ("The rebels lost three villages.", set()),
        ("The dead soldiers were buried.", set()),
    ],
)
def test_states(knowledge: Knowledge, text: str, wanted: set[tuple[str, str]]) -> None:
    assert victims(knowledge, text) == wanted


def test_who_left_them_dead(knowledge: Knowledge) -> None:
    reading = read(Report("r", "r", "Boko Haram left 12 dead in Baga."), knowledge)
    (trigger,) = [t for t in reading.triggers if t.frame == "kill"]
    agents = {reading.mentions[r.mention].span.text for r in trigger.roles if r.name is RoleName.AGENT}
    assert agents == {"Boko Haram"}
