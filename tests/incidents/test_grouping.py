"""Tellings of one happening are brought together, whatever the order they arrive in, and rulings win."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from marsad.incidents.blocking import candidates, meet
from marsad.incidents.comparing import compare
from marsad.incidents.components import components
from marsad.incidents.grouping import THREAD, Rulings, cluster, group, threads
from marsad.incidents.telling import Figure, Telling
from marsad.incidents.words import stems
from marsad.model.event import Effect, EventType

from .strategies import several, tellings

KASHUGA = Telling(
    key="a1",
    report="a",
    source="a",
    outlet="Radio Kivu",
    published=date(2023, 3, 4),
    type=EventType.EXPLOSIONS,
    sub_type="Shelling/artillery/missile attack",
    first=date(2023, 3, 3),
    last=date(2023, 3, 3),
    lat=-1.03,
    lon=28.94,
    place="kashuga",
    place_name="Kashuga",
    precision="exact",
    country="CD",
    actors=frozenset(("m23",)),
    figures=(Figure(Effect.KILLED, "civilians", 11, 11, False),),
    words=stems("Mortar shells fired by the M23 fell on the market of Kashuga, killing eleven traders"),
)
SECOND = replace(
    KASHUGA,
    key="b1",
    report="b",
    source="b",
    outlet="Kivu Post",
    words=stems("Eleven traders died when shells hit the market of Kashuga"),
)
NEXT_DAY = replace(
    KASHUGA,
    key="c1",
    report="c",
    source="c",
    first=date(2023, 3, 5),
    last=date(2023, 3, 5),
    figures=(Figure(Effect.KILLED, "civilians", 2, 2, False),),
    words=stems("A patrol was ambushed outside Kashuga and two officers died"),
)
GOMA = replace(KASHUGA, key="d1", report="d", source="d", lat=-1.67, lon=29.22, place="goma")
ALL = [KASHUGA, SECOND, NEXT_DAY, GOMA]


def test_two_outlets_tell_one_shelling() -> None:
    assert [g.keys for g in group(ALL)] == [("a1", "b1"), ("c1",), ("d1",)]


def test_reasons_say_why() -> None:
    judgement = compare(KASHUGA, SECOND)
    assert judgement.probability > 0.5
    assert {"same day", "same day, near", "same number dead"} <= {name for name, _ in judgement.reasons}


@given(st.permutations(ALL))
def test_order_of_arrival_changes_nothing(order: list[Telling]) -> None:
    assert [g.keys for g in group(order)] == [g.keys for g in group(ALL)]


@given(tellings("a"), tellings("b"))
def test_comparing_is_mutual(one: Telling, other: Telling) -> None:
    assert compare(one, other) == compare(other, one)


@given(several(), st.randoms(use_true_random=False))
def test_grouping_anew_or_one_by_one_is_the_same(told: list[Telling], chance: Random) -> None:
    """A ledger that takes tellings in one by one has the groups of one that has them all."""
    kept: dict[frozenset[str], float] = {}
    known: list[Telling] = []
    for new in chance.sample(told, len(told)):
        for other in known:
            if meet(new, other) and (found := compare(new, other).probability) >= THREAD:
                kept[frozenset((new.key, other.key))] = found
        known.append(new)
    reports = {t.key: t.report for t in known}
    tied = components(reports, threads(kept, reports.keys()))
    one_by_one = sorted(tuple(g) for keys in tied for g in cluster(keys, kept, reports))
    assert one_by_one == [g.keys for g in group(told)]


@given(several(), st.data())
def test_rulings_always_win(told: list[Telling], data: st.DataObject) -> None:
    if len(told) < 3:
        return
    first, second, third = data.draw(st.permutations([t.key for t in told]))[:3]
    rulings = Rulings(frozenset((frozenset((first, second)),)), frozenset((frozenset((second, third)),)))
    found = [g.keys for g in group(told, rulings=rulings)]
    home = next(g for g in found if second in g)
    assert first in home
    assert third not in home


def test_events_of_one_report_stay_apart() -> None:
    twin = replace(SECOND, report="a", key="a2")
    assert [g.keys for g in group([KASHUGA, twin])] == [("a1",), ("a2",)]


def test_rulings_win() -> None:
    apart = Rulings(apart=frozenset((frozenset(("a1", "b1")),)))
    assert [g.keys for g in group(ALL, rulings=apart)] == [("a1",), ("b1",), ("c1",), ("d1",)]
    joined = Rulings(joined=frozenset((frozenset(("a1", "d1")),)))
    assert ("a1", "b1", "d1") in [g.keys for g in group(ALL, rulings=joined)] or ("a1", "d1") in [
        g.keys for g in group(ALL, rulings=joined)
    ]


def test_a_place_that_may_be_wrong_keeps_one_shelling_together() -> None:
    """The same toll on the same day, in the same words: it is likelier that one place was read wrongly."""
    toll = (Figure(Effect.KILLED, "civilians", 31, 31, False),)
    first = replace(KASHUGA, figures=toll, place_sure=0.9)
    second = replace(SECOND, figures=toll, lat=52.1, lon=-2.3, country="GB", place_sure=0.6)
    assert [g.keys for g in group([first, second])] == [("a1", "b1")]
    sure = [replace(telling, place_sure=1.0) for telling in (first, second)]
    assert [g.keys for g in group(sure)] == [("a1",), ("b1",)]


def test_a_doubtful_difference_weighs_less() -> None:
    """Another day or place speaks against by as much as both are sure, and never for."""
    later = replace(NEXT_DAY, lat=-1.20)
    doubts = [replace(later, day_sure=n, place_sure=n) for n in (1.0, 0.8, 0.5, 0.1)]
    found = [compare(KASHUGA, telling).probability for telling in doubts]
    assert found == sorted(found)
    assert found[0] < found[1] < found[2] == found[3]


def test_only_neighbours_are_compared() -> None:
    few = replace(GOMA, figures=(Figure(Effect.KILLED, "civilians", 2, 2, False),), lon=0.0)
    far = [replace(few, key=f"x{n}", report=f"x{n}", lat=float(n)) for n in range(0, 80, 2)]
    assert list(candidates(far)) == []
