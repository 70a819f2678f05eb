"""One sentence, several happenings: places in a row, and tolls by place. Every sentence is invented."""

from __future__ import annotations

import pytest

from marsad.pipeline import Pipeline

from ..conftest import Read
from ..records import Told, report_of

# (text, {place: killed}); None for a place without a toll of its own.
CASES = [
    ("Bombs exploded in Kano and Maiduguri on Sunday, killing 30 people.", {"Kano": 30, "Maiduguri": None}),
    (
        "Air raids on Sunday killed 19 people in Saada and another 23 people in Hajjah.",
        {"Saada": 19, "Hajjah": 23},
    ),
    ("The bombings on 7 May killed 24 people in Kampala and 10 in Nairobi.", {"Kampala": 24, "Nairobi": 10}),
    (
        "Air raids on Sunday killed 19 people, including six children, in the town of Dori and another "
        "23 people, "
        "among them 10 children, in the town of Fada N'Gourma.",
        {"Dori": 19, "Fada N'Gourma": 23},
    ),
    (
        "GUERRILLAS TODAY ATTACKED POLICE POSTS IN AYACUCHO AND HUANUCO, KILLING THREE POLICEMEN.",
        {"Ayacucho": 3, "Huanuco": None},
    ),
    ("On 2 June shelling killed nine people in Kramatorsk, eight in Kharkiv and 5 in Sumy.",
     {"Kramatorsk": 9, "Kharkiv": 8, "Sumy": 5}),
    ("On 2 June shelling killed 22 people in Ukraine, including nine in Kramatorsk, eight in Kharkiv and "
     "5 in Sumy.",
     {"Ukraine": 22, "Kramatorsk": 9, "Kharkiv": 8, "Sumy": 5}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "tolls"), CASES, ids=[c[0][:50] for c in CASES])
def test_far_places_are_happenings_of_their_own(read: Read, text: str, tolls: dict[str, int | None]) -> None:
    told = read(text)
    found = {
        told.where(e): max(
            (h["low"] for h in e["harm"] if h["effect"] == "killed" and h["low"]), default=None
        )
        for e in told.events
    }
    assert found == tolls, str(told)


@pytest.mark.parametrize(
    "text",
    [
        "A bomb exploded in Nairobi, Kenya, on Sunday, killing 30 people.",
        "Clashes in Mosul, in the province of Nineveh, killed 12 people on Sunday.",
        "Shelling on Monday killed five people in Kharkiv and wounded three in the city of Kharkiv.",
        "Air strikes hit Aleppo's Marjeh and Firdous districts on Sunday, killing 12 people.",
        "Shelling hit the neighbourhoods of Kano and Maiduguri in Khartoum on Sunday, killing 12 people.",
    ],
)
def test_near_places_and_those_around_them_are_one(read: Read, text: str) -> None:
    told = read(text)
    assert len(told.events) == 1, str(told)


def test_of_a_toll_for_all_the_second_place_knows_only_that_it_is_no_higher(read: Read) -> None:
    told = read("Bombs exploded in Kano and Maiduguri on Sunday, killing 30 people.")
    assert len({e["id"] for e in told.events}) == 2
    (harm,) = told.events[1]["harm"]
    assert (harm["low"], harm["high"]) == (None, 30)


def test_parts_told_of_towns_are_their_own_and_stay_parts(read: Read) -> None:
    told = read("Shelling on Monday killed 54 civilians in Donetsk region, including nine in Kramatorsk.")
    assert [[(h["low"], h["part_of_total"]) for h in e["harm"]] for e in told.events] == [
        [(54, False)],
        [(9, True)],
    ], str(told)


def test_later_sentences_join_the_place_that_they_name(read: Read) -> None:
    told = read(
        "Bombs exploded in Kano and Maiduguri on Sunday, killing 30 people. The blast in Maiduguri "
        "destroyed a bus."
    )
    assert [len(e["evidence"]) for e in told.events] == [1, 2], str(told)


@pytest.mark.parametrize(
    ("text", "tolls"),
    [
        (
            "Shelling of Mogadishu killed 30 people on Monday, doctors said. Shells killed 9 people in Hodan "
            "district on Monday, residents said.",
            {"Mogadishu": 30, "Hodan": 9},
        ),
        (
            "Air strikes on Douma killed 21 people on Thursday, a monitor said. The strikes killed 25 people "
            "in Harasta on Thursday, the monitor said.",
            {"Douma": 21, "Harasta": 25},
        ),
    ],
)
def test_another_toll_elsewhere_is_another_event_however_alike(
    pipeline: Pipeline, text: str, tolls: dict[str, int]
) -> None:
    told = Told.by(pipeline.read(report_of(text)))
    found = {told.where(e): h["low"] for e in told.events for h in e["harm"] if h["effect"] == "killed"}
    assert found == tolls, str(told)
