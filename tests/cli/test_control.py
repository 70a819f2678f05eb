"""``marsad control``."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from .conftest import Command, write

HELD = (
    "Reports from the river\n\nHammer holds Sinjar since the spring, residents of the town said on Monday.\n"
)
ANVIL = (
    "More from the river\n\nAnvil holds Sinjar after a long night, residents of the town said on Friday.\n"
)


@pytest.fixture
def filled(marsad: Command, home: Path) -> Command:
    first, second = write(home, "held.txt", HELD), write(home, "anvil.txt", ANVIL)
    marsad("read", str(first), "--published", "2016-11-06", "--outlet", "River Post")
    marsad("read", str(second), "--published", "2017-11-06", "--outlet", "Mill Gazette")
    return marsad


ID = "geonames:Sinjar"


def test_an_answer_with_its_evidence(filled: Command) -> None:
    ran = filled("control", ID, "--on", "2016-11-20", "--known", "2016-12-01")
    assert ran.code == 0, ran.err
    assert "held by Hammer since 2016-11-05 at the latest" in ran.out
    assert "last confirmed 2016-11-06, 14 days before" in ran.out
    assert "as known on 2016-12-01" in ran.out
    assert "River Post" in ran.out
    assert "Mill Gazette" not in ran.out


def test_without_a_day_the_ledgers_last_is_taken_and_said(filled: Command) -> None:
    ran = filled("control", ID)
    assert "on 2017-11-06, the last day known to this ledger" in ran.out
    assert "held by Anvil" in ran.out


def test_a_stale_answer_says_since_when_nobody_confirms(filled: Command) -> None:
    ran = filled("control", ID, "--on", "2017-06-01", "--known", "2017-06-01")
    assert "not confirmed since 2016-11-06" in ran.out


def test_history(filled: Command) -> None:
    ran = filled("control", ID, "--history")
    assert "unknown, not confirmed since 2016-11-06" in ran.out
    (told,) = filled("control", ID, "--history", "--json").json
    assert [p["state"] for p in told["periods"]] == ["held", "held", "unknown", "held", "held"]


def test_json_carries_evidence_and_state(filled: Command) -> None:
    (told,) = filled("control", ID, "--on", "2016-11-20", "--known", "2016-12-01", "--json").json
    assert told["state"] == "held"
    assert told["holders"] == [{"id": "hammer", "name": "Hammer"}]
    assert told["evidence"][0]["words"] == "Hammer holds Sinjar"
    assert (told["since"], told["days_unconfirmed"], told["stale"]) == ("2016-11-05", 14, False)


def test_all_places_in_every_form(filled: Command, home: Path) -> None:
    asked = ("control", "--on", "2016-11-20")
    assert "Sinjar" in filled(*asked).out
    (row,) = csv.DictReader(io.StringIO(filled(*asked, "--format", "csv").out))
    assert (row["place_id"], row["state"], row["holders"]) == (ID, "held", "Hammer")
    ran = filled(*asked, "--format", "geojson", "-o", "map.geojson")
    assert "1 place written to map.geojson" in ran.err
    (feature,) = json.loads((home / "map.geojson").read_text(encoding="utf-8"))["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [36.0, 33.0]}
    assert feature["properties"]["state"] == "held"
    assert filled(*asked, "--format", "json").json[0]["place_id"] == ID
    assert filled(*asked, "--country", "YE", "--format", "csv").out.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["control", "Qqsinjarq"], 1, "neither"),
        (["control", ID, "--on", "2016-13-01"], 2, "no such day"),
        (["control", ID, "--on", "2016-11"], 2, "not a day"),
        (["control", "--history"], 2, "--history is for one place"),
        (["control", ID, "--format", "csv"], 2, "for all places at once"),
        (["control", "--format", "shp"], 2, "table, geojson, csv, json"),
        (["control", "--country", "Syria"], 2, "two letters"),
    ],
)
def test_what_goes_wrong_is_said(filled: Command, arguments: list[str], code: int, message: str) -> None:
    ran = filled(*arguments)
    assert (ran.code, message in ran.err) == (code, True), ran.err


def test_an_empty_ledger(marsad: Command, home: Path) -> None:
    write(
        home, "plain.txt", "Nothing much\n\nA quiet day passed by the river, people of the town said there.\n"
    )
    marsad("read", "plain.txt")
    ran = marsad("control")
    assert ran.code == 1
    assert "no report with a date" in ran.err
