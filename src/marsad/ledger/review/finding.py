"""A decision's subject found again in a record, also where a later reader gave it another id."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from marsad.ledger.keys import control_id
from marsad.model.decision import About, Subject
from marsad.model.event import ControlStatement, Event
from marsad.model.span import Span

SAME = 0.5
"""Share of the words of two pieces of evidence in common from which on they are the same record's."""

Told = TypeVar("Told", Event, ControlStatement)


def subject_of_event(report: str, event: Event) -> Subject:
    return Subject(report, event.id, About.EVENT, event.sub_type, tuple(s.text for s in event.evidence))


def subject_of_statement(report: str, told: ControlStatement) -> Subject:
    words = tuple(s.text for s in told.evidence)
    return Subject(report, statement_id(report, told), About.CONTROL, told.state.value, words)


def statement_id(report: str, told: ControlStatement) -> str:
    return control_id(
        report, told.place_text, told.actor, told.state.value, told.start, told.evidence[0].text
    )


def find_event(subject: Subject, events: Iterable[Event]) -> Event | None:
    """The event among those of its report that ``subject`` is: by its id, else by the words it rests on."""
    told = tuple(events)
    exact = next((e for e in told if e.id == subject.id), None)
    return exact or _by_words(subject, told, lambda e: e.sub_type)


def find_statement(subject: Subject, statements: Iterable[ControlStatement]) -> ControlStatement | None:
    """The control statement among those of its report that ``subject`` is."""
    told = tuple(statements)
    exact = next((c for c in told if statement_id(subject.report, c) == subject.id), None)
    return exact or _by_words(subject, told, lambda c: c.state.value)


def _by_words(subject: Subject, told: Sequence[Told], kind: Callable[[Told], str]) -> Told | None:
    """What rests on most of the same words; of equals, what is of the same kind."""
    mine = _words(subject.evidence)

    def rank(one: Told) -> tuple[float, bool]:
        theirs = _words(s.text for s in one.evidence)
        whole = len(mine | theirs)
        same = len(mine & theirs) / whole if whole else 0.0
        return same, kind(one) == subject.type

    best = max(told, key=rank, default=None)
    return best if best is not None and rank(best)[0] >= SAME else None


def _words(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(w for text in texts for w in text.casefold().split())


def carried_over(event: Event, text: str) -> Event | None:
    """An event of an earlier reading with its spans where the same words stand in ``text``; what does not
    stand there any more is left out. None where nothing of its evidence is left.
    """
    evidence = found_again(event.evidence, text)
    if not evidence:
        return None
    return replace(
        event,
        evidence=evidence,
        weapons=found_again(event.weapons, text),
        participants=tuple(replace(p, span=_again(p.span, text)) for p in event.participants),
        claims=tuple(replace(c, span=_again(c.span, text)) for c in event.claims),
        seized=tuple(replace(s, span=span) for s in event.seized if (span := _again(s.span, text))),
        harm=tuple(
            replace(
                h,
                span=_again(h.span, text) or evidence[0],
                quantity=replace(h.quantity, span=_again(h.quantity.span, text) or evidence[0]),
            )
            for h in event.harm
        ),
    )


def found_again(spans: Sequence[Span], text: str) -> tuple[Span, ...]:
    """The spans where the same words stand in another copy of their text, without those that do not."""
    return tuple(found for span in spans if (found := _again(span, text)))


def _again(span: Span | None, text: str) -> Span | None:
    """Where the words of a span stand in another copy of its text: the place nearest to the old one."""
    if span is None:
        return None
    if text[span.start : span.end] == span.text:
        return span
    after = text.find(span.text, span.start)
    before = text.rfind(span.text, 0, span.start + len(span.text))
    starts = [at for at in (before, after) if at >= 0]
    if not starts or not span.text:
        return None
    start = min(starts, key=lambda at: abs(at - span.start))
    return Span.of(text, start, start + len(span.text))
