"""Named victims: a death each, and one event however often it is told. Every name is invented."""

from __future__ import annotations

import pytest

from ..conftest import Read


@pytest.mark.parametrize(
    "text",
    [
        "The assassination of Judge Ana Cruz in Cali on Tuesday shocked the country.",
        "Officials spoke of the murder of Ana Cruz in Cali on Tuesday.",
    ],
)
def test_a_noun_for_killing_with_a_name_is_one_death(read: Read, text: str) -> None:
    told = read(text)
    killed = [h["low"] for e in told.events for h in e["harm"] if h["effect"] == "killed"]
    assert killed == [1], str(told)


def test_nobody_is_killed_twice(read: Read) -> None:
    told = read(
        "Judge Ana Cruz was murdered in Cali on 3 March. The mayor spoke in Bogota on 9 March. Police "
        "in Bogota said on "
        "10 March that rebels had murdered Judge Cruz."
    )
    assert len(told.happenings) == 1, str(told)


def test_two_victims_are_two_murders(read: Read) -> None:
    told = read(
        "Gunmen murdered Judge Ana Cruz in Cali on 3 March. Rebels murdered Mayor Luis Soto in Pasto "
        "on 9 March."
    )
    assert len(told.happenings) == 2, str(told)


def test_murder_is_no_battle(read: Read) -> None:
    told = read("Rebels murdered a retired army officer in his home in Gao on Monday.")
    assert {e["sub_type"] for e in told.happenings} == {"Attack"}, str(told)


def test_abducted_and_killed_is_an_attack(read: Read) -> None:
    told = read("Gunmen abducted and killed four teachers near Kidal on Monday.")
    assert [e["sub_type"] for e in told.happenings] == ["Attack"], str(told)


def test_a_murder_without_arms_is_told_too(read: Read) -> None:
    told = read("The minister, Ahmed Warsame, was murdered in Mogadishu yesterday.")
    assert len(told.happenings) == 1, str(told)
