"""What the words of a description can mean."""

from __future__ import annotations

import pytest

from marsad.model.actor import ActorKind
from marsad.resolving.actors.descriptions import (
    bare,
    can_mean,
    is_civic,
    is_no_party,
    names_nobody,
    opens_anew,
    pro_state,
    tells_kin,
)


@pytest.mark.parametrize(
    ("phrase", "rest"),
    [
        ("at least 30 rebels", "rebels"),
        ("a number of terrorists", "terrorists"),
        ("the various militias", "militias"),
    ],
)
def test_bare_leaves_the_words_that_describe(phrase: str, rest: str) -> None:
    assert bare(phrase) == rest


@pytest.mark.parametrize(
    "phrase", ["rights groups", "an aid group", "the monitoring group", "Darfuri human rights groups"]
)
def test_groups_that_fight_for_nobody(phrase: str) -> None:
    assert is_civic(phrase, phrase.rsplit(maxsplit=1)[-1])


def test_armed_groups_are_not_civic() -> None:
    assert not is_civic("the armed group", "group")
    assert not is_civic("the jihadist group", "group")


@pytest.mark.parametrize(
    "phrase",
    ["pro-government militias", "a pro-government militia", "loyalist gunmen", "local pro-regime militiamen"],
)
def test_militias_of_the_state(phrase: str) -> None:
    assert pro_state(phrase, "")


def test_allied_militias_are_of_the_state_only_beside_it() -> None:
    assert pro_state("allied militias", "the army and ")
    assert pro_state("allied fighters", "the army and ")
    assert not pro_state("allied militias", "clashes with ")


@pytest.mark.parametrize("words", ["gunmen", "masked gunmen", "terrorist organisations", "many terrorists"])
def test_words_that_name_nobody(words: str) -> None:
    assert names_nobody(words, words.rsplit(maxsplit=1)[-1])


def test_kin_is_not_the_actor() -> None:
    assert tells_kin("shelled by the group, the Yemeni branch of ", "")
    assert tells_kin("fighters of ", "'s former affiliate in the Sahel")
    assert not tells_kin("fighters of ", " in the Sahel")


def test_directions_are_no_parties() -> None:
    assert is_no_party("the eastern side", "side")
    assert not is_no_party("the Popular Front", "front")


def test_a_unit_introduces_somebody() -> None:
    assert opens_anew("a unit", "unit")
    assert not opens_anew("the unit", "unit")


def test_rebels_are_no_militia_of_the_state() -> None:
    assert not can_mean(frozenset({"rebel"}), "insurgents", ActorKind.MILITIA)
    assert can_mean(frozenset({"rebel"}), "insurgents", ActorKind.REBEL_GROUP)
