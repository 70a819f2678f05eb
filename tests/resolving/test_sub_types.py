"""Which sub-type an event has, where the frames and the reader differ."""

from __future__ import annotations

from dataclasses import replace

import pytest

from marsad.model.reading import Happening, HappeningPart, PartName, Status
from marsad.model.span import Span
from marsad.pipeline import Pipeline
from marsad.reading.reader import read as read_report
from marsad.resolving.events.happenings import clusters_of
from marsad.resolving.resolve import context_of

from ..records import report_of

IED, SHELLS, AIR = "Remote explosive/landmine/IED", "Shelling/artillery/missile attack", "Air/drone strike"


def sub_type(frames: Pipeline, text: str, word: str, likely: dict[str, float]) -> str:
    """The sub-type of the only event, whose word the reader takes for these sub-types."""
    report = report_of(text)
    context = context_of(report, read_report(report, frames.knowledge), frames.knowledge)
    start = text.index(word)
    span = Span.of(text, start, start + len(word))
    told = (Happening((span,), 0, likely, Status.HAPPENED, 0.99, (), {}, (0.0, 0.0)),)
    context = replace(context, reading=replace(context.reading, happenings=told))
    [cluster] = clusters_of(context, told)
    return cluster.lead.typing.sub_type


@pytest.mark.parametrize(
    ("text", "word", "likely", "expected"),
    [
        pytest.param(
            "Rebels bombed an office of the party in Cali, Colombia, on Monday.",
            "bombed",
            {IED: 0.8, SHELLS: 0.2},
            IED,
            id="no weapon is named",
        ),
        pytest.param(
            "Rebels bombarded the town of Kadugli in Sudan with mortars on Monday.",
            "bombarded",
            {AIR: 0.8, SHELLS: 0.2},
            SHELLS,
            id="the weapon is named",
        ),
        pytest.param(
            "Rebels bombarded the town of Kadugli in Sudan with mortars on Monday.",
            "bombarded",
            {AIR: 0.95, SHELLS: 0.05},
            AIR,
            id="the weapon is named, the reader sure of another",
        ),
    ],
)
def test_the_reader_is_asked_where_frames_only_guess(
    frames: Pipeline, text: str, word: str, likely: dict[str, float], expected: str
) -> None:
    assert sub_type(frames, text, word, likely) == expected


REGAINED, OVERTAKEN = "Government regains territory", "Non-state actor overtakes territory"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels seized Bria in the Central African Republic on Monday.", OVERTAKEN),
        ("The Three Brotherhood Alliance seized the town of Kutkai on Monday.", OVERTAKEN),
        ("The Saudi-led coalition seized the port of Mokha on Monday.", REGAINED),
        ("Malian troops captured the town of Farabougou on Monday.", REGAINED),
        ("JNIM fighters captured the town of Farabougou from Malian troops on Monday.", OVERTAKEN),
    ],
)
def test_a_coalition_of_groups_at_home_is_no_state(pipeline: Pipeline, text: str, expected: str) -> None:
    assert [e.sub_type for e in pipeline.read(report_of(text)).events] == [expected]


def test_who_takes_a_town_may_be_told_by_another_sentence(frames: Pipeline) -> None:
    text = "The town of Shaddadi was lost by Islamic State on Monday. YPG fighters danced in its streets."
    report = report_of(text)
    context = context_of(report, read_report(report, frames.knowledge), frames.knowledge)
    start = text.index("lost")
    taker = next(i for i, m in enumerate(context.reading.mentions) if m.span.text.startswith("YPG"))
    told = (
        Happening(
            (Span.of(text, start, start + 4),),
            0,
            {REGAINED: 0.9, OVERTAKEN: 0.1},
            Status.HAPPENED,
            0.99,
            (HappeningPart(PartName.SIDE_A, taker, 0.5),),
            {},
            (0.0, 0.0),
        ),
    )
    context = replace(context, reading=replace(context.reading, happenings=told))
    [cluster] = clusters_of(context, told)
    assert cluster.lead.typing.sub_type == OVERTAKEN
