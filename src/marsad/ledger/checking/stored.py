"""Checks of what readers and reviewers gave: it is stored once and can only come back out of a copy."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from marsad.intake.compose import report_id
from marsad.intake.lines import outside
from marsad.ledger.checking.findings import PAGES, RECORDS, Findings, Remedy
from marsad.ledger.errors import RecordRefused
from marsad.ledger.records import load_records
from marsad.ledger.rows import reading_cells, rows_of, text_id
from marsad.ledger.store import sqlite
from marsad.ledger.store.tables import CONTROL, DECISION, METADATA, READING, REPORT, TEXT
from marsad.model.decision import Decision
from marsad.model.event import Event
from marsad.model.record import ReportRecord

_PAGE = 200
_GROUPS = frozenset(("civilians", "children", "unknown"))
"""Who may be harmed without being an actor of the report."""

LINKS = "references between tables"
TEXTS = "texts, by their SHA-256"
REPORTS = "ids of reports, from their words"
EVENTS = "ids of events, unique in a record"
OFFSETS = "offsets, by the words that stand there"
NAMED = "actors, places, claims that records name"
DECISIONS = "decisions, by their id"


def pages(connection: Connection, findings: Findings) -> None:
    """SQLite's own look at its pages and indexes; a server looks after its own."""
    if connection.dialect.name != "sqlite":
        return
    findings.begin(PAGES, Remedy.RESTORE)
    for fault in sqlite.faults(connection):
        findings.fault(PAGES, "the file", fault)
    findings.count(PAGES, connection.exec_driver_sql("PRAGMA page_count").scalar_one())


def links(connection: Connection, findings: Findings) -> None:
    """Every row belongs to one that is there. A server has held to that at every write."""
    findings.begin(LINKS, Remedy.RESTORE)
    if connection.dialect.name == "sqlite":
        for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
            findings.fault(LINKS, f"row {row} of {table}", f"there is no {parent} that it belongs to")
    findings.count(LINKS, sum(len(table.foreign_key_constraints) for table in METADATA.sorted_tables))
    bare = select(REPORT.c.id).where(~select(READING.c.n).where(READING.c.report == REPORT.c.id).exists())
    for report in connection.execute(bare).scalars():
        findings.fault(LINKS, f"report {report}", "no reading of it is there")


def texts(connection: Connection, findings: Findings) -> None:
    findings.begin(TEXTS, Remedy.RESTORE)
    after = ""
    query = select(TEXT).order_by(TEXT.c.id).limit(_PAGE)
    while rows := connection.execute(query.where(TEXT.c.id > after)).all():
        for row in rows:
            if text_id(row.text) != row.id:
                findings.fault(TEXTS, f"text {row.id[:20]}", "its words are not those that were stored")
        findings.count(TEXTS, len(rows))
        after = rows[-1].id


def records(connection: Connection, findings: Findings) -> None:
    """All that can be said of a record alone, in one pass over all readers' records."""
    for name in (RECORDS, REPORTS, EVENTS, OFFSETS, NAMED):
        findings.begin(name, Remedy.RESTORE)
    own = select(READING.c.n, READING.c.report, READING.c.reader).where(READING.c.reviewed_of.is_(None))
    after = 0
    while rows := connection.execute(own.where(READING.c.n > after).order_by(READING.c.n).limit(_PAGE)).all():
        statements = _statement_ids(connection, [row.n for row in rows])
        for row, record in _loaded(connection, rows, findings):
            _look(record, f"report {row.report} as read by {row.reader}", findings, statements.get(row.n, []))
        findings.count(RECORDS, len(rows))
        after = rows[-1].n


def _loaded(
    connection: Connection, rows: Sequence[Any], findings: Findings
) -> Iterator[tuple[Any, ReportRecord]]:
    """A page at once; one by one where a record of it does not come together."""
    try:
        yield from zip(rows, list(load_records(connection, [row.n for row in rows])), strict=True)
    except (LookupError, TypeError, ValueError) as error:
        if len(rows) == 1:
            where = f"report {rows[0].report} as read by {rows[0].reader}"
            findings.fault(RECORDS, where, f"it does not come together ({error})")
            return
        for row in rows:
            yield from _loaded(connection, [row], findings)


def _look(record: ReportRecord, where: str, findings: Findings, statements: list[str]) -> None:
    report = record.report
    findings.count(REPORTS, 1)
    derived = report_id(outside(report.text, report.removed), report.title, report.outlet, report.published)
    if report.id != derived:
        findings.fault(REPORTS, where, f"its words, title, outlet and date give the id {derived}")
    findings.count(EVENTS, len(record.events))
    ids = [event.id for event in record.events]
    if len(ids) != len(set(ids)):
        findings.fault(EVENTS, where, "two of its events have one id")
    try:
        reading_cells(record, None)
        tables = dict(rows_of(record, 0))
    except RecordRefused as refused:
        findings.fault(OFFSETS, where, str(refused))
        return
    findings.count(OFFSETS, sum(_spans(cells) for rows in tables.values() for cells in rows))
    if [cells["id"] for cells in tables[CONTROL]] != statements:
        findings.fault(EVENTS, where, "the ids of its control statements are not those of their words")
    findings.count(NAMED, len(record.actors) + len(record.places))
    for what in _dangling(record):
        findings.fault(NAMED, where, what)


def _spans(cells: dict[str, object]) -> int:
    return sum(cells.get(f"{prefix}_words") is not None for prefix in ("span", "quantity"))


def _statement_ids(connection: Connection, readings: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    query = select(CONTROL.c.reading, CONTROL.c.id).where(CONTROL.c.reading.in_(readings))
    for reading, name in connection.execute(query.order_by(CONTROL.c.reading, CONTROL.c.n)):
        found.setdefault(reading, []).append(name)
    return found


def _dangling(record: ReportRecord) -> Iterator[str]:
    """What a record refers to and does not list."""
    actors, places = {a.id for a in record.actors}, {p.place.id for p in record.places}
    for event in record.events:
        at = event.where.place if event.where else None
        if at is not None and at not in places:
            yield f"event {event.id} lies in {at}, which is none of its places"
        for who in {p.actor for p in event.participants} - actors - {None, "civilians"}:
            yield f"{who} takes part in event {event.id} and is none of its actors"
        yield from _dangling_harm(event, actors)
        for speaker in {c.actor for c in event.claims} - actors - {None}:
            yield f"{speaker} speaks of event {event.id} and is none of its actors"
    events = {event.id for event in record.events}
    for told in record.control:
        for value, known, what in (
            (told.place, places, "places"),
            (told.actor, actors, "actors"),
            (told.event, events, "events"),
        ):
            if value is not None and value not in known:
                yield f"a control statement names {value}, which is none of its {what}"


def _dangling_harm(event: Event, actors: set[str]) -> Iterator[str]:
    for harm in event.harm:
        if harm.who is not None and harm.who not in actors | _GROUPS:
            yield f"{harm.who} is harmed in event {event.id} and is none of its actors"
        if any(not 0 <= n < len(event.claims) for n in harm.claims):
            yield f"a figure of event {event.id} is of a claim that the event does not have"


def decisions(connection: Connection, findings: Findings) -> None:
    findings.begin(DECISIONS, Remedy.RESTORE)
    after = ""
    query = select(DECISION).order_by(DECISION.c.id).limit(_PAGE)
    while rows := connection.execute(query.where(DECISION.c.id > after)).all():
        for row in rows:
            try:
                decision = Decision.from_json(json.loads(row.said))
            except (LookupError, TypeError, ValueError) as error:
                findings.fault(DECISIONS, f"decision {row.id}", f"it cannot be made out ({error})")
                continue
            if decision.id != row.id or decision.at != row.at:
                findings.fault(DECISIONS, f"decision {row.id}", f"its words give the id {decision.id}")
        findings.count(DECISIONS, len(rows))
        after = rows[-1].id


def count(connection: Connection, table: Any) -> int:
    """The rows of a table."""
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


CHECKS: tuple[Callable[[Connection, Findings], None], ...] = (pages, links, texts, records, decisions)
