"""The queue: the greatest doubts first, each with the events that it is about."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select, true

from marsad.incidents.figures import Toll, tolls
from marsad.ledger.doubts.kinds import Kind
from marsad.ledger.doubts.wording import Asked, wording
from marsad.ledger.filters import EventFilter
from marsad.ledger.incidents import asked_for
from marsad.ledger.passages import Passage, passages
from marsad.ledger.queries import event_rows
from marsad.ledger.review.store import decisions_since
from marsad.ledger.store.batches import batches
from marsad.ledger.store.tables import DOUBT, TELLING
from marsad.ledger.tellings import denied, published, standing, telling_in
from marsad.ledger.views import EventRow
from marsad.model.decision import Verb, effective

ANSWERS = frozenset((Verb.CONFIRM, Verb.CORRECT, Verb.WITHDRAW, Verb.JOIN, Verb.SPLIT, Verb.ADD))
"""Decisions that count as work done; comments and what is taken back do not."""


@dataclass(frozen=True, slots=True)
class Question:
    """One item of the queue. ``records`` are what an answer is about: the incident of a toll, both
    events of a pair, else the event (as REPORT/EVENT); ``odd`` is the event that a split takes out.

    ``together`` says whether the events are one incident now; ``also`` are other doubts of the record.
    """

    id: str
    kind: Kind
    about: str
    importance: float
    words: str
    incident: str
    records: tuple[str, ...]
    rows: tuple[EventRow, ...]
    passages: Mapping[str, Sequence[Passage]]
    toll: Toll | None = None
    odd: str | None = None
    together: bool = False
    also: tuple[Kind, ...] = ()


_EVERYTHING = EventFilter()


def left(connection: Connection, asked: EventFilter = _EVERYTHING) -> dict[Kind, int]:
    """How many questions of each kind wait; a record of several doubts counts for each kind."""
    query = select(DOUBT.c.kind, func.count()).where(_about(asked)).group_by(DOUBT.c.kind)
    found = {row[0]: row[1] for row in connection.execute(query)}
    return {kind: found.get(kind.value, 0) for kind in Kind}


def waiting(connection: Connection, kind: Kind | None = None, asked: EventFilter = _EVERYTHING) -> int:
    """How many records wait for a human."""
    query = _of(select(func.count()).select_from(DOUBT), kind).where(_about(asked))
    return int(connection.execute(query).scalar_one())


def answered(connection: Connection, by: str, since: datetime) -> int:
    """How many answers of a person that were recorded from ``since`` on stand."""
    told = [decision for _, decision in decisions_since(connection, since)]
    return sum(d.by == by and d.verb in ANSWERS for d in effective(told))


def questions(
    connection: Connection,
    kind: Kind | None = None,
    limit: int = 30,
    offset: int = 0,
    asked: EventFilter = _EVERYTHING,
) -> list[Question]:
    """The questions of the queue, the most important first; of one kind where that is asked for, and on
    incidents that hold an event which is asked for.

    Of a record of several doubts the greatest is asked, and the others are told of.
    """
    query = _of(select(DOUBT), kind).where(_about(asked)).order_by(DOUBT.c.importance.desc(), DOUBT.c.n)
    chosen = connection.execute(query.limit(limit).offset(offset)).all()
    homes = _homes(connection, chosen)
    members = _members(connection, chosen, homes)
    rows = _rows(connection, members.values())
    also = _also(connection, chosen)
    words = passages(connection, rows.values())
    found = []
    for doubt in chosen:
        told = tuple(rows[t.n] for t in members[doubt.n] if t.n in rows)
        if told:  # an event that was read again meanwhile is settled with the next question
            names = [homes[t.n] for t in members[doubt.n]]
            found.append(_question(doubt, told, names, words, also.get(doubt.n, ())))
    return found


def _of(query: Select[Any], kind: Kind | None) -> Select[Any]:
    return query.where(DOUBT.c.chief.is_(True) if kind is None else DOUBT.c.kind == kind.value)


def _about(asked: EventFilter) -> ColumnElement[bool]:
    """Whether a doubt is about an incident that is asked for."""
    if asked == _EVERYTHING:
        return true()
    return DOUBT.c.telling.in_(select(TELLING.c.n).where(TELLING.c.incident.in_(asked_for(asked))))


def _homes(connection: Connection, chosen: Sequence[Row[Any]]) -> dict[int, str]:
    """Telling → the incident it belongs to."""
    numbers = sorted({n for d in chosen for n in (d.telling, d.other) if n is not None})
    found: dict[int, str] = {}
    for some in batches(numbers):
        query = select(TELLING.c.n, TELLING.c.incident).where(TELLING.c.n.in_(some))
        found.update((row.n, row.incident) for row in connection.execute(query))
    return found


def _members(
    connection: Connection, chosen: Sequence[Row[Any]], homes: dict[int, str]
) -> dict[int, list[Row[Any]]]:
    """Doubt → the tellings to show: of a toll all of the incident, else those that it is about."""
    whole = {homes[d.telling] for d in chosen if d.kind == Kind.TOLL.value and d.telling in homes}
    condition = TELLING.c.incident.in_(sorted(whole)) | TELLING.c.n.in_(sorted(homes))
    told = connection.execute(standing().where(condition).order_by(TELLING.c.n)).all()
    by_incident: dict[str, list[Row[Any]]] = defaultdict(list)
    for t in told:
        by_incident[t.incident].append(t)
        homes[t.n] = t.incident
    by_number = {t.n: t for t in told}
    found = {}
    for d in chosen:
        if d.kind == Kind.TOLL.value:
            found[d.n] = by_incident.get(homes.get(d.telling, ""), [])
        else:
            found[d.n] = [by_number[n] for n in (d.telling, d.other) if n in by_number]
    return found


def _rows(connection: Connection, members: Any) -> dict[int, EventRow]:
    told = {t.n: (t.reading, t.number) for some in members for t in some}
    return dict(zip(told, event_rows(connection, list(told.values())), strict=True))


def _also(connection: Connection, chosen: Sequence[Row[Any]]) -> dict[int, tuple[Kind, ...]]:
    """Doubt → the kinds of other doubts of the same event."""
    single = {d.telling: d for d in chosen if d.other is None and d.kind != Kind.TOLL.value}
    found: dict[int, tuple[Kind, ...]] = defaultdict(tuple)
    query = select(DOUBT).where(
        DOUBT.c.telling.in_(sorted(single)), DOUBT.c.other.is_(None), DOUBT.c.kind != Kind.TOLL.value
    )
    for row in connection.execute(query.order_by(DOUBT.c.importance.desc(), DOUBT.c.n)):
        asked = single[row.telling]
        if row.n != asked.n:
            found[asked.n] += (Kind(row.kind),)
    return found


def _question(
    doubt: Row[Any],
    rows: tuple[EventRow, ...],
    names: Sequence[str],
    words: Mapping[str, Sequence[Passage]],
    also: tuple[Kind, ...],
) -> Question:
    kind = Kind(doubt.kind)
    rows = tuple(sorted(rows, key=published)) if kind is Kind.TOLL else rows
    toll = _toll(rows, doubt.about) if kind is Kind.TOLL else None
    together = len(set(names)) == 1
    keys = " ".join(sorted(row.key for row in rows[:2]))
    said = f"{kind.value} {doubt.about} {names[0] if kind is Kind.TOLL else keys}"
    return Question(
        id="q" + hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:12],
        kind=kind,
        about=doubt.about,
        importance=doubt.importance,
        words=wording(Asked(kind, doubt.about, rows, toll, together)),
        incident=names[0],
        records=(names[0],) if kind is Kind.TOLL else tuple(row.key for row in rows),
        rows=rows,
        passages={row.key: words.get(row.key, ()) for row in rows},
        toll=toll,
        odd=_odd(kind, rows, toll),
        together=together,
        also=also,
    )


def _toll(rows: Sequence[EventRow], effect: str) -> Toll | None:
    found = tolls([telling_in(row) for row in rows], denied(rows))
    return next((t for t in found if t.who is None and t.effect.value == effect), None)


def _odd(kind: Kind, rows: Sequence[EventRow], toll: Toll | None) -> str | None:
    """The event that stands apart: of a toll the one whose figure is furthest from the best."""
    if len(rows) < 2:
        return None
    if kind is Kind.PAIR or toll is None:
        return rows[-1].key
    best = toll.best or 0
    told = [r for r in toll.reported if r.stands and r.figure.best is not None]
    far = max(told, key=lambda r: (abs((r.figure.best or 0) - best), r.telling), default=None)
    return far.telling if far else rows[-1].key
