"""All that a ledger holds that is not derived: every reader's records and all decisions, in a fixed order.

What is archived, merged into another ledger and compared. Nothing is held in memory but one page.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, literal, select, tuple_

from marsad.ledger.adding import Kept
from marsad.ledger.records import load_records
from marsad.ledger.store.tables import DECISION, READING, REPORT
from marsad.ledger.store.types import Words
from marsad.model.decision import Decision

_PAGE = 200


@dataclass(frozen=True, slots=True)
class Broken:
    """A record or decision that cannot be made out: what it is, and why."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A decision, and when its ledger got to know of it."""

    decision: Decision
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Size:
    reports: int
    records: int
    decisions: int


def size(connection: Connection) -> Size:
    """How much there is."""
    counts = (
        select(func.count()).select_from(REPORT),
        select(func.count()).select_from(READING).where(READING.c.reviewed_of.is_(None)),
        select(func.count()).select_from(DECISION),
    )
    return Size(*(connection.execute(count).scalar_one() for count in counts))


def records(connection: Connection) -> Iterator[Kept | Broken]:
    """The records of all readers, by report and reader."""
    key = (READING.c.report, READING.c.reader)
    query = (
        select(READING.c.n, *key, READING.c.read_at, REPORT.c.known_at)
        .join(REPORT, REPORT.c.id == READING.c.report)
        .where(READING.c.reviewed_of.is_(None))
        .order_by(*key)
        .limit(_PAGE)
    )
    after: tuple[str, str] | None = None
    while True:
        page = (
            query
            if after is None
            else query.where(tuple_(*key) > tuple_(*(literal(part, Words()) for part in after)))
        )
        rows = connection.execute(page).all()
        if not rows:
            return
        yield from _kept(connection, rows)
        after = rows[-1].report, rows[-1].reader


def _kept(connection: Connection, rows: Sequence[Any]) -> Iterator[Kept | Broken]:
    """A page at once; one by one where a record of it does not come together."""
    try:
        found = list(load_records(connection, [row.n for row in rows]))
    except (LookupError, TypeError, ValueError) as error:
        if len(rows) > 1:
            for row in rows:
                yield from _kept(connection, [row])
            return
        yield Broken(f"report {rows[0].report} as read by {rows[0].reader}", f"{error}")
        return
    for row, record in zip(rows, found, strict=True):
        yield Kept(record, row.read_at, row.known_at)


def decisions(connection: Connection) -> Iterator[Taken | Broken]:
    """All decisions, by id."""
    query = select(DECISION.c.id, DECISION.c.recorded_at, DECISION.c.said).order_by(DECISION.c.id)
    after = ""
    while True:
        rows = connection.execute(query.where(DECISION.c.id > after).limit(_PAGE)).all()
        if not rows:
            return
        for row in rows:
            try:
                yield taken(row.id, json.loads(row.said), row.recorded_at)
            except (LookupError, TypeError, ValueError) as error:
                yield Broken(f"decision {row.id}", f"{error}")
        after = rows[-1].id


def taken(name: str, said: Any, recorded_at: datetime) -> Taken:
    """A decision out of JSON. Raises LookupError, TypeError or ValueError where it is none, or not that."""
    decision = Decision.from_json(said)
    if decision.id != name:
        raise ValueError(f"it is not what it was when it was made: its words give the id {decision.id}")
    return Taken(decision, recorded_at)


@dataclass(frozen=True, slots=True)
class LedgerSource:
    """A ledger as it stands on one connection, to be merged into another."""

    connection: Connection

    def records(self) -> Iterator[Kept | Broken]:
        return records(self.connection)

    def decisions(self) -> Iterator[Taken | Broken]:
        return decisions(self.connection)
