"""Counting over time: what counts, where it stands, and what is said of the rest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.knowledge.actors import Registry
from marsad.ledger import By, Counting, EventFilter, Ledger, Measure, Per, TooManyPeriods
from marsad.ledger.review.finding import subject_of_event
from marsad.ledger.series import OTHERS, UNKNOWN, Amount
from marsad.ledger.series.notes import notes, source, written
from marsad.ledger.series.periods import period_of, periods
from marsad.model.decision import Decision, Verb
from marsad.model.event import EventType
from marsad.model.reading import Quantity, Status
from marsad.model.record import ReportRecord
from marsad.model.time import When

from ..adding_up import Item, series, totals
from .factory import clash, strike
from .test_incidents import retold

DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.load()


# ------------------------------------------------------------------ periods


@pytest.mark.parametrize(
    ("day", "by", "label", "start", "end"),
    [
        (date(2016, 11, 6), By.DAY, "2016-11-06", date(2016, 11, 6), date(2016, 11, 6)),
        (date(2016, 11, 6), By.WEEK, "2016-W44", date(2016, 10, 31), date(2016, 11, 6)),
        (date(2016, 1, 3), By.WEEK, "2015-W53", date(2015, 12, 28), date(2016, 1, 3)),
        (date(2016, 2, 9), By.MONTH, "2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        (date(2016, 12, 9), By.MONTH, "2016-12", date(2016, 12, 1), date(2016, 12, 31)),
        (date(2016, 2, 9), By.YEAR, "2016", date(2016, 1, 1), date(2016, 12, 31)),
        (date.max, By.WEEK, "9999-W52", date(9999, 12, 27), date.max),
        (date.min, By.WEEK, "1-W01", date.min, date(1, 1, 7)),
    ],
)
def test_periods_of_days(day: date, by: By, label: str, start: date, end: date) -> None:
    period = period_of(day, by)
    assert (period.label, period.start, period.end) == (label, start, end)


@given(first=DAYS, length=st.integers(0, 400), by=st.sampled_from(list(By)))
def test_periods_follow_each_other_without_a_gap(first: date, length: int, by: By) -> None:
    last = date.fromordinal(first.toordinal() + length)
    found = periods(first, last, by)
    assert found[0].start <= first <= found[0].end
    assert found[-1].start <= last <= found[-1].end
    assert all(b.start.toordinal() - a.end.toordinal() == 1 for a, b in pairwise(found))


def test_a_series_too_long_to_show_is_refused() -> None:
    with pytest.raises(TooManyPeriods, match="count by week or month"):
        periods(date(1980, 1, 1), date(2020, 1, 1), By.DAY)


# ------------------------------------------------------------------ adding up

ITEMS = st.lists(
    st.builds(
        lambda first, length, groups, low, more: Item(
            first,
            date.fromordinal(first.toordinal() + length) if first else None,
            tuple(groups),
            Amount(low + more // 2, low, low + more),
        ),
        first=st.none() | DAYS,
        length=st.integers(0, 60),
        groups=st.lists(st.sampled_from("abcdef"), min_size=1, max_size=3, unique=True),
        low=st.integers(0, 50),
        more=st.integers(0, 9),
    ),
    max_size=20,
)


@given(items=ITEMS, by=st.sampled_from([By.MONTH, By.YEAR]), top=st.none() | st.integers(1, 4))
def test_nothing_is_lost_and_nothing_counts_twice(items: list[Item], by: By, top: int | None) -> None:
    found = series(items, by, top=top)
    everything = sum((i.amount for i in items), Amount())
    assert found.total + found.undated == everything == totals(items, top).total
    assert sum((row.total for row in found.rows), Amount()) == found.total
    for n in range(len(found.groups)):
        assert sum((row.groups[n] for row in found.rows), Amount()) == found.totals[n]
    if not found.overlapping:
        assert sum(found.totals, Amount()) == found.total


def test_periods_without_anything_are_there_and_the_days_asked_for_too() -> None:
    items = [Item(date(2016, 3, 5), date(2016, 3, 5), ()), Item(date(2016, 6, 1), date(2016, 6, 1), ())]
    assert [(r.period.label, r.total.best) for r in series(items, By.MONTH).rows] == [
        ("2016-03", 1), ("2016-04", 0), ("2016-05", 0), ("2016-06", 1)
    ]  # fmt: skip
    bounded = series(items, By.MONTH, date(2016, 2, 1), date(2016, 4, 30))
    assert [(r.period.label, r.total.best) for r in bounded.rows] == [
        ("2016-02", 0), ("2016-03", 1), ("2016-04", 0)
    ]  # fmt: skip
    assert bounded.outside == 1
    assert series([], By.MONTH).rows == ()
    assert len(series([], By.MONTH, date(2016, 2, 1), date(2016, 4, 30)).rows) == 3


def test_what_lies_in_several_periods_counts_in_the_first_that_is_asked_for() -> None:
    month = Item(date(2016, 10, 1), date(2016, 10, 31), ())
    whole = series([month], By.WEEK)
    assert (whole.rows[0].period.label, whole.rows[0].total.best) == ("2016-W39", 1)
    assert whole.spanning == 1
    assert series([month], By.MONTH).spanning == 0
    late = series([month], By.DAY, date(2016, 10, 20), date(2016, 10, 22))
    assert [r.total.best for r in late.rows] == [1, 0, 0]
    assert late.spanning == 1


def test_past_the_largest_groups_the_rest_stand_together() -> None:
    day = date(2016, 3, 5)
    items = [Item(day, day, (g,)) for g in ("a", "a", "a", "b", "b", "c", "d", UNKNOWN)]
    found = totals([*items, Item(day, day, ("c", "d"))], top=2)
    assert found.groups == ("a", "b", OTHERS, UNKNOWN)
    assert [a.best for a in found.totals] == [3, 2, 3, 1]  # in c and in d, but once in the others
    assert not found.overlapping
    assert totals(items).groups == ("a", "b", "c", "d", UNKNOWN)


def test_amounts_in_words() -> None:
    assert written(Amount(7, 7, 7)) == "7"
    assert written(Amount(7, 7, 7, open=True)) == "7+"
    assert written(Amount(1200, 1000, 1300, open=True)) == "1,200 (1,000–1,300+)"


# ------------------------------------------------------------------ a ledger


def with_status(record: ReportRecord, status: Status) -> ReportRecord:
    return replace(record, events=tuple(replace(e, status=status) for e in record.events))


def undated(record: ReportRecord) -> ReportRecord:
    return replace(record, events=tuple(replace(e, when=When.unknown("not said")) for e in record.events))


def as_statement(record: ReportRecord) -> ReportRecord:
    return replace(record, events=tuple(replace(e, type=EventType.STATEMENT) for e in record.events))


@pytest.fixture
def told(ledger: Ledger) -> Ledger:
    """A clash told by two outlets, another later, a strike dated to a month, and what does not count."""
    ledger.add(clash(0, date(2016, 11, 6)))
    ledger.add(retold(clash(0, date(2016, 11, 6)), "Heavy clashes", "Hill Radio"))
    ledger.add(clash(1, date(2017, 1, 9)))
    ledger.add(strike(0, date(2016, 11, 20)))
    ledger.add(with_status(clash(2, date(2016, 12, 1)), Status.THREATENED))
    ledger.add(as_statement(clash(3, date(2016, 12, 2))))
    return ledger


def test_incidents_count_once_and_only_what_happened(told: Ledger, registry: Registry) -> None:
    found = told.series(registry)
    assert [(r.period.label, r.total.best) for r in found.series.rows] == [
        ("2016-11", 2), ("2016-12", 0), ("2017-01", 1)
    ]  # fmt: skip
    assert (found.reports, found.outlets) == (4, 3)
    assert source(found) == "4 reports of 3 outlets; incidents by Marsad test reader 1"
    assert "threats, plans" in notes(found)[0]
    events = told.series(registry, counting=Counting(Measure.EVENTS))
    assert [r.total.best for r in events.series.rows] == [3, 0, 1]
    reports = told.series(registry, counting=Counting(Measure.REPORTS, Per.OUTLET))
    assert dict(zip(reports.series.groups, (a.best for a in reports.series.totals), strict=True)) == {
        "Rih News": 2, "Hill Radio": 1, "Red Sea Wire": 1
    }  # fmt: skip


def test_what_does_not_count_counts_when_it_is_asked_for(told: Ledger, registry: Registry) -> None:
    threats = told.totals(registry, EventFilter(status=Status.THREATENED))
    assert threats.series.total.best == 1
    assert "status threatened" in notes(threats)[0]
    statements = told.totals(registry, EventFilter(type="statement"), Counting(Measure.EVENTS))
    assert statements.series.total.best == 1


def test_harm_counts_once_an_incident_with_its_bounds(told: Ledger, registry: Registry) -> None:
    found = told.series(registry, counting=Counting(Measure.KILLED, Per.COUNTRY))
    assert found.series.groups == ("SY", "YE")
    assert [written(a) for a in found.series.totals] == ["14+", "12 (12–15)"]
    assert [written(r.total) for r in found.series.rows] == ["19 (19–22+)", "0", "7+"]
    assert any("“at least”" in note for note in notes(found))


def test_a_figure_that_is_only_alleged_is_not_among_the_bounds(ledger: Ledger, registry: Registry) -> None:
    other = retold(clash(), "Heavy clashes", "Hill Radio")
    event = other.events[0]
    more = replace(event.harm[0], quantity=replace(event.harm[0].quantity, low=7, high=9))
    ledger.add(clash())
    ledger.add(replace(other, events=(replace(event, harm=(more,)),)))
    asked = Counting(Measure.KILLED)
    assert len(ledger.incidents(registry)) == 1
    assert ledger.totals(registry, counting=asked).series.total == Amount(7, 7, 9, open=True)
    alleged = with_status(
        replace(other, reader="later", events=(replace(event, harm=(more,)),)), Status.ALLEGED
    )
    ledger.add(alleged)
    assert len(ledger.incidents(registry)) == 1
    assert ledger.totals(registry, counting=asked).series.total == Amount(7, 7, 7, open=True)


def test_what_cannot_be_placed_is_told(ledger: Ledger, registry: Registry) -> None:
    ledger.add(undated(clash(0)))
    ledger.add(strike(1))
    some = clash(2, date(2019, 8, 30))
    harm = replace(some.events[0].harm[0], quantity=Quantity(some.events[0].harm[0].span, None, None))
    ledger.add(replace(some, events=(replace(some.events[0], harm=(harm,)),)))
    found = ledger.series(registry, by=By.WEEK, counting=Counting(Measure.KILLED))
    said = " ".join(notes(found))
    assert "1 incident of unknown day (killed: 7+) is in no period." in said
    assert "1 incident lies in more than one week and counts in the first." in said
    assert "1 incident tells of killed without a number and is in no sum." in said
    assert found.series.total == Amount(12, 12, 15)
    assert ledger.totals(registry, counting=Counting(Measure.KILLED)).series.total == Amount(19, 19, 22, True)


def test_actors_overlap_and_the_total_counts_once(told: Ledger, registry: Registry) -> None:
    found = told.totals(registry, counting=Counting(per=Per.ACTOR))
    assert dict(zip(found.series.groups, (a.best for a in found.series.totals), strict=True)) == {
        "Free Syrian Army": 2, "Islamic State": 2, "Saudi-led coalition": 1
    }  # fmt: skip
    assert found.series.total.best == 3
    assert "the total counts it once" in notes(found)[-1]


def test_groups(told: Ledger, registry: Registry) -> None:
    expected = {
        Per.AREA: {"Duma, SY": 2, "Amran, YE": 1},
        Per.ADMIN1: {"Rif Dimashq, SY": 2, "Amran, YE": 1},
        Per.TYPE: {"Battles": 2, "Explosions/Remote violence": 1},
        Per.SUB_TYPE: {"Armed clash": 2, "Air/drone strike": 1},
        Per.STATUS: {"happened": 3},
        Per.OUTLET: {"Rih News": 2, "Hill Radio": 1, "Red Sea Wire": 1},
    }
    for per, groups in expected.items():
        found = told.totals(registry, counting=Counting(per=per)).series
        assert dict(zip(found.groups, (a.best for a in found.totals), strict=True)) == groups


def test_an_empty_ledger_has_an_empty_series(ledger: Ledger, registry: Registry) -> None:
    assert ledger.series(registry).series.rows == ()
    assert ledger.totals(registry, counting=Counting(Measure.KILLED, Per.ACTOR)).series.groups == ()


@dataclass(frozen=True)
class Both:
    """One ledger asked in both ways."""

    ledger: Ledger
    registry: Registry

    def agree(
        self, asked: Sequence[EventFilter], per: Iterable[Per | None], measures: Iterable[Measure]
    ) -> None:
        for group, measure, one in product(per, measures, asked):
            counting = Counting(measure, group)
            totals = self.ledger.totals(self.registry, one, counting)
            assert self.kept_answer(one, counting, None) == totals
            months = self.ledger.series(self.registry, one, counting)
            assert self.kept_answer(one, counting, By.MONTH) == months

    def kept_answer(self, asked: EventFilter, counting: Counting, by: By | None) -> object:
        return self.ledger.tallied(self.registry, asked, counting, by)


def test_kept_gists_answer_as_the_ledger_does_whatever_is_added_and_decided(
    told: Ledger, registry: Registry
) -> None:
    both = Both(told, registry)

    def same() -> None:
        asked = EventFilter(), EventFilter(country="SY")
        both.agree(asked, (None, *Per), (Measure.INCIDENTS, Measure.KILLED))

    same()
    late, other = clash(7, date(2017, 2, 3)), strike(0, date(2016, 11, 20))
    told.add(late)
    told.settle(registry)
    for measure in (Measure.INCIDENTS, Measure.EVENTS):
        question = EventFilter(), Counting(measure), By.MONTH
        assert told.unread(*question) > 0
        told.tallied(registry, *question)
        assert told.unread(*question) == 0
    same()
    subjects = tuple(subject_of_event(r.report.id, r.events[0]) for r in (late, other))
    at = datetime(2020, 1, 1, tzinfo=UTC)
    told.decide(Decision(Verb.JOIN, subjects, "Amal", at, "the same day"))
    same()
    told.decide(Decision(Verb.WITHDRAW, subjects[:1], "Amal", at + timedelta(hours=1), "no event"))
    same()


def test_kept_gists_answer_for_each_status_and_type_as_the_ledger_does(
    told: Ledger, registry: Registry
) -> None:
    """An incident that one source says goes on, and another that it happened, stands in both statuses."""
    first = clash(1, date(2017, 1, 9))
    told.add(again := with_status(retold(first, "Clashes go on", "Lake Radio"), Status.ONGOING))
    one = tuple(subject_of_event(r.report.id, r.events[0]) for r in (first, again))
    told.decide(Decision(Verb.JOIN, one, "Amal", datetime(2019, 1, 1, tzinfo=UTC), "the same day"))
    (mixed,) = told.incidents(registry, EventFilter(start=date(2017, 1, 9)))
    assert {row.event.status for row in mixed.rows} == {Status.HAPPENED, Status.ONGOING}
    asked = [EventFilter(status=s) for s in (Status.HAPPENED, Status.ONGOING, Status.THREATENED)]
    asked += [EventFilter(type="statement"), EventFilter(type="battles")]
    measures = Measure.INCIDENTS, Measure.KILLED, Measure.EVENTS, Measure.REPORTS
    Both(told, registry).agree(asked, (None, Per.OUTLET), measures)
