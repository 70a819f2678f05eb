"""The fairness check on small made-up records: what it compares, and how its table counts."""

from __future__ import annotations

from datetime import date
from types import ModuleType

import pytest
from rich.console import Console

from marsad.model.event import Effect, Event, EventType, Harm
from marsad.model.reading import Quantity, Status
from marsad.model.record import ReportRecord
from marsad.model.span import Span
from marsad.model.time import Precision, When

from .records import ROOT, loaded, report_of

REPORT = report_of("Fighters shelled the town.")
SPAN = Span.of(REPORT.text, 0, 8)
Figure = tuple[Effect, int | None, int | None]


@pytest.fixture(scope="module")
def fairness() -> ModuleType:
    return loaded(ROOT / "tools" / "fairness.py")


def event(
    kind: EventType = EventType.BATTLES,
    *figures: Figure,
    sub_type: str = "Armed clash",
    status: Status = Status.HAPPENED,
    who: str = "unknown",
) -> Event:
    harm = tuple(Harm(effect, who, Quantity(SPAN, low, high), SPAN) for effect, low, high in figures)
    when = When(None, date(2024, 3, 12), date(2024, 3, 12), Precision.DAY)
    return Event("e0", kind, sub_type, status, when, None, (), harm, (), (), (), (SPAN,))


def record(*events: Event) -> ReportRecord:
    return ReportRecord(REPORT, "test", events=events)


def agreement(fairness: ModuleType, first: ReportRecord, second: ReportRecord) -> dict[str, bool]:
    comparison = fairness.compare(first, second)
    return {measure: same(comparison) for measure, same in fairness.MEASURES}


SAME = {"events": True, "type": True, "harm": True, "status": True, "all": True}


def test_equal_records_agree_in_all(fairness: ModuleType) -> None:
    one = record(event(EventType.BATTLES, (Effect.KILLED, 3, 3)), event(EventType.STATEMENT))
    assert agreement(fairness, one, one) == SAME


def test_records_without_events_agree(fairness: ModuleType) -> None:
    assert agreement(fairness, record(), record()) == SAME


def test_sub_types_and_who_is_harmed_may_differ(fairness: ModuleType) -> None:
    killed = (Effect.KILLED, 3, None)
    first = event(EventType.BATTLES, killed, sub_type="Government regains territory", who="sy-forces")
    second = event(EventType.BATTLES, killed, sub_type="Non-state actor overtakes territory", who="isis")
    assert agreement(fairness, record(first), record(second)) == SAME


def test_another_type_is_a_difference_of_type(fairness: ModuleType) -> None:
    one, other = record(event(EventType.BATTLES)), record(event(EventType.EXPLOSIONS))
    assert agreement(fairness, one, other) == SAME | {"type": False, "all": False}


def test_another_status_is_a_difference_of_status(fairness: ModuleType) -> None:
    one, other = record(event()), record(event(status=Status.ALLEGED))
    assert agreement(fairness, one, other) == SAME | {"status": False, "all": False}


@pytest.mark.parametrize(
    "figures",
    [
        (),
        ((Effect.WOUNDED, 3, 3),),
        ((Effect.KILLED, 3, None),),
        ((Effect.KILLED, None, 3),),
        ((Effect.KILLED, 3, 3), (Effect.KILLED, 3, 3)),
    ],
    ids=["none", "effect", "no high", "no low", "told twice"],
)
def test_other_figures_are_a_difference_of_harm(fairness: ModuleType, figures: tuple[Figure, ...]) -> None:
    one = record(event(EventType.BATTLES, (Effect.KILLED, 3, 3)))
    other = record(event(EventType.BATTLES, *figures))
    assert agreement(fairness, one, other) == SAME | {"harm": False, "all": False}
    assert agreement(fairness, other, one) == SAME | {"harm": False, "all": False}


def test_the_order_of_figures_within_an_event_means_nothing(fairness: ModuleType) -> None:
    figures: tuple[Figure, ...] = (
        (Effect.KILLED, None, None),
        (Effect.KILLED, 3, None),
        (Effect.WOUNDED, 1, 1),
    )
    one, other = event(EventType.BATTLES, *figures), event(EventType.BATTLES, *reversed(figures))
    assert agreement(fairness, record(one), record(other)) == SAME


def test_events_are_compared_in_the_order_of_telling(fairness: ModuleType) -> None:
    battle, threat = event(EventType.BATTLES), event(EventType.STATEMENT)
    assert not agreement(fairness, record(battle, threat), record(threat, battle))["type"]


def test_figures_that_move_to_another_event_are_a_difference_of_harm(fairness: ModuleType) -> None:
    bare, deadly = event(), event(EventType.BATTLES, (Effect.KILLED, 3, 3))
    assert agreement(fairness, record(bare, deadly), record(deadly, bare)) == SAME | {
        "harm": False,
        "all": False,
    }


def test_records_with_unlike_numbers_of_events_agree_in_nothing(fairness: ModuleType) -> None:
    assert agreement(fairness, record(event()), record(event(), event())) == dict.fromkeys(SAME, False)


# ------------------------------------------------------------------ the table


def compared(fairness: ModuleType, kinds: tuple[str, str], **unlike: bool) -> object:
    agrees = {"number": True, "type": True, "harm": True, "status": True} | unlike
    return fairness.Compared(kinds, fairness.Comparison(**agrees))


def test_a_pair_counts_for_both_its_kinds_and_for_their_pair_in_either_order(fairness: ModuleType) -> None:
    rows = fairness.rows_of(
        [
            compared(fairness, ("state", "rebel")),
            compared(fairness, ("rebel", "state")),
            compared(fairness, ("rebel", "foreign")),
        ]
    )
    assert {r.name: r.pairs for r in rows if r.pairs} == {
        "state": 2,
        "rebel": 3,
        "foreign": 1,
        "state / rebel": 2,
        "rebel / foreign": 1,
        "total": 3,
    }


def test_rates_are_percents_of_the_pairs_of_a_row(fairness: ModuleType) -> None:
    rows = fairness.rows_of(
        [
            compared(fairness, ("state", "rebel")),
            compared(fairness, ("state", "jihadist"), harm=False),
            compared(fairness, ("state", "jihadist"), type=False, harm=False),
            compared(fairness, ("rebel", "foreign")),
        ]
    )
    rates = {r.name: r.rates for r in rows}
    assert rates["total"] == {"events": 100, "type": 75, "harm": 50, "status": 100, "all": 50}
    assert rates["state / jihadist"] == {"events": 100, "type": 50, "harm": 0, "status": 100, "all": 0}
    assert rates["foreign"]["all"] == 100


def test_kinds_come_first_then_their_pairs_then_the_total(fairness: ModuleType) -> None:
    names = [r.name for r in fairness.rows_of([])]
    assert names[:4] == list(fairness.KINDS)
    assert names[4] == "state / rebel"
    assert len(names) == 4 + 6 + 1
    assert names[-1] == "total"


def test_a_row_without_pairs_shows_no_rates(fairness: ModuleType) -> None:
    console = Console(width=100)
    with console.capture() as capture:
        console.print(fairness.table_of(fairness.rows_of([compared(fairness, ("state", "rebel"))])))
    lines = {line.split()[0]: line.split()[1:] for line in capture.get().splitlines() if line.strip()}
    assert lines["jihadist"][-6:] == ["0", *"–––––"]
    assert lines["total"] == ["1", *["100.0"] * 5]
