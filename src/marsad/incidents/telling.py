"""One event as one report tells it, reduced to what two reports can be compared by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from marsad.incidents.words import stems
from marsad.model.event import Effect, Event, EventType, Harm
from marsad.model.place import Place
from marsad.model.report import Published
from marsad.resolving.actors.identity import CIVILIANS, UNIDENTIFIED_ID

_NOBODY = frozenset((CIVILIANS.id, "children", "unknown", UNIDENTIFIED_ID))
"""Ids that say of nobody who they are: two unknown gunmen are not the same ones."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of harm: ``who`` is an actor id or civilians, children, unknown; bounds are inclusive."""

    effect: Effect
    who: str | None
    low: int | None
    high: int | None
    part: bool
    by: str | None = None
    """Who gives it, where somebody is named: an organisation, an actor or a speaker, in small letters."""

    @property
    def best(self) -> int | None:
        return self.low if self.low is not None else self.high


@dataclass(frozen=True, slots=True)
class Telling:
    """What one report says of one event. ``key`` is unique; ``source`` tells which reports count as one
    witness (see ``sources.py``).
    """

    key: str
    report: str
    source: str
    outlet: str | None
    published: date | None
    type: EventType
    sub_type: str
    first: date | None
    last: date | None
    lat: float | None
    lon: float | None
    place: str | None
    place_name: str | None
    precision: str | None
    country: str | None
    actors: frozenset[str]
    figures: tuple[Figure, ...]
    words: frozenset[str]
    belligerent: bool | None = None
    """Whether all that say so fight in this war, or speak for one that does; None where nobody is named."""
    day_sure: float = 1.0
    """Probability that the day is right; 1 where nobody judged it."""
    place_sure: float = 1.0
    """The same of the place."""

    def toll(self, effect: Effect) -> int | None:
        """The highest figure of an effect that is no part of another."""
        told = [f.best for f in self.figures if f.effect is effect and not f.part and f.best is not None]
        return max(told, default=None)


@dataclass(frozen=True, slots=True)
class Teller:
    """The report that tells: ``source`` as in ``Telling``."""

    report: str
    source: str
    outlet: str | None
    published: Published | None


def telling_of(key: str, event: Event, place: Place | None, teller: Teller) -> Telling:
    """The telling that an event of a record makes; ``key`` is to be its own among all tellings."""
    sided = [c.belligerent for c in event.claims if c.belligerent is not None]
    return Telling(
        key=key,
        report=teller.report,
        source=teller.source,
        outlet=teller.outlet,
        published=teller.published.end if teller.published else None,
        type=event.type,
        sub_type=event.sub_type,
        first=event.when.start,
        last=event.when.end,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        place=place.id if place and not place.id.startswith("local:") else None,
        place_name=place.name if place else None,
        precision=event.where.precision.value if event.where and event.where.precision else None,
        country=place.country if place else None,
        actors=known(p.actor for p in event.participants if p.actor),
        figures=tuple(
            Figure(h.effect, h.who, h.quantity.low, h.quantity.high, h.part_of_total, _giver(event, h))
            for h in event.harm
        ),
        words=stems(" ".join(s.text for s in event.evidence)),
        belligerent=all(sided) if sided else None,
        day_sure=event.field_confidence.get("when", 1.0),
        place_sure=event.field_confidence.get("where", 1.0),
    )


def _giver(event: Event, harm: Harm) -> str | None:
    """Who gives a figure: the first of its claims, by organisation, actor or speaker."""
    for n in harm.claims:
        if n >= len(event.claims):
            continue  # `marsad check` tells of it; it keeps no report out of the incidents
        claim = event.claims[n]
        return (claim.organisation or claim.actor or claim.speaker).lower()
    return None


def known(actors: Iterable[str]) -> frozenset[str]:
    """The actors, by id, that two reports can have in common: those of the registry."""
    return frozenset(a for a in actors if not a.startswith("local:")) - _NOBODY
