"""Who held a place on a day, as known on another, from evidence of several reports."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from marsad.control.evidence import Basis, Evidence, Source, of_event, of_statement
from marsad.control.standing import State, standing
from marsad.model.event import (
    Claim,
    ControlState,
    ControlStatement,
    Event,
    EventType,
    Participant,
    Side,
)
from marsad.model.reading import Stance, Status
from marsad.model.span import Span
from marsad.model.time import Precision, When

WORDS = Span(0, 6, "it was")


def said(actor: str, state: str, day: date, known: date | None = None, report: str = "r1") -> Evidence:
    return Evidence(actor, ControlState(state), day, day, known or day, report, f"{report} {day}")


def first_told(actor: str, day: date) -> Evidence:
    """A hold of which a report says no more than that it is so on its day."""
    return replace(said(actor, "holds", day, report=f"{actor} {day}"), basis=Basis.REPORT_DAY)


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


def test_allies_of_one_ally_hold_it_together() -> None:
    def allied(one: str, other: str, _: date) -> bool | None:
        return True if "branch" in {one, other} else None

    holds = [said(a, "holds", MAY, report=a) for a in ("branch", "parent", "rebels")]
    found = standing(holds, JUNE, JUNE, allied)
    assert (found.state, found.holders) == (State.HELD, ("branch", "parent", "rebels"))


def test_a_siege_names_both() -> None:
    found = standing([said("saf", "holds", MAY), said("rsf", "besieges", MAY, report="r2")], JUNE, JUNE)
    assert (found.state, found.holders, found.by) == (State.BESIEGED, ("saf",), ("rsf",))


def test_lost_and_taken_by_nobody_is_unknown() -> None:
    found = standing([said("saf", "holds", MARCH), said("saf", "loses", MAY)], JUNE, JUNE)
    assert (found.state, found.holders) == (State.UNKNOWN, ())


def test_the_loser_had_it_before_and_so_had_the_first_holder_told_of() -> None:
    lost = [said("saf", "loses", MAY), said("rsf", "gains", MAY)]
    found = standing(lost, date(2024, 4, 1), JUNE)
    assert (found.state, found.holders, found.told_later) == (State.HELD, ("saf",), True)
    assert standing(lost, date(2023, 4, 1), JUNE).state is State.UNKNOWN
    assert standing([first_told("saf", MAY)], date(2024, 4, 1), JUNE).told_later
    since = standing([said("saf", "holds", MAY)], date(2024, 4, 1), JUNE)
    assert since.state is State.UNKNOWN  # a hold that is said to begin then was not there before
    assert standing([said("saf", "gains", MAY)], date(2024, 4, 1), JUNE).state is State.UNKNOWN


def test_who_took_part_in_the_taking_is_no_holder_where_a_statement_names_one() -> None:
    event = [replace(said(a, "gains", MAY), basis=Basis.EVENT) for a in ("saf", "foreign helpers")]
    assert standing(event, JUNE, JUNE).holders == ("foreign helpers", "saf")
    assert standing([*event, said("saf", "gains", MAY)], JUNE, JUNE).holders == ("saf",)


def test_an_advance_that_the_holder_outlives() -> None:
    evidence = [
        said("saf", "holds", MARCH),
        replace(said("rsf", "gains", MAY, report="r2"), basis=Basis.EVENT),
        said("saf", "holds", date(2024, 5, 20), report="r3"),
    ]
    assert standing(evidence, JUNE, JUNE).holders == ("saf",)


def test_a_part_taken_is_not_the_town_taken() -> None:
    evidence = [said("saf", "holds", MAY), replace(said("rsf", "gains", MAY, report="r2"), part=True)]
    found = standing(evidence, JUNE, JUNE)
    assert (found.state, found.holders) == (State.CONTESTED, ("rsf", "saf"))


def test_a_win_on_the_day_of_a_hold_counts_where_the_same_report_tells_both() -> None:
    evidence = [said("saf", "holds", MAY), said("rsf", "gains", MAY)]
    assert standing(evidence, JUNE, JUNE).holders == ("rsf",)


def test_a_nearer_word_counts_more_than_one_grown_old() -> None:
    evidence = [said("saf", "holds", date(2023, 1, 1)), first_told("rsf", JUNE)]
    found = standing(evidence, MAY, JUNE)
    assert (found.holders, found.told_later) == (("rsf",), True)


def test_besiegers_who_fight_in_the_place_later_contest_it() -> None:
    evidence = [
        said("saf", "holds", MARCH),
        said("rsf", "besieges", MARCH),
        said("rsf", "contests", date(2024, 3, 9)),
    ]
    assert standing(evidence, date(2024, 3, 20), JUNE).state is State.CONTESTED


def test_fighting_before_the_place_was_taken_is_over() -> None:
    evidence = [said("rsf", "contests", date(2024, 5, 5)), said("rsf", "gains", MAY)]
    assert standing(evidence, JUNE, JUNE).state is State.HELD


def test_a_change_known_to_the_month_is_sure_at_its_end_and_possible_in_it() -> None:
    gain = replace(said("rsf", "gains", date(2024, 5, 31), known=JUNE), first=date(2024, 5, 1))
    held = said("saf", "holds", date(2024, 4, 28))
    assert standing([gain, held], MAY, JUNE).holders == ("saf",)
    assert standing([gain], MAY, JUNE).holders == ("rsf",)
    assert standing([gain, held], date(2024, 6, 1), JUNE).holders == ("rsf",)


def test_a_hold_that_ended_before_the_report_is_over_though_no_winner_is_named() -> None:
    told = of_statement(replace(STATEMENT, start="2023", end="2024-02"), Source("r1", MAY))
    assert standing(told, date(2024, 1, 5), MAY).state is State.HELD
    assert standing(told, MAY, MAY).state is State.UNKNOWN


def test_what_every_speaker_denies_attests_nothing() -> None:
    denied = Claim("a spokesman", None, None, True, Stance.DENIES)
    assert of_statement(replace(STATEMENT, claims=(denied,)), Source("r1", MAY)) == []


def test_nothing_known() -> None:
    assert standing([], JUNE, JUNE).state is State.UNKNOWN


STATEMENT = ControlStatement("p", "El Fasher", "rsf", ControlState.HOLDS, "2024-04", None, (WORDS,))


@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [
        ("2024-04", None, date(2024, 4, 1), MAY),
        (None, None, date(2024, 5, 9), MAY),
        ("2023", "2024-02", date(2023, 1, 1), date(2024, 2, 1)),
    ],
)
def test_the_days_that_a_hold_attests(start: str | None, end: str | None, first: date, last: date) -> None:
    found = of_statement(replace(STATEMENT, start=start, end=end), Source("r1", MAY))[0]
    assert (found.first, found.last, found.known) == (first, last, MAY)


def test_a_statement_without_any_day_attests_nothing() -> None:
    assert of_statement(replace(STATEMENT, start=None), Source("r1", None)) == []


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
    assert [(e.actor, e.state, e.first) for e in of_event(event, Source("r1", MAY))] == [
        ("rsf", ControlState.GAINS, MARCH)
    ]
    assert of_event(replace(event, status=Status.THREATENED), Source("r1", MAY)) == []
    for words, part in [
        ("The RSF advanced closer to the centre of the town.", True),
        ("The RSF advanced and seized the town.", False),
    ]:
        told = replace(event, evidence=(Span(0, len(words), words),))
        assert [e.part for e in of_event(told, Source("r1", MAY))] == [part]
