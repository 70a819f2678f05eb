"""Adding to a ledger and asking it, on both stores."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import select

from marsad.ledger import Added, AmbiguousReport, EventFilter, Ledger, RecordRefused
from marsad.ledger.store.tables import METADATA, READING
from marsad.model.actor import ActorKind
from marsad.model.reading import Status
from marsad.model.record import ReportRecord
from marsad.model.report import Basis, Published
from marsad.model.span import Span

from . import factory
from .strategies import records

NUMBERS = itertools.count()


def rows(ledger: Ledger) -> dict[str, list[tuple[object, ...]]]:
    with ledger.engine.connect() as connection:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
            for table in METADATA.sorted_tables
        }


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(record=records())
def test_any_record_comes_back_as_it_was(ledger: Ledger, record: ReportRecord) -> None:
    known = replace(record, report=replace(record.report, id=f"r{next(NUMBERS):019}"))
    assert ledger.add(known) is Added.NEW
    assert ledger.record(known.report.id) == known
    assert ledger.add(known) is Added.KNOWN


@pytest.mark.parametrize("record", [factory.clash(), factory.strike(), factory.foreign()])
def test_round_trip(ledger: Ledger, record: ReportRecord) -> None:
    ledger.add(record)
    assert ledger.record(record.report.id) == record


def test_adding_twice_changes_nothing(ledger: Ledger) -> None:
    ledger.add(factory.clash())
    before = rows(ledger)
    assert ledger.add(factory.clash()) is Added.KNOWN
    assert ledger.add(replace(factory.clash(), events=())) is Added.KNOWN
    assert rows(ledger) == before


def test_a_later_readers_record_stands_beside_the_older_one(ledger: Ledger) -> None:
    old, new = factory.clash(), replace(factory.clash(reader="test reader 2"), events=(), control=())
    ledger.add(old)
    assert ledger.add(new) is Added.REREAD
    assert ledger.record(old.report.id) == new
    assert ledger.record(old.report.id, reader=old.reader) == old
    assert ledger.events() == []
    assert ledger.counts().readings == 2
    assert ledger.counts().readers == {"test reader 2": 1}


def test_two_copies_with_different_furniture_keep_their_texts(ledger: Ledger) -> None:
    first = factory.strike()
    text = "Menu | Home\n" + first.report.text
    second = replace(
        factory.strike(reader="other"),
        report=replace(first.report, text=text),
        events=(),
        places=(),
        actors=(),
    )
    ledger.add(first)
    ledger.add(second)
    assert ledger.record(first.report.id, reader=first.reader) == first
    assert ledger.record(first.report.id) == second


def test_knows_what_a_reader_has_read(ledger: Ledger) -> None:
    record = factory.foreign()
    assert not ledger.knows(record.report.id, record.reader)
    ledger.add(record)
    assert ledger.knows(record.report.id, record.reader)
    assert not ledger.knows(record.report.id, "another reader")


def test_evidence_that_does_not_stand_in_the_text_is_refused(ledger: Ledger) -> None:
    record = factory.clash()
    event = replace(record.events[0], evidence=(Span(0, 5, "wrong"),))
    with pytest.raises(RecordRefused, match="'wrong' does not stand at 0 to 5"):
        ledger.add(replace(record, events=(event,)))
    assert ledger.counts().reports == 0
    assert all(not found for found in rows(ledger).values())


def test_absurd_numbers_are_refused(ledger: Ledger) -> None:
    record = factory.clash()
    harm = record.events[0].harm[0]
    event = replace(record.events[0], harm=(replace(harm, quantity=replace(harm.quantity, low=10**30)),))
    with pytest.raises(RecordRefused, match="larger than any count"):
        ledger.add(replace(record, events=(event,)))


def test_time_of_reading_is_the_callers_or_the_databases(ledger: Ledger) -> None:
    moment = datetime(2021, 3, 4, 5, 6, 7, tzinfo=UTC)
    ledger.add(factory.clash(), read_at=moment)
    ledger.add(factory.strike())
    by_outlet = {head.outlet: head.read_at for head in ledger.reports()}
    assert by_outlet["Rih News"] == moment
    assert abs(datetime.now(UTC) - by_outlet["Red Sea Wire"]).total_seconds() < 60


def test_a_report_is_found_by_id_prefix_source_and_name(ledger: Ledger) -> None:
    record = factory.clash()
    given_ = replace(record, report=replace(record.report, source="/data/day one.txt", name="day one"))
    ledger.add(given_)
    ledger.add(factory.strike())
    for key in (record.report.id, record.report.id[:8], "/data/day one.txt", "day one", "day one.txt"):
        assert ledger.record(key) == given_, key
    assert ledger.record("r%") is None
    assert ledger.record("nothing") is None
    with pytest.raises(AmbiguousReport, match="2 reports"):
        ledger.record("r")


def test_an_exact_source_goes_before_a_name(ledger: Ledger) -> None:
    one, other = factory.clash(1), factory.clash(2)
    ledger.add(replace(one, report=replace(one.report, source="a/x.txt", name="x")))
    ledger.add(replace(other, report=replace(other.report, source="b/x.txt", name="x")))
    found = ledger.record("b/x.txt")
    assert found is not None
    assert found.report.id == other.report.id
    with pytest.raises(AmbiguousReport):
        ledger.record("x")


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    ledger.add(factory.clash(1, date(2016, 11, 6)))
    ledger.add(factory.clash(2, date(2016, 12, 24)))
    ledger.add(factory.strike(3, date(2019, 8, 11)))
    ledger.add(factory.foreign())
    return ledger


def ids(ledger: Ledger, **asked: object) -> list[str]:
    return [row.event.id for row in ledger.events(EventFilter(**asked))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["e1-clash", "e2-clash", "e3-strike"]),
        ({"actor": "islamic-state"}, ["e1-clash", "e2-clash"]),
        ({"actor": "ISLAMIC st"}, ["e1-clash", "e2-clash"]),
        ({"actor": "militants"}, ["e1-clash", "e2-clash"]),
        ({"actor": "saudi-led"}, ["e3-strike"]),
        ({"actor": "100%"}, []),
        ({"actor": "!!!"}, []),
        ({"place": "qasr"}, ["e1-clash", "e2-clash"]),
        ({"place": "Qasr ar-Rih"}, ["e1-clash", "e2-clash"]),
        ({"place": "Wadi amran"}, ["e3-strike"]),
        ({"place": "geonames:2002"}, ["e3-strike"]),
        ({"place": "rif dimashq"}, ["e1-clash", "e2-clash"]),
        ({"country": "ye"}, ["e3-strike"]),
        ({"start": date(2016, 12, 1)}, ["e2-clash", "e3-strike"]),
        ({"end": date(2016, 11, 6)}, ["e1-clash"]),
        ({"start": date(2019, 8, 5), "end": date(2019, 8, 6)}, ["e3-strike"]),
        ({"type": "battle"}, ["e1-clash", "e2-clash"]),
        ({"type": "Air"}, ["e3-strike"]),
        ({"status": "denied"}, []),
        ({"outlet": "red sea"}, ["e3-strike"]),
        ({"country": "SY", "actor": "saudi-led"}, []),
    ],
)
def test_events_are_found_by(filled: Ledger, asked: dict[str, object], expected: list[str]) -> None:
    if "status" in asked:
        asked = {"status": Status(str(asked["status"]))}
    assert ids(filled, **asked) == expected


def test_events_come_with_their_report_place_and_names(filled: Ledger) -> None:
    first = filled.events(limit=1)[0]
    record = factory.clash(1)
    assert first.event == record.events[0]
    assert first.place == record.places[0].place
    assert first.report.published == Published(date(2016, 11, 6), date(2016, 11, 6), Basis.GIVEN)
    assert first.name("islamic-state") == "Islamic State"
    assert first.name("civilians") == "civilians"
    assert ids(filled, report=record.report.id[:9]) == ["e1-clash"]


def test_reports_are_listed_with_the_number_of_their_events(filled: Ledger) -> None:
    found = filled.reports()
    assert [head.events for head in found] == [1, 1, 1, 0]
    assert found[0].outlet == "Red Sea Wire"
    assert [head.language for head in filled.reports(EventFilter(country="YE"))] == ["en"]
    assert len(filled.reports(limit=2)) == 2
    assert [r.report.id for r in filled.records()] == [head.id for head in found]


def test_actors_are_counted_over_reports(filled: Ledger) -> None:
    found = {row.name: row for row in filled.actors()}
    state = found["Islamic State"]
    assert (state.reports, state.events, state.first, state.last) == (
        2,
        2,
        date(2016, 11, 6),
        date(2016, 12, 24),
    )
    assert state.kind is ActorKind.JIHADIST_GROUP
    assert found["Syrian rebels"].events == 0
    assert found["Saudi-led coalition"].id == "local"
    assert [row.name for row in filled.actors(EventFilter(actor="army"))] == ["Free Syrian Army"]
    assert {row.name for row in filled.actors(EventFilter(country="SY"))} == {
        "Islamic State",
        "Free Syrian Army",
    }
    assert [row.name for row in filled.actors(EventFilter(start=date(2019, 1, 1)))] == ["Saudi-led coalition"]


def test_an_actor_under_two_names_is_one(ledger: Ledger) -> None:
    ledger.add(factory.clash(1))
    other = factory.clash(2)
    renamed = replace(other.actors[0], name="Daesh")
    ledger.add(replace(other, actors=(renamed, *other.actors[1:])))
    (row,) = ledger.actors(EventFilter(actor="islamic-state"))
    assert (row.reports, row.events, {row.name, *row.other_names}) == (2, 2, {"Islamic State", "Daesh"})


def test_places_are_counted_over_reports(filled: Ledger) -> None:
    found = filled.places()
    assert [(row.place.name, row.reports, row.events) for row in found] == [
        ("Qasr al-Rih", 2, 2),
        ("Wādī ‘Amrān", 1, 1),
        ("the nearby mill", 2, 0),
    ]
    assert found[0].last == date(2016, 12, 24)
    assert [row.place.id for row in filled.places(EventFilter(actor="saudi"))] == ["geonames:2002"]
    assert [row.place.id for row in filled.places(EventFilter(country="SY"), limit=1)] == ["geonames:1001"]


def test_counts(filled: Ledger) -> None:
    counts = filled.counts()
    assert (counts.reports, counts.readings, counts.events, counts.harm) == (4, 4, 3, 3)
    assert (counts.claims, counts.control) == (5, 2)
    assert counts.readers == {factory.READER: 4}


def test_many_reports_at_once(ledger: Ledger) -> None:
    for n in range(510):  # more than one query holds
        ledger.add(factory.strike(n))
    assert len(ledger.events()) == 510
    with ledger.engine.connect() as connection:
        assert connection.execute(select(READING.c.n).where(READING.c.source == "")).first() is None


def test_a_file_that_has_changed_is_shown_as_it_is_now(ledger: Ledger) -> None:
    for n in (1, 2):
        record = factory.clash(n)
        ledger.add(replace(record, report=replace(record.report, source="a/x.txt", name="x")))
    found = ledger.record("x")
    assert found is not None
    assert found.report.id == factory.clash(2).report.id
