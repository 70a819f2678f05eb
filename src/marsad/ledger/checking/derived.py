"""Checks of what follows from readings and decisions: it can be made anew at any time (``repairing.py``)."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from marsad.incidents import blocking
from marsad.ledger.adding import present
from marsad.ledger.checking import kept
from marsad.ledger.checking.findings import Findings, Remedy
from marsad.ledger.checking.stored import count
from marsad.ledger.doubts.kinds import people
from marsad.ledger.errors import LedgerError
from marsad.ledger.filters import counts
from marsad.ledger.keys import incident_id
from marsad.ledger.queries import event_rows
from marsad.ledger.records import load_records
from marsad.ledger.review import store as review
from marsad.ledger.review.applying import CHANGING, reviewed
from marsad.ledger.store.search import SEARCHED
from marsad.ledger.store.tables import (
    DECIDED_REPORT,
    DECISION,
    DOUBT,
    EVENT,
    INCIDENT,
    LIKENESS,
    PENDING,
    READING,
    REPORT,
    TELLING,
    TELLING_CELL,
)
from marsad.ledger.tellings import bounds, hashed, published, telling_in, tolls_in
from marsad.ledger.views import EventRow
from marsad.model.decision import Decision, effective
from marsad.model.event import EventType

_PAGE = 200

DECIDED = "reports that decisions are about"
COUNTING = "readings that count"
WORDS = "readings in the index of words"
REVIEWED = "records as reviewed"
TELLINGS = "events, each in one incident"
CELLS = "cells in which events are found"
PAIRS = "pairs of events that may be one"
DOUBTS = "questions of the queue"
INCIDENTS = "incidents, by their members"
LOST = "decisions whose record is found"


def decided(connection: Connection, findings: Findings) -> None:
    """The table that says which reports a decision is about says what the decisions say."""
    findings.begin(DECIDED, Remedy.REPAIR)
    after = ""
    query = select(DECISION.c.id, DECISION.c.said).order_by(DECISION.c.id).limit(_PAGE)
    while rows := connection.execute(query.where(DECISION.c.id > after)).all():
        noted: defaultdict[str, set[str]] = defaultdict(set)
        ids = [row.id for row in rows]
        for row in connection.execute(select(DECIDED_REPORT).where(DECIDED_REPORT.c.decision.in_(ids))):
            noted[row.decision].add(row.report)
        for row in rows:
            try:
                reports = {s.report for s in Decision.from_json(json.loads(row.said)).subjects}
            except (LookupError, TypeError, ValueError):
                continue  # told of among the decisions
            if reports != noted[row.id]:
                findings.fault(DECIDED, f"decision {row.id}", "it is noted for other reports than it names")
        findings.count(DECIDED, len(rows))
        after = rows[-1].id


def words(connection: Connection, findings: Findings) -> None:
    """Every reading is found by the words of its text."""
    findings.begin(WORDS, Remedy.REPAIR)
    for row in connection.execute(unsearched()):
        findings.fault(WORDS, f"report {row.report} as read by {row.reader}", "its words are not indexed")
    findings.count(WORDS, count(connection, SEARCHED))


def unsearched() -> Select[Any]:
    """The readings that the index of words lacks."""
    there = select(SEARCHED.c.reading).where(SEARCHED.c.reading == READING.c.n).exists()
    return select(READING.c.n, READING.c.report, READING.c.reader).where(~there).order_by(READING.c.n)


def readings(connection: Connection, findings: Findings) -> None:
    """Of each report the newest reading counts, or that reading with what reviewers decided in it."""
    for name in (COUNTING, REVIEWED):
        findings.begin(name, Remedy.REPAIR)
    findings.begin(LOST, Remedy.LOOK, grave=False)
    after = ""
    query = select(REPORT.c.id, REPORT.c.current).order_by(REPORT.c.id).limit(_PAGE)
    while rows := connection.execute(query.where(REPORT.c.id > after)).all():
        ids = [row.id for row in rows]
        found: defaultdict[str, list[Any]] = defaultdict(list)
        of_these = select(READING.c.n, READING.c.report, READING.c.reviewed_of).where(
            READING.c.report.in_(ids)
        )
        for reading in connection.execute(of_these.order_by(*review.NEWEST)):
            found[reading.report].append(reading)
        decided_on = present(connection, DECIDED_REPORT.c.report, ids)
        for row in rows:
            if row.id in decided_on:
                _as_reviewed(connection, findings, row, found[row.id])
            elif found[row.id]:
                _as_read(findings, row, found[row.id])
        findings.count(COUNTING, len(rows))
        after = rows[-1].id


def _as_read(findings: Findings, report: Any, found: Sequence[Any]) -> None:
    if any(r.reviewed_of is not None for r in found):
        findings.fault(
            REVIEWED, f"report {report.id}", "there is a record as reviewed, and no decision on it"
        )
    elif report.current != found[0].n:
        findings.fault(COUNTING, f"report {report.id}", "the reading that counts is not the newest")


def _as_reviewed(connection: Connection, findings: Findings, report: Any, found: Sequence[Any]) -> None:
    own = [r.n for r in found if r.reviewed_of is None]
    if not own:
        return
    where = f"report {report.id}"
    try:
        newest, *earlier = load_records(connection, own)
        decisions = effective(review.decisions_on(connection, [report.id]))
    except (LookupError, TypeError, ValueError):
        return  # told of among the records or decisions
    record, gone = reviewed(newest, decisions, earlier)
    findings.count(LOST, len(decisions))
    for decision in gone:
        findings.fault(LOST, where, f"decision {decision.id} of {decision.by}: no reading has its record")
    made = [r for r in found if r.reviewed_of is not None]
    if not any(d.verb in CHANGING for d in decisions):
        _as_read(findings, report, found)
        return
    findings.count(REVIEWED, 1)
    if len(made) != 1 or made[0].reviewed_of != own[0] or report.current != made[0].n:
        findings.fault(REVIEWED, where, "the record as reviewed is not the one that counts")
        return
    try:
        (kept,) = load_records(connection, [made[0].n])
    except (LookupError, TypeError, ValueError) as error:
        findings.fault(REVIEWED, where, f"it does not come together ({error})")
        return
    if kept != record:
        findings.fault(REVIEWED, where, "it is not what the decisions make of the newest reading")


# --- incidents


def _settled(column: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether a report waits for nothing: of one that waits, the tellings are to be made anew anyway."""
    return ~select(PENDING.c.report).where(PENDING.c.report == column).exists()


def _standing() -> ColumnElement[bool]:
    return and_(
        counts(EVENT.c.reading),
        EVENT.c.type != EventType.STATEMENT.value,
        _settled(REPORT.c.id),
    )


def tellings(connection: Connection, findings: Findings) -> None:
    """Every event that counts, statements aside, is told once, and in one incident."""
    findings.begin(TELLINGS, Remedy.REPAIR)
    same = and_(
        TELLING.c.report == REPORT.c.id,
        TELLING.c.reading == EVENT.c.reading,
        TELLING.c.number == EVENT.c.n,
    )
    told = func.count(TELLING.c.n)
    counted = (
        select(REPORT.c.id, EVENT.c.id.label("event"), told.label("told"))
        .select_from(REPORT.join(EVENT, counts(EVENT.c.reading)).outerjoin(TELLING, same))
        .where(_standing())
        .group_by(REPORT.c.id, EVENT.c.reading, EVENT.c.n, EVENT.c.id)
        .having(told != 1)
    )
    for row in connection.execute(counted):
        findings.fault(TELLINGS, f"event {row.event} of {row.id}", f"it is told {row.told} times, not once")
    alone = (
        ~select(EVENT.c.n)
        .join(REPORT, REPORT.c.id == TELLING.c.report)
        .where(_standing(), EVENT.c.reading == TELLING.c.reading, EVENT.c.n == TELLING.c.number)
        .exists()
    )
    nothing = select(TELLING.c.n, TELLING.c.report).where(_settled(TELLING.c.report), alone)
    for row in connection.execute(nothing):
        findings.fault(TELLINGS, f"telling {row.n} of {row.report}", "there is no such event that counts")
    joined = TELLING.outerjoin(INCIDENT, INCIDENT.c.id == TELLING.c.incident)
    homeless = select(TELLING.c.n, TELLING.c.report).select_from(joined)
    for row in connection.execute(homeless.where(_settled(TELLING.c.report), INCIDENT.c.id.is_(None))):
        findings.fault(TELLINGS, f"telling {row.n} of {row.report}", "it belongs to no incident")
    findings.count(TELLINGS, count(connection, TELLING))


def _gone(column: ColumnElement[int]) -> ColumnElement[bool]:
    return ~select(TELLING.c.n).where(TELLING.c.n == column).exists()


def pairs(connection: Connection, findings: Findings) -> None:
    """Pairs, cells and questions are of events that are there."""
    for name in (CELLS, PAIRS, DOUBTS):
        findings.begin(name, Remedy.REPAIR)
    gone = or_(*(_gone(end) for end in (LIKENESS.c.one, LIKENESS.c.other)))
    for row in connection.execute(select(LIKENESS.c.one, LIKENESS.c.other).where(gone)):
        findings.fault(PAIRS, f"pair {row.one}, {row.other}", "one of them is no event any more")
    for n in connection.execute(
        select(TELLING_CELL.c.telling).where(_gone(TELLING_CELL.c.telling)).distinct()
    ).scalars():
        findings.fault(CELLS, f"telling {n}", "it is no event any more")
    findings.count(PAIRS, count(connection, LIKENESS))
    lost = or_(_gone(DOUBT.c.telling), and_(DOUBT.c.other.is_not(None), _gone(DOUBT.c.other)))
    for n in connection.execute(select(DOUBT.c.n).where(lost)).scalars():
        findings.fault(DOUBTS, f"question {n}", "it is about no event any more")
    findings.count(DOUBTS, count(connection, DOUBT))


def incidents(connection: Connection, findings: Findings) -> None:
    """Incidents bear the name and the days that follow from their members, and all have members."""
    findings.begin(INCIDENTS, Remedy.REPAIR)
    findings.begin(kept.POINTS, Remedy.REPAIR)
    after = ""
    query = select(INCIDENT).order_by(INCIDENT.c.id).limit(_PAGE)
    while rows := connection.execute(query.where(INCIDENT.c.id > after)).all():
        members: defaultdict[str, list[Any]] = defaultdict(list)
        inside = select(TELLING).where(TELLING.c.incident.in_([row.id for row in rows]))
        for told in connection.execute(inside):
            members[told.incident].append(told)
        found = [told for some in members.values() for told in some]
        waiting = present(connection, PENDING.c.report, {told.report for told in found})
        for row in rows:
            if not members[row.id]:
                findings.fault(INCIDENTS, f"incident {row.id}", "no event belongs to it")
            elif any(told.report in waiting for told in members[row.id]):
                members[row.id].clear()  # what belongs to it is to be worked out anew anyway
        _members(connection, findings, rows, members)
        findings.count(INCIDENTS, len(rows))
        after = rows[-1].id


def _members(
    connection: Connection, findings: Findings, rows: Sequence[Any], members: dict[str, list[Any]]
) -> None:
    found = [told for row in rows for told in members[row.id]]
    try:
        events = dict(
            zip(
                (told.n for told in found),
                event_rows(connection, [(told.reading, told.number) for told in found]),
                strict=True,
            )
        )
    except (LookupError, TypeError, ValueError, LedgerError):
        return  # a telling of no event, or one that does not come together: told of elsewhere
    cells: defaultdict[int, set[int]] = defaultdict(set)
    numbers = sorted(events)
    for row in connection.execute(select(TELLING_CELL).where(TELLING_CELL.c.telling.in_(numbers))):
        cells[row.telling].add(row.cell)
    for told in found:
        event = events[told.n]
        if cells[told.n] != hashed(blocking.stands_in(telling_in(event))):
            findings.fault(CELLS, f"event {event.event.id} of {told.report}", "it is looked for elsewhere")
        if told.name != incident_id(told.report, event.event.id):
            findings.fault(TELLINGS, f"telling {told.n} of {told.report}", "it bears another event's name")
    findings.count(CELLS, len(found))
    inside = {row.id: [events[told.n] for told in members[row.id]] for row in rows if members[row.id]}
    for row in rows:
        if row.id in inside:
            _bears(findings, row, inside[row.id])
    kept.points(connection, findings, inside)


def _bears(findings: Findings, row: Any, inside: Sequence[EventRow]) -> None:
    lead = min(inside, key=published)
    if row.id != incident_id(lead.report.id, lead.event.id):
        findings.fault(INCIDENTS, f"incident {row.id}", "it bears the name of another event than its first")
    if (row.first, row.last) != bounds(inside):
        findings.fault(INCIDENTS, f"incident {row.id}", "its days are not those of its events")
    if row.harm != people(tolls_in(inside)):
        findings.fault(INCIDENTS, f"incident {row.id}", "its harm is not that of its events")


CHECKS: tuple[Callable[[Connection, Findings], None], ...] = (
    decided,
    readings,
    words,
    tellings,
    pairs,
    incidents,
)
