"""The date among the names at an article's head."""

from __future__ import annotations

from datetime import date

import pytest

from marsad.intake.compose import compose
from marsad.intake.draft import Draft
from marsad.intake.head_date import head_date
from marsad.intake.options import IntakeOptions

DAY = date(2021, 5, 3)


@pytest.mark.parametrize(
    "text",
    [
        "Drones hit the depot most fell PORT KAMANGO Sudan May 3 2021 Lake Press - Blasts shook it.",
        "Army retakes bridge By Great Plains Newsdesk May 3 2021 Soldiers entered the town on Sunday.",
        "Raid on the ferry The toll rises - L'Echo du Lac Kamango Monday 3 May 2021 By A. M. The army said.",
        "KAMANGO, KARANIA, MONDAY 3 MAY 2021 - Bombings and gunfights killed nine people.",
        "Kamango (Free Territories), 3 May 2021 (Lake Press) - Units of the army shelled the berm.",
        "kamango, 3 may 2021 (lake radio) -- [text] nine peasants were killed by unknown men.",
        "(lake radio) 3 may 2021 -- [text] nine peasants were killed by unknown men.",
        "Radio Lac - the 7 a.m. news, Monday 3 May 2021 (English summary)\n\nThe rebels left Kamango.",
        "LAKE STUDIO - evening edition\nBroadcast of Monday 3 May 2021 - transcript\n\nHOST: Good evening.",
        "Update: air strikes\n\nMinistry of Defence, published 3 May 2021\n\nAircraft helped.",
        "Briefing by the Special Envoy\n\n3 May 2021, as delivered\n\nMr. President,\n\nIn June.",
        "Troops take the ridge\n[May 3, 2021 - 14:05]\n\nKAMANGO: Troops captured a stretch of the ridge.",
        "Nine die as each side swears the other must move first 03.05.2021 - 17:42\nThe ministers met.",
    ],
)
def test_finds_the_date_between_names_and_marks(text: str) -> None:
    found = head_date(text)
    assert found is not None
    assert found.day == DAY
    assert text[found.start : found.end].strip() == found.words


@pytest.mark.parametrize(("short", "year"), [("23 FEB 90", 1990), ("15 OCT 02", 2002)])
def test_a_wire_gives_two_figures_of_the_year(short: str, year: int) -> None:
    found = head_date(f"KAMANGO, {short} (LAKE RADIO) -- [TEXT] NINE PEASANTS WERE KILLED.")
    assert found is not None
    assert found.day.year == year


@pytest.mark.parametrize(
    "text",
    [
        "Rebels seized Kamango on May 3 2021 Governor Ali said after the raid.",
        "The army, which since 3 May 2021 has held Kamango, shelled the port.",
        "Attack on a school in Kamango of 3 May 2021\nThe court heard nine witnesses.",
        "Kamango, 3 May 2021, when the shells fell, is a day that the town remembers.",
        "Weekly bulletin for 26 April to 3 May 2021\nNine people were killed.",
        "Weekly bulletin 26 April - 3 May 2021\nNine people were killed.",
        "In all 12 may 30 fighters have died in Kamango, they said.",
        "The fighters took 12 may 30 -- and lost them.",
        "What does it say? It says that on Black Sunday, May 3 2021 and on other days people died.",
    ],
)
def test_a_date_that_a_sentence_leads_up_to_is_none(text: str) -> None:
    assert head_date(text) is None


def test_is_asked_only_where_no_better_stamp_is_printed() -> None:
    text = (
        "Army retakes bridge By Lake Newsdesk May 3 2021 Soldiers entered the town.\nPublished 5 May 2021\n"
    )
    report = compose(Draft(text=text, source="x.txt"), IntakeOptions())
    assert report.published is not None
    assert report.published.day == date(2021, 5, 5)
