"""Every form of time expression, in sentences of many wars; and what only looks like one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad.model.time import TimeExpression, TimeKind, TimeLink, Unit
from marsad.reading.grammar.tokens import sentences
from marsad.reading.times.date_rules import RULES as DATES
from marsad.reading.times.deictic_rules import RULES as DEICTICS
from marsad.reading.times.find import find_times
from marsad.reading.times.time_rule import Rule
from marsad.reading.times.weekday_rules import RULES as WEEKDAYS
from marsad.reading.times.year_rules import RULES as YEARS


def times(text: str) -> tuple[TimeExpression, ...]:
    return find_times(text, sentences(text))


def only(text: str) -> TimeExpression:
    found = times(text)
    assert len(found) == 1, [e.span.text for e in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "span", "year", "month", "day"),
    [
        ("On October 23, the garrison at Goma fell.", "October 23", None, 10, 23),
        ("The raid of 23 October left ten dead.", "23 October", None, 10, 23),
        ("It began on the 23rd of October 2016 near Aden.", "23rd of October 2016", 2016, 10, 23),
        ("They marched in on the sixth of January 1999.", "the sixth of January 1999", 1999, 1, 6),
        ("Arrests on the twenty-ninth of November filled it.", "the twenty-ninth of November", None, 11, 29),
        ("Shells hit Kharkiv on Oct. 23, 2022.", "Oct. 23, 2022", 2022, 10, 23),
        ("Posted 2023-04-15 from Khartoum.", "2023-04-15", 2023, 4, 15),
        ("The report of 4/4/2017 names the pilots.", "4/4/2017", 2017, 4, 4),
        ("It was updated on 25.04.2016 in Aleppo.", "25.04.2016", 2016, 4, 25),
        ("Wed 05 Apr 2017 Strike kills dozens", "Wed 05 Apr 2017", 2017, 4, 5),
        ("Rebels entered Sanaa in September 2014.", "September 2014", 2014, 9, None),
        ("They have held the dam since Aug. 2014.", "Aug. 2014", 2014, 8, None),
        ("On October 23 2016 rebels shelled the base.", "October 23 2016", 2016, 10, 23),
        ("Last updated at Nov 022017 BEIRUT A monitor said", "Nov 022017", 2017, 11, 2),
        ("TROOPS RETAKE TOWN ON OCTOBER 23", "OCTOBER 23", None, 10, 23),
        ("The front has not moved since 2015.", "2015", 2015, None, None),
        ("The 2008 war lasted five days.", "2008", 2008, None, None),
        ("The ceasefire was signed on New Year's Eve.", "New Year's Eve", None, 12, 31),
        ("He was held for the 2009 Christmas Day plot.", "2009 Christmas Day", 2009, 12, 25),
        ("Troops were sent to Kabul because of 9/11.", "9/11", 2001, 9, 11),
        ("The trial over the September 11 attacks goes on.", "September 11", 2001, 9, 11),
        ("Two men were held in Lahore over the 26/11 attacks.", "26/11", 2008, 11, 26),
        ("On September 11 attackers burnt a church in Jos.", "September 11", None, 9, 11),
    ],
)
def test_dates(text: str, span: str, year: int | None, month: int | None, day: int | None) -> None:
    found = only(text)
    assert (found.kind, found.span.text) == (TimeKind.DATE, span)
    assert (found.year, found.month, found.day) == (year, month, day)


def test_a_weekday_belongs_to_the_date_beside_it() -> None:
    for text in ("Sunday, October 23, was calm.", "Friday May 6 was calm.", "Sunday (October 23) was calm."):
        found = only(text)
        assert found.kind is TimeKind.DATE
        assert found.weekday in {4, 6}


def test_the_order_of_a_numeric_date_is_learnt_from_the_others() -> None:
    assert [(e.month, e.day) for e in times("From 10/23/2022. Shelled on 4/5/2023.")] == [(10, 23), (4, 5)]
    assert [(e.month, e.day) for e in times("From 23/10/2022. Shelled on 4/5/2023.")] == [(10, 23), (5, 4)]


@pytest.mark.parametrize(
    ("text", "part", "month", "year"),
    [
        ("They fled Mosul in early 2014.", "early", None, 2014),
        ("A truce held until mid-July.", "mid", 7, None),
        ("Bakhmut was shelled in late May.", "late", 5, None),
        ("At the end of 2021 the army mutinied.", "late", None, 2021),
        ("He fell in late June of last year.", "late", 6, None),
    ],
)
def test_parts(text: str, part: str, month: int | None, year: int | None) -> None:
    found = only(text)
    assert (found.part, found.month, found.year) == (part, month, year)


@pytest.mark.parametrize(
    ("text", "span", "weekday", "amount"),
    [
        ("Gunmen attacked the camp on Sunday.", "Sunday", 6, 0),
        ("Gunmen attacked the camp last Friday.", "last Friday", 4, -1),
        ("The envoy arrives next Monday.", "next Monday", 0, 1),
        ("Drones struck on Sunday night.", "Sunday night", 6, 0),
        ("Shelling began at dawn on Tuesday.", "dawn on Tuesday", 1, 0),
        ("It fell in the early hours of Saturday.", "the early hours of Saturday", 5, 0),
        ("Sundays attack killed ten soldiers.", "Sundays", 6, 0),
        ("Clashes erupted on Tuesday of last week.", "Tuesday of last week", 1, -1),
    ],
)
def test_weekdays(text: str, span: str, weekday: int, amount: int) -> None:
    found = only(text)
    assert (found.kind, found.span.text) == (TimeKind.WEEKDAY, span)
    assert (found.weekday, found.amount) == (weekday, amount)


@pytest.mark.parametrize(
    ("text", "kind", "unit", "amount", "anchored"),
    [
        ("A mine killed two men yesterday.", TimeKind.RELATIVE, Unit.DAY, -1, False),
        ("A mine killed two men two days ago.", TimeKind.RELATIVE, Unit.DAY, -2, False),
        ("Three weeks earlier the bridge was blown.", TimeKind.RELATIVE, Unit.WEEK, -3, True),
        ("The previous day, Hodeidah was bombed.", TimeKind.RELATIVE, Unit.DAY, -1, True),
        ("A day earlier, Hodeidah was bombed.", TimeKind.RELATIVE, Unit.DAY, -1, True),
        ("The next day they surrendered.", TimeKind.RELATIVE, Unit.DAY, 1, True),
        ("They took the port last week.", TimeKind.RELATIVE, Unit.WEEK, -1, False),
        ("They took the port last month.", TimeKind.RELATIVE, Unit.MONTH, -1, False),
        ("He was captured a year ago.", TimeKind.RELATIVE, Unit.YEAR, -1, False),
        ("He was captured a decade ago.", TimeKind.RELATIVE, Unit.YEAR, -10, False),
        ("The army attacks again today.", TimeKind.CURRENT, Unit.DAY, 0, False),
        ("Sirens sounded tonight.", TimeKind.CURRENT, Unit.DAY, 0, False),
        ("Clashes continued this week.", TimeKind.CURRENT, Unit.WEEK, 0, False),
        ("It fell earlier this month.", TimeKind.CURRENT, Unit.MONTH, 0, False),
        ("On that day nobody fired.", TimeKind.CURRENT, Unit.DAY, 0, True),
        ("Drones struck Odesa overnight.", TimeKind.PERIOD, Unit.DAY, 1, False),
        ("Ten died in the past 24 hours.", TimeKind.PERIOD, Unit.DAY, 1, False),
        ("Ten died over the last three days.", TimeKind.PERIOD, Unit.DAY, 3, False),
        ("Ten died in the last week.", TimeKind.PERIOD, Unit.WEEK, 1, False),
        ("Raids have grown in recent days.", TimeKind.PERIOD, Unit.WEEK, 1, False),
    ],
)
def test_counted_times(text: str, kind: TimeKind, unit: Unit, amount: int, anchored: bool) -> None:
    found = only(text)
    assert (found.kind, found.unit, found.amount, found.anchored) == (kind, unit, amount, anchored)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("Fighting raged between 3 and 5 May.", "3 and 5 May"),
        ("Fighting raged from Monday to Wednesday.", "Monday to Wednesday"),
        ("Fighting raged on Monday and Tuesday.", "Monday and Tuesday"),
        ("Fighting raged from April to June 2016.", "April to June 2016"),
        ("Fighting raged from 2012 to 2014.", "2012 to 2014"),
        ("Fighting raged May 3-5, 2016.", "May 3-5, 2016"),
        ("Fighting raged over the weekend.", "the weekend"),
        ("Fighting raged in the summer of 2014.", "the summer of 2014"),
        ("Fighting raged in the late 1990s.", "the late 1990s"),
    ],
)
def test_ranges(text: str, span: str) -> None:
    found = only(text)
    assert (found.kind, found.span.text) == (TimeKind.RANGE, span)
    assert found.first is not None
    assert found.last is not None


def test_the_first_of_a_range_takes_the_year_of_the_last() -> None:
    found = only("Fighting raged from December to June 2016.")
    assert found.first is not None
    assert found.first.year == 2015


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("Held since July 17 by Azawad rebels.", TimeLink.SINCE),
        ("Held until Friday by Azawad rebels.", TimeLink.UNTIL),
        ("He fled before Friday.", TimeLink.BEFORE),
        ("He fled after 2014.", TimeLink.AFTER),
        ("He fled after Sunday's attack on Gao.", TimeLink.AT),
        ("He fled after the 2014 coup.", TimeLink.AT),
        ("He fled on Sunday.", TimeLink.AT),
        ("They met from Monday to Friday.", TimeLink.AT),
    ],
)
def test_links(text: str, link: TimeLink) -> None:
    assert only(text).link is link


@pytest.mark.parametrize(
    "text",
    [
        "They may march on the capital.",
        "The sun sat low over the second trench.",
        "After the fall of the city they will march.",
        "The March 23 Movement took Rutshuru.",
        "It may 12 people harm.",
        "Theresa May said so.",
        "A convoy left at 10:30 and again at 5 pm.",
        "Conflict Today reported it.",
        "A force of 2000 fighters held the ridge.",
        "Operation Peace Spring was halted.",
        "They pray on Fridays.",
        "Worshippers left the Friday Mosque.",
        "The mayor has stayed indoors since 1705.",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert times(text) == ()


def test_a_count_after_a_month_stays_a_count() -> None:
    found = only("In May 12 civilians were killed.")
    assert (found.month, found.day) == (5, None)


def test_each_stretch_is_read_once_and_longest() -> None:
    text = "On Sunday, 23 October 2016, and again two days later, Tabqa was hit; since early 2017 it is calm."
    assert [e.span.text for e in times(text)] == ["Sunday, 23 October 2016", "two days later", "early 2017"]


_PIECES = st.sampled_from(
    "on in since the last next Sunday Mon May march 23 23rd , 2016 2000 - / 0 99999999999999999999 ( ) ' ’s "
    "early mid-July days ago two weeks later between and to from week of overnight 24 hours "
    ". 1990s winter".split(" ")
)


@given(st.one_of(st.text(), st.lists(_PIECES).map(" ".join), st.lists(_PIECES).map("".join)))
def test_any_text_is_read_with_right_offsets(text: str) -> None:
    found = times(text)
    for e in found:
        assert text[e.span.start : e.span.end] == e.span.text != ""
    for one, other in pairwise(found):
        assert one.span.end <= other.span.start


@pytest.mark.parametrize("rule", [*DATES, *DEICTICS, *WEEKDAYS, *YEARS], ids=lambda r: r.pattern.pattern[:40])
@settings(max_examples=10, suppress_health_check=list(HealthCheck), deadline=None)
@given(data=st.data())
def test_a_rule_needs_no_word_that_a_match_may_lack(rule: Rule, data: st.DataObject) -> None:
    letters = st.characters(codec="ascii")
    text = data.draw(st.from_regex(rule.pattern, alphabet=letters))
    assert rule.may_match(text.lower())
