"""The status of an event where grammar and the reader see it differently. Every sentence is invented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from marsad.model.reading import Happening, Status
from marsad.model.span import Span
from marsad.pipeline import Pipeline
from marsad.reading.reader import read as read_report
from marsad.resolving.events.happenings import clusters_of
from marsad.resolving.events.status import status_of
from marsad.resolving.resolve import context_of

from ..records import report_of

TEXT = "Gas shells hit Baidoa on Friday, villagers told a clinic. The shells hit the market, a nurse said."


def status(frames: Pipeline, text: str, word: str, read: Sequence[Status]) -> Status:
    """The status of the one event that a text tells with a word in each sentence, by the reader's of each."""
    report = report_of(text)
    reading = read_report(report, frames.knowledge)
    happenings, start = [], 0
    for sentence, told in enumerate(read):
        start = text.index(word, start + 1)
        span = Span.of(text, start, start + len(word))
        types = {"Shelling/artillery/missile attack": 1.0}
        happenings.append(Happening((span,), sentence, types, told, 0.99, (), {}, (0.99,) * len(read)))
    context = context_of(report, replace(reading, happenings=tuple(happenings)), frames.knowledge)
    (cluster,) = clusters_of(context, happenings)
    return status_of(context, cluster)


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        ((Status.ALLEGED, Status.ALLEGED), Status.ALLEGED),
        ((Status.ATTEMPTED, Status.ATTEMPTED), Status.ATTEMPTED),
        ((Status.ALLEGED, Status.HAPPENED), Status.HAPPENED),
        ((Status.ALLEGED, Status.ATTEMPTED), Status.HAPPENED),
        ((Status.ONGOING, Status.ONGOING), Status.HAPPENED),
        ((Status.HAPPENED, Status.HAPPENED), Status.HAPPENED),
    ],
)
def test_the_reader_says_what_is_alleged_throughout(
    frames: Pipeline, read: tuple[Status, Status], expected: Status
) -> None:
    assert status(frames, TEXT, "hit", read) is expected


def test_what_grammar_sees_going_on_goes_on(frames: Pipeline) -> None:
    text = "Clashes with the M23 are still underway near Sake, the army said."
    assert status(frames, text, "lashes", (Status.ALLEGED,)) is Status.ONGOING
