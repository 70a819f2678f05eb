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
        ("Bombings of the U.S. embassies in Kenya and Tanzania killed 224 people.", "Kenya"),
        ("Shelling killed three people in Kherson, Zaporizhzhia and Kharkiv on Sunday.", "Kherson"),
        ("Bombs at hotels in Jakarta, Indonesia, and Manila killed nine people on Monday.", "Jakarta"),
        ("Gunmen on orders from Belgrade killed nine people on Monday in Racak.", "Racak"),
        ("A suicide bomber killed nine people on Monday near the Jolo Times newspaper in Cebu.", "Cebu"),
        ("Dr. Ann Clinton said the Clinton clinic was shelled on Monday in Goma, killing nine.", "Goma"),
        (
            "Gunmen attacked the house of Omar Tadef on Monday and killed a guard in front of Tadef's house "
            "in Taiz.",
            "Taiz",
        ),
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
        ("A bomb killed a mayor in Hebron two days before the vote of 15 May 2014.", date(2014, 5, 13)),
        (
            "Rebels took Kidal on Friday. Held by the army since 2012, it was at peace. "
            "Hours later a bomb killed nine soldiers in Gao.",
            date(2016, 11, 4),
        ),
        ("It will be recalled that a bomb killed nine soldiers in Gao on May 3.", date(2016, 5, 3)),
        ("A bomb killed nine soldiers in Gao between 3 and 24 May 2015.", date(2015, 5, 3)),
        (
            "The bodies of three men were found on Friday, two days after gunmen kidnapped them.",
            date(2016, 11, 2),
        ),
        ("Two men were charged in the June 3, 2008, bombing that killed a nurse.", date(2008, 6, 3)),
        ("He was on the run since the January 2009 bombing that killed a nurse.", date(2009, 1, 1)),
    ],
)
def test_the_day_is_counted_from_what_the_words_count_from(text: str, start: date, frames: Pipeline) -> None:
    assert start in {e.when.start for e in events(text, frames)}


@pytest.mark.parametrize(
    "text",
    [
        "The Council on Tuesday condemned the bombing of a hospital in Kunduz that killed 22 people.",
        "The Council condemned the bombing of a hospital in Kunduz on Tuesday.",
        "Police identified the gunman on Tuesday as a soldier who killed 12 people in Korat.",
        "The man was charged on Tuesday with the killing of a nurse in Glasgow.",
        "On Tuesday police named six suspects in the bombing of a hotel in Lahore.",
        "About 500 people came to a Tuesday night service for a doctor who was killed by rebels in Gulu.",
    ],
)
def test_the_day_of_what_is_said_or_done_about_a_deed_is_not_its_own(text: str, frames: Pipeline) -> None:
    deeds = [e for e in events(text, frames) if e.type.value != "Statement"]
    assert deeds
    deadly = {"Violence against civilians", "Explosions/Remote violence", "Battles"}
    assert all(e.when.start != date(2016, 11, 8) for e in deeds if e.type.value in deadly)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        (
            "On 11 March 2004 a bomb killed nine people in Jolo. On 13 March gunmen killed a nurse in Cebu.",
            date(2004, 3, 13),
        ),
        (
            "On 2 May gunmen killed a nurse in Cebu. The raid of 4 May 2009 killed nine soldiers in Jolo.",
            date(2009, 5, 2),
        ),
        ("On 2 May gunmen killed a nurse in Cebu.", None),
    ],
)
def test_a_report_without_a_day_takes_the_year_of_its_dates_from_one_another(
    text: str, start: date | None, frames: Pipeline
) -> None:
    nurse = frames.read(Report("r", "r", text, language="en")).events
    assert start in {e.when.start for e in nurse if any("nurse" in s.text for s in e.evidence)}


def test_what_goes_on_since_a_month_lasts_until_publication(frames: Pipeline) -> None:
    (event, *_) = events("Insurgents have been battling the army in Palma since March.", frames)
    assert (event.when.start, event.when.end) == (date(2016, 3, 1), DAY)


def test_a_deed_told_for_the_sake_of_its_suspects_takes_no_day_of_the_news(frames: Pipeline) -> None:
    text = "Rebels shelled Gulu on Tuesday. A suspect in the bombing of a bus in Mogadishu spoke."
    bombing = next(e for e in events(text, frames) if any("bus" in s.text for s in e.evidence))
    assert bombing.when.start is None


def test_who_holds_a_place_is_no_place(pipeline: Pipeline) -> None:
    text = (
        "The army clashed with ISIL in Sirte on Monday. Warplanes launched airstrikes on the ISIL-held "
        "parts of the city, killing three civilians."
    )
    found = events(text, pipeline)
    assert [e.where.text for e in found if e.where is not None] == ["Sirte"] * len(found)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("No casualties were reported after rockets struck Erbil, Iraq, on Sunday.", "Erbil"),
        ("Police shot dead two men in Cox's Bazar on Sunday.", "Cox's Bazar"),
    ],
)
def test_a_town_is_the_place_and_not_what_bears_its_name(frames: Pipeline, text: str, place: str) -> None:
    assert [e.where.text for e in events(text, frames) if e.where] == [place]
