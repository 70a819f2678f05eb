"""Tokens, paragraphs and sentences, with offsets into the untouched text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.model.report import Removed
from marsad.reading.grammar.tokens import paragraphs, sentences, tokenize


def words(text: str) -> list[str]:
    return [t.text for t in tokenize(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels fled.", ["Rebels", "fled", "."]),
        ("al-Nusra-led men", ["al-Nusra-led", "men"]),
        ("the army's men", ["the", "army", "'s", "men"]),
        ("the army’s men", ["the", "army", "’s", "men"]),
        ("rebels' men", ["rebels", "'", "men"]),
        ("They didn't go", ["They", "didn't", "go"]),
        ("Sana'a and Qur’an", ["Sana'a", "and", "Qur’an"]),
        ("1,200 men", ["1,200", "men"]),
        ("3.5 km", ["3.5", "km"]),
        ("at 10:30", ["at", "10:30"]),
        ("on 06/11/2016", ["on", "06/11/2016"]),
        ("21st Brigade", ["21st", "Brigade"]),
        ("U.S. and U.N. men", ["U.S.", "and", "U.N.", "men"]),
        ("(AFP)", ["(", "AFP", ")"]),
        ("“We won,” he said", ["“", "We", "won", ",", "”", "he", "said"]),
        ("Kyiv/Kharkiv", ["Kyiv", "/", "Kharkiv"]),
        ("М-4 у Києві", ["М-4", "у", "Києві"]),
        ("قتل سبعة", ["قتل", "سبعة"]),
        ("", []),
        (" \n\t ", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_lower_case_has_plain_apostrophes() -> None:
    assert [t.lower for t in tokenize("They Didn’t")] == ["they", "didn't"]


def test_only_the_given_stretch() -> None:
    text = "Rebels fled. Soldiers came."
    tokens = tokenize(text, 13)
    assert [t.text for t in tokens] == ["Soldiers", "came", "."]
    assert all(text[t.start : t.end] == t.text for t in tokens)
    assert [t.text for t in tokenize(text, 0, 6)] == ["Rebels"]


@given(st.text(max_size=200))
def test_tokens_cover_every_character_that_is_no_space(text: str) -> None:
    tokens = tokenize(text)
    assert all(text[t.start : t.end] == t.text for t in tokens)
    assert all(a.end <= b.start for a, b in pairwise(tokens))
    covered = {i for t in tokens for i in range(t.start, t.end)}
    assert all(c.isspace() for i, c in enumerate(text) if i not in covered)


def told(text: str, *removed: Removed, breaks: tuple[int, ...] = ()) -> list[str]:
    found = sentences(text, removed, breaks)
    assert all(text[s.start : s.end] == s.text for s in found)
    return [s.text for s in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels fled. Soldiers came.", ["Rebels fled.", "Soldiers came."]),
        ("Who won? Nobody! So it went…", ["Who won?", "Nobody!", "So it went…"]),
        (
            "Mr. Karim and Gen. Abdi met on Sept. 3. They left.",
            ["Mr. Karim and Gen. Abdi met on Sept. 3.", "They left."],
        ),
        ("Some 3.5 km away a shell hit.", ["Some 3.5 km away a shell hit."]),
        ("J. Okello spoke. He left.", ["J. Okello spoke.", "He left."]),
        ("The U.S. army left. It was over.", ["The U.S. army left.", "It was over."]),
        ("He said: “We won.” Rebels fled.", ["He said: “We won.”", "Rebels fled."]),
        ('"We won." Rebels fled.', ['"We won."', "Rebels fled."]),
        ("Troops fled.Rebels came.", ["Troops fled.", "Rebels came."]),
        ("One line\nAnother line", ["One line", "Another line"]),
        ("One.\r\n\r\nTwo.", ["One.", "Two."]),
        ("no full stop", ["no full stop"]),
        ("", []),
        ("\n \n", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert told(text) == expected


def test_removed_stretches_are_skipped() -> None:
    text = "Rebels fled. Share this! Soldiers came."
    start = text.index("Share")
    assert told(text, Removed("share", start, start + 11)) == ["Rebels fled.", "Soldiers came."]


def test_a_sentence_does_not_cross_a_break() -> None:
    text = "Rebels flee town Rebels fled the town on Sunday."
    assert told(text, breaks=(17,)) == ["Rebels flee town", "Rebels fled the town on Sunday."]


def test_paragraphs_are_trimmed() -> None:
    text = "  One. \n\n\tTwo.\u2029Three.  "
    assert [p.text for p in paragraphs(text)] == ["One.", "Two.", "Three."]


@given(
    st.lists(
        st.sampled_from(["Rebels fled", ". ", "! ", "\n", "Mr.", " ", "”", "“", "3.5", "…", "a"]), max_size=30
    )
)
def test_sentences_cover_all_words_in_order(parts: list[str]) -> None:
    text = "".join(parts)
    found = sentences(text)
    assert all(text[s.start : s.end] == s.text and s.text == s.text.strip() != "" for s in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    inside = {i for s in found for i in range(s.start, s.end)}
    assert all(text[i].isspace() for i in range(len(text)) if i not in inside)


WRAPPED = (
    "Fighters of the movement entered the town at\n"
    "dawn on Monday and held the police station\n"
    "for an hour, a councillor said.\n"
    "\n"
    "Two officers died.\n"
    "Schools stay closed.\n"
)


def test_wrapped_lines_run_on() -> None:
    assert [s.text for s in sentences(WRAPPED)] == [
        WRAPPED[: WRAPPED.index(".") + 1],
        "Two officers died.",
        "Schools stay closed.",
    ]


def test_lines_that_are_paragraphs_stay_apart() -> None:
    text = "Rebels take town\nFighters came at dawn, a councillor of the district council said\nBy our staff"
    assert [s.text for s in sentences(text)] == text.split("\n")


@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
def test_wrapped_text_with_any_line_break(line_break: str) -> None:
    assert len(sentences(WRAPPED.replace("\n", line_break))) == 3


@pytest.mark.parametrize("written", ["on Aug\n4, 2018 , near", "on Sept.\n 11 near"])
def test_a_line_that_ends_inside_a_date_goes_on(written: str) -> None:
    assert len(sentences(f"A drone went off {written} Valencia\nThree soldiers were hurt")) == 2


def test_a_month_at_the_end_of_a_line_is_no_date_before_a_count() -> None:
    text = "The truce held until Aug\n450 people came home"
    assert [s.text for s in sentences(text)] == text.split("\n")


def test_a_dash_behind_a_date_line_is_no_part_of_the_sentence() -> None:
    text = "GOMA, 3 May - The army left."
    found = sentences(text, [Removed("date line", 6, 11)])
    assert [s.text for s in found] == ["GOMA,", "The army left."]
