"""The record of a copy, from that of its original: what the same words tell, found in the copy's own text."""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass, replace
from difflib import SequenceMatcher
from typing import Any

from marsad.model.event import ControlStatement, Event
from marsad.model.record import ReportRecord
from marsad.model.report import Published, Report
from marsad.model.span import Span
from marsad.sieving.sentences import sentences_of


class _Elsewhere(Exception):
    """A stretch of the original that the copy does not have."""


def lend(record: ReportRecord, copy: Report) -> ReportRecord:
    """The record of ``copy``, whose text is that of ``record`` in part or in whole.

    It has the events and control statements of the original all of whose words stand in the copy, with the
    evidence at its place there; days are those of the original's printing. ``copy_of`` names the original.
    """
    move = _Moved(record.report, copy)
    events = {e.id: _event(e, copy, move) for e in record.events}
    kept = {old: e for old, e in events.items() if e}
    control = [replace(c, event=kept[c.event].id if c.event in kept else None) for c in record.control]
    told = tuple(c for one in control if (c := _whole(one, move)))
    used = _used(kept.values(), told)
    actors = (replace(a, mentions=_some(a.mentions, move)) for a in record.actors)
    places = (replace(p, mentions=_some(p.mentions, move)) for p in record.places)
    return ReportRecord(
        report=replace(copy, published=_published(record.report.published, copy.published)),
        reader=record.reader,
        actors=tuple(a for a in actors if a.mentions or a.id in used),
        places=tuple(p for p in places if p.mentions or p.place.id in used),
        events=tuple(kept.values()),
        control=told,
        copy_of=record.copy_of or record.report.id,
    )


def _used(events: Iterable[Event], control: Iterable[ControlStatement]) -> set[str | None]:
    """The ids of actors and places that events and control statements name."""
    used: set[str | None] = set()
    for e in events:
        used |= {p.actor for p in e.participants} | {h.who for h in e.harm} | {c.actor for c in e.claims}
        used |= {e.where.place} if e.where else set()
    for one in control:
        used |= {one.actor, one.place, *(c.actor for c in one.claims)}
    return used


class _Moved:
    """Where the stretches of one text stand in another: in the sentences that both have."""

    def __init__(self, original: Report, copy: Report) -> None:
        self._text = copy.text
        self._original = original.text
        old, new = sentences_of(original), sentences_of(copy)
        blocks = SequenceMatcher(None, [s.key for s in old], [s.key for s in new], autojunk=False)
        pairs = [
            (a, b)
            for at, to, size in blocks.get_matching_blocks()
            for n in range(size)
            for a, b in zip(old[at + n].places, new[to + n].places, strict=True)
        ]
        self._starts = [a[0] for a, _ in pairs]
        self._ends = [a[1] for a, _ in pairs]
        self._there = [b for _, b in pairs]

    def __call__(self, span: Span) -> Span:
        """Raises _Elsewhere for a stretch some words of which the copy lacks."""
        first = bisect_left(self._starts, span.start)
        last = bisect_right(self._ends, span.end) - 1
        if first > last:
            raise _Elsewhere
        # Signs around the words, such as quotes, come along where the copy has them too.
        before, behind = self._starts[first] - span.start, span.end - self._ends[last]
        start, end = self._there[first][0], self._there[last][1]
        for a, b in ((start - before, end + behind), (start, end)):
            if "".join(self._text[max(a, 0) : b].split()) == "".join(span.text.split()):
                return Span.of(self._text, a, b)
        if _words(self._text[start:end]) != _words(span.text):
            raise _Elsewhere
        return Span.of(self._text, start, end)


def _words(text: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in text.lower()).split()


def _event(event: Event, copy: Report, move: Callable[[Span], Span]) -> Event | None:
    """The event as the copy tells it; None where the copy leaves out part of what makes it."""
    evidence = _some(event.evidence, move)
    if not evidence:
        return None
    told = _whole(replace(event, evidence=event.evidence[:1]), move, skip=("evidence",))
    key = "|".join((copy.id, event.id))
    number = "e" + hashlib.sha256(key.encode()).hexdigest()[:20]
    return replace(told, id=number, evidence=evidence) if told else None


def _some(spans: tuple[Span, ...], move: Callable[[Span], Span]) -> tuple[Span, ...]:
    found = []
    for span in spans:
        try:
            found.append(move(span))
        except _Elsewhere:
            continue
    return tuple(found)


def _whole(value: Any, move: Callable[[Span], Span], skip: tuple[str, ...] = ()) -> Any:
    """``value`` with every span in it moved; None where one cannot be."""
    try:
        return _with_spans(value, move, skip)
    except _Elsewhere:
        return None


def _with_spans(value: Any, move: Callable[[Span], Span], skip: tuple[str, ...] = ()) -> Any:
    if isinstance(value, Span):
        return move(value)
    if isinstance(value, tuple):
        return tuple(_with_spans(v, move) for v in value)
    if is_dataclass(value) and not isinstance(value, type):
        names = [f.name for f in fields(value) if f.name not in skip]
        return replace(value, **{n: _with_spans(getattr(value, n), move) for n in names})
    return value


def _published(original: Published | None, own: Published | None) -> Published | None:
    """The copy's day of publication; what was worked out from the text holds for the same text."""
    return own or original
