"""The queries behind ``Ledger.reports``, ``events``, ``actors``, ``places`` and ``counts``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Row,
    Select,
    Subquery,
    and_,
    func,
    select,
    tuple_,
)

from marsad.ledger.filters import (
    EventFilter,
    current,
    found,
    is_current,
    of_actor,
    of_events,
    of_place,
    of_readings,
)
from marsad.ledger.keys import name_key
from marsad.ledger.records import load_events, place_of, published_of
from marsad.ledger.review.marks import marks
from marsad.ledger.review.store import decisions_on
from marsad.ledger.store.batches import batches
from marsad.ledger.store.tables import (
    ACTOR,
    CLAIM,
    CONTROL,
    EVENT,
    EVENT_FACT,
    HARM,
    PARTICIPANT,
    PLACE,
    READING,
)
from marsad.ledger.views import ActorRow, Counts, EventRow, PlaceRow, ReportHead
from marsad.model.actor import ActorKind
from marsad.model.event import Event
from marsad.model.place import Place

_EVENT_COUNT = (
    select(func.count()).where(EVENT.c.reading == READING.c.n).scalar_subquery().label("event_count")
)


def reports(
    connection: Connection, asked: EventFilter, limit: int | None, offset: int = 0
) -> list[ReportHead]:
    """Heads of the reports that hold an event that is asked for, or of all; the newest report first."""
    order = (READING.c.published_from.desc().nulls_last(), READING.c.report)
    chosen = select(READING.c.n).where(holding(asked)).order_by(*order).limit(limit).offset(offset)
    numbers = connection.execute(chosen).scalars().all()
    heads: dict[int, ReportHead] = {}
    for some in batches(numbers):
        heads |= heads_of(connection, some)
    return [heads[n] for n in numbers]


def holding(asked: EventFilter) -> ColumnElement[bool]:
    """Whether a row of READING counts and holds an event that is asked for, or where all are, any or none."""
    readings = of_readings(asked)
    if asked.asks_of_events or asked.actor or asked.place or asked.country:
        # + 0: each reading is looked up in the set of those that match, which is made once. Else the database
        # may go through that set for every answer of a search.
        return and_(readings, (READING.c.n + 0).in_(found(asked, EVENT_FACT.c.reading)))
    return readings


def events(connection: Connection, asked: EventFilter, limit: int | None) -> list[EventRow]:
    """The events that are asked for, by day, those without a day last."""
    key = EVENT_FACT.c.reading, EVENT_FACT.c.n
    once = found(asked, *key)
    if asked.actor:  # it may have several parts in one event
        once = select(*key).where(tuple_(*key).in_(once.correlate(None)))
    query = (
        once.join(READING, READING.c.n == EVENT_FACT.c.reading)
        .where(is_current())
        .order_by(EVENT_FACT.c.day_from.nulls_last(), EVENT_FACT.c.day_to, READING.c.report, EVENT_FACT.c.n)
        .limit(limit)
    )
    keys = [(row.reading, row.n) for row in connection.execute(query)]
    return list(event_rows(connection, keys))


def event_rows(connection: Connection, keys: Sequence[tuple[int, int]]) -> Iterator[EventRow]:
    """Events by their reading and number in it, in the order of ``keys``; a bounded number at a time."""
    for some in batches(keys):
        yield from _some_rows(connection, some)


def heads_of(connection: Connection, readings: Sequence[int]) -> dict[int, ReportHead]:
    """The heads of the reports of some readings, by the readings' numbers."""
    query = select(READING, _EVENT_COUNT).where(READING.c.n.in_(readings))
    return {row.n: _head(row) for row in connection.execute(query)}


def _some_rows(connection: Connection, keys: Sequence[tuple[int, int]]) -> Iterator[EventRow]:
    readings = sorted({reading for reading, _ in keys})
    told = load_events(connection, readings)
    heads = heads_of(connection, readings)
    names: dict[int, dict[str, str]] = defaultdict(dict)
    kinds: dict[int, dict[str, ActorKind]] = defaultdict(dict)
    for row in connection.execute(select(ACTOR).where(ACTOR.c.reading.in_(readings))):
        names[row.reading][row.id] = row.name
        kinds[row.reading][row.id] = ActorKind(row.kind)
    places: dict[tuple[int, str], Place] = {
        (row.reading, row.id): place_of(row)
        for row in connection.execute(select(PLACE).where(PLACE.c.reading.in_(readings)))
    }
    decided = _decided(connection, heads, told)
    for reading, n in keys:
        head, event = heads[reading], told[reading, n]
        at = event.where.place if event.where else None
        place = places.get((reading, at)) if at else None
        marks_ = decided.get((head.id, event.id), {})
        yield EventRow(head, event, place, names[reading], marks_, kinds[reading])


def _decided(
    connection: Connection, heads: Mapping[int, ReportHead], told: Mapping[tuple[int, int], Event]
) -> Mapping[tuple[str, str], Mapping[str, str]]:
    """Which decision set which field, for the readings that hold decisions."""
    events: dict[str, list[Event]] = defaultdict(list)
    for (reading, _), event in told.items():
        if heads[reading].reviewed:
            events[heads[reading].id].append(event)
    return marks(decisions_on(connection, sorted(events)), events) if events else {}


def actors(connection: Connection, asked: EventFilter, limit: int | None) -> list[ActorRow]:
    """The actors that take part in events that are asked for, those in most events first.

    Where nothing is asked of events or places, actors that are only mentioned are told too.
    """
    matching = _matching(EventFilter(**{**_fields(asked), "actor": None}))
    joined = (
        ACTOR.join(READING, READING.c.n == ACTOR.c.reading)
        .outerjoin(
            PARTICIPANT,
            and_(PARTICIPANT.c.reading == ACTOR.c.reading, PARTICIPANT.c.actor == ACTOR.c.id),
        )
        .outerjoin(
            matching, and_(matching.c.reading == PARTICIPANT.c.reading, matching.c.n == PARTICIPANT.c.event)
        )
    )
    columns = (ACTOR.c.id, ACTOR.c.name, ACTOR.c.kind, ACTOR.c.country)
    pairs = _pairs(joined, columns, ACTOR, matching).where(of_readings(asked), of_actor(asked))
    if asked.asks_of_events or asked.place or asked.country:
        pairs = pairs.where(matching.c.n.is_not(None))
    grouped: dict[tuple[str, ...], list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(_counted(pairs, [c.name for c in columns])):
        grouped[("local", name_key(row.name)) if _is_local(row.id) else (row.id,)].append(row)
    found = sorted(map(_actor_row, grouped.values()), key=lambda a: (-a.events, -a.reports, a.name))
    return found[:limit]


def places(connection: Connection, asked: EventFilter, limit: int | None) -> list[PlaceRow]:
    """The places of events that are asked for, those with most events first.

    Where nothing is asked of events or actors, places that are only mentioned are told too.
    """
    matching = _matching(EventFilter(**{**_fields(asked), "place": None, "country": None}))
    joined = PLACE.join(READING, READING.c.n == PLACE.c.reading).outerjoin(
        matching, and_(matching.c.reading == PLACE.c.reading, matching.c.place == PLACE.c.id)
    )
    columns = tuple(PLACE.c[field.name] for field in fields(Place))
    pairs = _pairs(joined, columns, PLACE, matching).where(of_readings(asked), of_place(asked))
    if asked.asks_of_events or asked.actor:
        pairs = pairs.where(matching.c.n.is_not(None))
    grouped: dict[tuple[str, ...], list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(_counted(pairs, [c.name for c in columns])):
        local = ("local", name_key(row.name), row.country or "")
        grouped[local if _is_local(row.id) else (row.id,)].append(row)
    found = sorted(map(_place_row, grouped.values()), key=lambda p: (-p.events, -p.reports, p.place.name))
    return found[:limit]


def counts(connection: Connection) -> Counts:
    """How much there is."""

    def of(table: FromClause) -> int:
        query = select(func.count()).select_from(table).where(table.c.reading.in_(current()))
        return connection.execute(query).scalar_one()

    by_reader = (
        select(READING.c.reader, func.count())
        .where(READING.c.n.in_(current()))
        .group_by(READING.c.reader)
        .order_by(READING.c.reader)
    )
    readers = {row[0]: row[1] for row in connection.execute(by_reader)}
    return Counts(
        reports=sum(readers.values()),
        readings=connection.execute(
            select(func.count()).select_from(READING).where(READING.c.reviewed_of.is_(None))
        ).scalar_one(),
        events=of(EVENT),
        claims=of(CLAIM),
        harm=of(HARM),
        control=of(CONTROL),
        readers=readers,
    )


def _fields(asked: EventFilter) -> dict[str, Any]:
    return {name: getattr(asked, name) for name in EventFilter.__slots__}


def _matching(asked: EventFilter) -> Subquery:
    """Keys, places and days of the events that are asked for."""
    return (
        select(EVENT.c.reading, EVENT.c.n, EVENT.c.place, EVENT.c.day_from, EVENT.c.day_to)
        .join(EVENT_FACT, and_(EVENT_FACT.c.reading == EVENT.c.reading, EVENT_FACT.c.n == EVENT.c.n))
        .where(of_events(asked))
        .subquery("matching")
    )


def _pairs(
    joined: FromClause, columns: Sequence[Any], owner: FromClause, matching: Subquery
) -> Select[tuple[Any, ...]]:
    """Each actor or place beside each of its events once, however often it takes part."""
    days = (matching.c.n.label("event"), matching.c.day_from, matching.c.day_to)
    return select(*columns, owner.c.reading, *days).select_from(joined).distinct()


def _counted(pairs: Select[tuple[Any, ...]], by: Sequence[str]) -> Select[tuple[Any, ...]]:
    """Reports, events and bounds of days for each of what ``by`` names."""
    pair = pairs.subquery()
    columns = [pair.c[name] for name in by]
    return select(
        *columns,
        func.count(pair.c.reading.distinct()).label("reports"),
        func.count(pair.c.event).label("events"),
        func.min(pair.c.day_from).label("first"),
        func.max(pair.c.day_to).label("last"),
    ).group_by(*columns)


def _is_local(id_: str) -> bool:
    return id_.startswith("local:")


def _bounds(rows: Sequence[Row[Any]]) -> tuple[date | None, date | None]:
    return (
        min((row.first for row in rows if row.first), default=None),
        max((row.last for row in rows if row.last), default=None),
    )


def _actor_row(rows: Sequence[Row[Any]]) -> ActorRow:
    """One actor from the rows of its several names; the name in most reports stands for it."""
    chief, *others = sorted(rows, key=lambda row: (-row.reports, row.name, row.id))
    names = dict.fromkeys(row.name for row in others if row.name != chief.name)
    return ActorRow(
        "local" if _is_local(chief.id) else chief.id,
        chief.name,
        tuple(names),
        ActorKind(chief.kind),
        next((row.country for row in (chief, *others) if row.country), None),
        sum(row.reports for row in rows),
        sum(row.events for row in rows),
        *_bounds(rows),
    )


def _place_row(rows: Sequence[Row[Any]]) -> PlaceRow:
    chief = min(rows, key=lambda row: (-row.reports, row.name, row.id))
    return PlaceRow(
        place_of(chief), sum(row.reports for row in rows), sum(row.events for row in rows), *_bounds(rows)
    )


def _head(row: Row[Any]) -> ReportHead:
    return ReportHead(
        id=row.report,
        source=row.source,
        name=row.name,
        url=row.url,
        title=row.title,
        outlet=row.outlet,
        published=published_of(row),
        language=row.language,
        reader=row.reader,
        reviewed=row.reviewed_of is not None,
        read_at=row.read_at,
        events=row.event_count,
    )
