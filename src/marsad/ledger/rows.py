"""ReportRecord → rows: what ``Ledger.add`` puts into each table."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, Table, insert, select

from marsad.ledger.errors import RecordRefused
from marsad.ledger.facts import Facts, facts_of, lasts, place_key, remember
from marsad.ledger.keys import control_id, name_key
from marsad.ledger.spans import SpanRole, stretch
from marsad.ledger.store.search import SEARCHED, index
from marsad.ledger.store.tables import (
    ACTOR,
    CLAIM,
    CONTROL,
    EVENT,
    EVENT_FACT,
    EVENT_NAMING,
    HARM,
    PARTICIPANT,
    PLACE,
    READING,
    REMOVED,
    SEIZED,
    SPAN,
    TEXT,
)
from marsad.model.event import Claim, Event, Harm
from marsad.model.record import RecordPlace, ReportRecord
from marsad.model.report import Report
from marsad.model.span import Span

Cells = dict[str, object]

_LARGEST = 2**63 - 1  # what a 64-bit column holds


def text_id(text: str) -> str:
    """The content address of a text."""
    return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()


def reading_cells(record: ReportRecord, read_at: datetime | None) -> Cells:
    """The row of the reading; without ``read_at`` the database's clock tells when it was read."""
    report, published = record.report, record.report.published
    cells: Cells = {
        "report": report.id,
        "reader": record.reader,
        "text": text_id(report.text),
        "copy_of": record.copy_of,
        "source": report.source,
        "name": report.name,
        "url": report.url,
        "title": report.title,
        "outlet": report.outlet,
        "dateline": report.dateline,
        "credit": report.credit,
        "language": report.language,
        "bylines": report.bylines,
        "published_from": published.start if published else None,
        "published_to": published.end if published else None,
        "published_basis": published.basis.value if published else None,
        "published_reasons": published.reasons if published else (),
        **stretch("title", report.title_span, report.text),
    }
    return cells | {"read_at": read_at} if read_at else cells


BY_READING = (
    EVENT_NAMING, EVENT_FACT, SEARCHED, SPAN, CLAIM, CONTROL, SEIZED, HARM, PARTICIPANT, EVENT, PLACE, ACTOR,
    REMOVED,
)  # fmt: skip
"""The tables of what belongs to a reading, children before those that they refer to."""


def insert_reading(
    connection: Connection, record: ReportRecord, read_at: datetime | None, reviewed_of: int | None = None
) -> int:
    """Store a reading and all that belongs to it, and give its number; its text is stored where it is new.

    Raises RecordRefused as ``rows_of``.
    """
    key = text_id(record.report.text)
    if connection.execute(select(TEXT.c.id).where(TEXT.c.id == key)).first() is None:
        connection.execute(insert(TEXT).values(id=key, text=record.report.text))
    cells = reading_cells(record, read_at) | {"reviewed_of": reviewed_of, "stored_at": datetime.now(UTC)}
    number: int = connection.execute(insert(READING).returning(READING.c.n), [cells]).scalar_one()
    facts = facts_of(record)
    remember(connection, facts.namings)
    for table, rows in rows_of(record, number, facts):
        if rows:
            connection.execute(insert(table), rows)
    index(connection, number)
    return number


def rows_of(
    record: ReportRecord, reading: int, facts: Facts | None = None
) -> list[tuple[Table, list[Cells]]]:
    """All rows that belong to a reading, by table, parents first; with its ``facts``, where they are known.

    Raises RecordRefused where a span is not what stands in the text, or a number fits no column.
    """
    text = record.report.text
    facts = facts or facts_of(record)
    found: list[tuple[Table, Iterable[Cells]]] = [
        (REMOVED, _removed(record.report)),
        (ACTOR, _actors(record)),
        (PLACE, (_place(n, p) for n, p in enumerate(record.places))),
        (EVENT, (_event(n, e) for n, e in enumerate(record.events))),
        (PARTICIPANT, _participants(record.events, text)),
        (HARM, _harm(record.events, text)),
        (SEIZED, _seized(record.events, text)),
        (CONTROL, _control(record)),
        (CLAIM, _claims(record)),
        (SPAN, _spans(record)),
        (EVENT_FACT, facts.events),
        (EVENT_NAMING, facts.parts),
    ]
    return [(table, [{"reading": reading, **cells} for cells in rows]) for table, rows in found]


def _number(value: int | None) -> int | None:
    if value is not None and abs(value) > _LARGEST:
        raise RecordRefused(f"the number {str(value)[:30]} is larger than any count can be")
    return value


def _removed(report: Report) -> Iterator[Cells]:
    for n, cut in enumerate(report.removed):
        yield {"n": n, "what": cut.what, "span_from": cut.start, "span_to": cut.end}


def _actors(record: ReportRecord) -> Iterator[Cells]:
    for n, actor in enumerate(record.actors):
        yield {
            "n": n,
            "id": actor.id,
            "name": actor.name,
            "name_key": name_key(actor.name),
            "kind": actor.kind.value,
            "country": actor.country,
            "party": actor.party,
        }


def _place(n: int, found: RecordPlace) -> Cells:
    place = found.place
    return {
        "n": n,
        "id": place.id,
        "name": place.name,
        "name_key": place_key(found),
        "gazetteer_name": found.gazetteer_name,
        "kind": place.kind,
        "lat": place.lat,
        "lon": place.lon,
        "country": place.country,
        "admin1": place.admin1,
        "admin2": place.admin2,
        "population": _number(place.population),
        "radius_km": place.radius_km,
        "rejected": found.rejected,
        "reason": found.reason,
    }


def _event(n: int, event: Event) -> Cells:
    when, where = event.when, event.where
    return {
        "n": n,
        "id": event.id,
        "type": event.type.value,
        "sub_type": event.sub_type,
        "status": event.status.value,
        "day_from": when.start,
        "day_to": when.end,
        "day_precision": when.precision.value,
        "day_words": when.text,
        "day_reason": when.reason,
        "lasting": lasts(event),
        "located": where is not None,
        "place": where.place if where else None,
        "place_words": where.text if where else None,
        "place_precision": where.precision.value if where and where.precision else None,
        "place_reason": where.reason if where else None,
        "confidence": event.confidence,
        "field_confidence": dict(event.field_confidence),
    }


def _participants(events: Sequence[Event], text: str) -> Iterator[Cells]:
    for owner, event in enumerate(events):
        for n, part in enumerate(event.participants):
            yield {
                "event": owner,
                "n": n,
                "actor": part.actor,
                "side": part.side.value,
                "role": part.role,
                **stretch("span", part.span, text),
            }


def _harm(events: Sequence[Event], text: str) -> Iterator[Cells]:
    for owner, event in enumerate(events):
        for n, harm in enumerate(event.harm):
            yield {"event": owner, "n": n, **_harm_cells(harm, text)}


def _harm_cells(harm: Harm, text: str) -> Cells:
    return {
        "effect": harm.effect.value,
        "who": harm.who,
        "low": _number(harm.quantity.low),
        "high": _number(harm.quantity.high),
        "part_of_total": harm.part_of_total,
        "claims": harm.claims,
        **stretch("quantity", harm.quantity.span, text),
        **stretch("span", harm.span, text),
    }


def _seized(events: Sequence[Event], text: str) -> Iterator[Cells]:
    for owner, event in enumerate(events):
        for n, thing in enumerate(event.seized):
            yield {
                "event": owner,
                "n": n,
                "what": thing.what,
                "count": _number(thing.count),
                **stretch("span", thing.span, text),
            }


def _control(record: ReportRecord) -> Iterator[Cells]:
    for n, told in enumerate(record.control):
        yield {
            "n": n,
            "id": control_id(
                record.report.id,
                told.place_text,
                told.actor,
                told.state.value,
                told.start,
                told.evidence[0].text,
            ),
            "place": told.place,
            "place_words": told.place_text,
            "actor": told.actor,
            "state": told.state.value,
            "held_from": told.start,
            "held_to": told.end,
            "event": told.event,
            "confidence": told.confidence,
        }


def _claims(record: ReportRecord) -> Iterator[Cells]:
    owners: list[tuple[str, int, tuple[Claim, ...]]] = [
        *(("event", n, event.claims) for n, event in enumerate(record.events)),
        *(("control", n, told.claims) for n, told in enumerate(record.control)),
    ]
    for about, owner, claims in owners:
        for n, claim in enumerate(claims):
            yield {
                "about": about,
                "owner": owner,
                "n": n,
                "speaker": claim.speaker,
                "organisation": claim.organisation,
                "actor": claim.actor,
                "belligerent": claim.belligerent,
                "stance": claim.stance.value,
                **stretch("span", claim.span, record.report.text),
            }


def _spans(record: ReportRecord) -> Iterator[Cells]:
    owners: list[tuple[SpanRole, int, tuple[Span, ...]]] = [
        (SpanRole.CAPTION, 0, record.report.captions),
        *((SpanRole.ACTOR, n, actor.mentions) for n, actor in enumerate(record.actors)),
        *((SpanRole.PLACE, n, place.mentions) for n, place in enumerate(record.places)),
        *((SpanRole.WEAPON, n, event.weapons) for n, event in enumerate(record.events)),
        *((SpanRole.EVENT, n, event.evidence) for n, event in enumerate(record.events)),
        *((SpanRole.CONTROL, n, told.evidence) for n, told in enumerate(record.control)),
    ]
    for role, owner, spans in owners:
        for n, span in enumerate(spans):
            yield {"role": role.value, "owner": owner, "n": n, **stretch("span", span, record.report.text)}
