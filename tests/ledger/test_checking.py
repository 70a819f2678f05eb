"""``check`` finds each thing that can be wrong with a ledger, and ``repair`` makes anew what is derived."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from marsad.knowledge.actors import Registry
from marsad.ledger import Ledger
from marsad.ledger.checking import check, repair
from marsad.ledger.sharing import Accounts, Role
from marsad.model.decision import Verb

from . import factory
from .test_decisions import NOON, correct, decide
from .test_doubts import as_told
from .test_faults import outcome, own
from .test_incidents import retold


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.load()


@pytest.fixture
def filled(ledger: Ledger, registry: Registry) -> Ledger:
    told = [own(factory.clash(n)) for n in range(4)]
    told += [own(retold(factory.clash(), "Heavy battles", "Qasr Online")), own(factory.strike())]
    told += [own(factory.clash(1, reader="test reader 2")), own(factory.foreign())]
    told.append(own(as_told(factory.clash(6), confidence=0.3)))
    for n, record in enumerate(told):
        ledger.add(record, NOON + timedelta(hours=n))
    ledger.decide(correct(told[1], "status", {"status": "denied"}))
    ledger.decide(decide(told[2], Verb.WITHDRAW))
    ledger.settle(registry)
    Accounts(ledger).add("Amal", Role.ADMIN, "four plain words here")
    return ledger


def wrong(ledger: Ledger) -> dict[str, int]:
    return {name: c.found for name, c in check(ledger).checks.items() if c.found}


def change(ledger: Ledger, *statements: str) -> None:
    with ledger.engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET session_replication_role = replica"))
        else:
            connection.execute(text("PRAGMA ignore_check_constraints = ON"))
            connection.execute(text("PRAGMA defer_foreign_keys = ON"))
        for statement in statements:
            connection.execute(text(statement))


def test_a_sound_ledger_has_no_fault(filled: Ledger) -> None:
    seen: list[tuple[str, int]] = []
    findings = check(filled, lambda name, n: seen.append((name, n)))
    assert findings.whole and wrong(filled) == {}
    assert {c.name: c.looked_at > 0 for c in findings.checks.values()} == dict.fromkeys(findings.checks, True)
    assert {name for name, _ in seen} == set(findings.checks)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE account SET role = 'chief'",
        "UPDATE account SET password = 'as typed'",
        "UPDATE account SET key = 'omar'",
        "INSERT INTO reader_reply(incident, name, text, at, state) "
        "VALUES ('i1', 'Omar', 'It was two days later', '2024-01-01', 'accepted')",
        "INSERT INTO reader_reply(incident, name, text, at, state) "
        "VALUES ('i1', 'Omar', 'It was two days later', '2024-01-01', 'lost')",
    ],
)
def test_what_is_wrong_with_a_shared_desk_is_found(filled: Ledger, statement: str) -> None:
    change(filled, statement)
    assert wrong(filled) == {"accounts, log-ins and replies of a shared desk": 1}


def test_reports_that_wait_to_be_settled_are_no_fault(filled: Ledger) -> None:
    filled.add(own(factory.clash(7)))
    filled.decide(decide(own(factory.clash(3)), Verb.WITHDRAW))
    assert wrong(filled) == {}


STORED: list[tuple[str, str]] = [
    ("texts, by their SHA-256", "UPDATE text SET text = text || '!' WHERE text LIKE '%Wadi Amran%'"),
    ("offsets, by the words that stand there", "UPDATE harm SET quantity_from = 1 WHERE reading = 1"),
    ("ids of reports, from their words", "UPDATE reading SET title = 'Peace' WHERE n = 1"),
    ("ids of events, unique in a record", "UPDATE control_statement SET id = 'c0' WHERE reading = 1"),
    ("actors, places, claims that records name", "UPDATE event SET place = 'geonames:9' WHERE reading = 1"),
    ("actors, places, claims that records name", "UPDATE harm SET claims = '[4]' WHERE reading = 1"),
    ("actors, places, claims that records name", "UPDATE participant SET actor = 'nobody' WHERE reading = 1"),
    ("records, put together", "UPDATE event SET status = 'odd' WHERE reading = 1"),
    ("decisions, by their id", "UPDATE decision SET said = replace(said, 'Amal', 'Omar')"),
    ("decisions, by their id", "UPDATE decision SET said = '[]'"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "statement"), STORED)
def test_what_was_stored_and_has_changed_is_found(filled: Ledger, name: str, statement: str) -> None:
    change(filled, statement)
    findings = check(filled)
    assert findings.checks[name].found >= 1
    assert not findings.whole
    assert "backup" in findings.checks[name].remedy


DERIVED: list[tuple[str, str]] = [
    ("reports that decisions are about", "DELETE FROM decided_report"),
    ("readings in the index of words", "DELETE FROM searched WHERE reading = 2"),
    ("readings that count", "UPDATE report SET current = 1"),
    ("records as reviewed", "UPDATE event SET status = 'planned' WHERE reading IN "
     "(SELECT n FROM reading WHERE reviewed_of IS NOT NULL)"),
    ("events, each in one incident", "DELETE FROM telling WHERE n = (SELECT min(n) FROM telling)"),
    ("events, each in one incident", "INSERT INTO telling (report, reading, number, name, incident) "
     "SELECT report, reading, number, name, incident FROM telling WHERE n = (SELECT min(n) FROM telling)"),
    ("events, each in one incident", "UPDATE telling SET number = 77 WHERE n = (SELECT min(n) FROM telling)"),
    ("events, each in one incident", "UPDATE telling SET incident = NULL WHERE number = 0"),
    ("events, each in one incident", "INSERT INTO telling (report, reading, number, name) "
     "VALUES ('r0', 1, 0, 'i0')"),
    ("cells in which events are found", "DELETE FROM telling_cell"),
    ("cells in which events are found", "INSERT INTO telling_cell (cell, telling) VALUES (1, 999)"),
    ("pairs of events that may be one", "INSERT INTO likeness (one, other, probability, reasons) "
     "VALUES (998, 999, 0.5, '{}')"),
    ("incidents, by their members", "INSERT INTO incident (id) VALUES ('i0')"),
    ("questions of the queue", "INSERT INTO doubt (kind, about, telling, importance, chief) "
     "VALUES ('place', '', 999, 1.0, true)"),
    ("incidents, by their members", "UPDATE incident SET first = '1999-01-01'"),
    ("incidents, by their members", "UPDATE incident SET harm = 1000000"),
    ("facts by which events are found", "UPDATE event_fact SET day_from = '1999-01-01'"),
    ("facts by which events are found", "UPDATE event_fact SET incident = NULL"),
    ("facts by which events are found", "UPDATE event_fact SET incident = 'i0' WHERE reading = 2"),
    ("facts by which events are found", "DELETE FROM event_fact WHERE reading = 1"),
    ("facts by which events are found", "DELETE FROM event_naming WHERE reading = 1"),
    ("facts by which events are found", "DELETE FROM naming WHERE role = 'mention'"),
    ("incidents as lists, map and counts know them", "UPDATE incident_point SET killed = 1000"),
    ("incidents as lists, map and counts know them", "UPDATE incident_gist SET gist = '[]'"),
    ("incidents as lists, map and counts know them", "DELETE FROM incident_gist"),
    ("incidents as lists, map and counts know them", "DELETE FROM incident_point"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "statement"), DERIVED)
def test_what_is_derived_and_has_changed_is_found_and_made_anew(
    filled: Ledger, registry: Registry, name: str, statement: str
) -> None:
    before = outcome(filled, registry)
    change(filled, statement)
    findings = check(filled)
    assert findings.checks[name].found >= 1
    assert "--repair" in findings.checks[name].remedy and findings.readable
    repair(filled, registry)
    assert wrong(filled) == {}
    assert outcome(filled, registry) == before


def test_a_decision_whose_record_is_gone_is_told_of_and_is_no_fault(filled: Ledger) -> None:
    lost = decide(own(factory.clash(3)), Verb.CONFIRM, minutes=9)
    gone = decide(own(factory.clash(3)), Verb.WITHDRAW, minutes=8)
    filled.decide(gone)
    filled.decide(correct(own(factory.strike()), "status", {"status": "denied"}))
    subject = lost.subjects[0]
    filled.decide(replace(lost, subjects=(replace(subject, id="e-gone", evidence=("never written",)),)))
    findings = check(filled)
    assert findings.whole
    (told,) = findings.checks["decisions whose record is found"].faults
    assert "no reading has its record" in told.what
