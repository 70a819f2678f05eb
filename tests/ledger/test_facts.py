"""Lists find by the facts that are kept what looking at every event would find."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from marsad.knowledge.actors import Registry
from marsad.ledger import EventFilter, EventRow, Ledger
from marsad.ledger.atlas.pinning import counted_of, point_of
from marsad.ledger.checking import check
from marsad.ledger.incidents import Order
from marsad.ledger.keys import name_key
from marsad.ledger.review.finding import subject_of_event
from marsad.ledger.series.gist import Gist, Named, Teller, read, written
from marsad.ledger.series.subjects import Per
from marsad.ledger.series.tally import Amount
from marsad.ledger.store.tables import INCIDENT_GIST, INCIDENT_POINT
from marsad.model.decision import Decision, Verb
from marsad.model.event import Effect, EventType
from marsad.model.reading import Status
from marsad.model.record import ReportRecord

from .factory import clash, foreign, strike
from .test_decisions import NOON, correct, decide
from .test_incidents import retold

DAY = date(2016, 11, 6)


def _records() -> list[ReportRecord]:
    far = clash(3, date(2018, 2, 1))
    (event,) = far.events
    lasting = replace(event, when=replace(event.when, end=date(2018, 9, 1)))
    return [
        clash(),
        retold(clash(), "Heavy battles", "Qasr Online"),
        clash(1, DAY + timedelta(days=1)),
        replace(far, events=(lasting,)),
        strike(),
        strike(1, date(2016, 11, 20)),
        foreign(),
    ]


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.load()


def _changed(ledger: Ledger, records: list[ReportRecord], n: int, registry: Registry) -> None:
    """One thing that may happen to a ledger after its reports are in."""
    subjects = tuple(subject_of_event(r.report.id, r.events[0]) for r in (records[0], records[2]))
    at = NOON + timedelta(hours=5)
    match n:
        case 0:
            ledger.decide(decide(records[1], Verb.WITHDRAW))
        case 1:
            ledger.decide(Decision(Verb.JOIN, subjects, "Amal", at, "one battle"))
        case 2:
            ledger.decide(correct(records[4], "status", {"status": "denied"}))
        case 3:
            ledger.add(replace(clash(1, DAY + timedelta(days=9)), reader="test reader 2"))
        case 4:
            ledger.settle(registry)


def _meets(asked: EventFilter, row: EventRow, record: ReportRecord) -> bool:
    """What a filter asks, said once more and as plainly as can be."""
    event, place = row.event, row.place
    when = event.when
    if asked.start and not (when.end and when.end >= asked.start):
        return False
    if asked.end and not (when.start and when.start <= asked.end):
        return False
    kinds = (event.type.value.lower(), event.sub_type.lower())
    if asked.type and not any(k.startswith(asked.type.lower()) for k in kinds):
        return False
    if asked.status and event.status is not asked.status:
        return False
    if asked.outlet and asked.outlet.lower() not in (row.report.outlet or "").lower():
        return False
    if asked.country and not (place and place.country == asked.country):
        return False
    if asked.place:
        names = [p.gazetteer_name or p.place.name for p in record.places if place and p.place.id == place.id]
        names += [place.name] if place else []
        areas = [a.lower() for a in (place.admin1, place.admin2) if a] if place else []
        told = any(_called(asked.place, n) for n in names) or any(asked.place.lower() in a for a in areas)
        if not place or not (told or place.id == asked.place):
            return False
    if asked.actor:
        taking = {p.actor for p in event.participants}
        meant = [a for a in record.actors if a.id in taking]
        words = [m.text.lower() for a in meant for m in a.mentions]
        if not (
            any(a.id == asked.actor or _called(asked.actor, a.name) for a in meant)
            or any(asked.actor.lower() in w for w in words)
        ):
            return False
    return True


def _called(typed: str, name: str) -> bool:
    return name_key(typed) in name_key(name) if name_key(typed) else typed == name


FILTERS = st.builds(
    EventFilter,
    actor=st.sampled_from((None, None, "islamic-state", "syrian army", "rebel", "Militants", "houthi", "no")),
    place=st.sampled_from((None, None, "geonames:1001", "qasr", "Rīḩ", "rif dim", "amran", "Duma")),
    country=st.sampled_from((None, None, "SY", "YE", "XX")),
    start=st.sampled_from((None, None, date(2016, 11, 7), date(2018, 5, 1))),
    end=st.sampled_from((None, None, date(2016, 11, 6), date(2018, 6, 1))),
    type=st.sampled_from((None, None, "battles", "armed", "Expl", "Statement")),
    status=st.sampled_from((None, None, Status.HAPPENED, Status.DENIED)),
    outlet=st.sampled_from((None, None, "rih", "ONLINE", "x")),
)


@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@given(changes=st.lists(st.integers(0, 4), max_size=3), asked=st.lists(FILTERS, min_size=12, max_size=12))
def test_filters_find_what_looking_at_every_event_finds(
    tmp_path_factory: pytest.TempPathFactory, registry: Registry, changes: list[int], asked: list[EventFilter]
) -> None:
    records = _records()
    with Ledger.open(tmp_path_factory.mktemp("facts") / "a.sqlite") as ledger:
        for n, record in enumerate(records):
            ledger.add(record, NOON + timedelta(hours=n))
        for change in changes:
            _finds(ledger, registry, asked[:2])  # what is kept in memory takes up each change
            _changed(ledger, records, change, registry)
        _finds(ledger, registry, asked)


def _finds(ledger: Ledger, registry: Registry, asked: list[EventFilter]) -> None:
    ledger.settle(registry)
    rows = ledger.events()
    told = {head.id: record for head in ledger.reports() if (record := ledger.record(head.id))}
    home = {row.key: one.id for one in ledger.incidents(registry) for row in one.rows}
    for one in asked:
        meeting = [row for row in rows if _meets(one, row, told[row.report.id])]
        assert [row.key for row in ledger.events(one)] == [row.key for row in meeting], one
        found, total = ledger.incident_sheet(one, Order.NEWEST, 50)
        incidents = {home[r.key] for r in meeting if r.event.type is not EventType.STATEMENT}
        assert ({i.id for i in found}, total) == (incidents, len(incidents)), one
        if one == EventFilter(actor=one.actor, place=one.place, status=one.status, outlet=one.outlet):
            assert {p.incident for p in ledger.pinned(one)} == incidents, one  # by their events alone
        reports = {row.report.id for row in meeting}
        if one != EventFilter():
            assert {head.id for head in ledger.reports(one)} >= reports, one
    kept = {name: c.found for name, c in check(ledger).checks.items() if c.found}
    assert not {k: n for k, n in kept.items() if not k.startswith("ids of reports")}, kept
    _kept(ledger, registry)


def _kept(ledger: Ledger, registry: Registry) -> None:
    """What is kept of each incident is what would be worked out anew."""
    made = ledger.incidents(registry)
    with ledger.snapshot() as connection:
        points = {r.incident: dict(r._mapping) for r in connection.execute(select(INCIDENT_POINT))}
        gists = {r.incident: r.gist for r in connection.execute(select(INCIDENT_GIST))}
    assert points == {one.id: point_of(one) for one in made}
    assert gists == {one.id: gist for one in made if (gist := counted_of(one)) is not None}


def test_on_both_stores_filters_find_the_same(place: str, registry: Registry) -> None:
    records = _records()
    with Ledger.open(place) as ledger:
        for n, record in enumerate(records):
            ledger.add(record, NOON + timedelta(hours=n))
        for change in range(5):
            _changed(ledger, records, change, registry)
        _finds(ledger, registry, list(_each()))


def _each() -> Iterator[EventFilter]:
    """Each condition alone, and some together."""
    yield EventFilter()
    for actor in ("islamic-state", "rebel", "Militants", "no", "%"):
        yield EventFilter(actor=actor)
        yield EventFilter(actor=actor, type="Battles", country="SY", outlet="rih")
    for name in ("geonames:1001", "qasr", "Duma", "_"):
        yield EventFilter(place=name)
    yield EventFilter(country="YE")
    yield EventFilter(start=DAY, end=DAY)
    yield EventFilter(start=date(2018, 7, 1), end=date(2018, 7, 2))
    yield EventFilter(status=Status.DENIED)
    yield EventFilter(type="expl", outlet="RIH")


TEXTS = st.text(max_size=8)
GISTS = st.builds(
    Gist,
    first=st.none() | st.dates(),
    last=st.none() | st.dates(),
    groups=st.fixed_dictionaries(
        {per: st.lists(TEXTS, max_size=2).map(tuple) for per in Per if per is not Per.ACTOR}
    ),
    actors=st.lists(st.builds(Named, TEXTS, TEXTS), max_size=3).map(tuple),
    harm=st.dictionaries(
        st.sampled_from(Effect),
        st.none() | st.builds(Amount, st.integers(), st.integers(), st.integers(), st.booleans()),
    ),
    tellers=st.lists(st.builds(Teller, TEXTS, st.none() | TEXTS, TEXTS), max_size=3).map(tuple),
)


@given(GISTS)
def test_a_gist_is_read_as_it_was_written(gist: Gist) -> None:
    assert read(written(gist)) == gist


def test_a_filter_finds_many_and_few_alike(tmp_path: Path, registry: Registry) -> None:
    """Whatever share of all incidents is asked for, and so whichever way the page is found."""
    with Ledger.open(tmp_path / "shares.sqlite") as ledger:
        for n in range(20):
            ledger.add(clash(n, DAY + timedelta(days=30 * n)))
            if n < 2:
                ledger.add(strike(n, date(2012, 1, 1) + timedelta(days=200 * n)))
        for asked, count in ((EventFilter(country="SY"), 20), (EventFilter(country="YE"), 2)):
            ledger.settle(registry)
            for order in Order:
                found, total = ledger.incident_sheet(asked, order, 5)
                assert (len(found), total) == (min(5, count), count)
        half = EventFilter(start=DAY + timedelta(days=30 * 9))
        found, total = ledger.incident_sheet(half, Order.OLDEST, 5, 5)
        assert (len(found), total) == (5, 11)
        assert found == sorted(found, key=lambda i: i.first or date.min)
