"""Counts with hedges, vague words, and the many numbers that count nothing."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.reading.grammar.tokens import sentences
from marsad.reading.quantities.find import find_quantities


def quantities(text: str) -> list[tuple[str, int | None, int | None]]:
    return [(q.span.text, q.low, q.high) for q in find_quantities(text, sentences(text))]


@pytest.mark.parametrize(
    ("text", "span", "low", "high"),
    [
        ("Police found 12 bodies.", "12", 12, 12),
        ("At least seven rangers fell.", "At least seven", 7, None),
        ("They lost more than 30 men.", "more than 30", 30, None),
        ("No fewer than 9 villagers died.", "No fewer than 9", 9, None),
        ("Over two thousand herders fled.", "Over two thousand", 2000, None),
        ("The number of dead topped 2,200.", "2,200", 2200, None),
        ("The toll has passed the 300 mark.", "300", 300, None),
        ("Losses exceeded 40 men.", "40", 40, None),
        ("Up to 40 miners are missing.", "Up to 40", None, 40),
        ("As many as 40 miners died.", "As many as 40", None, 40),
        ("Fewer than 10 guards remain.", "Fewer than 10", None, 10),
        ("About 40 miners died.", "About 40", 40, 40),
        ("Some 40 miners died.", "Some 40", 40, 40),
        ("Nearly 500 cadets deserted.", "Nearly 500", 500, 500),
        ("At least around 50 died.", "At least around 50", 50, None),
        ("Between 70 and 80 pupils were taken.", "Between 70 and 80", 70, 80),
        ("They took 70 to 80 pupils.", "70 to 80", 70, 80),
        ("They took 70-80 pupils.", "70-80", 70, 80),
        ("They took two or three pupils.", "two or three", 2, 3),
        ("They took 70 or so pupils.", "70 or so", 70, 70),
        ("They took 70 or more pupils.", "70 or more", 70, None),
        ("Dozens of nomads fled.", "Dozens of", 24, None),
        ("The blast killed dozens.", "dozens", 24, None),
        ("Tens of people were hurt.", "Tens of", 20, None),
        ("Scores were killed in Bor.", "Scores", 40, None),
        ("Hundreds of Rohingya drowned.", "Hundreds of", 200, None),
        ("Thousands fled Sirte.", "Thousands", 2000, None),
        ("Tens of thousands of people fled Sirte.", "Tens of thousands of", 20_000, None),
        ("Several hundred troops mutinied.", "Several hundred", 300, None),
        ("Several drivers were beaten.", "Several", 3, None),
        ("A couple of drivers were beaten.", "A couple of", 2, None),
        ("A number of drivers were beaten.", "A number of", None, None),
        ("An unknown number of drivers were beaten.", "An unknown number of", None, None),
        ("Many drivers were beaten.", "Many", None, None),
        ("A dozen drivers were beaten.", "A dozen", 12, 12),
        ("More than two dozen drivers were beaten.", "More than two dozen", 24, None),
        ("A family of six burned to death.", "A family of six", 6, 6),
        ("A Malian family of six burned to death.", "A Malian family of six", 6, 6),
        ("The quake hurt more than 1 , 800 miners.", "more than 1 , 800", 1800, None),
        ("At least ﬁfteen miners died.", "At least ﬁfteen", 15, None),
        ("Both men were shot.", "Both", 2, 2),
        ("One civilian was shot.", "One", 1, 1),
        ("One of the attackers was shot.", "One", 1, 1),
        ("Another was wounded near Kidal.", "Another", 1, 1),
        ("A 300-strong force set out.", "300", 300, 300),
        ("Rebels seized three checkpoints.", "three", 3, 3),
        ("Half a million people are besieged.", "Half a million", 500_000, 500_000),
        ("Some 400000 people are besieged.", "Some 400000", 400_000, 400_000),
        ("In Tal Afar 12 civilians were killed.", "12", 12, 12),
    ],
)
def test_counts(text: str, span: str, low: int | None, high: int | None) -> None:
    assert quantities(text) == [(span, low, high)]


@pytest.mark.parametrize(
    "text",
    [
        "It happened on 5 May 2016 at 10:30.",
        "The war of 1991 is not over.",
        "Some 12 percent, or 12%, voted.",
        "He took $5 million and 3 million euros.",
        "It lies 12 km from the front, at 300 metres.",
        "They fired 82mm and 120 mm mortars.",
        "A 12-year-old boy, aged 12, was hit.",
        "A patrolman of 23 fell.",
        "Raiders took brothers and cousins under 18.",
        "Amal, 34, saw it, and so did Idris (41).",
        "Police named the dead as Amal Khalil, 34, and Idris Saleh, 42.",
        "The dead – Amal Khalil , 34 , and Idris Saleh , 42 – were cousins.",
        "the guards amal khalil and idris saleh, 42, were shot.",
        "That is an average of 12 deaths each day.",
        "Children under five suffer most.",
        "Resolution 2254 and Article 51 apply.",
        "T-72 tanks, F-16 jets and the M23 group.",
        "They won 3-1 on Highway 4.",
        "Brigade 66 advanced.",
        "Ziad 13 suffered a wound.",
        "The siege lasted three months and two weeks.",
        "They fought for 24 hours.",
        "Call +249 11 123456 or see www.example.org/12.",
        "Two-thirds of it burned; 9/11 was named.",
        "No one said how many.",
        "The two-day talks ended in the third round.",
        "Both sides blame each other.",
    ],
)
def test_what_counts_nothing(text: str) -> None:
    assert quantities(text) == []


def test_a_toll_that_rose_is_no_range() -> None:
    assert quantities("The toll rose from 34 to 40.") == [("34", 34, 34), ("40", 40, 40)]


def test_the_parts_of_a_toll_stand_apart() -> None:
    text = "A raid killed 15 people, including four children, and wounded dozens more."
    assert quantities(text) == [("15", 15, 15), ("four", 4, 4), ("dozens", 24, None)]


def test_a_number_behind_a_heading_counts() -> None:
    assert quantities("== Victims == Five miners died.") == [("Five", 5, 5)]


def test_another_before_a_number_is_no_count() -> None:
    assert quantities("Another five people drowned.") == [("five", 5, 5)]


_PIECES = st.sampled_from(
    [
        *"at least 7 seven - to 70 80 between and dozens of tens thousands a number family six one".split(),
        *"both killed hundred half million , . 2016 % $ km Sunday or so more + 1,200 ( ) [1] aged".split(),
        "99999999999999999999",
        "\u0663",
    ]
)


@given(st.one_of(st.text(), st.lists(_PIECES).map(" ".join), st.lists(_PIECES).map("".join)))
def test_any_text_is_read_with_right_offsets(text: str) -> None:
    found = find_quantities(text, sentences(text))
    for q in found:
        assert text[q.span.start : q.span.end] == q.span.text != ""
        assert q.low is None or q.high is None or q.low <= q.high
    for one, other in pairwise(found):
        assert one.span.end <= other.span.start
