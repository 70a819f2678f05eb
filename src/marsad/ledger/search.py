"""Searching the texts and titles of reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, and_, func, select, true

from marsad.ledger import queries
from marsad.ledger.filters import EventFilter, is_current
from marsad.ledger.fulltext.question import Question, question_of
from marsad.ledger.fulltext.snippet import Snippet, hits, snippet
from marsad.ledger.store.batches import batches
from marsad.ledger.store.search import SEARCHED, answers
from marsad.ledger.store.tables import READING, TEXT
from marsad.ledger.views import ReportHead
from marsad.model.span import Span


@dataclass(frozen=True, slots=True)
class ReportFilter:
    """Conditions that a report meets, all of them; None asks nothing.

    ``outlet`` is part of the outlet's name, ``language`` a code of ISO 639-1. A report meets ``start`` and
    ``end`` (inclusive) where it may have been published between them.
    """

    outlet: str | None = None
    start: date | None = None
    end: date | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A report that answers a question, with the stretch of its text that shows why.

    ``title_hits`` are what is asked for in the title, by their offsets there.
    """

    report: ReportHead
    snippet: Snippet
    title_hits: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Which answers to give, of all in their order: so many (None: all the rest) behind the first ones."""

    limit: int | None = None
    offset: int = 0


def search(
    connection: Connection,
    typed: str,
    asked: ReportFilter,
    stretch: Stretch,
    holding: EventFilter | None = None,
) -> list[Found]:
    """The reports whose newest reading's text and title answer what is ``typed``, the best first.

    ``holding`` leaves those that hold an event which it asks for. Of equals, as the store ranks them, the
    newest first. Raises BadSearch where there is nothing to find.
    """
    question = question_of(typed)
    found = answers(connection, question)
    query = (
        select(READING.c.n)
        .join(SEARCHED, SEARCHED.c.reading == READING.c.n)
        .join(found, found.c.entry == SEARCHED.c.entry)
        .where(_of_reports(asked), queries.holding(holding) if holding else true())
        .order_by(found.c.score.desc(), READING.c.published_from.desc().nulls_last(), READING.c.report)
        .limit(stretch.limit)
        .offset(stretch.offset)
    )
    numbers = connection.execute(query).scalars().all()
    heads: dict[int, ReportHead] = {}
    texts: dict[
        int, str
    ] = {}  # of these alone: put in order with all that answer, texts would be moved about
    for some in batches(numbers):
        heads |= queries.heads_of(connection, some)
        told = select(READING.c.n, TEXT.c.text).join(TEXT).where(READING.c.n.in_(some))
        texts |= {row.n: row.text for row in connection.execute(told)}
    return [_found(heads[n], texts[n], question) for n in numbers]


def _found(head: ReportHead, text: str, question: Question) -> Found:
    title = head.title or ""
    marked = tuple(Span.of(title, h.start, h.end) for h in hits(title, question))
    return Found(head, snippet(text, question), marked)


def _of_reports(asked: ReportFilter) -> ColumnElement[bool]:
    conditions: list[ColumnElement[bool]] = [is_current()]
    if asked.outlet:
        conditions.append(READING.c.outlet.icontains(asked.outlet, autoescape=True))
    if asked.start:
        conditions.append(READING.c.published_to >= asked.start)
    if asked.end:
        conditions.append(READING.c.published_from <= asked.end)
    if asked.language:
        conditions.append(func.lower(READING.c.language) == asked.language.lower())
    return and_(*conditions)
