"""Deeds that a noun tells and a predicate puts off."""

from __future__ import annotations

import pytest

from marsad.model.reading import Status
from marsad.pipeline import Pipeline
from marsad.reading.reader import read

from ..records import report_of


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("M23 said that its attack on Goma was imminent.", Status.PLANNED),
        ("An offensive on Goma is now expected, residents said.", Status.PLANNED),
        ("The attack on Goma was bloody, residents said.", Status.HAPPENED),
    ],
)
def test_what_is_said_to_come_has_not_happened(text: str, status: Status, frames: Pipeline) -> None:
    triggers = read(report_of(text), frames.knowledge).triggers
    assert {t.status for t in triggers} == {status}
