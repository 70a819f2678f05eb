"""What is counted: incidents, events, reports or harm, each with its days and the events that tell of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from marsad.incidents.figures import Toll
from marsad.ledger.filters import EventFilter
from marsad.ledger.incidents import Incident
from marsad.ledger.views import EventRow
from marsad.model.event import Effect, EventType
from marsad.model.reading import Status

HAPPENED = frozenset((Status.HAPPENED, Status.ONGOING))
"""What counts unless another status is asked for: threats and plans have harmed nobody."""


class Measure(StrEnum):
    """What is counted: incidents, events or reports, or the people that incidents harmed."""

    INCIDENTS = "incidents"
    EVENTS = "events"
    REPORTS = "reports"
    KILLED = "killed"
    WOUNDED = "wounded"
    CAPTURED = "captured"
    DISPLACED = "displaced"
    MISSING = "missing"
    SURRENDERED = "surrendered"

    @property
    def effect(self) -> Effect | None:
        """The harm that is counted; None where things are."""
        return Effect(self.value) if self.value in set(Effect) else None


class Per(StrEnum):
    """What groups are made by. ``area`` is the district, or the smallest area about it that is known."""

    AREA = "area"
    COUNTRY = "country"
    ADMIN1 = "admin1"
    ACTOR = "actor"
    TYPE = "type"
    SUB_TYPE = "sub-type"
    OUTLET = "outlet"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing to count: the events that tell of it, the one that stands for all, and its days."""

    rows: tuple[EventRow, ...]
    lead: EventRow
    first: date | None
    last: date | None
    tolls: tuple[Toll, ...] = ()


def counts(asked: EventFilter) -> Callable[[EventRow], bool]:
    """Whether an event counts: it has a status that is asked for, and is no Statement unless a type is."""
    statuses = HAPPENED if asked.status is None else {asked.status}

    def one(row: EventRow) -> bool:
        statement = row.event.type is EventType.STATEMENT
        return row.event.status in statuses and (asked.type is not None or not statement)

    return one


def of_incidents(found: Iterable[Incident], asked: EventFilter) -> Iterator[Subject]:
    """The incidents that an event which counts tells of, with these events alone."""
    one = counts(asked)
    for incident in found:
        rows = tuple(filter(one, incident.rows))
        if rows:
            lead = incident.lead if incident.lead in rows else rows[0]
            yield Subject(rows, lead, incident.first, incident.last, incident.tolls)


def of_events(found: Iterable[EventRow], asked: EventFilter) -> Iterator[Subject]:
    """The events that count, each by itself."""
    for row in filter(counts(asked), found):
        yield Subject((row,), row, row.event.when.start, row.event.when.end)


def of_reports(found: Iterable[EventRow], asked: EventFilter) -> Iterator[Subject]:
    """The reports that hold an event which counts, by the day of their publication."""
    by_report: dict[str, list[EventRow]] = defaultdict(list)
    for row in filter(counts(asked), found):
        by_report[row.report.id].append(row)
    for rows in by_report.values():
        day = rows[0].report.published
        yield Subject(tuple(rows), rows[0], day.start if day else None, day.end if day else None)
