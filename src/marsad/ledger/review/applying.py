"""A reader's record with the decisions of reviewers put into it: they win, whatever reader comes later."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from marsad.ledger.errors import DecisionRefused
from marsad.ledger.review.fields import REVIEWED, Corrected, corrected, corrected_statement
from marsad.ledger.review.finding import carried_over, find_event, find_statement, found_again
from marsad.ledger.review.missed import spans_of
from marsad.model.decision import About, Decision, Subject, Verb
from marsad.model.event import ControlStatement, Event, EventType
from marsad.model.reading import Status
from marsad.model.record import RecordActor, RecordPlace, ReportRecord
from marsad.model.time import When

CHANGING = frozenset((Verb.CONFIRM, Verb.CORRECT, Verb.WITHDRAW, Verb.ADD))
"""Decisions that change the record of a report; the others are about what stands between records."""


@dataclass
class _Draft:
    """A record being changed, and the records of earlier readers that may know what this one has lost."""

    record: ReportRecord
    earlier: Sequence[ReportRecord]
    events: dict[str, Event] = field(default_factory=dict)
    statements: dict[int, ControlStatement] = field(default_factory=dict)
    lost: list[Decision] = field(default_factory=list)


def reviewed(
    record: ReportRecord,
    decisions: Iterable[Decision],
    earlier: Sequence[ReportRecord] = (),
    new: Decision | None = None,
) -> tuple[ReportRecord, tuple[Decision, ...]]:
    """The record after ``decisions`` (those that stand, the earliest first), and the decisions whose subject
    is in no reading any more.

    ``earlier`` are the records of the same report by other readers, the newest first: what a reviewer
    confirmed or corrected stays although ``record`` lacks it. A decision that sets a field to what it cannot
    be counts as lost: it may come out of a colleague's ledger, and keeps no report out. Only of ``new``, the
    one being made, DecisionRefused is raised.
    """
    draft = _Draft(record, earlier, {e.id: e for e in record.events}, dict(enumerate(record.control)))
    for decision in decisions:
        if decision.verb not in CHANGING:
            continue
        for subject in decision.subjects:
            if subject.report != record.report.id:
                continue
            before = draft.record
            try:
                done = (_on_event if subject.about is About.EVENT else _on_statement)(
                    draft, subject, decision
                )
            except DecisionRefused:
                if decision == new:
                    raise
                draft.record, done = before, False
            if not done:
                draft.lost.append(decision)
    final = replace(
        draft.record,
        reader=f"{record.reader}, reviewed",
        events=tuple(draft.events.values()),
        control=tuple(
            replace(c, event=c.event if c.event in draft.events else None) for c in draft.statements.values()
        ),
    )
    return final, tuple(draft.lost)


def _on_event(draft: _Draft, subject: Subject, decision: Decision) -> bool:
    event: Event | None
    if decision.verb is Verb.ADD:
        event = _missed(draft.record, subject, decision)
    else:
        event = find_event(subject, draft.events.values())
        if event is None and decision.verb is not Verb.WITHDRAW:
            event = _from_earlier(draft, subject)
    if event is None:
        # Nothing to withdraw is as good as withdrawn.
        return decision.verb is Verb.WITHDRAW
    if decision.verb is Verb.WITHDRAW:
        del draft.events[event.id]
        return True
    sets = _settings(decision)
    for name, value in sets:
        done = corrected(event, name, value)
        assert done.event is not None
        event = done.event
        _take_in(draft, done)
    draft.events[event.id] = replace(event, confidence=1.0)
    return True


def _settings(decision: Decision) -> list[tuple[str, dict[str, object]]]:
    """The fields that a decision sets."""
    value = dict(decision.value or {})
    if decision.verb is Verb.CORRECT and decision.field:
        return [(decision.field, value)]
    if decision.verb is Verb.ADD:
        return [(name, dict(v)) for name, v in value.items() if isinstance(v, dict)]
    return []


def _missed(record: ReportRecord, subject: Subject, decision: Decision) -> Event:
    """An event of which nothing is known yet but the words that tell it. Raises DecisionRefused where they do
    not stand in the report.
    """
    spans = found_again(spans_of(decision, subject), record.report.text)
    if not spans:
        raise DecisionRefused("the words of the evidence stand nowhere in the report")
    return Event(
        subject.id, EventType.STRATEGIC_DEVELOPMENTS, "Other", Status.HAPPENED, When.unknown(REVIEWED),
        None, (), (), (), (), (), spans,
    )  # fmt: skip


def _from_earlier(draft: _Draft, subject: Subject) -> Event | None:
    for record in draft.earlier:
        found = find_event(subject, record.events)
        carried = carried_over(found, draft.record.report.text) if found else None
        if carried is not None:
            ids = {p.actor for p in carried.participants} | {h.who for h in carried.harm}
            ids |= {c.actor for c in carried.claims}
            at = carried.where.place if carried.where else None
            _take_in(
                draft,
                Corrected(
                    actors=tuple(replace(a, mentions=()) for a in record.actors if a.id in ids),
                    places=tuple(replace(p, mentions=()) for p in record.places if p.place.id == at),
                ),
            )
            return carried
    return None


def _on_statement(draft: _Draft, subject: Subject, decision: Decision) -> bool:
    found = find_statement(subject, draft.statements.values())
    if found is None:
        return decision.verb is Verb.WITHDRAW
    at = next(n for n, told in draft.statements.items() if told is found)
    if decision.verb is Verb.WITHDRAW:
        del draft.statements[at]
        return True
    for name, value in _settings(decision):
        done = corrected_statement(found, name, value)
        assert done.statement is not None
        found = done.statement
        _take_in(draft, done)
    draft.statements[at] = replace(found, confidence=1.0)
    return True


def _take_in(draft: _Draft, done: Corrected) -> None:
    """Actors and places that a correction brings and the record lacks."""
    actors: dict[str, RecordActor] = {a.id: a for a in draft.record.actors}
    places: dict[str, RecordPlace] = {p.place.id: p for p in draft.record.places}
    draft.record = replace(
        draft.record,
        actors=(*actors.values(), *(a for a in done.actors if a.id not in actors)),
        places=(*places.values(), *(p for p in done.places if p.place.id not in places)),
    )
