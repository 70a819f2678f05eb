"""PLOVER: one JSON object a line, with the fields of its gold standard records and the types of PLOVER 2021.

Types come from the table of frames (docs/crosswalk.md). Where a sub-event type fits several, the words that
tell the event decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from marsad.export import facts
from marsad.export.cells import Cell, Column, Origin, origins, together
from marsad.export.countries import countries
from marsad.export.deaths import figure
from marsad.export.form import (
    BY_GROUP,
    CLAIMS,
    CONFIDENCE,
    RIVAL_TOLLS,
    SEIZED,
    STATUS,
    WITNESSES,
    Admitted,
    Format,
)
from marsad.export.parties import ACTING, NOBODY, SUFFERING, Party, parties
from marsad.export.text import JsonLinesWriter
from marsad.export.unit import NOT_TAKEN_PLACE, TOOK_PLACE, Unit, narrowed
from marsad.knowledge.frames import GAP, Frame, Pattern, shipped_frames
from marsad.model.actor import ActorKind
from marsad.model.event import Effect, EventType, Side

_DECIDED_LATER = frozenset(("by actors", "by weapon"))
_WORD = re.compile(r"\w+(?:[-']\w+)*")
_MODES = {
    "Suicide bomb": "suicide-attack",
    "Air/drone strike": "aerial",
    "Shelling/artillery/missile attack": "heavy-weapons",
    "Remote explosive/landmine/IED": "explosives",
    "Grenade": "explosives",
    "Chemical weapon": "unconventional",
    "Sexual violence": "sexual",
    "Abduction/forced disappearance": "abduct",
    "Peaceful protest": "demo",
    "Violent demonstration": "riot",
    "Arrests": "arrest",
}
"""PLOVER's modes that an ACLED sub-event type implies."""
_DRONE = re.compile(r"drone|\bUAV|quadcopter", re.I)
_SECTORS = {
    ActorKind.STATE_FORCE: "MIL",
    ActorKind.FOREIGN_FORCE: "MIL",
    ActorKind.GOVERNMENT: "GOV",
    ActorKind.POLICE: "COP",
    ActorKind.REBEL_GROUP: "REB",
    ActorKind.JIHADIST_GROUP: "REB",
    ActorKind.MILITIA: "PRM",
    ActorKind.CIVILIANS: "CVL",
    ActorKind.MEDIA: "MED",
    ActorKind.HUMANITARIAN: "NGO",
    ActorKind.MONITOR: "NGO",
    ActorKind.INTERNATIONAL_ORGANISATION: "IGO",
}
"""PLOVER's sectors of actors; coalitions, persons and others have none."""
_NO_TYPE = "the sub-event type fits several PLOVER types, and the words do not decide"


def admit(unit: Unit) -> Admitted:
    kept = narrowed(unit.incident, TOOK_PLACE)
    if kept is None:
        return Admitted(None, NOT_TAKEN_PLACE)
    found = Unit(kept, unit.registry)
    if _type(found).empty:
        return Admitted(None, _NO_TYPE)
    return Admitted(found, dropped=len(unit.rows) - len(kept.rows))


# --- the type


@lru_cache(maxsize=1)
def _frames() -> dict[tuple[EventType, str], tuple[Frame, ...]]:
    """The frames that may have made each type and sub-event type."""
    found: dict[tuple[EventType, str], list[Frame]] = {}
    for frame in shipped_frames().frames.values():
        if frame.plover:
            found.setdefault((frame.type, frame.sub_type), []).append(frame)
    return {key: tuple(frames) for key, frames in found.items()}


def _candidates(kind: EventType, sub_type: str) -> tuple[Frame, ...]:
    known = _frames()
    later = (f for name in _DECIDED_LATER for f in known.get((kind, name), ()))
    return known.get((kind, sub_type), ()) or tuple(later)


def _type(unit: Unit) -> Cell:
    event = unit.lead.event
    frames = _candidates(event.type, event.sub_type)
    evidence = origins(unit.lead, "sub_type")
    codes = {f.plover for f in frames}
    if len(codes) == 1:
        return Cell(codes.pop(), evidence, f"crosswalk: {event.type.value} / {event.sub_type}")
    told = " ".join(s.text for s in event.evidence).lower()
    heard = {f.plover for f in frames if _tells(f, told)}
    if len(heard) == 1:
        return Cell(heard.pop(), evidence, f"crosswalk by the words that tell it: {event.sub_type}")
    return Cell(None, evidence, _NO_TYPE)


def _tells(frame: Frame, told: str) -> bool:
    """Whether one of the frame's patterns stands in the words."""
    words = _WORD.findall(told)
    table = shipped_frames()
    for at, word in enumerate(words):
        for pattern in table.starting_with(word):
            if pattern.frame == frame.id and _stands(pattern, words[at:]):
                return True
    return False


def _stands(pattern: Pattern, words: list[str]) -> bool:
    return GAP not in pattern.words and tuple(words[: len(pattern.words)]) == pattern.words


def _mode(unit: Unit) -> Cell:
    event = unit.lead.event
    mode = _MODES.get(event.sub_type)
    if mode == "aerial" and any(_DRONE.search(s.text) for s in (*event.weapons, *event.evidence)):
        mode = "drone"
    if mode is None:
        return Cell(rule="the sub-event type implies no mode of PLOVER's")
    return Cell(mode, origins(unit.lead, "sub_type"), f"implied by {event.sub_type}")


# --- actors


def _actors(unit: Unit, sides: Iterable[Side]) -> Cell:
    found = parties(unit, sides)
    if not found:
        return Cell([], rule=NOBODY)
    return Cell([_actor(p) for p in found], together(p.origins for p in found), "the parties on this side")


def _actor(party: Party) -> dict[str, object]:
    codes = countries().get(party.country or "")
    return {
        "actorText": party.name,
        "code": codes.iso3 if codes else None,
        "sector": _SECTORS.get(party.kind) if party.kind else None,
        "id": party.id if party.id and not party.id.startswith("local:") else None,
    }


# --- the rest


def _date(unit: Unit) -> Cell:
    cell = facts.first_day(unit)
    length = facts.span_of_days(unit)
    lost = ("date: several days reduced to the first",) if length and length > 1 else ()
    return Cell(cell.value, cell.origins, cell.rule, lost)


def _location(unit: Unit) -> Cell:
    place = unit.lead.place
    name = facts.place_name(unit)
    if name.empty:
        return Cell(None, name.origins, name.rule)
    told = facts.precision(unit.lead)
    codes = unit.codes
    value = {
        "name": name.value,
        "adm1": place.admin1 if place else None,
        "adm2": place.admin2 if place else None,
        "country": codes.iso3 if codes else None,
        "latitude": place.lat if place else None,
        "longitude": place.lon if place else None,
        "precision": told.value if told else None,
        "gazetteer": place.id if place else None,
    }
    return Cell(value, name.origins, name.rule)


def _magnitude(unit: Unit) -> Cell:
    killed, injured = figure(unit, Effect.KILLED, "best"), figure(unit, Effect.WOUNDED, "best")
    if killed.empty and injured.empty:
        return Cell(None, (*killed.origins, *injured.origins), killed.rule)
    found: tuple[Origin, ...] = together((killed.origins, injured.origins))
    lost = []
    for effect in (Effect.KILLED, Effect.WOUNDED):
        toll = unit.toll(effect)
        if toll and toll.low != toll.high:
            lost.append(f"magnitude: a range of {effect.value} reduced to its best estimate")
    return Cell({"dead": killed.value, "injured": injured.value}, found, killed.rule, tuple(lost))


def _version(unit: Unit) -> Cell:
    return Cell("; ".join(facts.reads(unit)), facts.sources(unit), "the reader's version")


def _coded(unit: Unit) -> Cell:
    last = max(unit.rows, key=lambda r: r.report.read_at)
    return Cell(last.report.read_at.date(), facts.sources(unit), "the day on which the last report was read")


def _language(unit: Unit) -> Cell:
    return facts.listed(unit, [r.report.language for r in unit.rows], "the language is not known")


COLUMNS = (
    Column("id", facts.incident_id),
    Column("date", _date),
    Column("source", lambda u: _actors(u, ACTING)),
    Column("target", lambda u: _actors(u, SUFFERING)),
    Column("event", _type),
    Column("mode", _mode),
    Column("context", always_empty="what an event is about (PLOVER's contexts) is not read"),
    Column("location", _location),
    Column("magnitude", _magnitude),
    Column("text", facts.words),
    Column("language", _language),
    Column("publication", facts.outlets),
    Column("coder", lambda u: Cell("Marsad", rule="who coded it")),
    Column("version", _version),
    Column("dateCoded", _coded),
    Column("comment", lambda u: Cell(
        f"{u.lead.event.type.value} / {u.lead.event.sub_type}", origins(u.lead, "type"), "the ACLED type"
    )),
)  # fmt: skip

PLOVER = Format(
    name="plover",
    title="PLOVER 2021 records (JSON lines)",
    columns=COLUMNS,
    writer=JsonLinesWriter,
    ending=".jsonl",
    admit=admit,
    unsaid=(
        CLAIMS,
        STATUS,
        RIVAL_TOLLS,
        BY_GROUP,
        SEIZED,
        WITNESSES,
        CONFIDENCE,
    ),
    row_word="line",
    differs=(
        "Battles, shelling and attacks on civilians are all ASSAULT; the ACLED type stands in comment.",
        "Statements (threats, accusations, demands), for which PLOVER has types, are no incidents here.",
    ),
)
