"""The standings of a place that are kept: what is worked out from others is what is worked out anew."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from marsad.control.evidence import Evidence
from marsad.control.past import Past
from marsad.control.periods import joined, turns, turns_then
from marsad.control.sides import same_actor
from marsad.control.standing import usable

from .test_periods import DAYS, PLENTY


@given(PLENTY, st.lists(DAYS, max_size=8), DAYS)
def test_whatever_was_asked_before_changes_no_answer(
    evidence: list[Evidence], days: list[date], until: date
) -> None:
    past = Past(evidence, same_actor)
    for known in days:
        anew = tuple(turns(usable(evidence, known), same_actor))
        assert past.standings(known) == anew
        assert past.periods(known, until) == joined(turn for turn in anew if turn[0] <= until)


@given(PLENTY)
def test_each_day_as_it_was_known_then(evidence: list[Evidence]) -> None:
    found = Past(evidence, same_actor).standings_then()
    assert found == tuple(turns_then(evidence, same_actor))
