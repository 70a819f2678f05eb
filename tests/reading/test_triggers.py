"""Words that tell of events: which frame they belong to, as verb or as noun."""

from __future__ import annotations

from itertools import pairwise

import pytest
from tests.sentences import sentence, words

from marsad.knowledge.frames import FrameTable, shipped_frames
from marsad.reading.deeds.triggers import Hit, find_hits


@pytest.fixture(scope="module")
def table() -> FrameTable:
    return shipped_frames()


def hits(text: str, table: FrameTable) -> list[tuple[str, Hit]]:
    found = sentence(text)
    return [(words(text, found, h.start, h.end), h) for h in find_hits(found, table)]


@pytest.mark.parametrize(
    ("text", "word", "frame", "verbal"),
    [
        ("Rebels clashed with soldiers.", "clashed", "clash", True),
        ("Clashes broke out in the town.", "Clashes", "clash", False),
        ("Two fighters ambushed a convoy.", "ambushed", "ambush", True),
        pytest.param(
            "Fighters ambushed a convoy.",
            "ambushed",
            "ambush",
            True,
            marks=pytest.mark.xfail(strict=True, reason="the tagger takes ambushed for a predeterminer"),
        ),
        ("Two men died in an ambush.", "ambush", "ambush", False),
        ("Gunmen killed two teachers.", "killed", "kill", True),
        ("The killing of two teachers caused anger.", "killing", "kill", False),
        ("Militants abducted a priest.", "abducted", "abduct", True),
        ("Troops captured the town.", "captured", "take-place", True),
        ("Troops seized control of the town.", "seized control of", "take-place", True),
        ("Troops took full control of the town.", "took full control of", "take-place", True),
        ("The two sides signed a peace deal.", "peace deal", "agree", False),
        ("Police detained a student.", "detained", "arrest", True),
    ],
)
def test_words_of_events(text: str, word: str, frame: str, verbal: bool, table: FrameTable) -> None:
    found = {(t, h.frame.id, h.verbal) for t, h in hits(text, table)}
    assert (word, frame, verbal) in found


def test_an_object_may_stand_in_the_gap(table: FrameTable) -> None:
    [(text, hit)] = [
        (t, h) for t, h in hits("Rebels drove the last soldiers out of the town.", table) if h.verbal
    ]
    assert text.startswith("drove") and hit.frame.id == "drive-out"
    assert hit.head == hit.start


def test_the_gap_ends_at_a_comma(table: FrameTable) -> None:
    text = "Rebels drove a truck, and soldiers came out."
    assert not [h for _, h in hits(text, table) if h.frame.id == "drive-out"]


def test_words_inside_the_gap_are_read_too(table: FrameTable) -> None:
    found = {h.frame.id for _, h in hits("Gunmen shot two wounded soldiers and a nurse dead.", table)}
    assert found & {"kill", "attack"}


def test_longer_patterns_win(table: FrameTable) -> None:
    first, _ = hits("A suicide car bomb killed nobody.", table)[0]
    assert first.lower() == "suicide car bomb"


def test_the_plural_is_told(table: FrameTable) -> None:
    found = dict(hits("Several attacks hit the town.", table))
    assert found["attacks"].plural
    assert not dict(hits("An attack hit the town.", table))["attack"].plural


def test_one_word_may_be_of_several_frames(table: FrameTable) -> None:
    [hit] = [h for t, h in hits("Soldiers captured five men.", table) if t == "captured"]
    assert {hit.frame.id, *(f.id for f in hit.others)} >= {"take-place", "capture-fighters"}


def test_hits_do_not_overlap_but_for_gaps(table: FrameTable) -> None:
    found = [
        h
        for _, h in hits("Rebels attacked and killed soldiers in clashes after an ambush and a raid.", table)
    ]
    assert all(a.start < b.start for a, b in pairwise(found))
    assert all(h.start <= h.head < h.end for h in found)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The weather was fine.",
        "A book was read in the capital on Sunday.",
        "He has a sharp mind and kind eyes.",
    ],
)
def test_words_of_peace(text: str, table: FrameTable) -> None:
    assert hits(text, table) == []
