"""``marsad series`` and ``marsad counts``."""

from __future__ import annotations

import csv
import importlib.util
import io
from pathlib import Path

import pytest

from .conftest import Command, write


@pytest.fixture
def filled(marsad: Command, reports: Path) -> Command:
    marsad("read", str(reports / "fighting.txt"), "--published", "2016-11-06", "--outlet", "River Post")
    marsad("read", str(reports / "raid.txt"), "--published", "2017-01-31", "--outlet", "Mill Gazette")
    return marsad


def test_a_series_shows_periods_groups_and_totals(filled: Command) -> None:
    ran = filled("series", "--per", "actor")
    rows = [line.split() for line in ran.out.split("\n") if line.startswith(" ") and line.strip()]
    assert rows == [
        ["month", "Anvil", "Hammer", "total"],
        ["2016-11", "1", "0", "1"],
        ["2016-12", "0", "0", "0"],
        ["2017-01", "0", "1", "1"],
        ["total", "1", "1", "2"],
    ]
    assert "threats, plans, attempts, allegations and denials are left out" in ran.out
    assert "2 reports of 2 outlets; incidents by Marsad stub 1" in ran.out


def test_harm_is_never_shown_as_more_exact_than_told(filled: Command) -> None:
    ran = filled("series", "--count", "killed", "--by", "year")
    assert "7+" in ran.out
    assert "19+" in ran.out
    assert "+ where a source says “at least”" in ran.out


def test_csv_has_one_record_for_each_period_and_group(filled: Command) -> None:
    ran = filled("series", "--count", "killed", "--per", "admin1", "--csv")
    rows = list(csv.reader(io.StringIO(ran.out)))
    assert rows[:3] == [
        ["period", "from", "to", "group", "killed", "low", "high", "at_least"],
        ["2016-11", "2016-11-01", "2016-11-30", "", "7", "7", "7", "True"],
        ["2016-11", "2016-11-01", "2016-11-30", "Homs, SY", "7", "7", "7", "True"],
    ]
    assert len(rows) == 1 + 3 * 2
    assert "2 reports of 2 outlets" in ran.err


def test_unknown_days_are_told(filled: Command, home: Path) -> None:
    path = write(
        home, "later.txt", "A raid\n\nHammer killed 3 people in Tell, they said in the town that day.\n"
    )
    filled("read", str(path))
    ran = filled("series", "--count", "killed")
    assert "1 incident of unknown day (killed: 3+) is in no period." in ran.out
    assert filled("series", "--count", "killed", "--json").json[-1] == {
        "period": None, "from": None, "to": None, "group": None,
        "killed": 3, "low": 3, "high": 3, "at_least": True,
    }  # fmt: skip
    assert filled("counts", "--count", "killed", "--json").json == [
        {"group": None, "killed": 22, "low": 22, "high": 22, "at_least": True}
    ]


def test_counts_in_all(filled: Command) -> None:
    assert filled("counts", "--per", "outlet", "--count", "reports", "--json").json == [
        {"group": None, "reports": 2},
        {"group": "Mill Gazette", "reports": 1},
        {"group": "River Post", "reports": 1},
    ]
    assert "Mill Gazette" in filled("counts", "--per", "outlet").out


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_a_chart_is_written_beside_the_table(filled: Command, home: Path, ending: str) -> None:
    pytest.importorskip("matplotlib", reason="matplotlib is not installed")
    for command in ("series", "counts"):
        path = home / f"{command}.{ending}"
        ran = filled(command, "--per", "type", "--chart", str(path))
        assert ran.code == 0
        assert f"chart: {path}" in ran.err
        assert path.stat().st_size > 5000
        assert "Battles" in ran.out


def test_without_matplotlib_the_extra_is_named(filled: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    ran = filled("series", "--chart", "chart.png")
    assert ran.code == 2
    assert 'pip install "marsad[charts]"' in ran.err


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["--by", "fortnight"], "--by fortnight: give one of day, week, month, year"),
        (["--per", "village"], "--per village: give one of area, country"),
        (["--count", "tanks"], "--count tanks: give one of incidents, events"),
        (["--chart", "chart.pdf"], "chart.pdf: a chart is written as .png or .svg"),
        (["--chart", "nowhere/chart.png"], "the folder nowhere does not exist"),
        (["--chart", "chart.png", "--top", "9"], "--top 9: a chart can tell 8 groups apart"),
        (["--by", "day", "--from", "1950", "--to", "2020"], "count by week or month"),
        (["--from", "2017", "--to", "2016"], "exchange them"),
        (["--json", "--csv"], "exclude one another"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_counted_is_refused(filled: Command, asked: list[str], told: str) -> None:
    ran = filled("series", *asked)
    assert ran.code == 2
    assert told in ran.err
    assert ran.out == ""


def test_nothing_to_count_is_told(filled: Command) -> None:
    ran = filled("counts", "--place", "Atlantis")
    assert (ran.code, ran.out) == (0, "")
    assert "None of the 2 events" in ran.err
    assert "Nothing to count" in filled("counts", "--count", "wounded").err
