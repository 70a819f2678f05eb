"""All that the page of one report shows, out of the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from marsad.desk.reading.article import Segment, segments
from marsad.desk.reading.cards import Card, Decided, cards
from marsad.ledger import Ledger
from marsad.ledger.errors import NoSuchRecord
from marsad.ledger.evidence import stretches
from marsad.ledger.review.lookup import subjects_in
from marsad.ledger.review.meanwhile import on_records
from marsad.model.decision import Decision, Verb, effective
from marsad.model.record import ReportRecord


@dataclass(frozen=True, slots=True)
class Shown:
    """A report with its article and its records."""

    record: ReportRecord
    segments: tuple[Segment, ...]
    cards: tuple[Card, ...]


def shown(ledger: Ledger, key: str) -> Shown:
    """The report that ``key`` names. Raises NoSuchRecord, AmbiguousReport and LedgerError."""
    record = ledger.record(key)
    if record is None:
        raise NoSuchRecord(key)
    told = on_records(ledger.decisions([record.report.id]), subjects_in(record))
    decided = {id_: _decided(decisions) for id_, decisions in told.items()}
    made = cards(record, decided)
    numbers = {card.id: card.number for card in made}
    return Shown(record, segments(record.report, stretches(record), numbers), made)


def _decided(decisions: Sequence[Decision]) -> Decided:
    """What stands of the decisions on a record."""
    by: dict[str, str] = {}
    for decision in effective(decisions):
        if decision.verb is Verb.CORRECT and decision.field:
            by[decision.field.partition("/")[2] or decision.field] = decision.by
        elif decision.verb in {Verb.CONFIRM, Verb.ADD}:
            by[""] = decision.by
    return Decided(by, decisions[-1].id)
