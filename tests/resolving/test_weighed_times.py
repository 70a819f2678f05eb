"""Which time the reader, the words and the events beside it together hold for an event's own."""

from __future__ import annotations

from datetime import date

import pytest

from marsad.model.report import Basis, Published, Report
from marsad.model.time import Precision, When
from marsad.pipeline import Pipeline
from marsad.resolving.events.weighed_time import weights

DAY = date(2021, 6, 16)  # a Wednesday


def times(text: str, pipeline: Pipeline) -> list[When]:
    published = Published(DAY, DAY, Basis.GIVEN)
    return [e.when for e in pipeline.read(Report("r", "r", text, published=published, language="en")).events]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "Gunmen killed nine soldiers near Djibo on Monday, the army said. The group, which split from "
            "its allies in March, burnt two vehicles.",
            date(2021, 6, 14),
        ),
        (
            "The army said on Tuesday that rockets fired by rebels had killed five people in Marawi.",
            date(2021, 6, 15),
        ),
        (
            "Shelling on Tuesday killed four civilians in Avdiivka, which the army retook in July 2014.",
            date(2021, 6, 15),
        ),
        ("Last Tuesday gunmen attacked a convoy near Gao and killed six soldiers.", date(2021, 6, 8)),
        ("Last Monday gunmen attacked a convoy near Gao and killed six soldiers.", date(2021, 6, 14)),
        (
            "The two governments agreed on Monday to open the border as part of a deal struck in May.",
            date(2021, 6, 14),
        ),
    ],
)
def test_the_day_is_that_of_the_deed(text: str, day: date, pipeline: Pipeline) -> None:
    told = times(text, pipeline)
    assert told
    assert (told[0].start, told[0].precision) == (day, Precision.DAY)


def test_news_without_a_day_is_of_the_week_before(pipeline: Pipeline) -> None:
    told = times("Gunmen attacked a convoy near Gao and killed six soldiers, the army said.", pipeline)
    assert told[0].precision is Precision.WEEK


def test_a_lent_day_says_whose_it_is(pipeline: Pipeline) -> None:
    text = "Raids hit Taiz on Monday, killing nine people. Shells fell on Marib, wounding two."
    told = times(text, pipeline)
    assert [w.start for w in told] == [date(2021, 6, 14)] * 2
    assert "told before" in (told[1].reason or "")


def test_vague_times_and_those_of_other_deeds_speak_against_themselves() -> None:
    worth = weights()
    assert worth["month_long"] < 0 and worth["year_long"] < 0
    assert worth["of_other"] < 0 < worth["reader"]


def test_a_day_that_cannot_be_known_is_told_as_it_is_written_with_the_reason(pipeline: Pipeline) -> None:
    text = "A bomb killed nine people in Gao on 6 August. The rebels took up arms in 1984."
    (told, *_) = pipeline.read(Report("r", "r", text, language="en")).events
    assert (told.when.start, told.when.text) == (None, "6 August")
    assert "publication date" in (told.when.reason or "")
