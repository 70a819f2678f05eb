"""``marsad search``."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from marsad.ledger import Ledger

from .conftest import Command


@pytest.fixture
def filled(marsad: Command, reports: Path) -> Command:
    marsad("read", str(reports / "fighting.txt"), "--published", "2016-11-06", "--outlet", "River Post")
    marsad("read", str(reports / "raid.txt"), "--published", "2017-03-01", "--outlet", "Mill Gazette")
    marsad("read", str(reports / "nord.txt"), "--published", "2017-04-01")
    return marsad


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        (["killed"], ["Fighting", "Raid"]),
        (["killed", "shelling"], ["Fighting"]),
        (['"long night"'], ["Fighting"]),
        (['"night long"'], []),
        (["shelling OR residents"], ["Fighting", "Raid"]),
        (["killed -shelling"], ["Raid"]),
        (["shell*"], ["Fighting"]),
        (["ARMEE medicales"], ["Des combats"]),
        (["killed", "--from", "2017"], ["Raid"]),
        (["killed", "--to", "2016-11-06"], ["Fighting"]),
        (["killed", "--outlet", "mill"], ["Raid"]),
        (["combats", "--language", "fr"], ["Des combats"]),
        (["combats", "--language", "en"], []),
    ],
    ids=lambda value: " ".join(map(str, value)),
)
def test_reports_that_are_searched_for(filled: Command, asked: list[str], titles: list[str]) -> None:
    ran = filled("search", "--json", *asked)
    assert ran.code == 0
    assert sorted(row["title"] for row in ran.json) == [
        title for title in sorted(row["title"] for row in ran.json) if title.startswith(tuple(titles))
    ]
    assert len(ran.json) == len(titles)


def test_a_found_report_is_shown_with_its_snippet(filled: Command) -> None:
    ran = filled("search", "shelling")
    head, snippet, *_ = ran.out.split("\n")
    assert "2016-11-06 (given)  River Post · Fighting resumes near the river  1 event" in head
    assert "after a long night of shelling in the area" in snippet
    assert ran.err == "1 report\n"


def test_hits_are_stretches_of_the_text(filled: Command, home: Path) -> None:
    (found,) = filled("search", "shelling", "--json").json
    record = Ledger.open(home / "marsad.sqlite").record(found["report"])
    assert record is not None
    text = record.report.text
    for span in (found["snippet"], *found["hits"]):
        assert text[span["start"] : span["end"]] == span["text"]
    assert [hit["text"] for hit in found["hits"]] == ["shelling"]


def test_csv(filled: Command) -> None:
    (row,) = csv.DictReader(io.StringIO(filled("search", "residents", "--csv").out))
    assert (row["outlet"], row["published_from"], row["events"]) == ("Mill Gazette", "2017-03-01", "1")
    assert "according to residents who fled" in row["snippet"]


def test_more_than_the_limit_is_told(filled: Command) -> None:
    ran = filled("search", "killed", "--limit", "1", "--json")
    assert len(ran.json) == 1
    assert "there are more" in ran.err


def test_nothing_found_is_no_error(filled: Command) -> None:
    ran = filled("search", "submarine")
    assert (ran.code, ran.out) == (0, "")
    assert "None of the 3 reports" in ran.err


@pytest.mark.parametrize(
    "words", ["", "*", '"', "OR", '-"', "NEAR(", "title:", "'; DROP TABLE text; --", "a:*", "("]
)
def test_odd_words_are_answered_or_refused(filled: Command, words: str) -> None:
    ran = filled("search", words)
    assert ran.code in {0, 2}
    assert ran.err.startswith(("marsad: ", "None of", "1 report", "3 reports", "Usage: "))


def test_dates_in_the_wrong_order(filled: Command) -> None:
    ran = filled("search", "killed", "--from", "2017", "--to", "2016")
    assert ran.code == 2
    assert "exchange them" in ran.err
