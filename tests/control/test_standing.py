"""Who held a place on a day, as known on another, from evidence of several reports."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from marsad.control.evidence import Evidence, of_event, of_statement
from marsad.control.standing import State, standing
from marsad.model.event import ControlState, ControlStatement, Event, EventType, Participant, Side
from marsad.model.reading import Status
from marsad.model.span import Span
from marsad.model.time import Precision, When

WORDS = Span(0, 6, "it was")


def said(actor: str, state: str, day: date, known: date | None = None, report: str = "r1") -> Evidence:
    return Evidence(actor, ControlState(state), day, day, known or day, report, f"{report} {day}")


MARCH, MAY, JUNE = date(2024, 3, 1), date(2024, 5, 10), date(2024, 6, 20)


def test_the_last_to_take_it_holds_it() -> None:
    found = standing([said("saf", "holds", MARCH), said("rsf", "gains", MAY)], JUNE, JUNE)
    assert (found.state, found.holders, found.last_confirmed) == (State.HELD, ("rsf",), MAY)


def test_before_the_change_the_earlier_holds_it() -> None:
    found = standing([said("saf", "holds", MARCH), said("rsf", "gains", MAY)], date(2024, 4, 1), JUNE)
    assert found.holders == ("saf",)


def test_what_was_not_yet_known_does_not_count() -> None:
    evidence = [said("saf", "holds", MARCH), said("rsf", "gains", MAY, known=JUNE)]
    assert standing(evidence, JUNE, date(2024, 6, 1)).holders == ("saf",)
    assert standing(evidence, JUNE, JUNE).holders == ("rsf",)


def test_a_hold_grows_stale() -> None:
    found = standing([said("rsf", "holds", MARCH)], date(2024, 12, 1), date(2024, 12, 1))
    assert (found.state, found.stale, found.last_confirmed) == (State.HELD, True, MARCH)


def test_two_holders_of_two_sources_contradict_each_other() -> None:
    found = standing([said("saf", "holds", MAY), said("rsf", "holds", MAY, report="r2")], JUNE, JUNE)
    assert (found.state, found.holders) == (State.CONTESTED, ("rsf", "saf"))


def test_allies_named_in_one_breath_hold_it_together() -> None:
    found = standing([said("saf", "gains", MAY), said("allies", "gains", MAY)], JUNE, JUNE)
    assert (found.state, found.holders) == (State.HELD, ("allies", "saf"))


def test_a_siege_names_both() -> None:
    found = standing([said("saf", "holds", MAY), said("rsf", "besieges", MAY, report="r2")], JUNE, JUNE)
    assert (found.state, found.holders, found.by) == (State.BESIEGED, ("saf",), ("rsf",))


def test_lost_and_taken_by_nobody_is_unknown() -> None:
    found = standing([said("saf", "holds", MARCH), said("saf", "loses", MAY)], JUNE, JUNE)
    assert (found.state, found.holders) == (State.UNKNOWN, ())


def test_nothing_known() -> None:
    assert standing([], JUNE, JUNE).state is State.UNKNOWN


STATEMENT = ControlStatement("p", "El Fasher", "rsf", ControlState.HOLDS, "2024-04", None, (WORDS,))


@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [
        ("2024-04", None, date(2024, 4, 1), MAY),
        (None, None, MAY, MAY),
        ("2023", "2024-02", date(2023, 1, 1), date(2024, 2, 29)),
    ],
)
def test_the_days_that_a_hold_attests(start: str | None, end: str | None, first: date, last: date) -> None:
    found = of_statement(replace(STATEMENT, start=start, end=end), MAY, "r1")
    assert found is not None
    assert (found.first, found.last, found.known) == (first, last, MAY)


def test_a_statement_without_any_day_attests_nothing() -> None:
    assert of_statement(replace(STATEMENT, start=None), None, "r1") is None


def test_an_event_by_which_a_place_is_taken() -> None:
    event = Event(
        id="e1",
        type=EventType.BATTLES,
        sub_type="Non-state actor overtakes territory",
        status=Status.HAPPENED,
        when=When(MARCH, MARCH, Precision.DAY),
        where=None,
        participants=(Participant("rsf", Side.A, "agent"), Participant("saf", Side.B, "patient")),
        harm=(),
        weapons=(),
        seized=(),
        claims=(),
        evidence=(WORDS,),
    )
    assert [(e.actor, e.state, e.first) for e in of_event(event, MAY, "r1")] == [
        ("rsf", ControlState.GAINS, MARCH)
    ]
    assert of_event(replace(event, status=Status.THREATENED), MAY, "r1") == []
