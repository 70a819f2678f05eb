"""Brothers who act together, told by what they are to each other."""

from __future__ import annotations

import pytest

from marsad.model.span import Span
from marsad.pipeline import Pipeline
from marsad.reading.reader import read as read_report
from marsad.resolving.events.kin import kin_meant
from marsad.resolving.resolve import context_of

from ..records import report_of

NAMED = "Police killed General Idris Bello in Kano. Police arrested General Musa Bello in Kano. "


def meant(frames: Pipeline, text: str, words: str) -> set[str]:
    report = report_of(text)
    context = context_of(report, read_report(report, frames.knowledge), frames.knowledge)
    start = text.index(words)
    return {p.name for p in kin_meant(context, Span.of(text, start, start + len(words)))}


@pytest.mark.parametrize(
    ("told", "words", "expected"),
    [
        ("The two brothers planted a bomb.", "The two brothers", {"Idris Bello", "Musa Bello"}),
        ("Idris and his younger brother planted a bomb.", "his younger brother", {"Musa Bello"}),
        ("He and his brother, Idris, planted a bomb.", "his brother", {"Idris Bello"}),
        ("He and his brother planted a bomb.", "his brother", set()),
        ("Two neighbours planted a bomb.", "Two neighbours", set()),
    ],
)
def test_who_brothers_are(frames: Pipeline, told: str, words: str, expected: set[str]) -> None:
    assert meant(frames, NAMED + told, words) == expected


def test_brothers_are_nobody_where_more_than_two_bear_the_name(frames: Pipeline) -> None:
    text = NAMED + "Police shot General Sani Bello in Kano. The two brothers planted a bomb."
    assert meant(frames, text, "The two brothers") == set()
