"""Which tolls can be one. Every sentence is invented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest

from marsad.model.event import Effect
from marsad.model.reading import Quantity
from marsad.model.span import Span
from marsad.resolving.events.draft import Draft
from marsad.resolving.events.harm import HarmFigure
from marsad.resolving.events.tolls import same_figures, same_toll, tolls_differ

from ..conftest import Read


def told(*figures: str) -> Sequence[Draft]:
    """A draft with figures of killed: "15", "11*" for a part, "dozens"."""
    harm = []
    for n, words in enumerate(figures):
        low = 24 if words == "dozens" else int(words.strip("*"))
        span = Span(n, n + len(words), words)
        quantity = Quantity(span, low, None if words == "dozens" else low)
        harm.append(HarmFigure(Effect.KILLED, "unknown", quantity, span, words.endswith("*"), n))
    return [cast(Draft, SimpleNamespace(harm=tuple(harm)))]


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        (("15",), ("11",), True),
        (("11",), ("15", "11*"), False),
        (("5",), ("2", "3"), False),
        (("dozens",), ("58",), False),
        (("dozens",), ("7",), True),
        (("6", "1"), ("1*", "9"), True),
        (("1",), ("1",), False),
        ((), ("9",), False),
    ],
)
def test_tolls_of_the_same_people(one: Sequence[str], other: Sequence[str], differ: bool) -> None:
    assert tolls_differ(told(*one), told(*other)) is differ
    assert tolls_differ(told(*other), told(*one)) is differ


def test_as_many_dead_and_rival_numbers_of_wounded_are_one_toll() -> None:
    def also_wounded(drafts: Sequence[Draft], wounded: str) -> Sequence[Draft]:
        (hurt,) = told(wounded)[0].harm
        harm = (*drafts[0].harm, replace(hurt, effect=Effect.WOUNDED))
        return [cast(Draft, SimpleNamespace(harm=harm))]

    assert not tolls_differ(also_wounded(told("8"), "58"), also_wounded(told("8"), "55"))
    assert tolls_differ(also_wounded(told("1"), "58"), also_wounded(told("1"), "3"))


def test_a_figure_told_twice() -> None:
    assert same_figures(told("15", "11*"), told("11"))
    assert not same_figures(told("15"), told("11"))


@pytest.mark.parametrize(
    ("text", "tolls"),
    [
        ("Another five soldiers were killed in the clashes with the Houthis near Marib.", [4, 5]),
        ("Another five soldiers were killed in clashes with the Houthis near Hajjah.", None),
    ],
)
def test_others_killed_in_the_clashes_are_of_the_same(read: Read, text: str, tolls: list[int] | None) -> None:
    told_ = read(f"Four civilians were killed on Monday in clashes in Marib, Yemen, residents said. {text}")
    found = [[h["low"] for h in e["harm"]] for e in told_.events]
    assert found == ([tolls] if tolls else [[4], [5]]), str(told_)


def test_the_same_toll_is_of_more_dead_than_chance_makes_alike() -> None:
    assert same_toll(told("15", "11*"), told("15"))
    assert not same_toll(told("15", "11*"), told("11"))
    assert not same_toll(told("2"), told("2"))


@pytest.mark.parametrize(("dead", "events"), [(17, 1), (2, 2)])
def test_as_many_dead_are_those_of_the_lead_whoever_is_told_to_have_killed_them(
    read: Read, dead: int, events: int
) -> None:
    told_ = read(
        f"Houthi fighters killed {dead} civilians in western Yemen on Sunday, a monitor said. Al-Qaeda "
        f"fighters killed {dead} civilians, residents said."
    )
    assert len(told_.events) == events, str(told_)
