"""Which countries a report is about."""

from __future__ import annotations

import pytest

from marsad.pipeline import Pipeline
from marsad.reading.reader import read as read_report
from marsad.resolving.resolve import context_of

from ..records import report_of


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Police in San Miguel and Usulutan arrested two men. A bomb went off in San Vicente.", "SV"),
        ("Soldiers searched houses in Rafah and Al-Arish. A bomb killed an officer near Bir al-Abd.", "EG"),
        ("Police fired on a crowd in Granada. Soldiers were sent to Leon, Masaya and Jinotega.", "NI"),
    ],
)
def test_a_town_counts_where_it_is_meant_and_not_where_others_bear_its_name(
    frames: Pipeline, text: str, country: str
) -> None:
    report = report_of(text)
    context = context_of(report, read_report(report, frames.knowledge), frames.knowledge)
    assert [c for c, _ in context.scene.countries] == [country]
