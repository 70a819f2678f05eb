"""Actors as the registry knows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ActorKind(StrEnum):
    STATE_FORCE = "state force"
    GOVERNMENT = "government"
    REBEL_GROUP = "rebel group"
    JIHADIST_GROUP = "jihadist group"
    MILITIA = "militia"
    COALITION = "coalition"
    FOREIGN_FORCE = "foreign force"
    CIVILIANS = "civilians"
    POLICE = "police"
    MONITOR = "monitor"
    MEDIA = "media"
    HUMANITARIAN = "humanitarian"
    INTERNATIONAL_ORGANISATION = "international organisation"
    PERSON = "person"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class DatedName:
    """A name and the days from and to which it was in use (None: no known bound)."""

    text: str
    start: date | None = None
    end: date | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Allegiance:
    to: str
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """One registry entry. ``called`` are its successive official names; ``names`` every spelling."""

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    fights_in: tuple[str, ...] = ()
    parent: str | None = None
    predecessors: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    called: tuple[DatedName, ...] = ()
    names: tuple[DatedName, ...] = ()
    stands_for: tuple[str, ...] = ()
    allegiances: tuple[Allegiance, ...] = ()
    opponents: tuple[str, ...] = ()
    party: bool = True
    ended: date | None = None
    """The last day on which it was armed; None for what is, and where that is not known."""
    ucdp: int | None = None
    wikidata: str | None = None

    def is_gone(self, day: date | None) -> bool:
        """Whether it had ended by ``day``; by an unknown day too."""
        return self.ended is not None and (day is None or self.ended < day)

    def name_on(self, day: date | None) -> str:
        """The official name in use on ``day``; the canonical name where that is unknown."""
        if day is not None:
            for called in self.called:
                if (called.start is None or called.start <= day) and (
                    called.end is None or day <= called.end
                ):
                    return called.text
        return self.name
