"""The day of publication, worked out from what a report mentions."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.model.actor import DatedName
from marsad.model.report import Basis, Published, Report
from marsad.reading.grammar.tokens import sentences
from marsad.reading.times.find import find_times
from marsad.resolving.dates.published import infer_published

FATEH = DatedName("Jabhat Fateh al-Sham", date(2016, 7, 28), date(2017, 1, 27))
NUSRA = DatedName("Jabhat al-Nusra", None, date(2016, 7, 28))


def inferred(text: str, *names: DatedName) -> Published | None:
    report = Report(id="r", source="r.txt", text=text)
    return infer_published(report, find_times(text, sentences(text)), names)


def test_names_and_a_day_without_its_year() -> None:
    found = inferred(
        "On October 23 the group vowed revenge. Jabhat Fateh al-Sham, previously known as Jabhat al-Nusra, "
        "lost the quarter in April 2015.",
        FATEH,
        NUSRA,
    )
    assert found is not None
    assert found.basis is Basis.INFERRED
    assert (found.start, found.end) == (date(2016, 10, 23), date(2017, 3, 28))
    assert any("October 23" in reason for reason in found.reasons)
    assert any("Jabhat Fateh al-Sham" in reason for reason in found.reasons)
    assert any("April 2015" in reason for reason in found.reasons)


def test_the_first_report() -> None:
    path = Path(__file__).parents[3] / "shared" / "reports" / "000_f964ef8d3eddc13b.txt"
    if not path.exists():
        pytest.skip(f"the report {path.name} is not on this machine")
    found = inferred(path.read_text(encoding="utf-8"), FATEH, NUSRA)
    assert found is not None
    assert date(2016, 10, 23) <= found.start <= date(2016, 11, 6) <= found.end <= date(2017, 4, 1)
    assert len(found.reasons) >= 3


def test_an_old_name_told_as_old_sets_no_end() -> None:
    text = "On 3 May 2017 the alliance, formerly known as the Red Column, took Kidal."
    found = inferred(text, DatedName("Red Column", None, date(2015, 1, 1)))
    assert found is not None
    assert found.start == date(2017, 5, 3)
    assert not any("Red Column" in reason for reason in found.reasons)


def test_an_end_that_contradicts_the_rest_is_set_aside_and_said() -> None:
    found = inferred(
        "On 3 May 2017 the Red Column took Kidal.", DatedName("Red Column", None, date(2015, 1, 1))
    )
    assert found is not None
    assert found.start == date(2017, 5, 3)
    assert any("set aside" in reason for reason in found.reasons)


def test_a_weekday_fixes_the_year() -> None:
    found = inferred("On Sunday, October 23, rebels shelled Taiz. They had taken it on 2 March 2015.")
    assert found is not None
    assert found.start == date(2016, 10, 23)


def test_what_is_announced_bounds_from_above() -> None:
    found = inferred(
        "Talks will be held on 14 May 2018 in Astana. The truce was signed on 2 February 2018 in Sochi."
    )
    assert found is not None
    assert (found.start, found.end) == (date(2018, 2, 2), date(2018, 5, 14))


def test_a_day_told_with_its_year_is_news_of_two_years_at_most() -> None:
    found = inferred("The base fell on 21 August 2013.")
    assert found is not None
    assert found.start == date(2013, 8, 21)
    assert found.end.year == 2015
    assert any("two years" in reason for reason in found.reasons)


@pytest.mark.parametrize(
    "text",
    ["", "The base fell on Sunday.", "The war began in March 2011.", "The base fell on October 23."],
)
def test_too_little_to_go_by(text: str) -> None:
    assert inferred(text) is None


def test_a_name_that_lives_on_gives_no_window_alone() -> None:
    assert inferred("The Blue Column took Gao.", DatedName("Blue Column", date(2012, 1, 1), None)) is None


_WORDS = st.sampled_from(
    "On in Sunday, October 23 , 2016 2015 April March 29 February will be held . the Red Column "
    "formerly".split(" ")
)
_NAMES = st.builds(
    DatedName,
    st.sampled_from(["Red Column", "(", ""]),
    st.none() | st.dates(date(1990, 1, 1), date(2030, 1, 1)),
    st.none() | st.dates(date(1990, 1, 1), date(2030, 1, 1)),
)


@given(st.lists(_WORDS).map(" ".join), st.lists(_NAMES, max_size=3))
def test_an_interval_with_its_reasons_or_none(text: str, names: list[DatedName]) -> None:
    found = inferred(text, *names)
    if found is not None:
        assert found.start <= found.end
        assert found.reasons
