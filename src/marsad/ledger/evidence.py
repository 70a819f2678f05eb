"""Which characters of a report each field of its records stands on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from marsad.ledger.review.finding import statement_id
from marsad.model.event import Claim, ControlStatement, Event
from marsad.model.record import ReportRecord
from marsad.model.span import Span

TOLD = "told"
"""The field of the sentences that tell a record as a whole."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters on which ``field`` of ``record`` (the id of an event or statement) stands.

    Fields are called as for a correction (``review/fields.py``): when, where, a, killed, says; besides TOLD,
    weapons and seized.
    """

    span: Span
    record: str
    field: str


def stretches(record: ReportRecord) -> tuple[Stretch, ...]:
    """All stretches of a report's records, each once.

    A date and a place keep the words that they were read from, and not where these stand: of several places
    in the text the one nearest to the sentences that tell the record is taken.
    """
    found: list[Stretch] = []
    for event in record.events:
        found += (Stretch(span, event.id, name) for name, span in _of_event(record, event))
    for told in record.control:
        key = statement_id(record.report.id, told)
        found += (Stretch(span, key, name) for name, span in _of_statement(record, told))
    return tuple(dict.fromkeys(found))


def _of_event(record: ReportRecord, event: Event) -> Iterator[tuple[str, Span]]:
    text = record.report.text
    yield from ((TOLD, span) for span in event.evidence)
    if day := _near(text, event.when.text, event.evidence):
        yield "when", day
    if event.where:
        yield from (("where", s) for s in _at(record, event.where.place, event.where.text, event.evidence))
    yield from ((p.side.value, p.span) for p in event.participants if p.span)
    yield from ((h.effect.value, h.span) for h in event.harm if h.span not in event.evidence)
    yield from (("weapons", span) for span in event.weapons)
    yield from (("seized", s.span) for s in event.seized)
    yield from (("says", span) for span in _said(event.claims))


def _of_statement(record: ReportRecord, told: ControlStatement) -> Iterator[tuple[str, Span]]:
    yield from ((TOLD, span) for span in told.evidence)
    yield from (("where", span) for span in _at(record, told.place, told.place_text, told.evidence))
    names = dict.fromkeys(s.text for a in record.actors if a.id == told.actor for s in a.mentions)
    yield from (("actor", span) for span in _inside(record.report.text, names, told.evidence))
    for day in dict.fromkeys((told.start, told.end)):
        if day and (span := _near(record.report.text, day, told.evidence)):
            yield "from" if day == told.start else "to", span
    yield from (("says", span) for span in _said(told.claims))


def _said(claims: Iterable[Claim]) -> Iterator[Span]:
    return (c.span for c in claims if c.span)


def _at(
    record: ReportRecord, place: str | None, words: str | None, evidence: Sequence[Span]
) -> tuple[Span, ...]:
    """Where a record's place is named: by its words, else by the mention of the place that stands nearest."""
    if span := _near(record.report.text, words, evidence):
        return (span,)
    mentions = [s for p in record.places if p.place.id == place for s in p.mentions]
    nearest = min(mentions, key=lambda s: _apart(s, evidence), default=None)
    return (nearest,) if nearest else ()


def _near(text: str, words: str | None, evidence: Sequence[Span]) -> Span | None:
    """Where ``words`` stand: inside the evidence, else before or behind it, whichever is nearer."""
    if not words:
        return None
    starts = [text.find(words, s.start, s.end) for s in evidence]
    starts += [text.rfind(words, 0, evidence[0].end), text.find(words, evidence[0].start)]
    spans = [Span.of(text, at, at + len(words)) for at in starts if at >= 0]
    return min(spans, key=lambda s: _apart(s, evidence), default=None)


def _inside(text: str, names: Iterable[str], evidence: Sequence[Span]) -> Iterator[Span]:
    """Where one of ``names`` stands first in each piece of evidence."""
    for piece in evidence:
        starts = [(at, -len(n)) for n in names if (at := text.find(n, piece.start, piece.end)) >= 0]
        if starts:
            at, length = min(starts)
            yield Span.of(text, at, at - length)


def _apart(span: Span, evidence: Sequence[Span]) -> int:
    """Characters between a span and the nearest piece of evidence; 0 inside it."""
    return min(max(0, e.start - span.start, span.end - e.end) for e in evidence)
