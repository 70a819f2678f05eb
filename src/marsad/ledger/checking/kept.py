"""Checks of what is kept so that lists are quick: the facts of events, and what map and counts need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from typing import Any

from sqlalchemy import Connection, and_, insert, select

from marsad.ledger.atlas.pinning import counted_of, point_of
from marsad.ledger.checking.findings import Findings, Remedy
from marsad.ledger.errors import LedgerError
from marsad.ledger.facts import Cells, facts_of, remember
from marsad.ledger.incidents import made_of
from marsad.ledger.records import load_records
from marsad.ledger.store.tables import (
    EVENT_FACT,
    EVENT_NAMING,
    INCIDENT_GIST,
    INCIDENT_POINT,
    NAMING,
    PENDING,
    READING,
    TELLING,
)
from marsad.ledger.views import EventRow

_PAGE = 200

FACTS = "facts by which events are found"
POINTS = "incidents as lists, map and counts know them"


def facts(connection: Connection, findings: Findings) -> None:
    """Every event is found by what its record says of it, and leads to its incident."""
    findings.begin(FACTS, Remedy.REPAIR)
    after = 0
    query = select(READING.c.n, READING.c.report).order_by(READING.c.n).limit(_PAGE)
    while rows := connection.execute(query.where(READING.c.n > after)).all():
        numbers = [row.n for row in rows]
        kept = _kept(connection, numbers)
        try:
            records = load_records(connection, numbers)
            for row, record in zip(rows, records, strict=True):
                told = facts_of(record)
                findings.count(FACTS, len(told.events))
                unknown = {n.n for n in told.namings} - _known(connection, [n.n for n in told.namings])
                if unknown or kept.get(row.n, ([], [])) != (_bare(told.events), _bare(told.parts)):
                    findings.fault(FACTS, f"report {row.report}", "its events are not found by what they say")
        except (LookupError, TypeError, ValueError, LedgerError):
            pass  # told of among the records
        after = rows[-1].n
    _homes(connection, findings)


def _kept(connection: Connection, readings: Collection[int]) -> Mapping[int, tuple[list[Any], list[Any]]]:
    found: defaultdict[int, tuple[list[Any], list[Any]]] = defaultdict(lambda: ([], []))
    for at, table in enumerate((EVENT_FACT, EVENT_NAMING)):
        for row in connection.execute(select(table).where(table.c.reading.in_(readings))):
            cells = {k: v for k, v in row._mapping.items() if k != "reading"}
            found[row.reading][at].extend(_bare([cells]))
    for rows in found.values():
        for some in rows:
            some.sort()
    return found


def _bare(rows: Collection[Cells]) -> list[str]:
    """Rows without what settling sets, in an order, so that they can be compared."""
    return sorted(repr(sorted((k, v) for k, v in row.items() if k != "incident")) for row in rows)


def _known(connection: Connection, numbers: Collection[int]) -> set[int]:
    return set(connection.execute(select(NAMING.c.n).where(NAMING.c.n.in_(sorted(numbers)))).scalars())


def _homes(connection: Connection, findings: Findings) -> None:
    same = and_(EVENT_FACT.c.reading == TELLING.c.reading, EVENT_FACT.c.n == TELLING.c.number)
    waits = select(PENDING.c.report).where(PENDING.c.report == TELLING.c.report).exists()
    other = EVENT_FACT.c.incident.is_distinct_from(TELLING.c.incident)
    lost = select(TELLING.c.n, TELLING.c.report).join(EVENT_FACT, same).where(other, ~waits)
    for row in connection.execute(lost):
        findings.fault(FACTS, f"telling {row.n} of {row.report}", "its event leads to another incident")
    told = select(TELLING.c.n).where(same).exists()
    homeless = select(EVENT_FACT.c.reading, EVENT_FACT.c.n).where(EVENT_FACT.c.incident.is_not(None), ~told)
    for row in connection.execute(homeless):
        findings.fault(
            FACTS, f"event {row.n} of reading {row.reading}", "it leads to an incident, and is in none"
        )


def points(connection: Connection, findings: Findings, members: Mapping[str, Collection[EventRow]]) -> None:
    """What is kept of some incidents is what their events make of them; those that wait are left out."""
    names = sorted(members)
    put = select(INCIDENT_POINT).where(INCIDENT_POINT.c.incident.in_(names))
    pinned = {row.incident: dict(row._mapping) for row in connection.execute(put)}
    kept = select(INCIDENT_GIST).where(INCIDENT_GIST.c.incident.in_(names))
    gists = {row.incident: row.gist for row in connection.execute(kept)}
    for name, made in made_of(connection, members).items():
        if name not in pinned:
            findings.fault(POINTS, f"incident {name}", "it is not on the map")
        elif not pinned[name]["stale"]:
            if pinned[name] != point_of(made):
                findings.fault(POINTS, f"incident {name}", "the map shows it as it is not")
            if gists.get(name) != counted_of(made):
                findings.fault(POINTS, f"incident {name}", "it is counted as what it is not")
    findings.count(POINTS, len(names))


def renew_facts(connection: Connection, readings: Collection[int]) -> None:
    """Make the facts of some readings anew; settling leads them to their incidents."""
    records = list(load_records(connection, sorted(readings)))
    for table in (EVENT_FACT, EVENT_NAMING):
        connection.execute(table.delete().where(table.c.reading.in_(sorted(readings))))
    for n, record in zip(sorted(readings), records, strict=True):
        told = facts_of(record)
        connection.execute(NAMING.delete().where(NAMING.c.n.in_(sorted(naming.n for naming in told.namings))))
        remember(connection, told.namings)
        for table, rows in ((EVENT_FACT, told.events), (EVENT_NAMING, told.parts)):
            if rows:
                connection.execute(insert(table), [{"reading": n, **row} for row in rows])


CHECKS: tuple[Callable[[Connection, Findings], None], ...] = (facts,)
