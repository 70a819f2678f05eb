"""Charts: every kind can be drawn and written, twice the same, in any script."""

from __future__ import annotations

import struct
from datetime import date
from pathlib import Path

import pytest

from marsad.charts import ChartError, check_path, write
from marsad.ledger import By, EventFilter, Measure, Per, Tallied
from marsad.ledger.series import Amount, Series
from marsad.ledger.series.naming import title_of

pytest.importorskip("matplotlib", reason="matplotlib is not installed")

from marsad.charts.drawing import draw
from marsad.charts.ticks import ticks
from marsad.ledger.series.periods import periods

from ..adding_up import Item, series, totals

GROUPS = ("Aleppo, SY", "إدلب", "Харьков", "$\\frac{", "<b>Daraa</b>")
DAYS = [date(2016, 1 + n % 9, 3) for n in range(40)]
ITEMS = [Item(day, day, (GROUPS[n % 5],), Amount(n, n // 2, n + 4, n % 7 == 0)) for n, day in enumerate(DAYS)]
UNGROUPED = [Item(i.first, i.last, (), i.amount) for i in ITEMS]
BOTH = [Item(i.first, i.last, (*i.groups, "unknown"), i.amount) for i in ITEMS]


def told(counted: Series, measure: Measure = Measure.INCIDENTS, per: Per | None = Per.ADMIN1) -> Tallied:
    return Tallied(measure, per, EventFilter(actor="$x$"), counted, 3, 12, 5, ("test reader 1",))


KINDS = {
    "columns": told(series(ITEMS, By.MONTH)),
    "columns of all": told(series(UNGROUPED, By.WEEK), per=None),
    "lines": told(series(ITEMS, By.MONTH), Measure.KILLED),
    "line of all": told(series(UNGROUPED, By.DAY), Measure.KILLED, None),
    "overlapping": told(series(BOTH, By.YEAR), per=Per.ACTOR),
    "bars": told(totals(ITEMS), Measure.WOUNDED),
    "bars of all": told(totals(UNGROUPED), per=None),
    "nothing": told(series([], By.MONTH)),
    "no bars": told(totals([])),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_written_the_same_twice(kind: str, tmp_path: Path) -> None:
    first, second = tmp_path / "a.svg", tmp_path / "b.svg"
    for path in (first, second):
        assert write(draw(KINDS[kind]), path).unwritten == ""
    assert first.read_bytes() == second.read_bytes()
    assert b"<svg" in first.read_bytes()


def test_a_png_is_twice_as_dense(tmp_path: Path) -> None:
    path = tmp_path / "chart.PNG"
    write(draw(KINDS["columns"]), path)
    width, _ = struct.unpack(">II", path.read_bytes()[16:24])
    assert width == 1800


def test_letters_that_no_font_has_are_told(tmp_path: Path) -> None:
    odd = Item(date(2016, 1, 1), date(2016, 1, 1), ("\U0001fae8 \ue000",))
    assert "\ue000" in write(draw(told(totals([odd]))), tmp_path / "chart.png").unwritten


def test_a_chart_says_what_it_shows() -> None:
    assert title_of(KINDS["lines"]) == "People killed by month and province"
    assert title_of(KINDS["bars of all"]) == "Incidents"
    texts = " ".join(t.get_text() for t in draw(KINDS["lines"]).texts)
    assert "12 reports of 5 outlets; incidents by Marsad test reader 1" in texts
    assert "actor: $x$" in texts
    assert "3 incidents tell of killed without a number" in texts


@pytest.mark.parametrize("by", list(By))
@pytest.mark.parametrize("length", [1, 12, 90, 1500])
def test_few_enough_periods_are_named(by: By, length: int) -> None:
    first = date(2000, 3, 1)
    found = periods(first, date.fromordinal(first.toordinal() + length), by)
    named = ticks(found, by)
    assert len(named) <= 17
    assert all(0 <= n < len(found) for n, _ in named)


@pytest.mark.parametrize("name", ["chart.pdf", "chart", "nowhere/chart.png", "folder.png"])
def test_a_path_that_no_chart_can_have_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder.png").mkdir()
    with pytest.raises(ChartError, match=r"ending|folder"):
        check_path(tmp_path / name)
