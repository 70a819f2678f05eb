"""The date that an article prints of itself."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.intake.compose import compose
from marsad.intake.draft import Draft
from marsad.intake.options import IntakeOptions
from marsad.intake.stamp import find_stamp, read_date


@pytest.mark.parametrize(
    "words",
    [
        "3 May 2021",
        "Mon 03 May 2021",
        "Monday, 3 May 2021, 14:05",
        "May 3, 2021",
        "May 3 2021",
        "May 032021",
        "3rd of May, 2021",
        "2021-05-03",
        "2021-05-03T08:15:00+02:00",
        "03.05.2021",
        "03-05-2021",
        "13/05/2021",
        "05/13/2021",
        "3 May 2021 (updated 1731 04.05.2021)",
        "14:05 GMT Monday 3 May 2021",
        "Monday 3 May 2021, 20:00 Beirut time",
        "3 May 2021, 7:30 local time",
        "5 p.m. on 3 May 2021",
        "19.00, Monday 3 May 2021",
        "3 May 2021 0600 hrs",
    ],
)
def test_reads_the_forms_of_a_date(words: str) -> None:
    found = read_date(words)
    assert found is not None
    assert found[0] in {date(2021, 5, 3), date(2021, 5, 13)}
    assert found[1] == len(words)


@pytest.mark.parametrize(
    "words", ["04/05/2021", "31 February 2020", "May 2021", "2021", "3 May", "40.40.2021"]
)
def test_leaves_open_what_is_not_certain(words: str) -> None:
    assert read_date(words) is None


@pytest.mark.parametrize(
    "text",
    [
        "Mon 03 May 2021 Army retakes the bridge at Kamango. Soldiers entered the town.",
        "Date of publication 3 May 2021 Raids on a market killed nine people.",
        "Published May 3 2021 A monitor said shelling went on.",
        "Last updated at May 032021 ABIDJAN Gunmen fired on a patrol.",
        "Army retakes bridge\n\nPublished: 3 May 2021\n\nSoldiers entered the town on 1 May 2021, it said.",
        "Army retakes bridge\nLake Courier | 3 May 2021\nSoldiers entered the town.",
        "Army retakes bridge\nBy Jean Mbusa | May 3, 2021 at 4:10 pm\nSoldiers entered the town.",
        "Lake News · Monday 3 May 2021 Army retakes bridge as villagers flee",
        "Army retakes bridge\nSoldiers entered the town.\n\nFirst published on 3 May 2021",
        "Army retakes bridge\nFlash Update No. 4 (as of 3 May 2021)\nSoldiers entered the town.",
        "Army retakes bridge\nAs of 5 p.m. on 3 May 2021\nSoldiers entered the town.",
        "Sunday bulletin, 3 May 2021\nSoldiers entered the town.",
        "PRESS RELEASE\n3 May 2021\nARMY RETAKES BRIDGE\n1. Soldiers entered the town on 1 May 2021.",
        "Army retakes bridge\nMay 3, 2021 (Lake Press)\nSoldiers entered the town.",
        "Army retakes bridge\nBroadcast: 3 May 2021\nSoldiers entered the town.",
        "Army retakes bridge\nAna Sol | 03.05.2021 - Update : 04.05.2021\nSoldiers entered the town.",
        "Army retakes bridge\nPublished On 3 May 2021\n3 May 2021\nSoldiers entered the town.",
    ],
)
def test_finds_the_articles_own_date(text: str) -> None:
    stamp = find_stamp(text, None)
    assert stamp is not None
    assert stamp.day == date(2021, 5, 3)
    assert text[stamp.start : stamp.end].strip() == stamp.words.strip()


def test_a_date_after_the_title_and_an_agency_counts() -> None:
    text = "Raid kills ten in camp AFP Monday 3 May 2021 Aircraft struck a camp on Sunday."
    stamp = find_stamp(text, (0, 22))
    assert stamp is not None
    assert stamp.day == date(2021, 5, 3)


def test_publication_wins_over_the_last_update() -> None:
    text = "Bridge falls\nUpdated: 5 May 2021\nPublished: 3 May 2021\nThe bridge fell."
    stamp = find_stamp(text, None)
    assert stamp is not None
    assert stamp.day == date(2021, 5, 3)


@pytest.mark.parametrize(
    "text",
    [
        "3 May 2021 was the day the siege began, a resident said.",
        "May 3, 2021, will be remembered for the raid.",
        "On 3 May 2021 Rebels entered the town.",
        "A report published on 3 May 2021 Said little.",
        "May 24 1988: Militia founded.\nMay 2 1991: First raid.\nJune 7 1995: Truce signed.",
        "BUNIA, 3 May (Reuters) - Fighters seized a barracks.",
        "Army retakes bridge\nAs of 3 May 2021 the army had lost nine men, it said.",
        "Weekly report\n27 April - 3 May 2021\nSoldiers entered the town.",
        "Weekly report\n1-3 May 2021\nSoldiers entered the town.",
        "Army retakes bridge\nDied: 3 May 2021\nSoldiers entered the town.",
    ],
)
def test_a_date_inside_a_sentence_is_no_stamp(text: str) -> None:
    assert find_stamp(text, None) is None


@given(st.text(max_size=400))
def test_no_text_breaks_the_grammar(text: str) -> None:
    stamp = find_stamp(text, None)
    assert stamp is None or 0 <= stamp.start < stamp.end <= len(text)


@pytest.mark.parametrize(
    ("head", "place", "day"),
    [
        ("", "GAO, Mali, May 3, 2021 (LKN) -", date(2021, 5, 3)),
        ("", "GAO, Mali, 3 May 2021 —", date(2021, 5, 3)),
        ("Last updated: 5 May 2021\n", "GAO, Mali, May 3 (LKN) -", date(2021, 5, 3)),
        ("Last updated: 2 January 2022\n", "GAO, Mali, Dec 30 (LKN) -", date(2021, 12, 30)),
        ("Lake Courier | May 2021\n", "GAO, Mali, May 3 (LKN) -", date(2021, 5, 3)),
        ("Published: 4 May 2021\n", "GAO, Mali, May 3 (LKN) -", date(2021, 5, 4)),
        ("Last updated: 5 May 2021\n", "GAO, Mali, Jan 3 (LKN) -", date(2021, 5, 5)),
        ("Lake Courier | June 2021\n", "GAO, Mali, May 3 (LKN) -", None),
        ("", "GAO, Mali, May 3 (LKN) -", None),
    ],
)
def test_a_dateline_dates_a_report_where_its_year_can_be_had(head: str, place: str, day: date | None) -> None:
    text = f"Army retakes lake bridge\n{head}\n{place} Soldiers entered the town, an officer said."
    published = compose(Draft("x", text), IntakeOptions()).published
    assert (published.day if published else None) == day
