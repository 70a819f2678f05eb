"""Decisions win over the reader, survive a newer one, and can be taken back; on both stores."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from marsad.knowledge.actors import Registry
from marsad.ledger import DecisionRefused, EventFilter, Ledger, UnknownActor
from marsad.ledger.review.finding import subject_of_event, subject_of_statement
from marsad.ledger.review.naming import actor_named
from marsad.model.decision import About, Decision, Subject, Verb
from marsad.model.event import Effect, Event
from marsad.model.record import ReportRecord
from marsad.model.span import Span

from .factory import clash, strike
from .test_incidents import retold

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.load()


def decide(
    record: ReportRecord, verb: Verb, event: Event | None = None, minutes: int = 0, **more: object
) -> Decision:
    subject = subject_of_event(record.report.id, event or record.events[0])
    said: dict[str, object] = {"why": "seen on video", "by": "Amal", **more}
    return Decision(verb, (subject,), at=NOON + timedelta(minutes=minutes), **said)  # type: ignore[arg-type]


def correct(record: ReportRecord, field: str, value: dict[str, object], minutes: int = 0) -> Decision:
    return decide(record, Verb.CORRECT, minutes=minutes, field=field, value=value)


def test_a_correction_is_found_by_and_says_which_decision_made_it(place: str) -> None:
    record = clash()
    with Ledger.open(place) as ledger:
        ledger.add(record)
        decision = correct(record, "when", {"start": "2016-11-01", "end": "2016-11-01"})
        assert ledger.decide(decision)
        (row,) = ledger.events(EventFilter(start=date(2016, 11, 1), end=date(2016, 11, 1)))
        assert row.event.when.start == date(2016, 11, 1)
        assert row.decided == {"when": decision.id}
        assert not ledger.decide(decision), "the same decision twice is one"
        assert ledger.decisions() == [decision]
        shown = ledger.record(record.report.id)
        assert shown is not None and shown.reader == f"{record.reader}, reviewed"
        assert ledger.record(record.report.id, record.reader) == record, "what the reader said stays"


def test_each_field_can_be_corrected(place: str) -> None:
    record = clash()
    hama = {"id": "geonames:170017", "name": "Hama", "lat": 35.13, "lon": 36.75, "country": "SY"}
    with Ledger.open(place) as ledger:
        ledger.add(record)
        for field, value in (
            ("type", {"sub_type": "Air/drone strike"}),
            ("status", {"status": "alleged"}),
            ("where", {"place": hama, "precision": "near"}),
            ("killed", {"figures": [{"who": "civilians", "low": 3, "high": 5}]}),
            ("actors/a", {"actors": [{"id": "local:x", "name": "Northern Shield", "kind": "rebel group"}]}),
            ("says", {"claims": [{"speaker": "a nurse", "belligerent": False}]}),
        ):
            ledger.decide(correct(record, field, value))
        (row,) = ledger.events()
        event = row.event
        assert (event.type.value, event.sub_type) == ("Explosions/Remote violence", "Air/drone strike")
        assert event.status.value == "alleged"
        assert row.place is not None and row.place.name == "Hama"
        killed = [h for h in event.harm if h.effect is Effect.KILLED]
        assert [(h.who, h.quantity.low, h.quantity.high) for h in killed] == [("civilians", 3, 5)]
        assert [row.name(p.actor) for p in event.participants if p.side.value == "a"] == ["Northern Shield"]
        assert [c.speaker for c in event.claims] == ["a nurse"]
        assert set(row.decided) == {"type", "status", "where", "killed", "actors", "says"}
        assert [p.place.name for p in ledger.places(EventFilter(place="Hama"))] == ["Hama"]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("colour", {}, "no such field"),
        ("type", {"sub_type": "Quarrel"}, "no sub-event type"),
        ("type", {}, "'sub_type' is missing"),
        ("when", {"start": "2016-13-01"}, "month must be in"),
        ("when", {"start": "2016-11-02", "end": "2016-11-01"}, "is after"),
        ("where", {"place": {"id": "x", "name": "X", "lat": 91, "lon": 0}}, "degrees"),
        ("killed", {"figures": [{"low": 5, "high": 3}]}, "no range"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(
    place: str, field: str, value: dict[str, object], said: str
) -> None:
    record = clash()
    with Ledger.open(place) as ledger:
        ledger.add(record)
        with pytest.raises(DecisionRefused, match=said):
            ledger.decide(correct(record, field, value))
        assert ledger.decisions() == []
        assert ledger.record(record.report.id) == record


def test_the_last_of_two_corrections_stands_whatever_order_they_come_in(place: str) -> None:
    record = clash()
    first = correct(record, "status", {"status": "denied"})
    last = correct(record, "status", {"status": "alleged"}, minutes=1)
    with Ledger.open(place) as ledger:
        ledger.add(record)
        ledger.decide(last)
        ledger.decide(first)
        assert ledger.events()[0].event.status.value == "alleged"


def test_withdrawn_and_given_back(place: str, registry: Registry) -> None:
    record = clash()
    withdrawn = decide(record, Verb.WITHDRAW)
    with Ledger.open(place) as ledger:
        ledger.add(record)
        assert len(ledger.incidents(registry)) == 1
        ledger.decide(withdrawn)
        assert ledger.events() == [] and ledger.incidents(registry) == []
        back = decide(record, Verb.REVERSE, minutes=1, reverses=withdrawn.id)
        ledger.decide(back)
        assert len(ledger.events()) == len(ledger.incidents(registry)) == 1
        ledger.decide(decide(record, Verb.REVERSE, minutes=2, reverses=back.id))
        assert ledger.events() == [], "a reversal can be taken back too"
        assert len(ledger.decisions()) == 3


def test_a_newer_reader_keeps_what_was_decided(place: str) -> None:
    record = clash()
    event = replace(record.events[0], id="e-other", evidence=record.events[0].evidence[:1])
    newer = replace(record, reader="test reader 2", events=(event,))
    with Ledger.open(place) as ledger:
        ledger.add(record)
        decision = correct(record, "status", {"status": "alleged"})
        ledger.decide(decision)
        ledger.add(newer)
        (row,) = ledger.events()
        assert row.event.id == "e-other", "found again by its words"
        assert row.event.status.value == "alleged"
        assert row.decided == {"status": decision.id}


def test_what_was_confirmed_stays_although_a_newer_reader_misses_it(place: str) -> None:
    record = clash()
    with Ledger.open(place) as ledger:
        ledger.add(record)
        ledger.decide(decide(record, Verb.CONFIRM))
        ledger.add(replace(record, reader="test reader 2", events=()))
        (row,) = ledger.events()
        assert row.event.id == record.events[0].id and row.event.confidence == 1.0
        assert row.place is not None and row.place.name == record.places[0].place.name


def test_an_event_that_was_missed_is_added_with_its_fields(place: str) -> None:
    record = replace(clash(), events=())
    missed = replace(
        subject_of_event(record.report.id, clash().events[0]),
        id="eadded",
        evidence=("took three checkpoints",),
    )
    value = {"type": {"sub_type": "Armed clash"}, "when": {"start": "2016-11-05"}}
    decision = Decision(Verb.ADD, (missed,), "Amal", NOON, "the reader missed it", value=value)
    with Ledger.open(place) as ledger:
        ledger.add(record)
        ledger.decide(decision)
        (row,) = ledger.events()
        assert (row.event.id, row.event.sub_type) == ("eadded", "Armed clash")
        assert row.event.evidence[0].text == "took three checkpoints"
        assert row.decided == {"": decision.id}


@pytest.mark.parametrize(
    ("said", "start"),
    [
        ({}, 30),
        ({"evidence": [{"start": 0, "end": 11, "words": "QASR AL-RIH"}]}, 30),
        ({"evidence": [{"start": -4, "end": 7, "words": "QASR AL-RIH"}]}, 30),
    ],
)
def test_the_words_of_an_added_event_are_found_where_they_stand(
    place: str, said: dict[str, object], start: int
) -> None:
    record = clash()
    missed = Subject(record.report.id, "eadded", About.EVENT, "Other", ("QASR AL-RIH",))
    with Ledger.open(place) as ledger:
        ledger.add(record)
        ledger.decide(Decision(Verb.ADD, (missed,), "Amal", NOON, "", value=said))
        (row,) = (r for r in ledger.events() if r.event.id == "eadded")
        assert row.event.evidence == (Span(start, start + 11, "QASR AL-RIH"),)


@pytest.mark.parametrize("said", [{}, {"evidence": [{"start": 0}]}, {"evidence": ["words"]}])
def test_an_event_without_words_in_the_report_is_refused_and_a_colleagues_is_lost(
    place: str, said: dict[str, object]
) -> None:
    record = clash()
    missed = Subject(record.report.id, "eadded", About.EVENT, "Other", ("nowhere to be found",))
    decision = Decision(Verb.ADD, (missed,), "Amal", NOON, "", value=said)
    with Ledger.open(place) as ledger:
        ledger.decide(decision)
        ledger.add(record)
        assert [r.event.id for r in ledger.events()] == [record.events[0].id]
    with Ledger.open(place) as ledger, pytest.raises(DecisionRefused):
        ledger.decide(replace(decision, by="Badr"))


def test_a_toll_of_an_actor_brings_the_actor(place: str) -> None:
    record = clash()
    group = {"id": "local:northern shield", "name": "Northern Shield"}
    figures = [{"who": group["id"], "low": 2, "high": 2, "actor": group}]
    with Ledger.open(place) as ledger:
        ledger.add(record)
        ledger.decide(correct(record, "killed", {"figures": figures}))
        (row,) = ledger.events()
        (killed,) = (h for h in row.event.harm if h.effect is Effect.KILLED)
        assert row.name(killed.who) == "Northern Shield"


def test_with_a_registry_only_actors_that_somebody_resolved_are_taken(place: str, registry: Registry) -> None:
    record = clash()
    unknown = correct(record, "actors/a", {"actors": [{"id": "free-syrian-amry", "name": "FSA"}]})
    of_statement = Decision(
        Verb.CORRECT, (subject_of_statement(record.report.id, record.control[0]),), "Amal", NOON, "",
        "actor", {"id": "islamic-sate", "name": "IS"},
    )  # fmt: skip
    with Ledger.open(place) as ledger:
        ledger.add(record)
        for decision in (unknown, of_statement):
            with pytest.raises(UnknownActor) as refused:
                ledger.decide(decision, registry=registry)
            assert refused.value.near
            assert ledger.decisions() == []
        for said in (actor_named(registry, "FSA"), actor_named(registry, "Northern Shield", new=True)):
            assert ledger.decide(correct(record, "actors/a", {"actors": [said]}), registry=registry)


def test_an_actor_is_resolved_by_id_name_and_alias_and_a_new_one_only_where_it_is_meant(
    registry: Registry,
) -> None:
    for words in ("islamic-state", "Islamic State", "Daesh", " ISIS "):
        assert actor_named(registry, words)["id"] == "islamic-state"
        assert actor_named(registry, words, new=True)["id"] == "islamic-state"
    with pytest.raises(UnknownActor, match="free-syrian-army") as refused:
        actor_named(registry, "Free Syrian Amry")
    assert refused.value.near[0] == "free-syrian-army (Free Syrian Army)"
    with pytest.raises(UnknownActor, match="nor one of a like name"):
        actor_named(registry, "Zumurrud 77")
    assert actor_named(registry, "Zumurrud 77", new=True) == {
        "id": "local:zumurrud 77",
        "name": "Zumurrud 77",
    }
    with pytest.raises(DecisionRefused, match="no name"):
        actor_named(registry, " ?! ", new=True)


def test_statements_of_control_are_corrected_and_withdrawn(place: str) -> None:
    record = clash()
    subject = subject_of_statement(record.report.id, record.control[0])
    with Ledger.open(place) as ledger:
        ledger.add(record)
        ledger.decide(
            Decision(Verb.CORRECT, (subject,), "Amal", NOON, "a rival", "state", {"state": "contests"})
        )
        shown = ledger.record(record.report.id)
        assert shown is not None and shown.control[0].state.value == "contests"
        ledger.decide(
            Decision(Verb.WITHDRAW, (subject,), "Amal", NOON + timedelta(hours=1), "of another year")
        )
        shown = ledger.record(record.report.id)
        assert shown is not None and shown.control == ()


def test_the_actor_of_a_statement_may_be_unknown(place: str) -> None:
    record = clash()
    subject = subject_of_statement(record.report.id, record.control[0])
    with Ledger.open(place) as ledger:
        ledger.add(record)
        ledger.decide(Decision(Verb.CORRECT, (subject,), "Amal", NOON, "", "actor", {"id": None}))
        shown = ledger.record(record.report.id)
        assert shown is not None and shown.control[0].actor is None


def test_decisions_may_come_before_the_report(place: str) -> None:
    record = clash()
    with Ledger.open(place) as ledger:
        ledger.decide(correct(record, "status", {"status": "denied"}))
        ledger.add(record)
        assert ledger.events()[0].event.status.value == "denied"


def test_join_and_split_and_back(place: str, registry: Registry) -> None:
    one, other = clash(), strike()
    told = [subject_of_event(r.report.id, r.events[0]) for r in (one, other)]
    with Ledger.open(place) as ledger:
        ledger.add(one)
        ledger.add(other)
        assert len(ledger.incidents(registry)) == 2
        joined = Decision(Verb.JOIN, tuple(told), "Amal", NOON, "the same night")
        ledger.decide(joined)
        (both,) = ledger.incidents(registry)
        assert both.reasons[0] == "joined by a reviewer"
        ledger.decide(Decision(Verb.SPLIT, tuple(told), "Badr", NOON + timedelta(hours=1), "other towns"))
        assert len(ledger.incidents(registry)) == 2
        again = Decision(Verb.JOIN, tuple(reversed(told)), "Amal", NOON + timedelta(hours=2), "no")
        ledger.decide(again)
        assert len(ledger.incidents(registry)) == 1
        ledger.decide(
            Decision(Verb.REVERSE, tuple(told), "Badr", NOON + timedelta(hours=3), "", reverses=again.id)
        )
        assert len(ledger.incidents(registry)) == 2


def test_a_split_survives_a_newer_reader(place: str, registry: Registry) -> None:
    one, other = clash(), retold(clash(), "Heavy battles", "Qasr Online")
    with Ledger.open(place) as ledger:
        ledger.add(one)
        ledger.add(other)
        (both,) = ledger.incidents(registry)
        told = tuple(subject_of_event(r.report.id, r.event) for r in both.rows)
        ledger.decide(Decision(Verb.SPLIT, told, "Amal", NOON, "another village of that name"))
        assert len(ledger.incidents(registry)) == 2
        ledger.add(replace(one, reader="test reader 2", events=(replace(one.events[0], id="e-new"),)))
        assert len(ledger.incidents(registry)) == 2
