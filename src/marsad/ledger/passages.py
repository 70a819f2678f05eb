"""The sentence that an event rests on, as it stands in its report."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from marsad.ledger.filters import counts
from marsad.ledger.store.batches import batches
from marsad.ledger.store.tables import READING, REPORT, TEXT
from marsad.ledger.views import EventRow
from marsad.model.event import Event
from marsad.model.span import Span

ROOM = 320
"""Most characters before and after the words of evidence: a report may be one line of a megabyte."""
_END = re.compile(r"(?<=[.!?؟。])[\"'”’)]*\s+(?=\S)|\n")
"""Where a sentence of any script ends. A dot of an abbreviation ends it too early, which costs some context
and no more.
"""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a report. ``kind``: "harm" for a figure, "says" for who says so, else empty."""

    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences of evidence with figures and speakers marked; offsets into the report's text."""

    start: int
    end: int
    pieces: tuple[Piece, ...]


def passages(connection: Connection, rows: Iterable[EventRow]) -> dict[str, tuple[Passage, ...]]:
    """Event, as ``EventRow.key`` names it → the sentences of its evidence, in the order of the text."""
    by_report: dict[str, list[EventRow]] = defaultdict(list)
    for row in rows:
        by_report[row.report.id].append(row)
    found: dict[str, tuple[Passage, ...]] = {}
    for some in batches(sorted(by_report)):
        query = (
            select(READING.c.report, TEXT.c.text)
            .join(TEXT)
            .join(REPORT, counts(READING.c.n))
            .where(REPORT.c.id.in_(some))
        )
        for told in connection.execute(query):
            found |= {row.key: around(told.text, row.event) for row in by_report[told.report]}
    return found


def around(text: str, event: Event) -> tuple[Passage, ...]:
    """The sentences that hold the event's evidence; those that touch or follow each other are one passage."""
    spans = sorted({(s.start, s.end) for s in event.evidence if 0 <= s.start < s.end <= len(text)})
    ends: list[tuple[int, int]] = []
    for span in spans:
        start, end = _sentence(text, *span)
        if ends and not text[ends[-1][1] : start].strip(" "):
            ends[-1] = ends[-1][0], max(end, ends[-1][1])
        else:
            ends.append((start, end))
    marks = sorted({*_marks("harm", (h.span for h in event.harm)), *_marks("says", _speakers(event))})
    return tuple(Passage(start, end, _pieces(text, start, end, marks)) for start, end in ends)


def _speakers(event: Event) -> Iterator[Span]:
    return (claim.span for claim in event.claims if claim.span)


def _marks(kind: str, spans: Iterable[Span]) -> Iterator[tuple[int, int, str]]:
    return ((s.start, s.end, kind) for s in spans)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    first, last = max(0, start - ROOM), min(len(text), end + ROOM)
    begins = [m.end() for m in _END.finditer(text, first, start)]
    stop = _END.search(text, max(start, end - 1), last)
    return (begins[-1] if begins else first), (stop.start() if stop else last)


def _pieces(text: str, start: int, end: int, marks: Sequence[tuple[int, int, str]]) -> tuple[Piece, ...]:
    found, at = [], start
    for begins, stops, kind in marks:
        first, last = max(begins, at), min(stops, end)
        if last <= first:
            continue
        found += [Piece(text[at:first]), Piece(text[first:last], kind)]
        at = last
    found.append(Piece(text[at : max(end, at)]))
    return tuple(p for p in found if p.text)
