"""Who counts as one witness, and what the figures of several add up to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from marsad.incidents.figures import Grade, Rule, tolls
from marsad.incidents.sources import Printed, witnesses
from marsad.incidents.telling import Figure, Telling
from marsad.model.event import Effect
from marsad.sieving.shingles import RUN, likeness, signature

from .strategies import several
from .test_grouping import KASHUGA, SECOND


@given(st.lists(st.integers(0, 40), min_size=40, max_size=80), st.integers(0, 30))
def test_likeness_is_the_share_of_runs_in_common(words: list[int], more: int) -> None:
    """The estimate is near the true share: no hash function always picks the same run."""
    one = [f"w{n}" for n in words]
    other = one[: len(one) // 2] + [f"x{n}" for n in range(more)]
    mine, theirs = ({" ".join(t[i : i + RUN]) for i in range(len(t) - RUN + 1)} for t in (one, other))
    true = len(mine & theirs) / len(mine | theirs)
    assert abs(likeness(signature(" ".join(one)), signature(" ".join(other))) - true) < 0.25


def test_a_reprint_is_no_second_witness() -> None:
    wire = "Shells fell on the market of Kashuga on Friday, killing eleven traders, medics said."
    other = "Residents of Kashuga buried their dead on Saturday after shells had hit the weekly market."
    found = witnesses([Printed("a", wire), Printed("b", f"{wire} Read more"), Printed("c", other)])
    assert found["b"] == "a"
    assert found["c"] == "c"


def test_a_wire_with_paragraphs_added_is_no_second_witness() -> None:
    wire = (
        "Shells fell on the weekly market of Kashuga on Friday, killing eleven traders, medics said. The "
        "fire came from hills that the M23 took last week, a teacher who saw the flashes told this paper."
    )
    longer = (
        f"{wire} Residents buried their dead on Saturday beside the church. The market stayed shut for a day."
    )
    assert witnesses([Printed("a", wire), Printed("b", longer)])["b"] == "a"


def figure(killed: int, who: str = "civilians", by: str | None = None, high: int | None = 0) -> Figure:
    return Figure(Effect.KILLED, who, killed, killed if high == 0 else high, False, by)


def telling(key: str, *figures: Figure, day: int = 4) -> Telling:
    return replace(
        KASHUGA, key=key, report=key, source=key, outlet=f"outlet {key}", figures=figures,
        published=date(2023, 3, day),
    )  # fmt: skip


def test_two_outlets_that_quote_one_monitor_are_one_source() -> None:
    told = [
        telling("a", figure(9, by="monitor")),
        telling("b", figure(9, by="monitor")),
        telling("c", figure(7)),
    ]
    toll = tolls(told)[0]
    assert (toll.low, toll.best, toll.high) == (7, 7, 9)  # one each: of equals the latest, then the lower


def test_figures_of_several_in_one_report_are_alternatives() -> None:
    toll = tolls([telling("a", figure(10, by="medics"), figure(8, "unknown", by="monitor"))])[0]
    assert (toll.low, toll.high) == (8, 10)


def test_groups_that_one_source_tells_add_up() -> None:
    toll = tolls([telling("a", figure(30, "fardc", by="monitor"), figure(50, "m23", by="monitor"))])[0]
    assert (toll.low, toll.best, toll.high) == (80, 80, 80)


def test_one_group_alone_is_no_total_beside_a_figure_of_all() -> None:
    toll = tolls([telling("a", figure(20, "unknown")), telling("b", figure(3, "children"))])[0]
    assert (toll.low, toll.high) == (20, 20)


def test_a_summary_of_what_others_say_is_no_source() -> None:
    told = [telling("a", figure(24, "unknown", high=None), figure(58, "unknown", by="monitor"))]
    assert tolls(told)[0].low == 58


def test_figures_that_were_all_taken_back_are_discounted() -> None:
    toll = tolls([telling("a", figure(9))], withdrawn={"a"})[0]
    assert (toll.low, toll.best, toll.high, toll.grade) == (None, None, None, Grade.DISCOUNTED)
    assert [r.withdrawn for r in toll.reported] == [True]


def test_each_number_names_its_rule() -> None:
    toll = tolls([telling("a", figure(9))])[0]
    assert toll.rules == (Rule.LOW, Rule.BEST, Rule.HIGH, Rule.GRADE)


@given(several(), st.randoms(use_true_random=False))
def test_tolls_do_not_depend_on_order(told: list[Telling], chance: Random) -> None:
    shuffled = chance.sample(told, len(told))
    assert tolls(told) == tolls(shuffled)


@given(several())
def test_the_best_figure_lies_between_the_others(told: list[Telling]) -> None:
    for toll in tolls(told):
        assert toll.low is not None and toll.best is not None and toll.high is not None
        assert toll.low <= toll.best <= toll.high


def test_figures_stand_side_by_side() -> None:
    fewer = replace(SECOND, figures=(Figure(Effect.KILLED, "civilians", 9, 9, False),))
    third = replace(KASHUGA, key="e1", report="e", source="e", outlet="UN")
    toll, of_civilians = tolls([KASHUGA, fewer, third])
    assert (toll.low, toll.best, toll.high) == (9, 11, 11)
    assert [r.figure.best for r in toll.reported] == [11, 9, 11]
    assert toll.grade is Grade.FAIR
    assert (toll.who, of_civilians.who) == (None, "civilians")


def test_a_correction_supersedes_and_stays() -> None:
    later = replace(KASHUGA, key="f1", report="f", source="f", published=date(2023, 3, 6))
    corrected = replace(later, figures=(Figure(Effect.KILLED, "civilians", 14, 14, False),))
    toll, _ = tolls([KASHUGA, corrected])
    assert (toll.best, [r.superseded for r in toll.reported]) == (14, [True, False])
