"""Who meets whom: the same both ways, and nobody who could be one is missed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from marsad.incidents.blocking import (
    HIGH_TOLL,
    LONGEST,
    REACH_KM,
    SLACK,
    candidates,
    days_told,
    meet,
    share_mark,
    stands_in,
)
from marsad.incidents.comparing import compare
from marsad.incidents.signs import kilometres
from marsad.incidents.telling import Figure, Telling
from marsad.model.event import Effect, EventType

from .strategies import several, tellings


@given(tellings("a"), tellings("b"))
def test_meeting_is_mutual(one: Telling, other: Telling) -> None:
    assert meet(one, other) == meet(other, one)


@given(several())
def test_candidates_are_those_that_meet(told: list[Telling]) -> None:
    found = {(a.key, b.key) for a, b in candidates(told)}
    assert found == {(a.key, b.key) for a in told for b in told if a.key < b.key and meet(a, b)}


@given(tellings("a"), tellings("b"))
def test_nobody_near_in_time_and_place_is_missed(one: Telling, other: Telling) -> None:
    if one.report == other.report or (times := _times(one, other)) is None:
        return
    (first, last), (from_, to) = times
    apart = kilometres(one, other)
    spots = {one.precision, other.precision}.isdisjoint({"admin1", "country"})
    near = apart is not None and apart <= REACH_KM if spots and apart is not None else _one_land(one, other)
    if first - to <= SLACK and from_ - last <= SLACK and near:
        assert meet(one, other)
        compare(one, other)


def _times(one: Telling, other: Telling) -> tuple[tuple[date, date], tuple[date, date]] | None:
    """The days of both, where both have some and neither is too long."""
    mine, theirs = days_told(one), days_told(other)
    if mine is None or theirs is None or max(b - a for a, b in (mine, theirs)) > LONGEST:
        return None
    return mine, theirs


def _one_land(one: Telling, other: Telling) -> bool:
    """One has no place at all, or both are of one country."""
    return one.country == other.country or any(t.lat is None and t.country is None for t in (one, other))


@given(tellings("a"), tellings("b"))
def test_what_never_meets_is_never_likely(one: Telling, other: Telling) -> None:
    """Spots that are too far apart to meet, and share no mark, are impossible for the comparison too."""
    apart = kilometres(one, other)
    far = apart is not None and apart > REACH_KM and {one.precision, other.precision} <= {"exact", "near"}
    if far and (not share_mark(one, other) or one.place_sure == other.place_sure == 1):
        assert compare(one, other).probability == 0


@given(tellings("a"), tellings("b"))
def test_a_shared_mark_makes_tellings_meet_wherever_they_are(one: Telling, other: Telling) -> None:
    assert share_mark(one, other) == share_mark(other, one)
    if share_mark(one, other) and one.report != other.report:
        assert meet(one, other)


@given(tellings("a"), st.integers(0, 3), st.integers(1, 60))
def test_a_high_toll_is_a_mark(telling: Telling, days: int, killed: int) -> None:
    """The same number within a day, in whatever land."""
    if telling.first is None:
        return
    figures = (Figure(Effect.KILLED, None, killed, killed, False),)
    here = replace(telling, last=telling.first, country="CD", figures=figures)
    there = replace(here, first=telling.first + timedelta(days=days), country="RW", lat=50.0, lon=5.0)
    there = replace(there, last=there.first)
    assert share_mark(here, there) == (killed >= HIGH_TOLL and timedelta(days=days) <= SLACK)
    assert not share_mark(here, replace(there, figures=()))


def test_a_statement_is_compared_with_none() -> None:
    told = tellings("a").map(lambda t: replace(t, type=EventType.STATEMENT))

    @given(told)
    def nowhere(telling: Telling) -> None:
        assert not stands_in(telling)

    nowhere()


@given(tellings("a"), st.integers(-1, 1))
def test_the_date_line_parts_nobody(telling: Telling, days: int) -> None:
    if telling.first is None or telling.last is None:
        return
    west = replace(telling, lat=0.0, lon=179.99, precision="exact", report="w")
    east = replace(west, key="b", lon=-179.99, report="e", first=telling.first + timedelta(days=days))
    east = replace(east, last=(east.first or telling.first) + (telling.last - telling.first))
    assert meet(west, east)
