"""Deeds that a sentence only takes up, beside something else that it tells. Every sentence is invented."""

from __future__ import annotations

import pytest

from marsad.model.span import Span
from marsad.resolving.events.taken_up import has_its_day, has_its_place, taken_up

from ..conftest import Read


def _span(text: str, words: str) -> Span:
    at = text.index(words)
    return Span(at, at + len(words), words)


@pytest.mark.parametrize(
    ("text", "deed", "beside"),
    [
        ("A man was charged on Thursday with the murder of a nurse in Perth.", "murder", True),
        ("The council condemned the bombing of two hotels on Friday.", "bombing", True),
        ("Police questioned three bombing suspects in Lahore.", "bombing", True),
        ("Tourists left the coast in the wake of the attacks.", "attacks", True),
        ("The attack killed three soldiers.", "attack", False),
        ("Gunmen attacked a bus after dark.", "attacked", False),
    ],
)
def test_what_is_taken_up(text: str, deed: str, beside: bool) -> None:
    assert taken_up(Span(0, len(text), text), _span(text, deed)) is beside


@pytest.mark.parametrize(
    ("text", "deed", "day", "own"),
    [
        ("The 12 May bombings were condemned.", "bombings", "12 May", True),
        ("He was charged over the attack on Monday.", "attack", "Monday", True),
        ("She was charged on Thursday with the murder.", "murder", "Thursday", False),
        ("Many died since the assault began on Sunday.", "assault", "Sunday", True),
    ],
)
def test_whose_day_it_is(text: str, deed: str, day: str, own: bool) -> None:
    assert has_its_day(text, _span(text, deed), _span(text, day)) is own


@pytest.mark.parametrize(
    ("text", "deed", "place", "own"),
    [
        ("Victims of the Nairobi bombing were flown out.", "bombing", "Nairobi", True),
        ("He is wanted for the attack on a hotel in Kabul.", "attack", "Kabul", True),
        ("They left Lahore on orders from Washington after the bombings.", "bombings", "Washington", False),
    ],
)
def test_whose_place_it_is(text: str, deed: str, place: str, own: bool) -> None:
    assert has_its_place(text, _span(text, deed), _span(text, place)) is own


def test_a_day_of_charging_is_not_the_day_of_the_deed(read: Read) -> None:
    told = read(
        "A bomb killed two nurses in Perth on 3 March. On Wednesday a man was charged with the bombing.",
        published="2024-03-14",
    )
    assert [e["when"]["start"] for e in told.happenings] == ["2024-03-03"], str(told)


def test_an_attack_taken_up_far_away_opens_no_event(read: Read) -> None:
    told = read(
        "A bomb killed two nurses in Perth on 3 March. Diplomats left Jakarta today on orders from "
        "Canberra after "
        "the bombing."
    )
    assert len(told.happenings) == 1, str(told)
