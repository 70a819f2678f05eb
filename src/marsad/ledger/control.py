"""What the ledger's reports say of who held a place: evidence by place, from the newest reading of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, exists, func, or_, select

from marsad.control.evidence import TAKING, Evidence, Source, of_event, of_statement
from marsad.ledger.filters import is_current
from marsad.ledger.keys import name_key
from marsad.ledger.records import load_events, load_statements, place_of
from marsad.ledger.store.batches import batches
from marsad.ledger.store.tables import ACTOR, CONTROL, EVENT, PLACE, READING
from marsad.model.event import ControlStatement, Event
from marsad.model.place import Place

LOCAL = "local:"
"""What ids of places begin with that only reports know."""


@dataclass(frozen=True, slots=True)
class PlaceEvidence:
    """All evidence on one place. ``names`` are those of its actors by the ids in the evidence."""

    place: Place
    evidence: tuple[Evidence, ...]
    names: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    """Report id → what the report is called."""


def last_day(connection: Connection) -> date | None:
    """The day of the latest report: the last that the ledger can know of."""
    latest: date | None = connection.execute(select(func.max(READING.c.published_from))).scalar_one()
    return latest


def counts(connection: Connection, ids: Iterable[str]) -> dict[str, int]:
    """How many statements and events tell of control of each of these places; places without any are left
    out.
    """
    wanted = sorted(set(ids))
    found: dict[str, int] = defaultdict(int)
    known = [i for i in wanted if not i.startswith(LOCAL)]
    for query in (_statements(CONTROL.c.place.in_(known)), _takings(EVENT.c.place.in_(known))):
        told = query.subquery()
        grouped = select(told.c.place, func.count()).group_by(told.c.place)
        for place, count in connection.execute(grouped):
            found[place] += count
    for place in wanted:
        if place.startswith(LOCAL):
            told = _statements(_of_ids(CONTROL, [place])).subquery()
            found[place] += connection.execute(select(func.count()).select_from(told)).scalar_one()
    return {place: count for place, count in found.items() if count}


def known_places(connection: Connection, words: str) -> list[Place]:
    """Places of the ledger of this id, or called just so: reports know some that no gazetteer lists.

    Of those that only their report knows, the ids are ``local:`` and the key of the name: a report's own
    number says nothing to another.
    """
    called = or_(PLACE.c.id == words, PLACE.c.name_key == (name_key(words) or words))
    found: dict[str, Place] = {}
    for row in connection.execute(select(PLACE).where(called).order_by(PLACE.c.reading, PLACE.c.n)):
        key = f"{LOCAL}{row.name_key}" if row.id.startswith(LOCAL) else row.id
        found.setdefault(key, replace(place_of(row), id=key))
    return [found[key] for key in sorted(found)]


def of_places(connection: Connection, ids: Sequence[str]) -> dict[str, PlaceEvidence]:
    """The evidence on each of these places; those without any are left out."""
    return _gathered(connection, _of_ids(CONTROL, ids), _of_ids(EVENT, ids))


def everywhere(connection: Connection, country: str | None = None) -> dict[str, PlaceEvidence]:
    """The evidence on all places that have any, or on those of one country (ISO 3166-1 alpha-2).

    Places that only a report knows are left out: they are not put on a map.
    """

    def there(table: Any) -> ColumnElement[bool]:
        known = and_(table.c.place.is_not(None), table.c.place.not_like(f"{LOCAL}%"))
        if country is None:
            return known
        lies = exists().where(
            PLACE.c.reading == table.c.reading,
            PLACE.c.id == table.c.place,
            PLACE.c.country == country.upper(),
        )
        return and_(known, lies)

    return _gathered(connection, there(CONTROL), there(EVENT))


def names_with_evidence(connection: Connection) -> list[str]:
    """The names of all places that have evidence."""
    query = (
        select(PLACE.c.name)
        .join(CONTROL, and_(CONTROL.c.reading == PLACE.c.reading, CONTROL.c.place == PLACE.c.id))
        .distinct()
    )
    return sorted(connection.execute(query).scalars())


def _of_ids(table: Any, ids: Sequence[str]) -> ColumnElement[bool]:
    """Rows about places of these ids; an id of ``local_names`` finds the places of that name."""
    local = [i.removeprefix(LOCAL) for i in ids if i.startswith(LOCAL)]
    listed = [i for i in ids if not i.startswith(LOCAL)]
    known: ColumnElement[bool] = table.c.place.in_(listed)
    if not local:
        return known
    called = and_(PLACE.c.name_key.in_(local), PLACE.c.id.startswith(LOCAL))
    # first the readings that know such a name, by its index; then which of their places it is
    named = and_(
        table.c.reading.in_(select(PLACE.c.reading).where(called).correlate(None)),
        exists().where(PLACE.c.reading == table.c.reading, PLACE.c.id == table.c.place, called),
    )
    return or_(known, named) if listed else named


def _statements(where: ColumnElement[bool]) -> Select[tuple[Any, ...]]:
    query = select(CONTROL.c.reading, CONTROL.c.n, CONTROL.c.place)
    return query.join(READING, READING.c.n == CONTROL.c.reading).where(where, is_current())


def _takings(where: ColumnElement[bool]) -> Select[tuple[Any, ...]]:
    query = select(EVENT.c.reading, EVENT.c.n, EVENT.c.place)
    taking = EVENT.c.sub_type.in_(sorted(TAKING))
    return query.join(READING, READING.c.n == EVENT.c.reading).where(where, taking, is_current())


def _gathered(
    connection: Connection, said: ColumnElement[bool], done: ColumnElement[bool]
) -> dict[str, PlaceEvidence]:
    """Evidence by place, from the statements and the events that meet the two conditions."""
    statements = list(connection.execute(_statements(said)))
    takings = list(connection.execute(_takings(done)))
    readings = sorted({r.reading for r in (*statements, *takings)})
    about = _About(connection, readings)
    found: dict[str, list[Evidence]] = defaultdict(list)
    told = load_statements(connection, [(r.reading, r.n) for r in statements])
    events = load_events(connection, sorted({r.reading for r in takings}))
    for row in statements:
        found[about.place_key(row)] += about.evidence(row, told[row.reading, row.n])
    for row in takings:
        found[about.place_key(row)] += about.evidence(row, events[row.reading, row.n])
    return {
        key: PlaceEvidence(about.places[key], tuple(evidence), about.names, about.titles)
        for key, evidence in found.items()
    }


class _About:
    """Reports, actors and places of some readings."""

    def __init__(self, connection: Connection, readings: Sequence[int]) -> None:
        self.sources: dict[int, Source] = {}
        self.titles: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self.places: dict[str, Place] = {}
        self._actors: dict[tuple[int, str], str] = {}
        self._places: dict[tuple[int, str], str] = {}
        for some in batches(readings):
            self._load(connection, some)

    def _load(self, connection: Connection, readings: Sequence[int]) -> None:
        for row in connection.execute(select(READING).where(READING.c.n.in_(readings))):
            # of a report of which only an interval is known, the first day: it tells of no later one for sure
            self.sources[row.n] = Source(row.report, row.published_from, row.outlet)
            self.titles[row.report] = row.name or row.title or row.source
        for row in connection.execute(select(ACTOR).where(ACTOR.c.reading.in_(readings))):
            # an actor that only its report knows is one with those of its name
            key = row.name if row.id.startswith(LOCAL) else row.id
            self._actors[row.reading, row.id] = key
            self.names.setdefault(key, row.name)
        for row in connection.execute(select(PLACE).where(PLACE.c.reading.in_(readings))):
            key = f"{LOCAL}{row.name_key}" if row.id.startswith(LOCAL) else row.id
            self._places[row.reading, row.id] = key
            self.places.setdefault(key, replace(place_of(row), id=key))

    def place_key(self, row: Row[Any]) -> str:
        return self._places[row.reading, row.place]

    def evidence(self, row: Row[Any], record: ControlStatement | Event) -> Iterable[Evidence]:
        source = self.sources[row.reading]
        told = of_event(record, source) if isinstance(record, Event) else of_statement(record, source)
        return [replace(e, actor=self._actors.get((row.reading, e.actor), e.actor)) for e in told]
