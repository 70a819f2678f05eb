"""What a map shows: incidents by part of the map and zoom, and who held what on each day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select

from marsad.knowledge.actors import Registry
from marsad.ledger import EventFilter, Ledger
from marsad.ledger.atlas import points
from marsad.ledger.atlas.asking import Box
from marsad.ledger.atlas.holders import Holders, stretch_on
from marsad.ledger.atlas.points import degrees, mercator
from marsad.ledger.atlas.spots import Shown
from marsad.ledger.checking import check
from marsad.ledger.series import By
from marsad.ledger.store.tables import INCIDENT_POINT
from marsad.model.event import PlacePrecision
from marsad.model.place import Place
from marsad.model.record import ReportRecord

from . import factory
from .test_control import told as told_of

WORLD = Box(-180, -85, 180, 85)
EVERYTHING = EventFilter()
HELD = Place("geonames:77", "Old Mill", "town", 36.1, 37.2, "SY")


def count(found: Shown) -> int:
    return sum(s.count for s in found.spots)


def at(n: int, lat: float, lon: float, precision: PlacePrecision = PlacePrecision.EXACT) -> ReportRecord:
    """A strike put at a point, in a place of its own."""
    record = factory.strike(n)
    (event,) = record.events
    (place,) = record.places
    put = replace(place, place=replace(place.place, id=f"geonames:{n}", name=f"Town {n}", lat=lat, lon=lon))
    assert event.where is not None
    when = replace(
        event.when,
        start=date(2016, 1, 1) + timedelta(days=40 * n),
        end=date(2016, 1, 1) + timedelta(days=40 * n),
    )
    where = replace(event.where, place=f"geonames:{n}", precision=precision)
    return replace(record, places=(put,), events=(replace(event, where=where, when=when),))


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.load()


@pytest.fixture
def ledger(tmp_path: Path, registry: Registry) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "map.sqlite") as made:
        for n, (lat, lon) in enumerate([(36.20, 37.16), (36.21, 37.17), (33.51, 36.29), (-4.0, -60.0)]):
            made.add(at(n, lat, lon))
        made.add(at(4, 35.0, 38.0, PlacePrecision.ADMIN1))
        made.settle(registry)
        yield made


@given(st.floats(-85, 85), st.floats(-180, 180))
def test_mercator_and_back(lat: float, lon: float) -> None:
    assert degrees(*mercator(lat, lon)) == pytest.approx((lat, lon), abs=1e-9)


def test_what_lies_close_together_on_the_screen_is_one_spot(ledger: Ledger) -> None:
    far, near = (ledger.spots(EVERYTHING, WORLD, zoom) for zoom in (1, 14))
    assert sorted(s.count for s in near.spots) == [1] * 5
    assert max(s.count for s in far.spots) >= 2
    assert sum(s.count for s in far.spots) == 5
    alone = [s for s in near.spots if s.name == "Town 3"]
    assert (alone[0].lat, alone[0].lon) == pytest.approx((-4.0, -60.0))
    assert alone[0].incident is not None


def test_an_area_is_never_put_together_with_points(ledger: Ledger) -> None:
    found = ledger.spots(EVERYTHING, WORLD, 0)
    (area,) = [s for s in found.spots if s.precision is not PlacePrecision.EXACT]
    assert (area.precision, area.count, area.name) == (PlacePrecision.ADMIN1, 1, "Town 4")


def test_only_the_part_of_the_map_that_is_looked_at(ledger: Ledger) -> None:
    syria = Box(35.5, 33.0, 42.5, 37.5)
    found = ledger.spots(EVERYTHING, syria, 6)
    rows = ledger.pinned(EVERYTHING, syria)
    over_the_date_line = ledger.spots(EVERYTHING, Box(170, -80, -50, 80), 2)
    assert {r.name for r in rows} == {"Town 0", "Town 1", "Town 2", "Town 4"}
    assert sum(s.count for s in found.spots) == 4
    assert [s.name for s in over_the_date_line.spots if s.name == "Town 3"] == ["Town 3"]


def test_days_and_types_choose(ledger: Ledger) -> None:
    early = EventFilter(start=date(2016, 1, 1), end=date(2016, 2, 28))
    assert count(ledger.spots(early, WORLD, 3)) == 2
    assert not ledger.spots(EventFilter(type="Protests"), WORLD, 3).spots
    assert count(ledger.spots(EventFilter(type="explo"), WORLD, 3)) == 5
    counted = ledger.begun(EVERYTHING)
    assert counted.by is By.DAY and sum(n for _, n in counted.counts) == 5


def test_incidents_are_chosen_by_their_events(ledger: Ledger, registry: Registry) -> None:
    ledger.add(factory.clash())  # beside five strikes, some of them exact and some areas
    ledger.settle(registry)
    for actor, many in (("saudi", 5), ("islamic state", 1), ("", 6), ("nobody", 0)):
        asked = EventFilter(actor=actor or None)
        assert count(ledger.spots(asked, WORLD, 3)) == many == len(ledger.pinned(asked))
    about_damascus = Box(35, 33, 37, 34)  # where the clash is, and one of the strikes
    for actor in ("saudi", "islamic state"):
        assert count(ledger.spots(EventFilter(actor=actor), about_damascus, 9)) == 1


def test_a_changed_incident_is_put_on_the_map_anew(ledger: Ledger, registry: Registry) -> None:
    assert len(ledger.pinned()) == 5  # which stay in memory
    moved = replace(at(0, 10.0, 20.0), reader="test reader 2")
    ledger.add(moved)
    ledger.settle(registry)
    there = {r.name: (r.lat, r.lon) for r in ledger.pinned()}
    assert there["Town 0"] == pytest.approx((10.0, 20.0))
    assert len(there) == 5


def test_incidents_wait_until_they_are_pinned(ledger: Ledger) -> None:
    with ledger.writing() as connection:
        names = connection.execute(select(INCIDENT_POINT.c.incident)).scalars().all()
        points.forget(connection, names)
        connection.execute(insert(INCIDENT_POINT), [{"incident": name, "stale": True} for name in names])
    with ledger.snapshot() as connection:
        assert points.waiting(connection) == ledger.begun().total + 5
    assert not ledger.spots(EVERYTHING, WORLD, 3).spots
    assert ledger.pin(1) == 0, "they are pinned by the hundred"
    assert count(ledger.spots(EVERYTHING, WORLD, 3)) == 5


def test_timelines_say_on_each_day_what_is_answered_for_it(tmp_path: Path, registry: Registry) -> None:
    with Ledger.open(tmp_path / "held.sqlite") as ledger:
        for n in range(4):
            day = date(2016, 2, 1) + timedelta(days=50 * n)
            ledger.add(told_of(HELD, *(("isis", "holds"), ("syrian-opposition-forces", "gains"))[n % 2], day))
        holders = Holders(registry)
        told = holders.told(ledger)
        assert told.places and told.first and told.last
        day = told.first
        while day <= told.last:
            for known in (date.max, None):
                answers = {a.place.id: a.standing for a in holders.on(ledger, day, known or day)}
                for timeline in holders.timelines(ledger, known):
                    found, asked = stretch_on(timeline, day), answers.get(timeline.place.id)
                    state = (found.state, found.holders, found.by, found.stale) if found else None
                    expected = asked and (asked.state, asked.holders, asked.by, asked.stale)
                    assert state == expected or (not state and asked and asked.state.value == "unknown"), day
            day += timedelta(days=9)


def test_timelines_follow_the_ledger(tmp_path: Path, registry: Registry) -> None:
    with Ledger.open(tmp_path / "held.sqlite") as ledger:
        holders = Holders(registry)
        assert holders.timelines(ledger, date.max) == ()
        ledger.add(told_of(HELD, "isis", "holds", date(2016, 2, 1)))
        assert holders.timelines(ledger, date.max)


def test_a_fault_of_the_map_is_found(ledger: Ledger) -> None:
    with ledger.writing() as connection:
        connection.execute(delete(INCIDENT_POINT).where(INCIDENT_POINT.c.place_name == "Town 3"))
    assert "not on the map" in str(check(ledger).checks)
