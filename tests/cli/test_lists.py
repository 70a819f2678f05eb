"""``marsad events``, ``actors`` and ``places``."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from .conftest import Command


@pytest.fixture
def filled(marsad: Command, reports: Path) -> Command:
    marsad("read", str(reports / "fighting.txt"), "--published", "2016-11-06", "--outlet", "River Post")
    marsad("read", str(reports / "raid.txt"), "--published", "2017-03-01", "--outlet", "Mill Gazette")
    return marsad


@pytest.mark.parametrize(
    ("asked", "killed"),
    [
        ([], [7, 12]),
        (["--actor", "anvil"], [7]),
        (["--place", "MARJ"], [12]),
        (["--country", "sy"], [7, 12]),
        (["--from", "2017"], [12]),
        (["--to", "2016-11"], [7]),
        (["--type", "battles"], [7, 12]),
        (["--status", "denied"], []),
        (["--outlet", "mill"], [12]),
        (["--report", "raid"], [12]),
        (["--limit", "1"], [7]),
    ],
    ids=lambda value: " ".join(map(str, value)) or "all",
)
def test_events_that_are_asked_for(filled: Command, asked: list[str], killed: list[int]) -> None:
    ran = filled("events", "--json", *asked)
    assert ran.code == 0
    assert [row["harm"][0]["low"] for row in ran.json] == killed


def test_events_as_json_carry_place_names_and_report(filled: Command) -> None:
    first = filled("events", "--json").json[0]
    assert first["place"]["name"] == "Tell"
    assert first["actors"]["anvil"] == "Anvil"
    assert first["report"]["outlet"] == "River Post"
    assert first["when"]["start"] == "2016-11-06"


def test_events_as_csv(filled: Command) -> None:
    rows = list(csv.DictReader(io.StringIO(filled("events", "--csv").out)))
    assert [(row["day_from"], row["place"], row["side_a"]) for row in rows] == [
        ("2016-11-06", "Tell", "Anvil"),
        ("2017-03-01", "Marj", "Hammer"),
    ]
    assert rows[0]["harm"] == "killed: at least 7, civilians"
    assert "Anvil killed 7 people" in rows[0]["evidence"]


def test_actors_and_places_have_counts(filled: Command) -> None:
    actors = {row["name"]: row for row in filled("actors", "--json").json}
    assert (actors["Hammer"]["reports"], actors["Hammer"]["events"]) == (2, 1)
    assert actors["Hammer"]["first"] == "2017-03-01"
    places = {row["name"]: row for row in filled("places", "--json").json}
    assert (places["Marj"]["reports"], places["Marj"]["events"]) == (2, 1)
    assert next(csv.reader(io.StringIO(filled("places", "--csv").out)))[0] == "name"
    assert [row["name"] for row in filled("actors", "--json", "--from", "2017").json] == ["Hammer"]


@pytest.mark.parametrize("verb", ["events", "actors", "places"])
@pytest.mark.parametrize("width", ["30", "80", "160"])
def test_tables_fit_the_terminal(
    filled: Command, monkeypatch: pytest.MonkeyPatch, verb: str, width: str
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    ran = filled(verb)
    assert ran.code == 0
    assert max(map(len, ran.out.split("\n"))) <= int(width)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["--country", "Syria"], "two letters of ISO 3166-1"),
        (["--status", "maybe"], "give one of happened, ongoing"),
        (["--from", "2017", "--to", "2016"], "is after --to"),
        (["--json", "--csv"], "exclude one another"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_questions_that_make_no_sense(filled: Command, asked: list[str], said: str) -> None:
    ran = filled("events", *asked)
    assert ran.code == 2
    assert said in ran.err


def test_an_empty_answer_says_why(filled: Command) -> None:
    ran = filled("events", "--type", "bttles")
    assert ran.code == 0
    assert ran.out == ""
    assert "None of the 2 events" in ran.err
    assert "Types are: Battles" in ran.err
