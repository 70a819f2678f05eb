"""What a user may ask events, actors and places by, and the same as conditions of a query."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import PurePath

from sqlalchemy import ColumnElement, FromClause, Select, and_, exists, or_, select, true

from marsad.ledger.keys import name_key
from marsad.ledger.spans import SpanRole
from marsad.ledger.store.tables import ACTOR, EVENT, LASTING, PARTICIPANT, PLACE, READING, REPORT, SPAN
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


def of_events(asked: EventFilter) -> ColumnElement[bool]:
    """What ``asked`` demands of a row of EVENT, its actors and places left aside."""
    conditions: list[ColumnElement[bool]] = []
    if asked.start:
        conditions.append(EVENT.c.day_to >= asked.start)
    if asked.end:
        conditions.append(EVENT.c.day_from <= asked.end)
    if asked.start and asked.end:
        conditions.append(_near(asked.start, asked.end))
    if asked.type:
        columns = (EVENT.c.type, EVENT.c.sub_type)
        conditions.append(or_(*(column.istartswith(asked.type, autoescape=True) for column in columns)))
    if asked.status:
        conditions.append(EVENT.c.status == asked.status.value)
    return and_(true(), *conditions)


def _near(start: date, end: date) -> ColumnElement[bool]:
    """What follows for events of days that overlap start to end, said so that an index finds them."""
    earliest = start - min(timedelta(days=LASTING), start - date.min)
    return or_(
        and_(EVENT.c.lasting.is_(False), EVENT.c.day_from.between(earliest, end)),
        and_(EVENT.c.lasting.is_(True), EVENT.c.day_from <= end),
    )


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
    return or_(ACTOR.c.id == asked.actor, _in_key(ACTOR, asked.actor), mention)


def of_place(asked: EventFilter) -> ColumnElement[bool]:
    """What ``asked`` demands of a row of PLACE."""
    conditions: list[ColumnElement[bool]] = []
    if asked.country:
        conditions.append(PLACE.c.country == asked.country.upper())
    if asked.place:
        areas = (PLACE.c.admin1, PLACE.c.admin2)
        conditions.append(
            or_(
                PLACE.c.id == asked.place,
                _in_key(PLACE, asked.place),
                *(area.icontains(asked.place, autoescape=True) for area in areas),
            )
        )
    return and_(true(), *conditions)


def takes_part(asked: EventFilter) -> ColumnElement[bool]:
    """Whether an actor that ``asked`` means takes part in the EVENT of the outer query."""
    if not asked.actor:
        return true()
    return exists().where(
        PARTICIPANT.c.reading == EVENT.c.reading,
        PARTICIPANT.c.event == EVENT.c.n,
        ACTOR.c.reading == PARTICIPANT.c.reading,
        ACTOR.c.id == PARTICIPANT.c.actor,
        of_actor(asked),
    )


def lies_there(asked: EventFilter) -> ColumnElement[bool]:
    """Whether the EVENT of the outer query lies in a place that ``asked`` means."""
    if not (asked.place or asked.country):
        return true()
    if asked.place and not asked.country and _is_id(asked.place):
        return EVENT.c.place == asked.place
    return exists().where(PLACE.c.reading == EVENT.c.reading, PLACE.c.id == EVENT.c.place, of_place(asked))


def _is_id(place: str) -> bool:
    """Whether a place is asked for by its id, ``SOURCE:KEY``: then its names need not be looked at."""
    source, _, key = place.partition(":")
    return source in {"geonames", "wof", "region", "local"} and bool(key) and " " not in place


def _in_key(table: FromClause, name: str) -> ColumnElement[bool]:
    key = name_key(name)
    return table.c.name_key.contains(key, autoescape=True) if key else table.c.name == name
