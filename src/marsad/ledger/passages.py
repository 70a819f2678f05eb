"""The sentence that an event rests on, as it stands in its report."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from marsad.ledger.store.batches import batches
from marsad.ledger.store.tables import READING, REPORT, TEXT
from marsad.ledger.views import EventRow
from marsad.model.span import Span

ROOM = 320
"""Most characters before and after the words of evidence: a report may be one line of a megabyte."""
_END = re.compile(r"(?<=[.!?؟。])[\"'”’)]*\s+(?=\S)|\n")
"""Where a sentence of any script ends. A dot of an abbreviation ends it too early, which costs some context
and no more.
"""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a report. ``marked``: the event rests on it."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences of a report with the words of evidence marked; offsets into the report's text."""

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
            .join(REPORT, REPORT.c.current == READING.c.n)
            .where(REPORT.c.id.in_(some))
        )
        for told in connection.execute(query):
            found |= {row.key: around(told.text, row.event.evidence) for row in by_report[told.report]}
    return found


def around(text: str, evidence: Sequence[Span]) -> tuple[Passage, ...]:
    """The sentences that hold ``evidence``; those that touch are one passage."""
    spans = sorted({(s.start, s.end) for s in evidence if 0 <= s.start < s.end <= len(text)})
    together: list[list[tuple[int, int]]] = []
    ends: list[tuple[int, int]] = []
    for span in spans:
        start, end = _sentence(text, *span)
        if ends and start <= ends[-1][1]:
            together[-1].append(span)
            ends[-1] = ends[-1][0], max(end, ends[-1][1])
        else:
            together.append([span])
            ends.append((start, end))
    return tuple(
        Passage(start, end, _pieces(text, start, end, inside))
        for (start, end), inside in zip(ends, together, strict=True)
    )


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    first, last = max(0, start - ROOM), min(len(text), end + ROOM)
    begins = [m.end() for m in _END.finditer(text, first, start)]
    stop = _END.search(text, max(start, end - 1), last)
    return (begins[-1] if begins else first), (stop.start() if stop else last)


def _pieces(text: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
    found, at = [], start
    for begins, last in spans:
        first = max(begins, at)
        if last <= first:
            continue
        found += [Piece(text[at:first]), Piece(text[first:last], marked=True)]
        at = last
    found.append(Piece(text[at : max(end, at)]))
    return tuple(p for p in found if p.text)
