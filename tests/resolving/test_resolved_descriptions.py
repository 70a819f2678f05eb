"""Whom loose words mean: branches, coalitions, peoples named in one breath, and nobody that can be named."""

from __future__ import annotations

import pytest

from marsad.resolving.actors.descriptions import branch_told

from ..conftest import Read
from ..records import side


def actors(told: object) -> set[str]:
    """Ids of all participants of the happenings, civilians left out."""
    found: set[str] = set()
    for event in told.happenings:  # type: ignore[attr-defined]
        found |= side(event)
    return found - {"civilians"}


def test_a_description_of_nobody_named_is_the_unidentified_armed_group(read: Read) -> None:
    told = read("Jihadists killed six farmers near Djibo in Burkina Faso on Tuesday.")
    assert actors(told) == {"unidentified-armed-group"}, str(told)


def test_a_coalition_of_rebels_is_not_the_coalition_of_the_war(read: Read) -> None:
    told = read("A coalition of rebel brigades attacked the army at Azaz in Syria on Monday.")
    assert "us-led-coalition" not in actors(told), str(told)


def test_the_coalition_is_the_one_of_the_war(read: Read) -> None:
    told = read("The coalition bombed an arms depot at Hodeidah in Yemen on Monday.")
    assert "saudi-led-coalition" in actors(told), str(told)


@pytest.mark.parametrize("text", ["Saudi and Emirati jets bombed", "Saudi or Emirati jets bombed"])
def test_two_states_in_one_breath_act_together(read: Read, text: str) -> None:
    told = read(f"{text} a Houthi camp near Saada in Yemen on Monday.")
    assert {"sa-forces", "ae-forces"} <= actors(told), str(told)


def test_the_affiliate_of_another_is_who_serves_it_there(read: Read) -> None:
    told = read(
        "Al-Qaeda's Somali affiliate attacked Kenyan troops near Dhobley on Monday.", published="2019-05-14"
    )
    assert "al-shabaab" in actors(told) and "al-qaeda" not in actors(told), str(told)


def test_an_affiliate_named_behind_is_who_is_named(read: Read) -> None:
    told = read(
        "Former Al-Qaeda affiliate Fateh al-Sham Front attacked Syrian troops near Aleppo on Monday.",
        published="2016-10-25",
    )
    assert actors(told) == {"jabhat-al-nusra", "sy-forces"}, str(told)


def test_allies_behind_an_and_are_those_of_whom_stands_ahead_of_it(read: Read) -> None:
    told = read(
        "The Rapid Support Forces said the Sudanese army and its allies attacked Kutum in Darfur on Monday."
    )
    assert actors(told) == {"sd-forces"}, str(told)


@pytest.mark.parametrize(
    ("before", "behind", "expected"),
    [
        ("the Yemeni branch of ", " attacked", "Yemeni branch of "),
        ("", "'s former Syrian affiliate attacked", "'s former Syrian affiliate"),
        ("men loyal to ", " attacked", None),
    ],
)
def test_words_that_make_a_branch(before: str, behind: str, expected: str | None) -> None:
    assert branch_told(before, behind) == expected


def test_militants_are_no_militia_of_the_state(read: Read) -> None:
    told = read(
        "Pro-government militiamen guard the road to Marib in Yemen. The militants killed two soldiers there "
        "on Monday."
    )
    assert "local:pro-government-militias" not in actors(told), str(told)


def test_a_strike_on_a_held_town_is_none_on_its_holder(read: Read) -> None:
    told = read("Nigerian jets bombed the Boko Haram-held town of Gwoza on Monday, killing four traders.")
    assert actors(told) == {"ng-forces"}, str(told)
