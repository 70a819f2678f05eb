"""Times of a report published on Sunday 6 November 2016, unless said otherwise."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.model.report import Basis, Published
from marsad.model.time import Precision, When
from marsad.reading.grammar.tokens import sentences
from marsad.reading.times.find import find_times
from marsad.resolving.dates.resolve import current_week, resolve_time, turned
from marsad.resolving.dates.year_told import in_year_told

SUNDAY = date(2016, 11, 6)


def published(start: date, end: date | None = None) -> Published:
    return Published(start, end or start, Basis.GIVEN if end is None else Basis.INFERRED)


ON_SUNDAY = published(SUNDAY)


def resolved(
    text: str, on: Published | None = ON_SUNDAY, anchor: When | None = None, past: bool = True
) -> When:
    (found,) = find_times(text, sentences(text))
    return resolve_time(found, on, anchor, past)


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("It fell on Sunday.", "2016-11-06", "2016-11-06", Precision.DAY),
        ("It fell last Sunday.", "2016-10-30", "2016-10-30", Precision.DAY),
        ("It fell on Friday night.", "2016-11-04", "2016-11-04", Precision.DAY),
        ("It fell on Tuesday of last week.", "2016-10-25", "2016-10-25", Precision.DAY),
        ("It fell on October 23.", "2016-10-23", "2016-10-23", Precision.DAY),
        ("It fell on 28 December.", "2015-12-28", "2015-12-28", Precision.DAY),
        ("It fell on 3 March 2015.", "2015-03-03", "2015-03-03", Precision.DAY),
        ("It fell in April 2015.", "2015-04-01", "2015-04-30", Precision.MONTH),
        ("It fell in July.", "2016-07-01", "2016-07-31", Precision.MONTH),
        ("It fell in December.", "2015-12-01", "2015-12-31", Precision.MONTH),
        ("It fell in November.", "2016-11-01", "2016-11-06", Precision.MONTH),
        ("It fell in early June.", "2016-06-01", "2016-06-10", Precision.MONTH),
        ("It fell in March last year.", "2015-03-01", "2015-03-31", Precision.MONTH),
        ("It fell in 2012.", "2012-01-01", "2012-12-31", Precision.YEAR),
        ("It fell in late 2012.", "2012-09-01", "2012-12-31", Precision.YEAR),
        ("It fell yesterday.", "2016-11-05", "2016-11-05", Precision.DAY),
        ("It fell today.", "2016-11-06", "2016-11-06", Precision.DAY),
        ("It fell two days ago.", "2016-11-04", "2016-11-04", Precision.DAY),
        ("It fell overnight.", "2016-11-05", "2016-11-06", Precision.DAY),
        ("It fell in the past 24 hours.", "2016-11-05", "2016-11-06", Precision.DAY),
        ("It fell this week.", "2016-10-31", "2016-11-06", Precision.WEEK),
        ("It fell last week.", "2016-10-24", "2016-10-30", Precision.WEEK),
        ("It fell in recent days.", "2016-10-30", "2016-11-06", Precision.WEEK),
        ("It fell last month.", "2016-10-01", "2016-10-31", Precision.MONTH),
        ("It fell earlier this month.", "2016-11-01", "2016-11-06", Precision.MONTH),
        ("It fell late last month.", "2016-10-21", "2016-10-31", Precision.MONTH),
        ("It fell last year.", "2015-01-01", "2015-12-31", Precision.YEAR),
        ("It fell over the weekend.", "2016-11-05", "2016-11-06", Precision.DAY),
        ("It fell from Monday to Wednesday.", "2016-10-31", "2016-11-02", Precision.DAY),
        ("It fell between 3 and 5 May.", "2016-05-03", "2016-05-05", Precision.DAY),
        ("It fell in the summer of 2014.", "2014-06-01", "2014-08-31", Precision.YEAR),
        ("It fell in the winter of 2014.", "2014-12-01", "2015-02-28", Precision.YEAR),
        ("It fell in the 1990s.", "1990-01-01", "1999-12-31", Precision.YEAR),
    ],
)
def test_past_times(text: str, start: str, end: str, precision: Precision) -> None:
    when = resolved(text)
    assert (str(when.start), str(when.end), when.precision) == (start, end, precision)
    assert when.reason
    assert when.text


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("They will attack on Friday.", "2016-11-11"),
        ("They will attack next Sunday.", "2016-11-13"),
        ("They will attack tomorrow.", "2016-11-07"),
        ("They will attack on 1 October.", "2017-10-01"),
    ],
)
def test_times_ahead(text: str, start: str) -> None:
    assert str(resolved(text, past=False).start) == start


def test_a_weekday_chooses_the_year_of_its_date() -> None:
    assert resolved("It fell on Friday, October 23.").start == date(2015, 10, 23)


def test_times_that_count_from_a_time_told_before() -> None:
    anchor = When(date(2016, 3, 31), date(2016, 3, 31), Precision.DAY)
    assert resolved("The next day it fell.", anchor=anchor).start == date(2016, 4, 1)
    assert resolved("Two weeks earlier it fell.", anchor=anchor).start == date(2016, 3, 14)
    assert resolved("It fell that month.", anchor=anchor).end == date(2016, 3, 31)
    assert resolved("A month later it fell.", anchor=anchor).start == date(2016, 4, 1)


def test_what_an_after_clause_tells_counts_back_from_the_main_clause() -> None:
    text = "The raid came a day after rebels shelled the base."
    (found,) = find_times(text, sentences(text))
    raid = When(date(2016, 11, 4), date(2016, 11, 4), Precision.DAY)
    assert resolve_time(turned(found), ON_SUNDAY, raid).start == date(2016, 11, 3)


def test_without_an_anchor_only_the_past_can_be_counted_from_publication() -> None:
    assert resolved("A day earlier it fell.").start == date(2016, 11, 5)
    ahead = resolved("The next day it fell.")
    assert ahead.precision is Precision.UNKNOWN
    assert ahead.reason


def test_without_publication_only_whole_dates_are_known() -> None:
    assert resolved("It fell on 3 March 2015.", None).start == date(2015, 3, 3)
    for text in ("It fell on Sunday.", "It fell in July.", "It fell yesterday."):
        when = resolved(text, None)
        assert (when.start, when.precision) == (None, Precision.UNKNOWN)
        assert when.reason is not None
        assert "publication" in when.reason


@pytest.mark.parametrize(
    ("text", "told", "start"),
    [
        ("On 13 March it fell.", "2004-03-11", "2004-03-13"),
        ("On 2 January it fell.", "2004-12-28", "2005-01-02"),
        ("On 1 March it fell.", "2004-03-11", "2004-03-01"),
        ("In March it fell.", "2004-12-01", "2005-03-01"),
        ("On 3 November it fell.", "2004-03-11", None),
        ("On Friday it fell.", "2004-03-11", None),
        ("Last March it fell.", "2004-03-11", None),
    ],
)
def test_a_date_told_beside_gives_the_year_where_the_report_has_no_day(
    text: str, told: str, start: str | None
) -> None:
    (found,) = find_times(text, sentences(text))
    day = date.fromisoformat(told)
    when = in_year_told(found, When(day, day, Precision.DAY), None)
    assert (str(when.start) if when else None) == start


def test_the_year_told_beside_a_date_does_not_lead_beyond_publication() -> None:
    text = "On 13 March it fell."
    (found,) = find_times(text, sentences(text))
    day, until = date(2004, 3, 11), published(date(1999, 1, 1), date(2004, 3, 12))
    assert in_year_told(found, When(day, day, Precision.DAY), until) is None


def test_a_year_alone_gives_a_date_no_year() -> None:
    text = "On 13 March it fell."
    (found,) = find_times(text, sentences(text))
    assert in_year_told(found, When(date(2004, 1, 1), date(2004, 12, 31), Precision.YEAR), None) is None


def test_a_doubtful_publication_widens_what_counts_from_it() -> None:
    doubtful = published(date(2016, 10, 23), date(2016, 11, 20))
    when = resolved("It fell on Sunday.", doubtful)
    assert (when.start, when.end) == (date(2016, 10, 23), date(2016, 11, 20))
    assert when.precision is Precision.MONTH
    assert when.reason is not None
    assert "2016-10-23" in when.reason
    assert resolved("It fell on 14 October.", doubtful).precision is Precision.DAY
    assert resolved("It fell in April 2015.", doubtful).precision is Precision.MONTH


def test_a_publication_that_may_lie_anywhere_says_nothing() -> None:
    wide = published(date(2014, 1, 1), date(2017, 1, 1))
    assert resolved("It fell on Sunday.", wide).precision is Precision.UNKNOWN
    assert current_week(wide).precision is Precision.UNKNOWN


def test_no_such_day() -> None:
    assert resolved("It fell on 30 February 2015.").precision is Precision.UNKNOWN
    assert resolved("It fell on 30 February.").precision is Precision.UNKNOWN
    assert resolved("It fell on 29 February.").start == date(2016, 2, 29)


def test_the_week_of_current_news() -> None:
    week = current_week(published(SUNDAY))
    assert (week.start, week.end, week.precision) == (date(2016, 10, 31), SUNDAY, Precision.WEEK)
    assert current_week(None).precision is Precision.UNKNOWN


_WORDS = st.sampled_from(
    [
        *"on in since last next Sunday Friday May march 23 31 29 February , 2016 early mid-July days".split(),
        *"years ago two later between and to from week weekend of overnight the past 24 hours".split(),
        *"earlier month 999 1990s winter".split(),
    ]
)
_DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


@given(st.lists(_WORDS).map(" ".join), _DAYS, st.integers(0, 400), st.booleans(), st.booleans())
def test_every_expression_resolves_or_says_why_not(
    text: str, day: date, width: int, past: bool, anchored: bool
) -> None:
    end = date.fromordinal(min(day.toordinal() + width, date.max.toordinal()))
    anchor = When(day, end, Precision.MONTH) if anchored else None
    for e in find_times(text, sentences(text)):
        when = resolve_time(e, Published(day, end, Basis.INFERRED), anchor, past)
        assert when.text == e.span.text
        assert when.reason
        if when.start is None or when.end is None:
            assert when.precision is Precision.UNKNOWN
        else:
            assert when.start <= when.end
