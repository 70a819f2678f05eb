"""What the reader is not sure of: it opens no event, but may tell more of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from marsad.model.event import Effect
from marsad.model.reading import Happening, HappeningPart, Mention, MentionKind, PartName, Quantity, Status
from marsad.model.span import Span
from marsad.pipeline import Pipeline
from marsad.reading.reader import read as read_report
from marsad.resolving.context import Context
from marsad.resolving.events.certain_figures import named_beside
from marsad.resolving.events.happenings import clusters_of
from marsad.resolving.events.harm import HarmFigure
from marsad.resolving.events.merging import Cluster
from marsad.resolving.resolve import context_of

from ..records import report_of

SURE, DOUBTFUL = 0.99, 0.5


def told(
    frames: Pipeline,
    text: str,
    *deeds: tuple[str, float, Mapping[str, float]],
    alike: float = 0.0,
    status: Status = Status.HAPPENED,
) -> tuple[Context, tuple[Cluster, ...]]:
    """The events of a text of which the reader tells deeds: a word, how sure it is, and of which kinds."""
    report = report_of(text)
    context = context_of(report, read_report(report, frames.knowledge), frames.knowledge)
    found = []
    for word, sure, types in deeds:
        start = text.index(word)
        sentence = next(n for n, s in enumerate(context.reading.sentences) if s.end > start)
        span = Span.of(text, start, start + len(word))
        found.append(Happening((span,), sentence, types, status, sure, (), {}, (alike,) * len(deeds)))
    context = replace(context, reading=replace(context.reading, happenings=tuple(found)))
    return context, clusters_of(context, found)


SHELLING = {"Shelling/artillery/missile attack": 1.0}
TEXT = "Mortar fire hit the market in Kutum on Monday. The horror was over in minutes, residents said."


def test_a_doubtful_deed_opens_no_event(frames: Pipeline) -> None:
    _, clusters = told(frames, TEXT, ("horror", DOUBTFUL, SHELLING))
    assert not clusters


def test_a_doubtful_deed_tells_more_of_a_sure_one(frames: Pipeline) -> None:
    deeds = (("hit", SURE, SHELLING), ("horror", DOUBTFUL, SHELLING))
    _, clusters = told(frames, TEXT, *deeds, alike=0.99)
    assert [[d.evidence.text[:10] for d in c.drafts] for c in clusters] == [["Mortar fir", "The horror"]]


def test_what_the_reader_can_rule_out_tells_nothing_more(frames: Pipeline) -> None:
    deeds = (("hit", SURE, SHELLING), ("horror", 0.1, SHELLING))
    _, clusters = told(frames, TEXT, *deeds, alike=0.99)
    assert [len(c.drafts) for c in clusters] == [1]


@pytest.mark.parametrize(("sure", "statuses"), [(SURE, [Status.PLANNED]), (0.85, [])])
def test_a_plan_is_an_event_where_the_reader_is_sure_of_it(
    frames: Pipeline, sure: float, statuses: list[Status]
) -> None:
    text = "The army will launch an offensive on Kutum next week, residents said."
    _, clusters = told(frames, text, ("offensive", sure, {"Armed clash": 1.0}), status=Status.PLANNED)
    assert [c.lead.status for c in clusters] == statuses


@pytest.mark.parametrize(
    ("text", "word", "tolls"),
    [
        ("Five herders were killed in Kutum on Monday.", "killed", [5]),
        ("A shell hit a market in Kutum on Monday, killing five herders.", "killing", [5]),
        ("Five herders who live in Kutum saw that a shell killed a goat on Monday.", "killed", []),
        (
            "On Monday a shell killed a guard in Kutum, which brought the toll of the siege to 218.",
            "killed",
            [1],
        ),
    ],
)
def test_a_figure_right_beside_its_word_counts_though_the_reader_sees_none(
    frames: Pipeline, text: str, word: str, tolls: list[int]
) -> None:
    _, clusters = told(frames, text, (word, SURE, SHELLING))
    assert [h.quantity.low for c in clusters for d in c.drafts for h in d.harm] == tolls


def test_whoever_is_named_beside_the_one_counted_is_harmed(frames: Pipeline) -> None:
    text = "Abu Khalid, a commander, was struck and killed in Kutum on Monday."
    report = report_of(text)
    reading = read_report(report, frames.knowledge)
    name = Span.of(text, 0, len("Abu Khalid"))
    others = [m for m in reading.mentions if not m.span.overlaps(name)]
    person = Mention(MentionKind.PERSON, name, 0, head="name", name=name)
    context = context_of(report, replace(reading, mentions=(*others, person)), frames.knowledge)
    one = next(i for i, m in enumerate(others) if m.quantity is not None)
    figure = HarmFigure(
        Effect.KILLED, "unknown", Quantity(others[one].span, 1, 1), others[one].span, False, one
    )
    assert named_beside(context, figure)


ABDUCTION = {"Abduction/forced disappearance": 0.9, "Non-state actor overtakes territory": 0.1}


@pytest.mark.parametrize(
    ("text", "sub_type"),
    [
        (
            "RSF fighters took thirty boys by force from two schools in Kutum.",
            "Abduction/forced disappearance",
        ),
        ("RSF fighters took Kutum on Monday.", "Non-state actor overtakes territory"),
    ],
)
def test_people_taken_are_no_land_taken(frames: Pipeline, text: str, sub_type: str) -> None:
    _, clusters = told(frames, text, ("took", SURE, ABDUCTION))
    assert [c.lead.typing.sub_type for c in clusters] == [sub_type]


@pytest.mark.parametrize(
    ("who", "sub_type"),
    [
        ("Sudanese army troops", "Government regains territory"),
        ("RSF fighters", "Non-state actor overtakes territory"),
    ],
)
def test_who_takes_land_decides_whose_it_is(frames: Pipeline, who: str, sub_type: str) -> None:
    """The network is not shown who fights, so what it says of that is chance."""
    text = f"{who} hoisted their flag in the market of Kutum on Monday."
    report = report_of(text)
    context = context_of(report, read_report(report, frames.knowledge), frames.knowledge)
    mentions = context.reading.mentions
    actor = next(
        n for n, m in enumerate(mentions) if m.kind is MentionKind.ACTOR and text.startswith(m.span.text)
    )
    span = Span.of(text, text.index("hoisted"), text.index("hoisted") + len("hoisted"))
    types = {"Government regains territory": 0.5, "Non-state actor overtakes territory": 0.4}
    parts = (HappeningPart(PartName.SIDE_A, actor, 0.95),)
    deed = Happening((span,), 0, types, Status.HAPPENED, SURE, parts, {}, (0.0,))
    context = replace(context, reading=replace(context.reading, happenings=(deed,)))
    assert [c.lead.typing.sub_type for c in clusters_of(context, [deed])] == [sub_type]
