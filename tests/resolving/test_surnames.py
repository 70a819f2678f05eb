"""Surnames that are nouns for people too."""

from __future__ import annotations

import pytest

from marsad.pipeline import Pipeline
from marsad.reading.reader import read as read_report
from marsad.resolving.events.persons import persons_of
from marsad.resolving.resolve import context_of

from ..records import report_of


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("Marek Driver was shot dead in Brno on Monday. Police said Driver had a bomb.", {"marek-driver"}),
        ("A bomb killed a Driver and the taxi driver Jan in Nairobi on Monday.", set()),
        ("Kenyan Driver Killed In Nairobi Bomb Blast On Monday", set()),
    ],
)
def test_a_noun_behind_a_first_name_is_a_surname(frames: Pipeline, text: str, persons: set[str]) -> None:
    report = report_of(text)
    context = context_of(report, read_report(report, frames.knowledge), frames.knowledge)
    found = persons_of(context)
    assert {p.removeprefix("local:") for p in found} == persons
    assert all(len(spans) == 2 for _, spans in found.values())
