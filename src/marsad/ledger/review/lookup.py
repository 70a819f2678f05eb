"""What a key given by a person means: an event, a statement of control, an incident, a decision, a report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from marsad.ledger.errors import NoSuchRecord
from marsad.ledger.filters import counts, named
from marsad.ledger.records import load_records
from marsad.ledger.review.finding import statement_id, subject_of_event, subject_of_statement
from marsad.ledger.review.meanwhile import on_records
from marsad.ledger.review.store import decisions_on, find_decisions
from marsad.ledger.store.tables import CONTROL, EVENT, READING, REPORT, TELLING
from marsad.model.decision import About, Decision, Subject
from marsad.model.record import ReportRecord

_SHOWN = 6
_WHOLE_INCIDENT = re.compile(r"i[0-9a-f]{12}")


class Kind(StrEnum):
    EVENT = "event"
    STATEMENT = "statement of control"
    INCIDENT = "incident"
    REPORT = "report"
    DECISION = "decision"


_KINDS = {About.EVENT: Kind.EVENT, About.CONTROL: Kind.STATEMENT}


@dataclass(frozen=True, slots=True)
class Referent:
    """One thing that a key means. ``subjects`` are the events or statements that it is made of."""

    kind: Kind
    id: str
    subjects: tuple[Subject, ...]


def find(connection: Connection, key: str) -> Referent:
    """The one thing that ``key``, an id or its beginning, REPORT/ID, or a report's name, means.

    Raises NoSuchRecord where there is none, or where there are several.
    """
    if not key:
        raise NoSuchRecord("(nothing)")
    report, _, own = key.partition("/")
    if own and (found_in := _in_report(connection, report, own)):
        return found_in
    for look in (_events, _statements, _incidents, _decisions, _reports):
        found = look(connection, key)
        exact = [f for f in found if f.id == key] or found
        if len(exact) > 1:
            raise NoSuchRecord(key, tuple(f.id for f in exact))
        if exact:
            return exact[0]
    raise NoSuchRecord(key)


def _in_report(connection: Connection, report: str, own: str) -> Referent | None:
    """The event or statement ``own`` of a report, both ids being whole; also one that was withdrawn."""
    for subject in records_now(connection, report):
        if subject.id == own:
            return Referent(_KINDS[subject.about], own, (subject,))
    for decision in reversed(decisions_on(connection, [report])):
        for subject in decision.subjects:
            if (subject.report, subject.id) == (report, own):
                return Referent(_KINDS[subject.about], own, (subject,))
    return None


def records_now(connection: Connection, report: str) -> list[Subject]:
    """The records of a report as reviewed; none for a report that is not there."""
    current = connection.execute(select(REPORT.c.current).where(REPORT.c.id == report)).scalar()
    return [] if current is None else subjects_in(next(load_records(connection, [current])))


def subjects_in(record: ReportRecord) -> list[Subject]:
    """All records of a report, its events first."""
    id_ = record.report.id
    events = [subject_of_event(id_, e) for e in record.events]
    return events + [subject_of_statement(id_, c) for c in record.control]


def told_on(connection: Connection, subjects: Sequence[Subject]) -> dict[str, list[Decision]]:
    """Record id → the decisions on it, the earliest first."""
    found: dict[str, list[Decision]] = {}
    for report in sorted({s.report for s in subjects}):
        mine = [s for s in subjects if s.report == report]
        now = records_now(connection, report)
        gone = [s for s in mine if s.id not in {n.id for n in now}]
        found |= on_records(decisions_on(connection, [report]), [*now, *gone])
    return found


def _events(connection: Connection, key: str) -> list[Referent]:
    if not key.startswith("e"):
        return []
    rows = _current(connection, EVENT.c.reading, EVENT.c.id, EVENT.c.id.startswith(key, autoescape=True))
    return [_event(connection, reading, id_) for reading, id_ in rows]


def _event(connection: Connection, reading: int, id_: str) -> Referent:
    record = next(load_records(connection, [reading]))
    event = next(e for e in record.events if e.id == id_)
    return Referent(Kind.EVENT, id_, (subject_of_event(record.report.id, event),))


def _statements(connection: Connection, key: str) -> list[Referent]:
    if not key.startswith("c"):
        return []
    found = []
    rows = _current(
        connection, CONTROL.c.reading, CONTROL.c.id, CONTROL.c.id.startswith(key, autoescape=True)
    )
    for reading, id_ in rows:
        record = next(load_records(connection, [reading]))
        # A correction changes what the id is made of: the row keeps the id of what it says now.
        told = next(c for c in record.control if statement_id(record.report.id, c) == id_)
        found.append(Referent(Kind.STATEMENT, id_, (subject_of_statement(record.report.id, told),)))
    return found


def _current(
    connection: Connection, reading: Any, id_: Any, condition: ColumnElement[bool]
) -> Sequence[tuple[int, str]]:
    query = select(reading, id_).join(REPORT, counts(reading)).where(condition).limit(_SHOWN)
    return [(row[0], row[1]) for row in connection.execute(query)]


def _incidents(connection: Connection, key: str) -> list[Referent]:
    """By the id that an incident has or, before other reports came in, had."""
    if not key.startswith("i"):
        return []
    begins = (
        TELLING.c.name.startswith(key, autoescape=True),
        TELLING.c.incident.startswith(key, autoescape=True),
    )
    whole = TELLING.c.name == key, TELLING.c.incident == key
    # of a whole id the index finds the one; the beginning of one is looked for among all
    name, incident = whole if _WHOLE_INCIDENT.fullmatch(key) else begins
    query = select(TELLING.c.incident).where(name | incident)
    names = connection.execute(query.distinct().limit(_SHOWN)).scalars().all()
    found = []
    for name in names:
        members = select(TELLING.c.reading, EVENT.c.id).join(
            EVENT, (EVENT.c.reading == TELLING.c.reading) & (EVENT.c.n == TELLING.c.number)
        )
        rows = connection.execute(members.where(TELLING.c.incident == name).order_by(TELLING.c.n)).all()
        subjects = tuple(s for row in rows for s in _event(connection, row[0], row[1]).subjects)
        found.append(Referent(Kind.INCIDENT, name, subjects))
    return found


def _decisions(connection: Connection, key: str) -> list[Referent]:
    if not key.startswith("d"):
        return []
    return [Referent(Kind.DECISION, d.id, d.subjects) for d in find_decisions(connection, key)]


def _reports(connection: Connection, key: str) -> list[Referent]:
    query = select(READING.c.report).where(named(key)).distinct().limit(_SHOWN)
    return [Referent(Kind.REPORT, report, ()) for report in connection.execute(query).scalars()]
