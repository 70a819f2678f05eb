"""Who held every place from when to when, kept for as long as nothing new is told of the place: a slider
moves over days faster than evidence can be weighed.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from marsad.control.past import Past, up_to
from marsad.control.sides import sides
from marsad.control.standing import Standing, State
from marsad.knowledge.actors import Registry
from marsad.ledger.answers import Answer, Question, answer, on_map
from marsad.ledger.control import PlaceEvidence
from marsad.ledger.ledger import Ledger
from marsad.ledger.store.tables import DECISION, READING
from marsad.model.place import Place


@dataclass(frozen=True, slots=True)
class Stretch:
    """One state of a place from ``start`` to the day before the next begins; ``stale``: not confirmed any
    more, the last word being of ``confirmed``.
    """

    start: date
    state: State
    holders: tuple[str, ...]
    by: tuple[str, ...]
    stale: bool
    confirmed: date | None


@dataclass(frozen=True, slots=True)
class PlaceTimeline:
    """A place with its stretches in order; before the first nothing is known."""

    place: Place
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What one state of the ledger tells of all places. ``names`` are those of actors by id; ``weight`` is
    how much evidence speaks of each.
    """

    places: Mapping[str, PlaceEvidence]
    names: Mapping[str, str]
    weight: Mapping[str, int]
    first: date | None
    last: date | None


class Holders:
    """What all requests share; safe to use from many threads."""

    def __init__(self, registry: Registry) -> None:
        self._allied = sides(registry)
        self._working = threading.Lock()
        self._state: tuple[int, int] | None = None
        self._told = Told({}, {}, {}, None, None)
        self._pasts: dict[str, Past] = {}

    def told(self, ledger: Ledger) -> Told:
        """The evidence of the ledger as it is now."""
        with self._working:
            return self._now(ledger)

    def timelines(self, ledger: Ledger, known: date | None) -> tuple[PlaceTimeline, ...]:
        """Every place of which anything is told as known on a day; None: on each day as known on that day."""
        with self._working:
            told = self._now(ledger)
            if told.last is None:
                return ()
            found = []
            for place, past in self._pasts.items():
                turns = past.standings_then() if known is None else past.standings(known)
                if stretches := _stretches(up_to(turns, told.last)):
                    found.append(PlaceTimeline(told.places[place].place, stretches))
        return tuple(sorted(found, key=lambda t: (t.place.name, t.place.id)))

    def on(self, ledger: Ledger, on: date, known: date) -> list[Answer]:
        """The state of every place on a day, with the evidence."""
        with self._working:
            return on_map(self._now(ledger).places.values(), self.question(on, known), self._pasts)

    def of(self, ledger: Ledger, place: str, on: date, known: date) -> Answer | None:
        """The state of one place with its evidence and history; None where nothing is ever told of it."""
        with self._working:
            told = self._now(ledger).places.get(place)
            return answer(told.place, told, self.question(on, known), self._pasts[place]) if told else None

    def question(self, on: date, known: date) -> Question:
        return Question(on, known, self._allied)

    def _now(self, ledger: Ledger) -> Told:
        with ledger.snapshot() as connection:
            newest = connection.execute(select(func.max(READING.c.n))).scalar() or 0
            decided = connection.execute(select(func.count()).select_from(DECISION)).scalar_one()
        if (newest, decided) != self._state:
            before, self._told = self._told.places, _told(ledger)
            self._pasts = {
                name: self._pasts[name]
                if name in before and before[name].evidence == told.evidence
                else Past(told.evidence, self._allied)
                for name, told in self._told.places.items()
            }
            self._state = newest, decided
        return self._told


def _told(ledger: Ledger) -> Told:
    places = ledger.control_everywhere()
    every = [e for told in places.values() for e in told.evidence]
    weight: dict[str, int] = {}
    for e in every:
        weight[e.actor] = weight.get(e.actor, 0) + 1
    names = {a: n for told in places.values() for a, n in told.names.items() if a in weight}
    last = ledger.last_day()
    return Told(places, names, weight, min((e.first for e in every), default=None), last)


def _stretches(found: Iterable[tuple[date, Standing]]) -> tuple[Stretch, ...]:
    made: list[Stretch] = []
    for day, s in found:
        new = Stretch(day, s.state, s.holders, s.by, s.stale, s.last_confirmed)
        if not made and s.state is State.UNKNOWN:
            continue
        same = made and (made[-1].state, made[-1].holders, made[-1].by, made[-1].stale) == (
            new.state, new.holders, new.by, new.stale,
        )  # fmt: skip
        if not same:
            made.append(new)
    return tuple(made)


def stretch_on(timeline: PlaceTimeline, day: date) -> Stretch | None:
    """The stretch that holds a day; None before the first."""
    return next((s for s in reversed(timeline.stretches) if s.start <= day), None)
