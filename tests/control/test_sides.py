"""Who fights on one side, by the registry."""

from __future__ import annotations

from datetime import date

import pytest

from marsad.control.evidence import Evidence
from marsad.control.sides import Allied, sides
from marsad.control.standing import State, standing
from marsad.knowledge.actors import Registry
from marsad.model.actor import Actor, ActorKind, Allegiance
from marsad.model.event import ControlState

DAY = date(2024, 5, 10)


@pytest.fixture(scope="module")
def allied() -> Allied:
    army = Actor("army", "Army", ActorKind.STATE_FORCE, "SD", ("SD",), parent="state")
    return sides(
        Registry(
            [
                Actor("state", "State", ActorKind.GOVERNMENT, "SD", ("SD",)),
                army,
                Actor("guard", "Guard", ActorKind.MILITIA, "SD", ("SD",), parent="army"),
                Actor(
                    "tribe", "Tribe", ActorKind.MILITIA, "SD", ("SD",),
                    allegiances=(Allegiance("army", date(2024, 1, 1), date(2024, 12, 31)),),
                ),
                Actor("north", "North", ActorKind.REBEL_GROUP, "SD", ("SD",), opponents=("army",)),
                Actor("south", "South", ActorKind.REBEL_GROUP, "SD", ("SD",), opponents=("army",)),
                Actor("sect", "Sect", ActorKind.JIHADIST_GROUP, "SD", ("SD",), opponents=("army", "north")),
            ],
            [],
            [],
        )
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("army", "guard", True),
        ("guard", "tribe", True),
        ("army", "north", False),
        ("guard", "north", False),
        ("north", "south", True),
        ("north", "sect", False),
        ("army", "nobody knows", False),
    ],
)
def test_sides(allied: Allied, one: str, other: str, together: bool) -> None:
    assert bool(allied(one, other, DAY)) is together
    assert allied(other, one, DAY) == allied(one, other, DAY)


def test_enemies_are_told_from_those_of_whom_nothing_is_known(allied: Allied) -> None:
    assert allied("army", "north", DAY) is False
    assert allied("army", "nobody knows", DAY) is None
    assert allied("north", "sect", DAY) is False


def test_an_allegiance_has_its_days(allied: Allied) -> None:
    assert not allied("army", "tribe", date(2025, 6, 1))


def test_allies_hold_a_place_together_and_rivals_contest_it(allied: Allied) -> None:
    def held(actor: str, report: str) -> Evidence:
        return Evidence(actor, ControlState.HOLDS, DAY, DAY, DAY, report, f"{report} says so")

    assert standing([held("army", "r1"), held("tribe", "r2")], DAY, DAY, allied).state is State.HELD
    assert standing([held("army", "r1"), held("sect", "r2")], DAY, DAY, allied).state is State.CONTESTED
