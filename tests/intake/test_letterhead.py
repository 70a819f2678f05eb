"""Letterheads: who issues a document, what kind it is, and which line is its title."""

from __future__ import annotations

from datetime import date

import pytest

from marsad.intake.compose import compose
from marsad.intake.draft import Draft
from marsad.intake.letterhead import read_letterhead
from marsad.intake.options import IntakeOptions
from marsad.model.report import Report

BODY = "Fighters seized a bridge near the town on Sunday, killing nine soldiers, two officials said."


def read(text: str) -> Report:
    return compose(Draft("x.txt", text), IntakeOptions())


@pytest.mark.parametrize(
    ("head", "title", "outlet", "dateline"),
    [
        (
            "ORINOCO PEACE OBSERVATORY\nWeekly bulletin No. 7\n3 May 2021",
            "Weekly bulletin No. 7",
            "ORINOCO PEACE OBSERVATORY",
            None,
        ),
        (
            "MINISTRY OF DEFENCE\nPRESS RELEASE\n3 May 2021\n\nARMY RETAKES LAKE BRIDGE, SEIZES TWO BOATS",
            "ARMY RETAKES LAKE BRIDGE, SEIZES TWO BOATS",
            "MINISTRY OF DEFENCE",
            None,
        ),
        (
            "REPUBLIC OF THE LAKES\nGENERAL STAFF OF THE ARMY\nKamango, Lake Province\n"
            "Communiqué No. 12/2021\n3 May 2021",
            "Communiqué No. 12/2021",
            "REPUBLIC OF THE LAKES, GENERAL STAFF OF THE ARMY",
            "Kamango, Lake Province",
        ),
        (
            "Front for Free Lakes\nOffice of the Spokesperson\nStatement\nKamango, 3 May 2021",
            "Statement",
            "Front for Free Lakes, Office of the Spokesperson",
            "Kamango",
        ),
        ("RADIO PALMA, PEMBA\nMorning news, 7.00, Monday 3 May 2021", "Morning news", "RADIO PALMA", "PEMBA"),
        (
            "LAKE FM\nEVENING NEWS BULLETIN\nBroadcast: 3 May 2021, 19:00 local time",
            "EVENING NEWS BULLETIN",
            "LAKE FM",
            None,
        ),
        (
            "CHAD: Thousands flee lake fighting\nFlash Update No. 4 (as of 3 May 2021)\nLake Relief Cell",
            "CHAD: Thousands flee lake fighting",
            "Lake Relief Cell",
            None,
        ),
        (
            "VOICE OF KAMANGO\nOur hills, our news · 4,200 followers\n3 May 2021\nTWO SHELLS HIT THE MARKET",
            "TWO SHELLS HIT THE MARKET",
            "VOICE OF KAMANGO",
            None,
        ),
    ],
)
def test_title_body_and_place(head: str, title: str, outlet: str, dateline: str | None) -> None:
    report = read(f"{head}\n\n{BODY}\n\nKAMANGO DISTRICT\n\n{BODY}")
    assert (report.title, report.outlet, report.dateline) == (title, outlet, dateline)
    assert report.title_span is not None
    assert report.published is not None
    assert report.published.day == date(2021, 5, 3)
    left = report.text
    for r in reversed(report.removed):
        left = left[: r.start] + left[r.end :]
    assert "KAMANGO DISTRICT" in left
    assert [x for x in left.split("\n") if x.strip()] == [title, BODY, "KAMANGO DISTRICT", BODY]


@pytest.mark.parametrize(
    "headline",
    [
        "REBELS ATTACK ARMY HEADQUARTERS NEAR LAKE",
        "Gunmen Storm African Union Mission",
        "TWO DEAD AS MILITIA RAIDS UNION OFFICE",
        "Statement by rebels angers mediators at lake talks",
        "Update on ceasefire talks expected within days",
        "UPDATE 2-Bomb kills nine at market in lake town",
    ],
)
def test_a_headline_is_no_letterhead(headline: str) -> None:
    report = read(f"{headline}\nArmy blames neighbours for the raid\n3 May 2021\n\n{BODY}")
    assert report.title == headline
    assert report.outlet is None
    assert all(report.text[r.start : r.end] != "Army blames neighbours for the raid" for r in report.removed)


def test_a_lone_line_of_capitals_is_the_title() -> None:
    report = read(f"CALM RETURNS TO LAKE COMMAND\n\n{BODY}")
    assert (report.title, report.outlet) == ("CALM RETURNS TO LAKE COMMAND", None)


def test_sentences_end_the_letterhead() -> None:
    assert read_letterhead(f"{BODY}\nPRESS RELEASE\nMINISTRY OF DEFENCE") == read_letterhead("")
