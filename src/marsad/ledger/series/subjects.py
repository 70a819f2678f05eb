"""What is counted: incidents, events, reports or harm, each with its days and the groups it stands in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from marsad.incidents.figures import Reported, Toll
from marsad.ledger.filters import EventFilter
from marsad.ledger.incidents import Incident
from marsad.ledger.keys import name_key
from marsad.ledger.series.tally import UNKNOWN, Amount, Item
from marsad.ledger.views import EventRow
from marsad.model.event import Effect, EventType
from marsad.model.place import Place
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


@dataclass(frozen=True, slots=True)
class Counted:
    """The items of a series, the incidents that tell of such harm without a number, and who tells it all."""

    items: tuple[Item, ...]
    unnumbered: int
    reports: int
    outlets: int
    readers: tuple[str, ...]


def counted(subjects: Iterable[Subject], measure: Measure, per: Per | None) -> Counted:
    """``subjects`` as items in their groups, with the harm that ``measure`` asks for."""
    every = list(subjects)
    heads = _heads(every, per, measure)
    effect = measure.effect
    if effect is None:
        items = [Item(s.first, s.last, heads(s)) for s in every]
        return Counted(tuple(items), 0, *_tellers(every))
    items, told, unnumbered = [], [], 0
    for subject in every:
        amount = harm_of(subject, effect)
        if amount is not None:
            items.append(Item(subject.first, subject.last, heads(subject), amount))
        elif any(h.effect is effect for row in subject.rows for h in row.event.harm):
            unnumbered += 1
        else:
            continue
        told.append(subject)
    return Counted(tuple(items), unnumbered, *_tellers(told))


def harm_of(subject: Subject, effect: Effect) -> Amount | None:
    """How many were harmed, of the figures that events which count give; None where none has a number."""
    total = next((t for t in subject.tolls if t.effect is effect and t.who is None), None)
    if total is None or total.best is None:
        return None
    keys = {f"{row.report.id}/{row.event.id}" for row in subject.rows}
    standing = [r for r in total.reported if r.telling in keys and not r.superseded]
    if not standing:
        return None
    values = [r.figure.best for r in standing]
    best = total.best if total.best in values else _latest(standing)
    low = min((r.figure.low for r in standing if r.figure.low is not None), default=0)
    high = max(r.figure.high if r.figure.high is not None else r.figure.low or 0 for r in standing)
    return Amount(best, low, high, any(r.figure.high is None for r in standing))


def _latest(standing: Sequence[Reported]) -> int:
    return max(standing, key=lambda r: (r.published or date.min, r.telling)).figure.best or 0


def _tellers(subjects: Iterable[Subject]) -> tuple[int, int, tuple[str, ...]]:
    """How many reports of how many known outlets tell of these, and which readers read them."""
    heads = {row.report.id: row.report for s in subjects for row in s.rows}
    return (
        len(heads),
        len({h.outlet for h in heads.values() if h.outlet}),
        tuple(sorted({h.reader for h in heads.values()})),
    )


_Heads = Callable[[Subject], tuple[str, ...]]


def _heads(subjects: Sequence[Subject], per: Per | None, measure: Measure) -> _Heads:
    """What says in which groups a subject stands: one for what is one, each for what are several."""
    if per is None:
        return lambda subject: ()
    if per is Per.OUTLET:
        return lambda subject: _each(row.report.outlet for row in subject.rows)
    if per is Per.ACTOR:
        names = _names(subjects)
        return lambda subject: _each(names[key] for row in subject.rows for key in _actors(row))
    value = _VALUES[per]
    if measure is Measure.REPORTS:  # a report holds many events: it stands in the groups of all
        return lambda subject: _each(value(row) for row in subject.rows)
    return lambda subject: _each([value(subject.lead)])


def _each(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(v for v in values if v)) or (UNKNOWN,)


def _area(place: Place | None, *names: str | None) -> str | None:
    name = next((n for n in names if n), None)
    country = place.country if place else None
    return ", ".join(part for part in (name, country) if part) or None


_VALUES: Mapping[Per, Callable[[EventRow], str | None]] = {
    Per.AREA: lambda row: _area(row.place, *((row.place.admin2, row.place.admin1) if row.place else ())),
    Per.ADMIN1: lambda row: _area(row.place, row.place.admin1) if row.place and row.place.admin1 else None,
    Per.COUNTRY: lambda row: row.place.country if row.place else None,
    Per.TYPE: lambda row: row.event.type.value,
    Per.SUB_TYPE: lambda row: row.event.sub_type,
    Per.STATUS: lambda row: row.event.status.value,
}


def _actors(row: EventRow) -> Collection[str]:
    """Keys of those who take part: ids of the registry; for others, which have none, their names."""
    ids = dict.fromkeys(p.actor for p in row.event.participants if p.actor)
    return [f"local:{name_key(row.name(id_) or id_)}" if id_.startswith("local:") else id_ for id_ in ids]


def _names(subjects: Iterable[Subject]) -> Mapping[str, str]:
    """The commonest name of each actor, by its key; the first in the alphabet of equals."""
    used: dict[str, Counter[str]] = defaultdict(Counter)
    for subject in subjects:
        for row in subject.rows:
            ids = dict.fromkeys(p.actor for p in row.event.participants if p.actor)
            for id_, key in zip(ids, _actors(row), strict=True):
                used[key][row.name(id_) or id_] += 1
    return {key: min(found, key=lambda name: (-found[name], name)) for key, found in used.items()}
