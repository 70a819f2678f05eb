"""Which place the reader and the words together hold for an event's own."""

from __future__ import annotations

import pytest

from marsad.pipeline import Pipeline
from marsad.resolving.events.weighed_place import weights

from ..records import report_of


def places(text: str, pipeline: Pipeline) -> list[str | None]:
    return [e.where.text if e.where else None for e in pipeline.read(report_of(text)).events]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param(
            "Seven insurgents were killed in Zabul, in the surroundings of Torkhelan, the ministry said on "
            "Monday.",
            "Torkhelan",
            marks=pytest.mark.xfail(strict=True, reason="the network holds the province for the place"),
        ),
        (
            "Gunmen attacked a convoy at Kassoum in Soum province on Monday, killing nine soldiers. "
            "Reinforcements came from Ouagadougou.",
            "Kassoum",
        ),
        (
            "MANILA - Rebels ambushed an army patrol in the village of Balangon, Northern Samar, on Monday, "
            "killing three soldiers, officials in Manila said.",
            "Balangon",
        ),
    ],
)
def test_a_village_that_no_gazetteer_knows_comes_before_its_province(
    text: str, place: str, pipeline: Pipeline
) -> None:
    assert place in places(text, pipeline)


def test_places_that_one_sentence_joins_keep_an_event_each(pipeline: Pipeline) -> None:
    text = "Air strikes on Monday killed nine civilians in Saada and six in Taiz, medics said."
    told = places(text, pipeline)
    assert {"Saada", "Taiz"} <= set(told)


def test_what_narrows_a_place_down_speaks_for_it() -> None:
    assert weights()["country_beside"] < 0 > weights()["province_beside"]
    assert weights()["unknown_described"] < weights()["unknown"] < 0 < weights()["unknown_inside"]
    assert weights()["elsewhere"] < 0 < weights()["role"]
