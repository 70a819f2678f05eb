"""What a deed was done to, where it struck things and nobody."""

from __future__ import annotations

from dataclasses import replace

import pytest

from marsad.model.event import EventType, Participant, Side
from marsad.model.reading import Happening, HappeningPart, MentionKind, PartName, Status
from marsad.model.span import Span
from marsad.pipeline import Pipeline
from marsad.reading.reader import read as read_report
from marsad.resolving.events.happenings import clusters_of
from marsad.resolving.events.participants import participants_of
from marsad.resolving.resolve import context_of

from ..records import report_of

_PARTS = {MentionKind.THING: PartName.SIDE_B, MentionKind.PEOPLE: PartName.CIVILIANS}


def told(frames: Pipeline, text: str, trigger: str, likely: float) -> list[Participant]:
    """The participants where the reader takes every thing for the target, and people for civilians."""
    report = report_of(text)
    context = context_of(report, read_report(report, frames.knowledge), frames.knowledge)
    start = text.index(trigger)
    parts = [
        HappeningPart(_PARTS[m.kind], i, likely)
        for i, m in enumerate(context.reading.mentions)
        if m.kind in _PARTS
    ]
    deed = Happening(
        (Span.of(text, start, start + len(trigger)),), 0, {"Shelling/artillery/missile attack": 1.0},
        Status.HAPPENED, 0.99, tuple(parts), {}, (0.0,),
    )  # fmt: skip
    context = replace(context, reading=replace(context.reading, happenings=(deed,)))
    (cluster,) = clusters_of(context, (deed,))
    return list(participants_of(context, cluster, EventType.EXPLOSIONS))


@pytest.mark.parametrize(("likely", "expected"), [(0.8, ["bridge"]), (0.2, [])])
def test_a_thing_is_the_target_where_the_reader_says_so(
    frames: Pipeline, likely: float, expected: list[str]
) -> None:
    found = told(frames, "Shells struck a bridge in Kherson on Monday.", "struck", likely)
    assert [p.span.text for p in found if p.span and p.side is Side.TARGET and p.actor is None] == expected


def test_where_somebody_suffers_things_are_no_targets(frames: Pipeline) -> None:
    found = told(frames, "Shells struck two traders and a bridge in Kherson on Monday.", "struck", 0.9)
    assert {p.actor for p in found} == {"civilians"}
