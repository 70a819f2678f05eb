"""Whose figures are: persons named beside a count, those counted before, guards. All is invented."""

from __future__ import annotations

import pytest

from ..conftest import Read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Two judges, Amina Yusuf and Bello Garba, were killed in Kaduna, Nigeria, on Sunday.",
            [("killed", "civilians", 2)],
            id="named after their count",
        ),
        pytest.param(
            "Gunmen kidnapped Amina Yusuf and Bello Garba in Kaduna, Nigeria, on Sunday.",
            [("captured", "unknown", 1), ("captured", "unknown", 1)],
            id="two by name alone",
        ),
        pytest.param(
            "Al-Shabaab raided a camp in Somalia. They killed 14 Somali soldiers and injured another nine.",
            [("killed", "so-forces", 14), ("wounded", "so-forces", 9)],
            id="another nine",
        ),
        pytest.param(
            "A bomb in Quetta , Pakistan , killed 12 people on Sunday and wounded more than 260",
            [("killed", "unknown", 12), ("wounded", "unknown", 260)],
            id="the last word, without a full stop",
        ),
        pytest.param(
            "On Sunday shelling of Donetsk, Ukraine, killed five civilians and wounded several more.",
            [("killed", "civilians", 5), ("wounded", "civilians", 3)],
            id="several more",
        ),
        pytest.param(
            "On Sunday al-Shabaab shot down a plane in Bardale, Somalia, killing its pilot.",
            [("killed", "civilians", 1)],
            id="its pilot",
        ),
        pytest.param(
            "On Sunday al-Shabaab killed a Somali air force pilot in Bardale, Somalia.",
            [("killed", "so-forces", 1)],
            id="an air force pilot",
        ),
        pytest.param(
            "On Sunday shelling of Donetsk, Ukraine, killed four people. Children killed in a school.",
            [("killed", "unknown", 4)],
            id="children without a number",
        ),
        pytest.param(
            "Gunmen shot dead a guard in Kisumu, Kenya, on Sunday.", [("killed", "unknown", 1)], id="a guard"
        ),
    ],
)
def test_whose_figures_are(read: Read, text: str, expected: list[tuple[str, str, int]]) -> None:
    events = read(text).events
    assert [(h["effect"], h["who"], h["low"]) for e in events for h in e["harm"]] == expected


def test_a_crowd_that_is_controlled_is_no_place_held(read: Read) -> None:
    text = "The protest in Kisumu, Kenya, ended after the crowd was controlled by the Kenyan police."
    assert read(text).control == []


def test_people_seized_are_no_land_taken(read: Read) -> None:
    text = "In Kalonge, South Kivu, Congo, M23 fighters seized the headmaster and shot him dead on Sunday."
    assert read(text).control == []


def test_who_claims_nothing_is_accused_of_nothing(read: Read) -> None:
    text = (
        "A bomb wounded six people in Quetta, Pakistan, on Friday. Police said no group had yet claimed "
        "responsibility for the blast."
    )
    assert [e["type"] for e in read(text).events] == ["Explosions/Remote violence"]


@pytest.mark.parametrize("things", ["several power towers", "several parts of the city", "three pylons"])
def test_things_that_were_hit_are_nobody(read: Read, things: str) -> None:
    [event] = read(f"On Sunday guerrillas blew up {things} in Medellin, Colombia.").events
    assert [p["side"] for p in event["participants"] if p["actor"] == "civilians"] == []
