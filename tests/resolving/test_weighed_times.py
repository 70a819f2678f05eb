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


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "Government forces chased the rebels out of Goma on May 1 but they returned two weeks later, "
            "recapturing the city.",
            [date(2021, 5, 1), date(2021, 5, 10)],
        ),
        (
            "Soldiers arrested the mayor of Mopti on 3 May and released him two days later.",
            [date(2021, 5, 3), date(2021, 5, 5)],
        ),
        (
            "The army bombed the town of Taiz on May 6. Three weeks after the attack, Houthi fighters "
            "shelled Marib, killing two children.",
            [date(2021, 5, 6), date(2021, 5, 27)],
        ),
        ("Rebels killed four people in Beni on May 3 and two more died of their wounds two days later.",
         [date(2021, 5, 3)]),
    ],
)  # fmt: skip
def test_a_time_that_counts_from_a_deed_is_another_deeds(
    text: str, days: list[date], pipeline: Pipeline
) -> None:
    found = times(text, pipeline)
    # "two weeks later" is a week: its first day
    assert [w.start for w in found] == days


@pytest.mark.parametrize(
    "text",
    [
        "Friday's bombing at a mosque in Peshawar killed 20 people, police said. The toll rose to 24 on "
        "Sunday as four of the wounded died.",
        "A truck bomb hit a market in Karrada on Friday, killing 30 people. Officials raised the toll to 45 "
        "on Sunday.",
        "On Sunday, the death toll from Friday's bombing in Kunduz rose to 31.",
    ],
)
def test_the_day_of_a_toll_is_not_that_of_the_deed(text: str, pipeline: Pipeline) -> None:
    assert [w.start for w in times(text, pipeline)] == [date(2021, 6, 11)]


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
