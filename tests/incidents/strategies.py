"""Tellings of any kind, for property tests: days, places and kinds near enough to each other to meet."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from marsad.incidents.telling import Figure, Telling
from marsad.incidents.words import stems
from marsad.model.event import Effect, EventType

_START = date(2023, 3, 25)
_WORDS = ["shells", "market", "Kashuga", "traders", "ambush", "patrol", "convoy", "bridge"]


@st.composite
def tellings(draw: st.DrawFn, key: str, reports: int = 4) -> Telling:
    """A telling under one key, of one of a few reports."""
    first = draw(st.none() | st.integers(0, 12).map(lambda n: _START + timedelta(days=n)))
    placed = draw(st.booleans())
    report = f"r{draw(st.integers(1, reports))}"
    killed = draw(st.none() | st.integers(1, 30))
    return Telling(
        key=key,
        report=report,
        source=report,
        outlet=f"outlet {report}",
        published=draw(st.none() | st.just(_START + timedelta(days=12))),
        type=draw(st.sampled_from([EventType.BATTLES, EventType.EXPLOSIONS, EventType.PROTESTS])),
        sub_type=draw(st.sampled_from(["Armed clash", "Attack", "Suicide bomb"])),
        first=first,
        last=first and first + timedelta(days=draw(st.sampled_from([0, 0, 0, 1, 5, 20]))),
        lat=draw(st.floats(-2, 2)) if placed else None,
        lon=draw(st.sampled_from([-179.9, 28.9, 29.2, 179.9])) if placed else None,
        place=None,
        place_name=None,
        precision=draw(st.sampled_from(["exact", "near", "area", "admin1", "country"])) if placed else None,
        country=draw(st.sampled_from(["CD", None])),
        actors=draw(st.frozensets(st.sampled_from(["m23", "fardc"]))),
        figures=(Figure(Effect.KILLED, None, killed, killed, False),) if killed else (),
        words=stems(" ".join(draw(st.lists(st.sampled_from(_WORDS), max_size=6)))),
        day_sure=draw(st.sampled_from([1.0, 0.9, 0.4])),
        place_sure=draw(st.sampled_from([1.0, 0.9, 0.4])),
    )


def several(most: int = 7) -> st.SearchStrategy[list[Telling]]:
    return st.integers(0, most).flatmap(lambda n: st.tuples(*(tellings(f"t{k}") for k in range(n))).map(list))
