"""The project's example reports: what intake makes of each style."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from marsad.intake import IntakeOptions, read_sources
from marsad.model.report import Report

ROOT = Path(__file__).parents[2]
_NIGERIA = "HEADQUARTERS THEATRE COMMAND, JOINT TASK FORCE NORTH EAST, OPERATION HADIN KAI"


@cache
def reports() -> dict[str, Report]:
    found = read_sources([str(ROOT / "examples" / "reports")], IntakeOptions())
    return {r.name or "": r for r in found if isinstance(r, Report)}


# Name, title, outlet, dateline, day and basis of publication, bylines.
Case = tuple[str, str, str | None, str | None, str | None, str | None, tuple[str, ...]]
CASES: list[Case] = [
    (
        "drc-nyabiondo",
        "M23 rebels seize Nyabiondo as thousands flee towards Sake",
        "Kivu Lakes News",
        "GOMA",
        "2023-03-03",
        "stated",
        ("Christophe Balume", "Aline Masika"),
    ),
    (
        "iraq-tuz-khurmatu-wire",
        "UPDATE 2-Suicide truck bomb kills 21 at market in northern Iraq",
        "Tigris Press Service",
        "KIRKUK, Iraq",
        "2017-02-16",
        "stated",
        ("Hadi Rasheed", "Claire Montague", "Paul Ferris"),
    ),
    (
        "lebanon-monitor-statement",
        "Daily statement No. 58",
        "LITANI BORDER WATCH",
        None,
        "2023-12-06",
        "stated",
        (),
    ),
    (
        "mali-boni",
        "Eight soldiers killed in convoy ambush in central Mali",
        "Sahel Wire",
        "BAMAKO",
        "2023-02-08",
        "metadata",
        ("Aminata Sidibé",),
    ),
    (
        "myanmar-minbya-local-page",
        "JET ATTACK ON NAT CHAUNG !!! THREE DEAD",
        "VOICE OF MINBYA",
        None,
        None,
        None,
        (),
    ),
    (
        "nigeria-banki-communique",
        "TROOPS REPEL TERRORISTS' ATTACK ON BANKI, NEUTRALISE 19",
        _NIGERIA,
        "Maiduguri, Borno State",
        "2021-06-17",
        "stated",
        ("ADAMU YAKUBU GARBA",),
    ),
    (
        "ethiopia-lalibela",
        "Army says it has retaken Lalibela from Amhara militia",
        "Highland Tribune",
        "BAHIR DAR, Ethiopia",
        "2024-09-29",
        "metadata",
        (),
    ),
    (
        "colombia-el-tarra",
        "Drone attack on Colombian army post leaves three soldiers dead",
        "Frontera Daily",
        "CÚCUTA, Colombia",
        "2025-02-18",
        "metadata",
        (),
    ),
    (
        "haiti-croix-des-bouquets",
        "Gang attack on Haitian police station kills officer, residents",
        "Antilles Dispatch",
        "PORT-AU-PRINCE",
        "2025-02-21",
        "metadata",
        (),
    ),
    ("somalia-wabxo-radio", "Evening news", "RADIO HILAAC", "BELEDWEYNE", "2023-05-15", "stated", ()),
    (
        "sport-derby",
        "Rovers survive late bombardment to win the battle of the river",
        None,
        None,
        "2023-04-09",
        "stated",
        ("Tom Ashdown",),
    ),
    (
        "sudan-kabkabiya-flash-update",
        "SUDAN: Clashes and displacement in North Darfur",
        "Darfur Humanitarian Coordination Cell",
        None,
        "2024-05-22",
        "stated",
        (),
    ),
    (
        "syria-azaz-villages",
        "Rebels backed by Turkey push Islamic State out of two villages near Azaz",
        "Northern Lens Agency",
        "AZAZ, Syria",
        "2016-10-11",
        "stated",
        ("Hani Barakat", "Nour Aziz"),
    ),
    (
        "ukraine-kharkiv-wire",
        "Russian bombs kill seven at tram depot in Ukraine's Kharkiv",
        "DBA",
        "KHARKIV, Ukraine",
        "2024-06-14",
        "stated",
        ("Marta Dovhan", "Lidia Orlova", "Sven Aas"),
    ),
    (
        "ukraine-rabotino-state",
        "Russian forces repel three Ukrainian attacks near Rabotino — Defense Ministry",
        "Meridian",
        "MOSCOW",
        "2023-10-19",
        "stated",
        (),
    ),
    (
        "yemen-zabid",
        "Air strike hits fuel station in Zabid as fighting nears the port road",
        "Bab al-Mandab Post",
        "HODEIDAH, Yemen",
        "2018-08-12",
        "metadata",
        ("Nabil Hashidi",),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=[c[0] for c in CASES])
def test_the_facts_of_each_example(case: Case) -> None:
    name, title, outlet, dateline, day, basis, bylines = case
    report = reports()[name]
    published = report.published
    assert (report.title, report.outlet, report.dateline) == (title, outlet, dateline)
    assert (published and str(published.day)) == day
    assert (published and published.basis.value) == basis
    assert report.bylines == bylines


def test_every_example_is_named_here() -> None:
    assert set(reports()) == {c[0] for c in CASES}


@pytest.mark.parametrize("name", [c[0] for c in CASES])
def test_published_is_the_golden_day_and_no_evidence_is_removed(name: str) -> None:
    golden = json.loads((ROOT / "tests" / "golden" / f"{name}.json").read_text(encoding="utf-8"))
    report = reports()[name]
    assert (report.published and str(report.published.day)) == golden["published"]
    for event in golden["events"]:
        for words in event["evidence"]:
            start = report.text.find(words)
            assert start >= 0
            assert all(r.end <= start or r.start >= start + len(words) for r in report.removed), words


def test_captions_of_the_examples() -> None:
    first = {name: [c.text[:30] for c in r.captions] for name, r in reports().items() if r.captions}
    assert first == {
        "drc-nyabiondo": ["A Congolese army truck on the "],
        "mali-boni": ["A Malian army convoy near Séva"],
        "sport-derby": ["Captain Jamie Rourke celebrate"],
        "syria-azaz-villages": ["Fighters of the Hamza Division"],
        "ukraine-kharkiv-wire": ["Item 1 of 4  Rescuers search t", "[1/4] Rescuers search the rubb"],
        "ukraine-rabotino-state": ["A Russian howitzer crew fires "],
        "yemen-zabid": ["Burned tankers at the fuel sta"],
    }


# Furniture of each example: none of it may be left for the readers.
LEFT_OUT = {
    "drc-nyabiondo": ["HOME | NORTH KIVU", "MOST READ", "Get the Lakes Letter", "Anti-spam: 3 × 4"],
    "iraq-tuz-khurmatu-wire": ["(Corrects death toll", "newsdesk@"],
    "lebanon-monitor-statement": ["LITANI BORDER WATCH", "Contact: desk@"],
    "myanmar-minbya-local-page": ["18,402 followers", "1,204", "Ko Thar", "Create new account"],
    "nigeria-banki-communique": ["PRESS RELEASE", "Deputy Director"],
    "sport-derby": ["Most viewed", "Tennis star"],
    "sudan-kabkabiya-flash-update": ["Flash Update No. 3", "please contact", "dhcc-info@"],
    "syria-azaz-villages": ["Share this:", "Turkish tanks kill 25", "7 + 5 ="],
    "ukraine-kharkiv-wire": ["Licensing Rights", "Suggested Topics", "Drone raid sets refinery"],
    "ukraine-rabotino-state": ["Get short URL", "Ukraine loses 400"],
}


@pytest.mark.parametrize("name", sorted(LEFT_OUT))
def test_furniture_is_left_out(name: str) -> None:
    report = reports()[name]
    for words in LEFT_OUT[name]:
        at = report.text.find(words)
        assert at >= 0
        assert any(r.start <= at < r.end for r in report.removed), words


def test_heads_of_sections_stay() -> None:
    heads = {
        "lebanon-monitor-statement": ["BINT JBEIL DISTRICT", "UNIFIL\n", "CORRECTION", "METHOD"],
        "myanmar-minbya-local-page": ["ARMY BASE FALLS", "WARNING"],
        "sudan-kabkabiya-flash-update": ["HIGHLIGHTS", "BACKGROUND"],
    }
    for name, words in heads.items():
        report = reports()[name]
        for head in words:
            at = report.text.index(head)
            assert not any(r.start <= at < r.end for r in report.removed), head
