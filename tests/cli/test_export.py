"""``marsad export`` and ``marsad trace``."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from marsad.ledger import Ledger
from tests.ledger.factory import clash

from .conftest import Command


@pytest.fixture
def filled(marsad: Command, reports: Path) -> Command:
    marsad("read", str(reports / "fighting.txt"), "--published", "2016-11-06", "--outlet", "River Post")
    marsad("read", str(reports / "raid.txt"), "--published", "2017-03-01", "--outlet", "Mill Gazette")
    return marsad


def rows(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.read_text("utf-8"), newline="")))


def test_an_export_says_what_it_wrote_and_where_its_losses_are(filled: Command, home: Path) -> None:
    ran = filled("export", "acled", "out.csv")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.splitlines() == [
        "out.csv: 2 rows written, 0 incidents left out",
        "What the format lost: out.csv.loss.md",
        "Where a cell comes from: marsad trace out.csv 1 event_id_cnty",
    ]
    assert [r["fatalities"] for r in rows(home / "out.csv")] == ["7", "12"]
    assert (home / "out.csv.trace.jsonl").is_file()


@pytest.mark.parametrize(
    ("asked", "killed"),
    [
        (["--actor", "anvil"], ["7"]),
        (["--place", "MARJ"], ["12"]),
        (["--country", "sy"], ["7", "12"]),
        (["--from", "2017"], ["12"]),
        (["--to", "2016-11"], ["7"]),
        (["--type", "battles"], ["7", "12"]),
        (["--status", "denied"], []),
        (["--outlet", "mill"], ["12"]),
        (["--report", "raid"], ["12"]),
    ],
    ids=" ".join,
)
def test_filters_choose_incidents_and_stand_in_the_loss_report(
    filled: Command, home: Path, asked: list[str], killed: list[str]
) -> None:
    assert filled("export", "acled", "out.csv", *asked).code == 0
    assert [r["fatalities"] for r in rows(home / "out.csv")] == killed
    assert asked[0] in (home / "out.csv.loss.md").read_text("utf-8")


def test_the_summary_tells_why_incidents_were_left_out(filled: Command, reports: Path) -> None:
    filled("read", str(reports / "fighting.txt"), "--outlet", "No Date News")
    said = filled("export", "acled", "out.csv").err
    assert "1 incident left out\n  1 no day is known: ACLED needs a date\n" in said


def test_a_cell_leads_to_the_characters_in_their_context(filled: Command) -> None:
    filled("export", "acled", "out.csv")
    ran = filled("trace", "out.csv", "1", "fatalities")
    assert ran.code == 0
    assert "out.csv, row 1, fatalities: 7" in ran.out
    assert "rule: the lowest figure that stands: ACLED" in ran.out
    assert "1. River Post · " in ran.out
    assert "read by stub 1" in ran.out
    assert "characters 46 to 47:" in ran.out
    assert "near the river  Anvil killed 7 people in Tell" in ran.out


def test_a_trace_without_its_ledger_has_the_words_alone(filled: Command, home: Path) -> None:
    filled("export", "acled", "out.csv")
    (home / "marsad.sqlite").rename(home / "away.sqlite")
    ran = filled("trace", "out.csv", "1", "fatalities")
    assert "“7”" in ran.out
    assert "name it with --ledger" in ran.out
    assert (
        "Anvil killed 7 people"
        in filled("trace", "out.csv", "1", "fatalities", "--ledger", "away.sqlite").out
    )
    lost = filled("trace", "out.csv", "1", "fatalities", "--ledger", "none.sqlite")
    assert (lost.code, "there is no ledger here" in lost.err) == (4, True)


def test_a_trace_as_json(filled: Command) -> None:
    filled("export", "geojson", "out.geojson")
    (found,) = filled("trace", "out.geojson", "2", "killed_low", "--json").json
    assert (found["value"], found["column"]) == (12, "killed_low")
    (origin,) = found["origins"]
    assert origin["words"] == "12"
    assert origin["before"].endswith("Hammer killed ")
    assert origin["decision"] is None


def test_a_cell_that_a_reviewer_set_tells_who_when_and_why(marsad: Command, home: Path) -> None:
    with Ledger.open(home / "marsad.sqlite") as ledger:
        ledger.add(clash())
    why = ("--why", "two died\nlater", "--by", "Amal")
    decided = marsad("decide", "correct", "e0-clash", "killed", "9", *why)
    marsad("export", "acled", "out.csv")
    shown = marsad("trace", "out.csv", "1", "fatalities").out
    assert re.search(r"Amal corrected killed: 9, on \d{4}-\d\d-\d\d \d\d:\d\d UTC \(decision d\w+\)", shown)
    assert "why: two died later" in shown and "taken back" not in shown
    (origin,) = marsad("trace", "out.csv", "1", "fatalities", "--json").json[0]["origins"]
    assert (origin["decided"]["by"], origin["decided"]["why"]) == ("Amal", "two died\nlater")
    assert origin["decided"]["stands"]
    marsad("decide", "reverse", decided.err.split("Decision ")[1].split(";")[0])
    assert "taken back since" in marsad("trace", "out.csv", "1", "fatalities").out
    (home / "marsad.sqlite").rename(home / "away.sqlite")
    assert "who, when and why are in the ledger" in marsad("trace", "out.csv", "1", "fatalities").out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (
            ["export", "acld", "x"],
            2,
            "there is no format 'acld'; did you mean acled? Formats are: acled, ged",
        ),
        (["export", "acled", "-"], 2, "an export goes into a file"),
        (["export", "acled", "none/x.csv"], 1, "the folder none does not exist; make it, or name another"),
        (["export", "acled", "marsad.sqlite", "--force"], 1, "it is the ledger itself; name another file"),
        (["export", "acled", "x", "--country", "Syria"], 2, "two letters of ISO 3166-1"),
        (["export", "acled", "x", "--ledger", "no.sqlite"], 4, "there is no ledger here"),
        (["export", "acled", "out.csv"], 2, "write over it with --force"),
        (["trace", "out.csv", "1", "fatalites"], 2, "did you mean fatalities?"),
        (["trace", "out.csv", "3", "year"], 2, "out.csv holds rows 1 to 2; there is no 3"),
        (["trace", "x.csv", "1", "year"], 2, "x.csv is not there"),
        (["trace", "reports/raid.txt", "1", "year"], 2, "reports/raid.txt.trace.jsonl is missing"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_done_is_told_with_a_remedy(
    filled: Command, arguments: list[str], code: int, said: str
) -> None:
    filled("export", "acled", "out.csv")
    ran = filled(*arguments)
    assert ran.code == code
    assert said in ran.err
    assert len(ran.err.splitlines()) == 1


def test_a_file_that_changed_is_not_traced(filled: Command, home: Path) -> None:
    filled("export", "acled", "out.csv")
    (home / "out.csv").write_text("sorted by hand", "utf-8")
    ran = filled("trace", "out.csv", "1", "year")
    assert ran.code == 2
    assert "has changed since it was exported" in ran.err


def test_words_of_a_report_give_the_terminal_no_orders(marsad: Command, home: Path) -> None:
    evil = "Anvil killed 7 people in Tell \x1b[31m and more, officials said after a long night in the area.\n"
    (home / "evil.txt").write_text("Fighting resumes near the river\n\n" + evil, "utf-8")
    marsad("read", "evil.txt", "--published", "2016-11-06")
    marsad("export", "plover", "out.jsonl")
    assert "\x1b" not in marsad("trace", "out.jsonl", "1", "text").out
    assert "\x1b" not in (home / "out.jsonl").read_text("utf-8")


def test_every_format_is_written_from_a_ledger(filled: Command, home: Path) -> None:
    for form in ("acled", "ged", "plover", "hxl", "casualty", "geojson", "ftm"):
        ran = filled("export", form.upper(), f"out.{form}")
        assert ran.code == 0, ran.err
    assert len(json.loads((home / "out.geojson").read_text("utf-8"))["features"]) == 2


def test_an_archive_goes_out_and_comes_in_again(filled: Command, home: Path) -> None:
    ran = filled("export", "archive", "all.zip")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith("all.zip: 2 records and 0 decisions.")
    assert filled("import", "all.zip", "--ledger", "new.sqlite").code == 0
    assert filled("events", "--json", "--ledger", "new.sqlite").out == filled("events", "--json").out
    refused = filled("export", "archive", "some.zip", "--country", "SY")
    assert refused.code == 2 and "leave out --country SY" in refused.err
