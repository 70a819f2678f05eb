"""Noun phrases: where they begin and end, what governs them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from tests.sentences import sentence, words

from marsad.reading.grammar.chunks import Chunk, find_chunks


def chunks(text: str) -> list[tuple[str, Chunk]]:
    found = sentence(text)
    return [(words(text, found, c.start, c.end), c) for c in find_chunks(found)]


def texts(text: str) -> list[str]:
    return [t for t, _ in chunks(text)]


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("The rebels captured the town.", ["The rebels", "the town"]),
        ("Heavily armed men attacked a small village.", ["armed men", "a small village"]),
        ("Seven soldiers died.", ["Seven soldiers"]),
        ("At least seven soldiers died.", ["At least seven soldiers"]),
        ("Dozens of civilians fled.", ["Dozens of civilians"]),
        ("Some 70 to 80 fighters were killed.", ["70 to 80 fighters"]),
        pytest.param(
            "Between 70 and 80 fighters were killed.",
            ["70 and 80 fighters"],
            marks=pytest.mark.xfail(strict=True, reason="the and of a range is taken for a coordination"),
        ),
        ("The besieged town was shelled.", ["The besieged town"]),
        ("Soldiers and rebels fought.", ["Soldiers", "rebels"]),
        ("The wounded were taken to a clinic.", ["The wounded", "a clinic"]),
        ("They attacked it.", ["They", "it"]),
        ("The latter were defeated.", ["The latter"]),
        pytest.param(
            "The latter fled.",
            ["The latter"],
            marks=pytest.mark.xfail(strict=True, reason="the tagger takes fled for a noun"),
        ),
        ("", []),
        ("!", []),
    ],
)
def test_phrases(text: str, phrases: list[str]) -> None:
    found = texts(text)
    for phrase in phrases:
        assert any(phrase.lower() == f.lower() or f.lower().endswith(phrase.lower()) for f in found) or (
            # a determiner or hedge may stand outside the phrase
            any(phrase.lower().endswith(f.lower()) for f in found)
        ), found
    assert len(found) == len(phrases)


@pytest.mark.parametrize(
    ("text", "phrase", "preposition"),
    [
        ("Rebels fled from the town.", "the town", "from"),
        ("Troops fought in Goma.", "Goma", "in"),
        ("Rebels killed the mayor.", "the mayor", None),
        ("He was shot by two men.", "two men", "by"),
        ("Shells fell on (rebel) positions.", "positions", None),
    ],
)
def test_prepositions(text: str, phrase: str, preposition: str | None) -> None:
    assert {t: c.preposition for t, c in chunks(text)}[phrase] == preposition


def test_a_conjunction_is_no_preposition() -> None:
    text = "Residents fled after rebels attacked."
    assert {t: c.preposition for t, c in chunks(text)}["rebels"] is None


def test_possessors_are_marked() -> None:
    found = chunks("The group's attack failed.")
    assert any(c.possessive for t, c in found) or any("group's attack" in t for t, _ in found)


def test_pronouns_are_marked() -> None:
    found = chunks("They attacked the post.")
    assert [c.pronoun for t, c in found if t == "They"] == [True]
    assert [c.pronoun for t, c in found if t == "the post"] == [False]


def test_times_are_in_no_phrase() -> None:
    assert not any(
        "Sunday" in t or "April" in t for t in texts("Rebels attacked the base on Sunday and in April 2015.")
    )


def test_phrases_do_not_overlap_and_stand_in_order() -> None:
    found = [
        c
        for _, c in chunks("The army said seven of the group's men, two from Goma, had shot at it on Monday.")
    ]
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(c.start < c.end for c in found)


def test_breaks_end_a_phrase() -> None:
    found = sentence("Rebel attacks village")
    assert all(not (c.start <= 1 < c.end) for c in find_chunks(found, frozenset((1,))))


def test_joined_tokens_stay_together() -> None:
    text = "The National Council for the Defense of Democracy met."
    found = sentence(text)
    joined = find_chunks(found, joined=[(1, 8)])
    assert any(c.start <= 1 and c.end >= 8 for c in joined)
