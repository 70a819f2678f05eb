"""What lists of events are asked by: one small row an event, and each name that reports use but once.

A filter is answered in two steps. The few thousand namings are looked through for those that meet what was
typed, however they are written; the events are then found by the numbers of these, in one index. All of it
follows from the records, and is stored with them.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from sqlalchemy import Connection, insert, select

from marsad.ledger.keys import name_key
from marsad.ledger.store.batches import batches
from marsad.ledger.store.tables import LASTING, NAMING
from marsad.ledger.store.types import escape
from marsad.model.event import Event
from marsad.model.record import RecordActor, RecordPlace, ReportRecord

Cells = dict[str, object]


class Role(StrEnum):
    """What a naming names."""

    ACTOR = "actor"
    MENTION = "mention"
    """The words by which a report speaks of an actor."""
    PLACE = "place"
    OUTLET = "outlet"
    SORT = "sort"
    """A type and sub-type of events."""


@dataclass(frozen=True, slots=True)
class Naming:
    """A row of NAMING. The same in every report that says so, and known by its content."""

    role: Role
    name: str
    id: str | None = None
    key: str | None = None
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None

    @property
    def n(self) -> int:
        """64 bits of a hash: two that meet by chance would be found for one another's name, and no more."""
        return _number(self)

    @property
    def cells(self) -> Cells:
        return {name: getattr(self, name) for name in Naming.__slots__} | {
            "n": self.n,
            "role": self.role.value,
        }


@lru_cache(maxsize=20_000)
def _number(naming: Naming) -> int:
    told = naming.role.value, naming.id, naming.name, naming.key, naming.country, naming.admin1, naming.admin2
    whole = "\x1f".join("\x1e" if part is None else escape(part) for part in told)
    return int.from_bytes(hashlib.blake2b(whole.encode(), digest_size=8).digest(), "big", signed=True)


@dataclass(frozen=True, slots=True)
class Facts:
    """``events`` are rows of EVENT_FACT, ``parts`` of EVENT_NAMING, without the number of their reading."""

    namings: Collection[Naming]
    events: Sequence[Cells]
    parts: Sequence[Cells]


def facts_of(record: ReportRecord) -> Facts:
    """What the events of a record are found by."""
    actors: dict[str, list[int]] = defaultdict(list)
    for actor in record.actors:
        actors[actor.id] += (naming.n for naming in _of_actor(actor))
    places = {found.place.id: _of_place(found) for found in record.places}
    outlet = Naming(Role.OUTLET, record.report.outlet) if record.report.outlet else None
    sorts = [Naming(Role.SORT, event.sub_type, event.type.value) for event in record.events]
    events: list[Cells] = []
    parts: list[Cells] = []
    for n, event in enumerate(record.events):
        place = places.get(event.where.place) if event.where and event.where.place else None
        own = {"sort": sorts[n].n, "place": place and place.n, "outlet": outlet and outlet.n}
        events.append({"n": n, "incident": None, **_days(event), "status": event.status.value, **own})
        taking = {naming for p in event.participants for naming in actors.get(p.actor or "", ())}
        parts += [{"n": n, "naming": naming} for naming in sorted(taking)]
    named = {naming for actor in record.actors for naming in _of_actor(actor)}
    named |= {*places.values(), *sorts, *([outlet] if outlet else [])}
    return Facts(named, events, parts)


def _days(event: Event) -> Cells:
    return {"lasting": lasts(event), "day_from": event.when.start, "day_to": event.when.end}


def lasts(event: Event) -> bool:
    """Whether it spans more than LASTING days."""
    when = event.when
    return bool(when.start and when.end and (when.end - when.start).days > LASTING)


def _of_actor(actor: RecordActor) -> Iterator[Naming]:
    yield Naming(Role.ACTOR, actor.name, actor.id, name_key(actor.name))
    for words in dict.fromkeys(span.text for span in actor.mentions):
        yield Naming(Role.MENTION, words)


def _of_place(found: RecordPlace) -> Naming:
    place = found.place
    return Naming(
        Role.PLACE, place.name, place.id, place_key(found), place.country, place.admin1, place.admin2
    )


def place_key(found: RecordPlace) -> str:
    """Both names of a place, the record's and the gazetteer's, as they are compared."""
    names = found.place.name, found.gazetteer_name or found.place.name
    return " / ".join(map(name_key, dict.fromkeys(names)))


def remember(connection: Connection, namings: Collection[Naming]) -> None:
    """Store the namings that are new."""
    by_number = {naming.n: naming for naming in namings}
    for some in batches(sorted(by_number)):
        known = set(connection.execute(select(NAMING.c.n).where(NAMING.c.n.in_(some))).scalars())
        fresh = [by_number[n].cells for n in some if n not in known]
        if fresh:
            connection.execute(insert(NAMING), fresh)
