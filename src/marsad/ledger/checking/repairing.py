"""What follows from readings and decisions made anew; readings and decisions themselves are not touched."""

from __future__ import annotations

import json
from collections.abc import Callable

from sqlalchemy import Connection, delete, func, insert, or_, select

from marsad.knowledge.actors import Registry
from marsad.ledger import settling
from marsad.ledger.checking.derived import unsearched
from marsad.ledger.checking.kept import renew_facts
from marsad.ledger.ledger import Ledger
from marsad.ledger.review import store as review
from marsad.ledger.store.search import index
from marsad.ledger.store.tables import (
    DECIDED_REPORT,
    DECISION,
    INCIDENT,
    INCIDENT_CHANGE,
    INCIDENT_GIST,
    INCIDENT_POINT,
    LIKENESS,
    PENDING,
    READING,
    REPORT,
    TELLING,
    TELLING_CELL,
)
from marsad.model.decision import Decision

_PAGE = 50


def repair(ledger: Ledger, registry: Registry, tell: Callable[[int, int], None] | None = None) -> None:
    """Make anew which reading of each report counts, the records as reviewed, and all incidents.

    ``tell`` is called with how many reports are done and how many there are, once for the reviews and once
    for the incidents. Broken off, it is finished by doing it again.
    """
    with ledger.writing() as connection:
        _decided(connection)
        total = connection.execute(select(func.count()).select_from(REPORT)).scalar_one()
    after, done = "", 0
    while True:
        with ledger.writing() as connection:
            query = select(REPORT.c.id).where(REPORT.c.id > after).order_by(REPORT.c.id).limit(_PAGE)
            reports = connection.execute(query).scalars().all()
            for report in reports:
                review.review(connection, report)
            of_these = select(READING.c.n).where(READING.c.report.in_(reports))
            renew_facts(connection, connection.execute(of_these).scalars().all())
        if not reports:
            break
        after, done = reports[-1], done + len(reports)
        if tell:
            tell(done, total)
    with ledger.writing() as connection:
        for row in connection.execute(unsearched()).all():
            index(connection, row.n)
        _orphans(connection)
        settling.start_anew(connection, registry)
    ledger.settle(registry, tell)
    with ledger.writing() as connection:
        _empty(connection)


def _decided(connection: Connection) -> None:
    """Note anew which reports each decision is about."""
    connection.execute(delete(DECIDED_REPORT))
    for row in connection.execute(select(DECISION.c.id, DECISION.c.said)).all():
        try:
            reports = {s.report for s in Decision.from_json(json.loads(row.said)).subjects}
        except (LookupError, TypeError, ValueError):
            continue  # a damaged decision is none of ours to mend
        for report in sorted(reports):
            connection.execute(insert(DECIDED_REPORT).values(report=report, decision=row.id))


def _orphans(connection: Connection) -> None:
    """Take out what belongs to reports and tellings that are not there."""
    connection.execute(delete(TELLING).where(TELLING.c.report.not_in(select(REPORT.c.id))))
    connection.execute(delete(PENDING).where(PENDING.c.report.not_in(select(REPORT.c.id))))
    there = select(TELLING.c.n)
    connection.execute(
        delete(LIKENESS).where(or_(LIKENESS.c.one.not_in(there), LIKENESS.c.other.not_in(there)))
    )
    connection.execute(delete(TELLING_CELL).where(TELLING_CELL.c.telling.not_in(there)))


def _empty(connection: Connection) -> None:
    """Take out incidents without members, and note that they are no more."""
    told = select(TELLING.c.incident).where(TELLING.c.incident.is_not(None))
    for name in connection.execute(select(INCIDENT.c.id).where(INCIDENT.c.id.not_in(told))).scalars().all():
        connection.execute(delete(INCIDENT).where(INCIDENT.c.id == name))
        connection.execute(insert(INCIDENT_CHANGE).values(incident=name, members=()))
    for table in (INCIDENT_POINT, INCIDENT_GIST):
        connection.execute(delete(table).where(table.c.incident.not_in(select(INCIDENT.c.id))))
