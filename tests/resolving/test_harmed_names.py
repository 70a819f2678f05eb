"""Persons killed or wounded by name, whom grammar took for no victims. Every sentence is invented."""

from __future__ import annotations

import pytest

from marsad.model.event import Effect
from marsad.model.reading import Mention, MentionKind
from marsad.model.span import Span
from marsad.pipeline import Pipeline
from marsad.reading.reader import read as read_report
from marsad.resolving.events.draft import drafts_of
from marsad.resolving.events.harmed_names import harmed_by_name
from marsad.resolving.resolve import context_of

from ..records import report_of


def harmed(frames: Pipeline, text: str, name: str) -> list[Effect]:
    """What befell a person whom only the network finds in a text of one sentence."""
    report = report_of(text)
    reading = read_report(report, frames.knowledge)
    start = text.index(name)
    span = Span.of(text, start, start + len(name))
    person = Mention(MentionKind.PERSON, span, 0, head="name", name=span)
    object.__setattr__(reading, "mentions", (*reading.mentions, person))
    context = context_of(report, reading, frames.knowledge)
    found = harmed_by_name(context, reading.triggers)
    return [effect for effect, index in found if context.mention(index) == person]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Quispe was shot dead in Ayacucho.", "Quispe", [Effect.KILLED]),
        ("Quispe, a judge of the high court, was killed in Ayacucho.", "Quispe", [Effect.KILLED]),
        ("Quispe died in a clash with the police.", "Quispe", [Effect.KILLED]),
        ("Quispe was seriously wounded in the attack.", "Quispe", [Effect.WOUNDED]),
        ("Gunmen killed labour leader Ana Quispe.", "Ana Quispe", [Effect.KILLED]),
        ("Quispe said that four people were killed.", "Quispe", []),
        ("Gunmen tried to kill Ana Quispe.", "Ana Quispe", []),
        ("Guerrillas were also killed said director Ana Quispe.", "Ana Quispe", []),
        ("Four people were killed by Ana Quispe.", "Ana Quispe", []),
        ("Quispe, who denied that the judge was killed, left.", "Quispe", []),
        ("Quispe was shot in the leg.", "Quispe", []),
        ("Quispe, who was killed in Ayacucho, was a judge.", "Quispe", [Effect.KILLED]),
    ],
)
def test_who_is_harmed_by_name(frames: Pipeline, text: str, name: str, expected: list[Effect]) -> None:
    assert harmed(frames, text, name) == expected


def figures(frames: Pipeline, text: str) -> list[tuple[Effect, int | None]]:
    report = report_of(text)
    context = context_of(report, read_report(report, frames.knowledge), frames.knowledge)
    return [(h.effect, h.quantity.low) for d in drafts_of(context) for h in d.harm]


def test_nobody_is_killed_by_an_attempt(frames: Pipeline) -> None:
    assert (Effect.KILLED, 1) not in figures(
        frames, "The FMLN tried to kill a soldier and clashed with the army."
    )


def test_casualties_are_not_known_to_be_dead_or_wounded(frames: Pipeline) -> None:
    assert all(
        low is None for _, low in figures(frames, "The army suffered 15 casualties in clashes near Goma.")
    )
