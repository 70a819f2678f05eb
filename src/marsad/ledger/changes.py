"""What was added, changed and withdrawn since a day, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, select

from marsad.ledger.history import membership, summary, told
from marsad.ledger.records import load_events
from marsad.ledger.review.finding import find_event, subject_of_event
from marsad.ledger.review.store import decisions_since
from marsad.ledger.store.tables import INCIDENT_CHANGE, READING
from marsad.model.event import Event


class What(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    DECIDED = "decided"


@dataclass(frozen=True, slots=True)
class Change:
    """One change: ``record`` is the id of an event, incident or decision; ``report`` "" for an incident."""

    at: datetime
    what: What
    kind: str
    record: str
    report: str
    summary: str
    why: str


def changes(connection: Connection, since: datetime) -> list[Change]:
    """All changes from ``since`` on, in the order in which this ledger got to know of them."""
    found = [*_readings(connection, since), *_decisions(connection, since), *_incidents(connection, since)]
    return sorted(found, key=lambda c: (c.at, c.kind, c.record))


def _readings(connection: Connection, since: datetime) -> Iterator[Change]:
    query = (
        select(READING.c.n, READING.c.report, READING.c.reader, READING.c.outlet, READING.c.stored_at)
        .where(READING.c.stored_at >= since, READING.c.reviewed_of.is_(None))
        .order_by(READING.c.n)
    )
    for row in connection.execute(query).all():
        before = connection.execute(
            select(READING.c.n, READING.c.reader)
            .where(READING.c.report == row.report, READING.c.n < row.n, READING.c.reviewed_of.is_(None))
            .order_by(READING.c.n.desc())
            .limit(1)
        ).first()
        numbers = [row.n, *([before.n] if before else [])]
        events = load_events(connection, numbers)
        now = [e for (n, _), e in sorted(events.items()) if n == row.n]
        if before is None:
            why = f"new report of {row.outlet}" if row.outlet else "new report"
            for event in now:
                yield Change(row.stored_at, What.ADDED, "event", event.id, row.report, summary(event), why)
        else:
            old = [e for (n, _), e in sorted(events.items()) if n == before.n]
            why = f"read again by {row.reader} (before: {before.reader})"
            yield from _between(old, now, (row.stored_at, row.report, why))


def _between(old: list[Event], now: list[Event], row: tuple[datetime, str, str]) -> Iterator[Change]:
    """What one reader's events have become with another."""
    at, report, why = row
    left = {e.id: e for e in now}
    for event in old:
        same = find_event(subject_of_event(report, event), left.values())
        if same is None:
            yield Change(at, What.WITHDRAWN, "event", event.id, report, summary(event), why)
            continue
        del left[same.id]
        if summary(same) != summary(event):
            said = f"{summary(event)} → {summary(same)}"
            yield Change(at, What.CHANGED, "event", same.id, report, said, why)
    for event in left.values():
        yield Change(at, What.ADDED, "event", event.id, report, summary(event), why)


def _decisions(connection: Connection, since: datetime) -> Iterator[Change]:
    for recorded_at, decision in decisions_since(connection, since):
        for subject in decision.subjects:
            why = f"decision {decision.id[:9]} of {decision.by}: {decision.why}"
            yield Change(
                recorded_at,
                What.DECIDED,
                subject.about.value,
                subject.id,
                subject.report,
                told(decision),
                why,
            )


def _incidents(connection: Connection, since: datetime) -> Iterator[Change]:
    """One change an incident: what it was before ``since`` and what it is now."""
    query = select(INCIDENT_CHANGE).where(INCIDENT_CHANGE.c.at >= since).order_by(INCIDENT_CHANGE.c.n)
    last = {row.incident: row for row in connection.execute(query)}
    for name, row in last.items():
        earlier = (
            select(INCIDENT_CHANGE.c.members)
            .where(INCIDENT_CHANGE.c.incident == name, INCIDENT_CHANGE.c.at < since)
            .order_by(INCIDENT_CHANGE.c.n.desc())
            .limit(1)
        )
        before, now = set(connection.execute(earlier).scalar() or ()), set(row.members)
        if before == now:
            continue
        what = What.ADDED if not before else What.CHANGED if now else What.WITHDRAWN
        came = sorted({m.partition("/")[0][:9] for m in now - before})
        why = f"events of {', '.join(came[:5])}" if came else "its events went to others, or were withdrawn"
        yield Change(row.at, what, "incident", name, "", membership(before, now), why)
