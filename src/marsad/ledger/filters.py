"""What a user may ask events, actors and places by, and the same as conditions of a query."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import PurePath
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    FromClause,
    Select,
    and_,
    exists,
    or_,
    select,
    true,
    union_all,
)

from marsad.ledger.facts import Role
from marsad.ledger.keys import name_key
from marsad.ledger.spans import SpanRole
from marsad.ledger.store.tables import (
    ACTOR,
    EVENT_FACT,
    EVENT_NAMING,
    LASTING,
    NAMING,
    PLACE,
    READING,
    REPORT,
    SPAN,
)
from marsad.model.reading import Status

_WHOLE_ID = re.compile("r[0-9a-f]{20}")


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Conditions that an event meets, all of them; None asks nothing.

    ``actor`` and ``place`` are ids or parts of names (case and accents do not count); ``actor`` also finds
    the words that reports use ("ISIS"), ``place`` also the district or province. ``country`` is ISO 3166-1
    alpha-2. An event meets ``start`` and ``end`` (inclusive) where it may have happened between them.
    ``type`` is the beginning of a type or sub-type, ``report`` a report's id or its beginning, name or
    source.
    """

    actor: str | None = None
    place: str | None = None
    country: str | None = None
    start: date | None = None
    end: date | None = None
    type: str | None = None
    status: Status | None = None
    outlet: str | None = None
    report: str | None = None

    @property
    def asks_of_events(self) -> bool:
        """Whether anything is asked that only events can meet."""
        return any((self.start, self.end, self.type, self.status))


def current() -> Select[tuple[int | None]]:
    """The reading of each report that counts: as reviewed, or the newest."""
    return select(REPORT.c.current)


def counts(reading: ColumnElement[int]) -> ColumnElement[bool]:
    """What joins REPORT with rows of the reading that counts, given their column of readings' numbers."""
    return REPORT.c.current == reading


def is_current() -> ColumnElement[bool]:
    """Whether a row of READING counts; asked row by row, so that few rows stay cheap in a large ledger."""
    return exists().where(counts(READING.c.n))


def of_readings(asked: EventFilter) -> ColumnElement[bool]:
    """What ``asked`` demands of a row of READING."""
    conditions: list[ColumnElement[bool]] = [is_current()]
    if asked.outlet:
        conditions.append(READING.c.outlet.icontains(asked.outlet, autoescape=True))
    if asked.report:
        conditions.append(named(asked.report))
    return and_(*conditions)


def named(key: str) -> ColumnElement[bool]:
    """Readings whose report is called ``key``: by its id or the beginning of it, its source or its name."""
    if _WHOLE_ID.fullmatch(key):  # nothing else need be looked at, and the index finds it
        return READING.c.report == key
    return or_(
        READING.c.report.startswith(key, autoescape=True),
        READING.c.source == key,
        READING.c.name.in_(sorted({key, *_file_names(key)})),
    )


def _file_names(key: str) -> tuple[str, str]:
    """A file's name without its folder, and without its ending: what intake names its report by."""
    name = PurePath(key).name
    return name, PurePath(name.removesuffix(".gz")).stem


def found(asked: EventFilter, *columns: ColumnElement[Any]) -> Select[Any]:
    """``columns`` of EVENT_FACT, of the events that are asked for, some of them more than once; whether their
    readings count is not asked.
    """
    query = select(*columns).select_from(EVENT_FACT)
    if asked.actor:
        query = query.join(EVENT_NAMING, _part()).where(EVENT_NAMING.c.naming.in_(actors(asked.actor)))
    return query.where(of_events(replace(asked, actor=None)))


def of_events(asked: EventFilter) -> ColumnElement[bool]:
    """What ``asked`` demands of a row of EVENT_FACT. Names are looked for among the few namings."""
    fact = EVENT_FACT.c
    conditions: list[ColumnElement[bool]] = [*_of_days(asked)]
    if asked.type:
        conditions.append(fact.sort.in_(sorts(asked.type)))
    if asked.status:
        conditions.append(fact.status == asked.status.value)
    if asked.outlet:
        conditions.append(fact.outlet.in_(outlets(asked.outlet)))
    if asked.place or asked.country:
        conditions.append(fact.place.in_(places(asked)))
    if asked.actor:
        conditions.append(exists().where(_part(), EVENT_NAMING.c.naming.in_(actors(asked.actor))))
    if asked.report:
        conditions.append(fact.reading.in_(readings(asked.report)))
    return and_(true(), *conditions)


def _part() -> ColumnElement[bool]:
    """What joins EVENT_NAMING with EVENT_FACT."""
    return and_(EVENT_NAMING.c.reading == EVENT_FACT.c.reading, EVENT_NAMING.c.n == EVENT_FACT.c.n)


def actors(typed: str) -> CompoundSelect[int]:
    """The namings of actors that a user's words mean."""
    meant = or_(NAMING.c.id == typed, _in_key(NAMING.c.key, NAMING.c.name, typed))
    words = NAMING.c.name.icontains(typed, autoescape=True)
    return union_all(_namings(Role.ACTOR, meant), _namings(Role.MENTION, words))


def sorts(typed: str) -> Select[tuple[int]]:
    """The namings of types and sub-types that begin so."""
    begins = or_(*(c.istartswith(typed, autoescape=True) for c in (NAMING.c.id, NAMING.c.name)))
    return _namings(Role.SORT, begins)


def outlets(typed: str) -> Select[tuple[int]]:
    """The namings of outlets with such words."""
    return _namings(Role.OUTLET, NAMING.c.name.icontains(typed, autoescape=True))


def places(asked: EventFilter) -> Select[tuple[int]]:
    """The namings of places that lie where it is asked for."""
    return _namings(Role.PLACE, _lies_there(asked))


def readings(key: str) -> Select[tuple[int]]:
    """The readings of reports that are called ``key``."""
    return select(READING.c.n).where(named(key))


def _namings(role: Role, meant: ColumnElement[bool]) -> Select[tuple[int]]:
    return select(NAMING.c.n).where(NAMING.c.role == role.value, meant)


def _of_days(asked: EventFilter) -> Iterator[ColumnElement[bool]]:
    if asked.start:
        yield EVENT_FACT.c.day_to >= asked.start
    if asked.end:
        yield EVENT_FACT.c.day_from <= asked.end
    if asked.start and asked.end:
        yield _near(asked.start, asked.end)


def _near(start: date, end: date) -> ColumnElement[bool]:
    """What follows for events of days that overlap start to end, said so that an index finds them."""
    earliest = start - min(timedelta(days=LASTING), start - date.min)
    return or_(
        and_(EVENT_FACT.c.lasting.is_(False), EVENT_FACT.c.day_from.between(earliest, end)),
        and_(EVENT_FACT.c.lasting.is_(True), EVENT_FACT.c.day_from <= end),
    )


def _lies_there(asked: EventFilter) -> ColumnElement[bool]:
    """What ``asked`` demands of the naming of a place."""
    if asked.place and not asked.country and _is_id(asked.place):
        return NAMING.c.id == asked.place
    return _of_place(asked, NAMING, NAMING.c.key)


def of_actor(asked: EventFilter) -> ColumnElement[bool]:
    """What ``asked`` demands of a row of ACTOR."""
    if not asked.actor:
        return true()
    mention = exists().where(
        SPAN.c.reading == ACTOR.c.reading,
        SPAN.c.role == SpanRole.ACTOR.value,
        SPAN.c.owner == ACTOR.c.n,
        SPAN.c.span_words.icontains(asked.actor, autoescape=True),
    )
    return or_(ACTOR.c.id == asked.actor, _in_key(ACTOR.c.name_key, ACTOR.c.name, asked.actor), mention)


def of_place(asked: EventFilter) -> ColumnElement[bool]:
    """What ``asked`` demands of a row of PLACE."""
    return _of_place(asked, PLACE, PLACE.c.name_key)


def _of_place(asked: EventFilter, table: FromClause, key: ColumnElement[str]) -> ColumnElement[bool]:
    conditions: list[ColumnElement[bool]] = []
    if asked.country:
        conditions.append(table.c.country == asked.country.upper())
    if asked.place:
        areas = (table.c.admin1, table.c.admin2)
        conditions.append(
            or_(
                table.c.id == asked.place,
                _in_key(key, table.c.name, asked.place),
                *(area.icontains(asked.place, autoescape=True) for area in areas),
            )
        )
    return and_(true(), *conditions)


def _is_id(place: str) -> bool:
    """Whether a place is asked for by its id, ``SOURCE:KEY``: then its names need not be looked at."""
    source, _, key = place.partition(":")
    return source in {"geonames", "wof", "region", "local"} and bool(key) and " " not in place


def _in_key(key: ColumnElement[str], name: ColumnElement[str], typed: str) -> ColumnElement[bool]:
    bare = name_key(typed)
    return key.contains(bare, autoescape=True) if bare else name == typed
