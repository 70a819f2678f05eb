"""Incidents over a ledger: two outlets' events of one clash stand together, with both tolls."""

from __future__ import annotations

from dataclasses import replace

import pytest

from marsad.knowledge.actors import Registry
from marsad.ledger import EventFilter, Ledger
from marsad.model.event import Harm
from marsad.model.record import ReportRecord

from .factory import clash, quote, strike


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.load()


def retold(record: ReportRecord, words: str, outlet: str) -> ReportRecord:
    """The record as another outlet's report of its own."""
    text = record.report.text.replace("Fierce clashes", words)
    shift = len(text) - len(record.report.text)
    event = record.events[0]
    harm = [
        Harm(
            h.effect,
            h.who,
            replace(h.quantity, span=quote(text, h.quantity.span.text)),
            quote(text, h.span.text),
        )
        for h in event.harm
    ]
    told = replace(
        event,
        id=f"{event.id}-{outlet}",
        harm=tuple(harm),
        participants=tuple(replace(p, span=None) for p in event.participants),
        weapons=(),
        seized=(),
        claims=tuple(replace(c, span=None) for c in event.claims),
        evidence=tuple(quote(text, s.text) for s in event.evidence),
    )
    report = replace(
        record.report, id=f"r-{outlet}", text=text, outlet=outlet, title_span=None, removed=(), name=outlet,
        captions=(), source=f"{outlet}.txt",
    )  # fmt: skip
    assert shift
    return replace(
        record,
        report=report,
        events=(told,),
        control=(),
        actors=tuple(replace(a, mentions=()) for a in record.actors),
        places=tuple(replace(p, mentions=()) for p in record.places),
    )


def test_two_outlets_one_incident(ledger: Ledger, registry: Registry) -> None:
    ledger.add(clash())
    ledger.add(retold(clash(), "Heavy fighting again", "Mill Gazette"))
    ledger.add(strike())
    found = ledger.incidents(registry)
    assert sorted(len(i.rows) for i in found) == [1, 2]
    both = next(i for i in found if len(i.rows) > 1)
    assert both.witnesses == 1  # all but the headline is the same text
    assert [t.low for t in both.tolls if t.who is None] == [7]
    assert "same day" in both.reasons


def test_a_filter_chooses_incidents_and_cuts_none(ledger: Ledger, registry: Registry) -> None:
    ledger.add(clash())
    ledger.add(retold(clash(), "Heavy fighting again", "Mill Gazette"))
    (found,) = ledger.incidents(registry, EventFilter(outlet="mill"))
    assert len(found.rows) == 2
