"""Rows → ReportRecord: the inverse of ``rows.py``, for many readings at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Table, select

from marsad.ledger.spans import SpanRole, span_of, sure_span
from marsad.ledger.store.batches import batches
from marsad.ledger.store.tables import (
    ACTOR,
    CLAIM,
    CONTROL,
    EVENT,
    HARM,
    PARTICIPANT,
    PLACE,
    READING,
    REMOVED,
    SEIZED,
    SPAN,
    TEXT,
)
from marsad.model.actor import ActorKind
from marsad.model.event import (
    Claim,
    ControlState,
    ControlStatement,
    Effect,
    Event,
    EventType,
    Harm,
    Participant,
    PlacePrecision,
    Seized,
    Side,
    Where,
)
from marsad.model.place import Place
from marsad.model.reading import Quantity, Stance, Status
from marsad.model.record import RecordActor, RecordPlace, ReportRecord
from marsad.model.report import Basis, Published, Removed, Report
from marsad.model.span import Span
from marsad.model.time import Precision, When

_Key = tuple[object, ...]
_Rows = Mapping[_Key, Sequence[Row[Any]]]


def load_records(connection: Connection, readings: Sequence[int]) -> Iterator[ReportRecord]:
    """The records of ``readings`` (their ``n``), in that order."""
    for some in batches(readings):
        yield from _Batch(connection, some).records()


def load_events(connection: Connection, readings: Sequence[int]) -> dict[tuple[int, int], Event]:
    """The events of ``readings`` by reading and number."""
    found: dict[tuple[int, int], Event] = {}
    for some in batches(sorted(set(readings))):
        batch = _Batch(connection, some)
        found.update({(n, event): e for n in some for event, e in enumerate(batch.events(n))})
    return found


def load_statements(
    connection: Connection, keys: Sequence[tuple[int, int]]
) -> dict[tuple[int, int], ControlStatement]:
    """Control statements by reading and number; nothing else of their readings is loaded."""
    found: dict[tuple[int, int], ControlStatement] = {}
    for some in batches(sorted({reading for reading, _ in keys})):
        spans = select(SPAN).where(SPAN.c.reading.in_(some), SPAN.c.role == SpanRole.CONTROL.value)
        claims = select(CLAIM).where(CLAIM.c.reading.in_(some), CLAIM.c.about == "control")
        words: dict[tuple[int, int], list[Span]] = defaultdict(list)
        said: dict[tuple[int, int], list[Claim]] = defaultdict(list)
        for row in connection.execute(spans.order_by(SPAN.c.n)):
            words[row.reading, row.owner].append(sure_span(row, "span"))
        for row in connection.execute(claims.order_by(CLAIM.c.n)):
            said[row.reading, row.owner].append(_claim(row))
        for row in connection.execute(select(CONTROL).where(CONTROL.c.reading.in_(some))):
            key = row.reading, row.n
            found[key] = _told(row, tuple(words[key]), tuple(said[key]))
    return {key: found[key] for key in keys}


class _Batch:
    """The rows of some readings, fetched a table at a time and grouped by their owners."""

    def __init__(self, connection: Connection, readings: Sequence[int]) -> None:
        self._connection = connection
        self._readings = readings
        self._spans = self._rows(SPAN, "role", "owner")
        self._claims = self._rows(CLAIM, "about", "owner")
        self._events = self._rows(EVENT)
        self._participants = self._rows(PARTICIPANT, "event")
        self._harm = self._rows(HARM, "event")
        self._seized = self._rows(SEIZED, "event")

    def _rows(self, table: Table, *owner: str) -> _Rows:
        """Rows by reading and the columns ``owner``, in the order of their keys."""
        keys = [table.c.reading, *(table.c[name] for name in owner)]
        query = select(table).where(table.c.reading.in_(self._readings)).order_by(*keys, table.c.n)
        found: dict[_Key, list[Row[Any]]] = defaultdict(list)
        for row in self._connection.execute(query):
            found[tuple(row._mapping[key] for key in keys)].append(row)
        return found

    def records(self) -> Iterator[ReportRecord]:
        heads = select(READING, TEXT.c.text.label("body")).join(TEXT).where(READING.c.n.in_(self._readings))
        by_number = {row.n: row for row in self._connection.execute(heads)}
        removed, actors, places, control = map(self._rows, (REMOVED, ACTOR, PLACE, CONTROL))
        for n in self._readings:
            head = by_number[n]
            yield ReportRecord(
                report=_report(head, self._of(SpanRole.CAPTION, n, 0), removed.get((n,), ())),
                reader=head.reader,
                actors=tuple(_actor(r, self._of(SpanRole.ACTOR, n, r.n)) for r in actors.get((n,), ())),
                places=tuple(_place(r, self._of(SpanRole.PLACE, n, r.n)) for r in places.get((n,), ())),
                events=self.events(n),
                control=tuple(self._statement(n, r) for r in control.get((n,), ())),
                copy_of=head.copy_of,
            )

    def events(self, n: int) -> tuple[Event, ...]:
        return tuple(self._event(n, row) for row in self._events.get((n,), ()))

    def _of(self, role: SpanRole, n: int, owner: int) -> tuple[Span, ...]:
        return tuple(sure_span(row, "span") for row in self._spans.get((n, role.value, owner), ()))

    def _claims_on(self, n: int, about: str, owner: int) -> tuple[Claim, ...]:
        return tuple(_claim(row) for row in self._claims.get((n, about, owner), ()))

    def _event(self, n: int, row: Row[Any]) -> Event:
        at = (n, row.n)
        return Event(
            id=row.id,
            type=EventType(row.type),
            sub_type=row.sub_type,
            status=Status(row.status),
            when=When(row.day_from, row.day_to, Precision(row.day_precision), row.day_words, row.day_reason),
            where=_where(row),
            participants=tuple(_participant(r) for r in self._participants.get(at, ())),
            harm=tuple(_harm(r) for r in self._harm.get(at, ())),
            weapons=self._of(SpanRole.WEAPON, n, row.n),
            seized=tuple(
                Seized(r.what, r._mapping["count"], sure_span(r, "span")) for r in self._seized.get(at, ())
            ),
            claims=self._claims_on(n, "event", row.n),
            evidence=self._of(SpanRole.EVENT, n, row.n),
            confidence=row.confidence,
            field_confidence=row.field_confidence,
        )

    def _statement(self, n: int, row: Row[Any]) -> ControlStatement:
        return _told(row, self._of(SpanRole.CONTROL, n, row.n), self._claims_on(n, "control", row.n))


def _told(row: Row[Any], evidence: tuple[Span, ...], claims: tuple[Claim, ...]) -> ControlStatement:
    return ControlStatement(
        place=row.place,
        place_text=row.place_words,
        actor=row.actor,
        state=ControlState(row.state),
        start=row.held_from,
        end=row.held_to,
        evidence=evidence,
        event=row.event,
        claims=claims,
        confidence=row.confidence,
    )


def published_of(row: Row[Any]) -> Published | None:
    """When the report of a row of READING was published."""
    if row.published_from is None:
        return None
    return Published(
        row.published_from, row.published_to, Basis(row.published_basis), tuple(row.published_reasons)
    )


def _report(row: Row[Any], captions: tuple[Span, ...], removed: Sequence[Row[Any]]) -> Report:
    return Report(
        id=row.report,
        source=row.source,
        text=row.body,
        title=row.title,
        outlet=row.outlet,
        dateline=row.dateline,
        published=published_of(row),
        bylines=row.bylines,
        credit=row.credit,
        captions=captions,
        language=row.language,
        url=row.url,
        removed=tuple(Removed(r.what, r.span_from, r.span_to) for r in removed),
        title_span=span_of(row, "title"),
        name=row.name,
    )


def _actor(row: Row[Any], mentions: tuple[Span, ...]) -> RecordActor:
    return RecordActor(row.id, row.name, ActorKind(row.kind), row.country, row.party, mentions)


def place_of(row: Row[Any]) -> Place:
    """The place of a row of PLACE."""
    return Place(
        id=row.id,
        name=row.name,
        kind=row.kind,
        lat=row.lat,
        lon=row.lon,
        country=row.country,
        admin1=row.admin1,
        admin2=row.admin2,
        population=row.population,
        radius_km=row.radius_km,
    )


def _place(row: Row[Any], mentions: tuple[Span, ...]) -> RecordPlace:
    return RecordPlace(place_of(row), mentions, row.rejected, row.reason, row.gazetteer_name)


def _where(row: Row[Any]) -> Where | None:
    if not row.located:
        return None
    precision = PlacePrecision(row.place_precision) if row.place_precision else None
    return Where(row.place, row.place_words, precision, row.place_reason)


def _participant(row: Row[Any]) -> Participant:
    return Participant(row.actor, Side(row.side), row.role, span_of(row, "span"))


def _harm(row: Row[Any]) -> Harm:
    quantity = Quantity(sure_span(row, "quantity"), row.low, row.high)
    span = sure_span(row, "span")
    return Harm(Effect(row.effect), row.who, quantity, span, row.part_of_total, row.claims)


def _claim(row: Row[Any]) -> Claim:
    return Claim(
        row.speaker, row.organisation, row.actor, row.belligerent, Stance(row.stance), span_of(row, "span")
    )
