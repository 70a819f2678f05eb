"""FollowTheMoney: entities as JSON lines, for Aleph, OpenAleph and yente.

An incident is an ``Event``; its parties are ``Organization`` or ``Person`` entities, each written once; a
report is an ``Article``, tied to the event by ``Documentation``; the words that name a party are ``Mention``
entities.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from marsad.export import facts
from marsad.export.cells import Cell, Column, Origin, Row, of_report, origins, together
from marsad.export.deaths import figure
from marsad.export.form import (
    BY_GROUP,
    CLAIMS,
    CONFIDENCE,
    RIVAL_TOLLS,
    SEIZED,
    Format,
    everything,
)
from marsad.export.parties import ACTING, SUFFERING, Party, parties
from marsad.export.text import json_bytes, tidy
from marsad.export.unit import Unit
from marsad.ledger.views import EventRow
from marsad.model.actor import ActorKind
from marsad.model.event import Effect
from marsad.resolving.actors.identity import CIVILIANS, UNIDENTIFIED_ID

_LANGUAGES = {
    "en": "eng",
    "fr": "fra",
    "ar": "ara",
    "es": "spa",
    "ru": "rus",
    "uk": "ukr",
    "de": "deu",
    "pt": "por",
}
"""ISO 639-1 → 639-3, which FollowTheMoney wants."""
_NOBODY = frozenset((CIVILIANS.id, "children", "protesters", "rioters", UNIDENTIFIED_ID))
_PLAIN = re.compile(r"[^a-z0-9.-]+")

COLUMNS = tuple(
    Column(name)
    for name in (
        "id", "schema", "name", "startDate", "endDate", "country", "location", "involved", "keywords",
        "summary", "notes", "recordId", "sourceUrl", "publisher", "proof", "classification", "wikidataId",
        "title", "publishedAt", "language", "fileName", "document", "entity", "role", "resolved",
    )
)  # fmt: skip
"""The properties that are used, over all schemata; of a schema only its own."""


def _ident(*parts: str) -> str:
    """An id of plain characters; long or odd parts are hashed, so that two never become one."""
    text = "-".join(parts)
    plain = _PLAIN.sub("-", text.lower()).strip("-")
    if plain != text or len(plain) > 80:
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
        return f"marsad-{plain[:60]}-{digest}"
    return f"marsad-{plain}"


def _some(value: object, origins_: tuple[Origin, ...] = (), rule: str | None = None) -> Cell:
    """A property's values: a list of texts."""
    values = value if isinstance(value, list) else [value]
    kept = [tidy(str(v)) for v in values if v not in (None, "")]
    return Cell([v for v in kept if v], origins_, rule)


def rows(unit: Unit, written: set[str]) -> Iterator[Row]:
    """The entities of an incident; those that are ``written`` already are passed over."""
    for row in _entities(unit):
        ident = str(row["id"].value)
        if ident not in written:
            written.add(ident)
            yield {name: cell for name, cell in row.items() if name in {"id", "schema"} or not cell.empty}


def _entities(unit: Unit) -> Iterator[Row]:
    named = [(p, _party_id(p)) for p in _named(unit)]
    for row in unit.rows:
        yield _article(row)
    for party, ident in named:
        yield _party(unit, party, ident)
    event = _ident("event", unit.incident.id)
    yield _event(unit, event, [ident for _, ident in named])
    for row in unit.rows:
        yield _documentation(row, event)
    for party, ident in named:
        yield from _mentions(party, ident)


def _head(ident: str, schema: str, found: tuple[Origin, ...], rule: str) -> dict[str, Cell]:
    return {"id": Cell(ident, found, "made from the ids of the ledger"), "schema": Cell(schema, found, rule)}


# --- parties


def _named(unit: Unit) -> tuple[Party, ...]:
    """Parties that are somebody; civilians at large and unidentified groups are no legal entities."""
    return tuple(p for p in parties(unit, ACTING | SUFFERING) if p.id not in _NOBODY and tidy(p.name))


def _party_id(party: Party) -> str:
    known = party.id is not None and not party.id.startswith("local:")
    if known:
        return _ident("actor", party.id or "")
    # Known to one report alone: the same words in another report may mean somebody else.
    return _ident("local", party.origins[0].report if party.origins else "", party.name)


def _party(unit: Unit, party: Party, ident: str) -> Row:
    schema = "Person" if party.kind is ActorKind.PERSON else "Organization"
    known = unit.registry.actors.get(party.id or "")
    entry = f"the registry's entry {party.id}" if known else "the report's words"
    return {
        **_head(ident, schema, party.origins, "by the kind of actor"),
        "name": _some(party.name, party.origins, entry),
        "country": _some(party.country.lower() if party.country else None, party.origins, entry),
        "classification": _some(
            party.kind.value if party.kind and schema == "Organization" else None, party.origins, entry
        ),
        "wikidataId": _some(known.wikidata if known else None, party.origins, entry),
    }


def _mentions(party: Party, ident: str) -> Iterator[Row]:
    for origin in party.origins:
        if origin.span is None or not tidy(origin.span.text):
            continue
        place = f"{origin.span.start}-{origin.span.end}"
        yield {
            **_head(
                _ident("mention", origin.report, place, ident), "Mention", (origin,), "the words for a party"
            ),
            "name": _some(origin.span.text, (origin,), "the report's own words"),
            "document": _some(_ident("report", origin.report), (origin,), "the report"),
            "resolved": _some(ident, (origin,), "the party that the words mean"),
        }


# --- reports


def _article(row: EventRow) -> Row:
    head, found = row.report, (of_report(row),)
    day = head.published.day if head.published else None
    return {
        **_head(_ident("report", head.id), "Article", found, "a report"),
        "title": _some(head.title, found),
        "fileName": _some(head.name or head.source, found, "the file's name"),
        "publisher": _some(head.outlet, found),
        "publishedAt": _some(day.isoformat() if day else None, found),
        "sourceUrl": _some(head.url if _is_url(head.url) else None, found),
        "language": _some(_LANGUAGES.get(head.language or ""), found),
    }


def _is_url(text: str | None) -> bool:
    return bool(text and re.match(r"https?://[^\s/]+", text))


def _documentation(row: EventRow, event: str) -> Row:
    report = _ident("report", row.report.id)
    found = origins(row, "")
    return {
        **_head(
            _ident("documentation", event, row.report.id, row.event.id), "Documentation", found, "tells of it"
        ),
        "document": _some(report, found, "the report"),
        "entity": _some(event, found, "the incident"),
        "role": _some("reports", found, "a report tells of the incident"),
        "summary": _some(" … ".join(s.text for s in row.event.evidence), found, "the report's own words"),
    }


# --- the incident


def _event(unit: Unit, ident: str, involved: list[str]) -> Row:
    start, end = facts.first_day(unit), facts.last_day(unit)
    place, country = facts.place_name(unit), unit.country
    kind = facts.kind(unit, unit.lead.event.sub_type)
    words = facts.words(unit)
    sources = facts.sources(unit)
    named = _named(unit)
    lost = (
        ("involved: civilians at large and unidentified groups, who are no entities",)
        if _nobodies(unit)
        else ()
    )
    return {
        **_head(ident, "Event", sources, "an incident"),
        "name": _some(
            _title(unit), together((kind.origins, place.origins, start.origins)), "kind, place and day"
        ),
        "startDate": _some(start.value, start.origins, start.rule),
        "endDate": _some(end.value, end.origins, end.rule),
        "country": _some(country.lower() if country else None, place.origins, place.rule),
        "location": _some(_address(unit), place.origins, place.rule),
        "involved": Cell(
            list(dict.fromkeys(involved)), together(p.origins for p in named), "all parties", lost
        ),
        "keywords": _some(
            [unit.lead.event.type.value, unit.lead.event.sub_type, f"status: {unit.lead.event.status.value}"],
            kind.origins, "ACLED's types, and the status",
        ),
        "summary": _some(words.value, words.origins, words.rule),
        "notes": _harm(unit),
        "recordId": _some(unit.incident.id, sources, "the incident's id in the ledger"),
        "sourceUrl": _some([r.report.url for r in unit.rows if _is_url(r.report.url)], sources),
        "publisher": _some(list(dict.fromkeys(map(facts.outlet, unit.rows))), sources, "the outlets"),
        "proof": _some(
            list(dict.fromkeys(_ident("report", r.report.id) for r in unit.rows)), sources, "the reports"
        ),
    }  # fmt: skip


def _nobodies(unit: Unit) -> bool:
    return any(p.id in _NOBODY for p in parties(unit, ACTING | SUFFERING))


def _title(unit: Unit) -> str:
    place, first, last = facts.place_name(unit).value, unit.incident.first, unit.incident.last
    day = f"{first} to {last}" if first != last else str(first)
    parts = (unit.lead.event.sub_type, place, day if first else None)
    return ", ".join(str(p) for p in parts if p) or unit.incident.id


def _address(unit: Unit) -> str | None:
    place = unit.lead.place
    name = facts.place_name(unit).value
    areas = (place.admin1, unit.country_name(place.country)) if place else ()
    told = dict.fromkeys(str(p) for p in (name, *areas) if p)
    return ", ".join(told) or None


def _harm(unit: Unit) -> Cell:
    """Each effect's range in words: FollowTheMoney has no property for the dead."""
    told, found = [], []
    for effect in Effect:
        low, high = figure(unit, effect, "low"), figure(unit, effect, "high")
        if low.empty and high.empty:
            continue
        some = "?" if low.empty else low.value
        most = "?" if high.empty else high.value
        told.append(f"{effect.value}: {some}" if some == most else f"{effect.value}: {some} to {most}")
        found.append((*low.origins, *high.origins))
    lost = ("notes: figures of harm, which become words",) if told else ()
    return Cell(told, together(found), "the lowest and highest figure that stands", lost)


class EntityWriter:
    """One entity a line, in the form of ``ftm``."""

    def __init__(self, file: BinaryIO, columns: Sequence[Column]) -> None:
        self._file = file

    def write(self, row: Row) -> None:
        properties = {n: c.value for n, c in row.items() if n not in {"id", "schema"}}
        entity = {"id": row["id"].value, "schema": row["schema"].value, "properties": properties}
        self._file.write(json_bytes(entity) + b"\n")

    def finish(self) -> None:
        pass


FTM = Format(
    name="ftm",
    title="FollowTheMoney entities (JSON lines)",
    columns=COLUMNS,
    writer=EntityWriter,
    ending=".ftm.jsonl",
    admit=everything,
    rows=rows,
    unsaid=(CLAIMS, RIVAL_TOLLS, BY_GROUP, SEIZED, CONFIDENCE),
    row_word="entity",
    differs=(
        "Sides are lost: an Event knows who is involved, not who acts and who is acted on.",
        "Coordinates and their precision are lost: an Event has an address in words.",
    ),
)
