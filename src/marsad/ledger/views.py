"""What the ledger shows when asked: heads of reports, events with names, actors and places with counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from marsad.model.actor import ActorKind
from marsad.model.event import Event
from marsad.model.place import Place
from marsad.model.report import Published


@dataclass(frozen=True, slots=True)
class ReportHead:
    """A report without its text: where it comes from, when it was read and by which reader."""

    id: str
    source: str
    name: str | None
    url: str | None
    title: str | None
    outlet: str | None
    published: Published | None
    language: str | None
    reader: str
    read_at: datetime
    events: int
    reviewed: bool = False
    """Whether decisions of reviewers are in it."""


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event of the ledger with its report, its place, and the names of the actors that it speaks of."""

    report: ReportHead
    event: Event
    place: Place | None
    names: Mapping[str, str] = field(default_factory=dict)
    """Actor id → name in this report."""
    decided: Mapping[str, str] = field(default_factory=dict)
    """Field of the event → id of the reviewer's decision that set it; "" for a decision on all of it."""
    kinds: Mapping[str, ActorKind] = field(default_factory=dict)
    """Actor id → kind in this report."""

    @property
    def key(self) -> str:
        """What the figures of an incident call this telling: an event's id is its own only in its report."""
        return f"{self.report.id}/{self.event.id}"

    def name(self, actor: str | None) -> str | None:
        """The name of an actor of this event; words such as "civilians" stand for themselves."""
        return None if actor is None else self.names.get(actor, actor)


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor over all reports. Actors outside the registry are one where their names are the same.

    ``first`` and ``last`` bound the days of the events that it takes part in; None where it is in none, or
    where these have no date.
    """

    id: str
    name: str
    other_names: tuple[str, ...]
    kind: ActorKind
    country: str | None
    reports: int
    events: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place over all reports, with the events that lie there."""

    place: Place
    reports: int
    events: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a ledger holds. All but ``readings`` counts only the newest reading of each report."""

    reports: int
    readings: int
    events: int
    claims: int
    harm: int
    control: int
    readers: Mapping[str, int]
    """Reader → reports whose newest reading it made."""
