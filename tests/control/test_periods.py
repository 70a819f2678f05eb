"""Periods of control: standing put together over time, whatever the order of evidence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from marsad.control.evidence import Basis, Evidence
from marsad.control.past import Past
from marsad.control.periods import ControlPeriod, Since, since
from marsad.control.sides import same_actor
from marsad.control.standing import FRESH, State, _Scene, standing, usable
from marsad.control.timeline import HAS, Seen, begun
from marsad.model.event import ControlState
from marsad.model.time import Precision

from .test_standing import said

MARCH, MAY, JUNE = date(2024, 3, 1), date(2024, 5, 10), date(2024, 6, 20)
LATE = date(2026, 1, 1)


def periods(evidence: list[Evidence], known: date, until: date) -> tuple[ControlPeriod, ...]:
    return Past(evidence, same_actor).periods(known, until)


def told(found: tuple[ControlPeriod, ...]) -> list[tuple[str, tuple[str, ...], date, date | None]]:
    return [(p.state.value, p.holders, p.start, p.end) for p in found]


def test_a_change_of_hands_and_then_nothing_more_is_heard() -> None:
    evidence = [said("saf", "gains", MARCH), said("rsf", "gains", MAY, report="r2")]
    found = periods(evidence, LATE, LATE)
    over = MAY + FRESH
    assert told(found) == [
        ("held", ("saf",), MARCH, MAY - timedelta(days=1)),
        ("held", ("rsf",), MAY, over),
        ("unknown", (), over + timedelta(days=1), None),
    ]
    assert found[1].since is Since.CHANGED
    assert [e.report for e in found[1].begun_by] == ["r2"]
    assert (found[2].since, found[2].last_confirmed) == (Since.NOT_CONFIRMED, MAY)


def test_the_beginning_has_the_precision_of_its_words() -> None:
    held = replace(said("saf", "holds", MAY), first=MARCH, precision=Precision.MONTH)
    (found,) = periods([held], JUNE, JUNE)
    assert (found.start, found.precision, found.since) == (MARCH, Precision.MONTH, Since.STATED)
    assert found.basis is Basis.STATEMENT


def test_the_first_word_is_not_the_first_day() -> None:
    held = replace(said("saf", "holds", MAY), basis=Basis.REPORT_DAY)
    before, after = periods([held], JUNE, JUNE)
    assert (before.since, before.start, before.end) == (Since.TAKEN_BACK, MAY - FRESH, MAY - timedelta(1))
    assert (after.since, after.basis) == (Since.FIRST_TOLD, Basis.REPORT_DAY)


def test_a_contradiction_stands_with_the_sources_of_both_sides() -> None:
    evidence = [said("saf", "gains", MAY), said("rsf", "holds", MAY, report="r2")]
    found = since(periods(evidence, JUNE, JUNE), MAY)
    assert found is not None
    assert (found.state, found.holders) == (State.CONTESTED, ("rsf", "saf"))
    assert {e.report for e in found.evidence} == {"r1", "r2"}


def test_nothing_told_gives_no_period() -> None:
    assert periods([], JUNE, JUNE) == ()


DAYS = st.dates(date(2024, 1, 1), date(2024, 12, 31))


@st.composite
def one(draw: st.DrawFn) -> Evidence:
    first = draw(DAYS)
    last = first + timedelta(days=draw(st.integers(0, 60)))
    return Evidence(
        draw(st.sampled_from(("saf", "rsf", "tribe"))),
        draw(st.sampled_from(ControlState)),
        first,
        last,
        last + timedelta(days=draw(st.integers(0, 200))),
        draw(st.sampled_from(("r1", "r2", "r3"))),
        draw(st.sampled_from(("took it", "has it"))),
        draw(st.sampled_from(Basis)),
        Precision.DAY,
        draw(st.booleans()),
    )


SOME = st.lists(one(), max_size=8)


@given(SOME, st.randoms(), DAYS, DAYS)
def test_the_order_of_arrival_changes_nothing(
    evidence: list[Evidence], random: object, on: date, by: date
) -> None:
    mixed = list(evidence)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert standing(mixed, on, by) == standing(evidence, on, by)
    assert periods(mixed, by, on) == periods(evidence, by, on)


@given(SOME, SOME, DAYS, DAYS)
def test_what_is_known_later_changes_no_earlier_answer(
    evidence: list[Evidence], later: list[Evidence], on: date, by: date
) -> None:
    after = [replace(e, known=max(e.known, by + timedelta(days=1))) for e in later]
    assert standing([*evidence, *after], on, by) == standing(evidence, on, by)
    assert periods([*evidence, *after], by, on) == periods(evidence, by, on)


@given(SOME, DAYS, DAYS)
def test_periods_say_what_standing_says_on_every_day(evidence: list[Evidence], on: date, by: date) -> None:
    found = since(periods(evidence, by, on), on)
    asked = standing(evidence, on, by)
    state = State.UNKNOWN if asked.stale else asked.state
    assert (found.state if found else State.UNKNOWN) is state
    if found and not asked.stale:
        assert (found.holders, found.by) == (asked.holders, asked.by)


@given(st.lists(one(), max_size=20), DAYS)
def test_what_a_scene_remembers_is_what_its_evidence_says(evidence: list[Evidence], on: date) -> None:
    scene = _Scene(Seen(usable(evidence, LATE), on, sure=True), same_actor)

    def allies(one_: str, other: str) -> bool:
        told_of = {
            a: {(e.report, e.words, e.state) for e in scene.had if e.actor == a} for a in (one_, other)
        }
        return one_ == other or bool(told_of[one_] & told_of[other])

    for held in scene.had:
        after = [
            e
            for e in scene.had
            if e.state is ControlState.HOLDS and e.last > held.last and e.report != held.report
        ]
        advance = held.basis is Basis.EVENT and any(not allies(e.actor, held.actor) for e in after)
        assert scene._outlived(held) is advance
        assert all(scene._are_allies({held.actor, e.actor}) is allies(held.actor, e.actor) for e in scene.had)


@given(SOME, DAYS)
def test_periods_follow_one_another_without_gaps(evidence: list[Evidence], until: date) -> None:
    found = periods(evidence, LATE, until)
    for one_, next_ in pairwise(found):
        assert one_.end == next_.start - timedelta(days=1)
    assert all(p.end is not None for p in found[:-1])


PLENTY = st.lists(one(), max_size=40)


@given(PLENTY, DAYS)
def test_what_is_long_past_changes_no_period(evidence: list[Evidence], until: date) -> None:
    """Days looked at one after another, the past forgotten, against each day looked at by itself."""
    for found in periods(evidence, LATE, until):
        if found.state is not State.UNKNOWN:
            alone = standing(evidence, found.start, LATE)
            assert (alone.state, alone.holders, alone.by) == (found.state, found.holders, found.by)


@given(PLENTY, DAYS)
def test_a_timeline_cuts_out_what_a_search_of_all_evidence_finds(evidence: list[Evidence], on: date) -> None:
    told = usable(evidence, LATE)
    for sure in (True, False):
        seen = Seen(told, on, sure)
        past = [e if e.last <= on else replace(e, last=on) for e in told.told if begun(e, sure) <= on]
        had = [e for e in past if e.state in HAS and not e.part]
        assert list(seen.had) == had
        assert list(seen.gains) == [e for e in had if e.state is ControlState.GAINS]
        assert list(seen.lost) == [e for e in past if e.state is ControlState.LOSES and not e.part]
        assert list(seen.sieges) == [e for e in past if e.state is ControlState.BESIEGES]
        assert seen.had.since(on) == [e for e in had if e.last >= on]
        assert seen.had.last_of_each() == {
            a: max((e for e in had if e.actor == a), key=lambda e: (e.last, e.known))
            for a in {e.actor for e in had}
        }
        near = {e.report for e in told.told if begun(e, sure) > on and e.first - on <= FRESH}
        assert {e.report for e in seen.ahead(on + FRESH)} == near
