"""Which of the places and times of a report an event gets."""

from __future__ import annotations

from datetime import date

import pytest

from marsad.model.event import Event
from marsad.model.report import Basis, Published, Report
from marsad.pipeline import Pipeline

DAY = date(2016, 11, 10)  # a Thursday


def events(text: str, frames: Pipeline, day: date = DAY) -> tuple[Event, ...]:
    published = Published(day, day, Basis.GIVEN)
    return frames.read(Report("r", "r", text, published=published, language="en")).events


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A bomb killed six people in Kutum, 90 km north of El Fasher, on Monday.", "Kutum"),
        ("Shelling killed four civilians in Tadef, near Al-Bab, on Monday.", "Tadef"),
        ("MOSCOW (AP) - Rockets killed two people in Avdiivka on Monday.", "Avdiivka"),
        (
            "Mortars killed three people in Taiz on Monday and the wounded were taken to a hospital in Aden.",
            "Taiz",
        ),
        ("A car bomb that killed nine people exploded on Monday, police said, in Maiduguri.", "Maiduguri"),
    ],
)
def test_the_place_is_where_it_happened_and_not_what_lies_by_it(
    text: str, place: str, frames: Pipeline
) -> None:
    where = [e.where.text for e in events(text, frames) if e.where]
    assert where and where[0].startswith(place)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("The raid comes one week after a bomber killed nine soldiers in Gao.", date(2016, 11, 3)),
        ("7 May 2015. A bomb killed nine soldiers in Gao.", date(2015, 5, 7)),
        ("Shelling killed four people in Taiz. Shelling in Taiz on Tuesday hit a market.", date(2016, 11, 8)),
        ("Rebels on Friday killed nine soldiers in Gao, officials said.", date(2016, 11, 4)),
    ],
)
def test_the_day_is_counted_from_what_the_words_count_from(text: str, start: date, frames: Pipeline) -> None:
    assert start in {e.when.start for e in events(text, frames)}
