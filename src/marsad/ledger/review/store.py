"""Decisions in the database, and the reading of a report as reviewed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from marsad.ledger.records import load_records
from marsad.ledger.review.applying import CHANGING, reviewed
from marsad.ledger.rows import BY_READING, insert_reading
from marsad.ledger.store.batches import batches
from marsad.ledger.store.tables import DECIDED_REPORT, DECISION, READING, REPORT
from marsad.model.decision import Decision, effective

NEWEST = (READING.c.read_at.desc(), READING.c.reader.desc())
"""The order of the readings of a report, the one that counts first. It does not hang on which was stored
first, so that two ledgers that hold the same readings agree.
"""


def append(connection: Connection, decision: Decision, recorded_at: datetime | None = None) -> bool:
    """Store a decision; False where it is known."""
    if connection.execute(select(DECISION.c.id).where(DECISION.c.id == decision.id)).first():
        return False
    said = json.dumps(decision.to_json(), ensure_ascii=False)
    when = {"recorded_at": recorded_at} if recorded_at else {}
    connection.execute(insert(DECISION).values(id=decision.id, at=decision.at, said=said, **when))
    for report in sorted({s.report for s in decision.subjects}):
        connection.execute(insert(DECIDED_REPORT).values(report=report, decision=decision.id))
    return True


def decisions_on(connection: Connection, reports: Sequence[str] | None = None) -> list[Decision]:
    """All decisions about records of ``reports`` (None: of all), reversed ones too, the earliest first."""
    if reports is None:
        said = connection.execute(select(DECISION.c.said)).scalars().all()
    else:
        found: dict[str, str] = {}
        for some in batches(reports):
            query = (
                select(DECISION.c.id, DECISION.c.said)
                .join(DECIDED_REPORT, DECIDED_REPORT.c.decision == DECISION.c.id)
                .where(DECIDED_REPORT.c.report.in_(some))
            )
            found.update((row.id, row.said) for row in connection.execute(query))
        said = list(found.values())
    return sorted((Decision.from_json(json.loads(s)) for s in said), key=lambda d: (d.at, d.id))


def decisions_since(connection: Connection, since: datetime) -> list[tuple[datetime, Decision]]:
    """Decisions that this ledger got to know of from ``since`` on, with when."""
    query = select(DECISION.c.recorded_at, DECISION.c.said).where(DECISION.c.recorded_at >= since)
    rows = connection.execute(query.order_by(DECISION.c.recorded_at, DECISION.c.id)).all()
    return [(row.recorded_at, Decision.from_json(json.loads(row.said))) for row in rows]


def find_decisions(connection: Connection, key: str) -> list[Decision]:
    """Decisions whose id begins with ``key``."""
    query = select(DECISION.c.said).where(DECISION.c.id.startswith(key, autoescape=True))
    return [Decision.from_json(json.loads(s)) for s in connection.execute(query).scalars()]


def review(connection: Connection, report: str, new: Decision | None = None) -> None:
    """Make the reading of a report as reviewed anew, and the reading that counts with it.

    Raises DecisionRefused where ``new``, the decision being made, sets a field to what it cannot be.
    """
    _forget(connection, report)
    query = select(READING.c.n).where(READING.c.report == report).order_by(*NEWEST)
    readings = connection.execute(query).scalars().all()
    if not readings:
        return  # the decision came before the report, out of a colleague's ledger
    counts = readings[0]
    changing = [d for d in effective(decisions_on(connection, [report])) if d.verb in CHANGING]
    if changing:
        newest, *earlier = load_records(connection, readings)
        record, _ = reviewed(newest, changing, earlier, new)
        read_at = connection.execute(select(READING.c.read_at).where(READING.c.n == counts)).scalar_one()
        counts = insert_reading(connection, record, read_at, reviewed_of=counts)
    connection.execute(update(REPORT).where(REPORT.c.id == report).values(current=counts))


def _forget(connection: Connection, report: str) -> None:
    query = select(READING.c.n).where(READING.c.report == report, READING.c.reviewed_of.is_not(None))
    for n in connection.execute(query).scalars().all():
        for table in BY_READING:
            connection.execute(delete(table).where(table.c.reading == n))
        connection.execute(delete(READING).where(READING.c.n == n))


def lost(connection: Connection, reports: Iterable[str]) -> dict[str, tuple[Decision, ...]]:
    """Report → decisions that stand and whose subject no reading of it has any more."""
    found = {}
    for report in reports:
        query = select(READING.c.n).where(READING.c.report == report, READING.c.reviewed_of.is_(None))
        readings = connection.execute(query.order_by(*NEWEST)).scalars().all()
        if readings:
            newest, *earlier = load_records(connection, readings)
            _, gone = reviewed(newest, effective(decisions_on(connection, [report])), earlier)
            if gone:
                found[report] = gone
    return found
