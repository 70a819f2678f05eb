"""Cells: a value, the stretches of reports it comes from, the rule that made it, and what was lost.

A column's one function gives all four, so that value, trace and loss report cannot drift apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from marsad.ledger.views import EventRow
from marsad.model.span import Span

if TYPE_CHECKING:
    from marsad.export.unit import Unit

Plain = str | int | float | bool | date | None
"""What a cell of a flat file holds."""


@dataclass(frozen=True, slots=True)
class Origin:
    """One place that a cell comes from: a report, the reader that read it, the event, and the characters.

    ``span`` is None where the fact is the report's own (its outlet). ``decision`` is the id of the reviewer's
    decision that set the field, where one did.
    """

    report: str
    source: str
    outlet: str | None
    reader: str
    event: str
    span: Span | None = None
    decision: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. Of an empty one ``rule`` says why it is empty; ``lost`` are sentences for the loss report."""

    value: object = None
    origins: tuple[Origin, ...] = ()
    rule: str | None = None
    lost: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        return self.value is None or self.value in ("", [], {})


Row = Mapping[str, Cell]
"""One row of an export, by column."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a flat format. ``always_empty`` says why nothing ever stands in it."""

    name: str
    make: Callable[[Unit], Cell] | None = None
    always_empty: str | None = None
    tag: str | None = None
    """The HXL hashtag, in the one format that has them."""

    def cell(self, unit: Unit) -> Cell:
        return Cell(rule=self.always_empty) if self.make is None else self.make(unit)


def empty(name: str, why: str) -> Column:
    """A column that a format demands and Marsad cannot fill."""
    return Column(name, always_empty=why)


def row_of(columns: Iterable[Column], unit: Unit) -> Row:
    return {c.name: c.cell(unit) for c in columns}


_DECIDED_AS = {"sub_type": "type", "participants": "actors", "claims": "says"}
"""Fields of events by the names under which they are corrected, where these are others."""


def origins(row: EventRow, field: str, spans: Iterable[Span] = ()) -> tuple[Origin, ...]:
    """Where ``field`` of an event comes from: these spans, or its evidence where there are none.

    ``field`` is one of an event, or an effect, whose figures are decided on by themselves.
    """
    head = row.report
    decision = row.decided.get(_DECIDED_AS.get(field, field)) or row.decided.get("")
    where = (head.id, head.source, head.outlet, head.reader, row.event.id)
    return tuple(Origin(*where, span, decision) for span in tuple(spans) or row.event.evidence)


def of_report(row: EventRow) -> Origin:
    """The report itself, for what no characters tell."""
    head = row.report
    return Origin(head.id, head.source, head.outlet, head.reader, row.event.id)


def worded(row: EventRow, words: str | None) -> tuple[Span, ...]:
    """Where ``words`` stand in the evidence of an event; nothing where they stand elsewhere."""
    if words:
        for span in row.event.evidence:
            at = span.text.find(words)
            if at >= 0:
                return (Span(span.start + at, span.start + at + len(words), words),)
    return ()


def together(parts: Iterable[tuple[Origin, ...]]) -> tuple[Origin, ...]:
    """Origins of several cells, each once."""
    return tuple(dict.fromkeys(o for part in parts for o in part))
