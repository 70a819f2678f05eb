"""Answers on who held a place: its state on a day, its periods, and what is known around it and inside."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from marsad.control.evidence import Evidence
from marsad.control.parts import SIDES
from marsad.control.past import Past
from marsad.control.periods import ControlPeriod, since
from marsad.control.sides import Allied
from marsad.control.standing import FRESH, Standing, State, standing
from marsad.knowledge.gazetteer import Gazetteer
from marsad.ledger.control import LOCAL, PlaceEvidence
from marsad.ledger.keys import name_key
from marsad.ledger.ledger import Ledger
from marsad.ledger.meant import AREAS
from marsad.model.place import Place


@dataclass(frozen=True, slots=True)
class Question:
    """On which day, as it could be known on which, and who fights on one side."""

    on: date
    known: date
    allied: Allied


@dataclass(frozen=True, slots=True)
class Answer:
    """The state of one place on a day. ``period`` is the one that holds the day, ``periods`` all up to it.

    ``names`` are those of actors by id, ``titles`` those of reports by id.
    """

    place: Place
    standing: Standing
    period: ControlPeriod | None
    periods: tuple[ControlPeriod, ...]
    names: Mapping[str, str]
    titles: Mapping[str, str]

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        return self.standing.evidence


@dataclass(frozen=True, slots=True)
class Around:
    """What is told of the areas that a place lies in, and of places inside it: hints, and no proof of it."""

    areas: tuple[Answer, ...] = ()
    inside: tuple[Answer, ...] = ()


def answer(place: Place, told: PlaceEvidence | None, asked: Question, past: Past | None = None) -> Answer:
    """Who held ``place``; unknown where nothing is told. ``past`` is that of the place, where it is kept."""
    if told is None:
        return Answer(place, Standing(State.UNKNOWN), None, (), {}, {})
    found = standing(told.evidence, asked.on, asked.known, asked.allied)
    over = (past or Past(told.evidence, asked.allied)).periods(asked.known, asked.on)
    return Answer(place, found, since(over, asked.on), over, told.names, told.titles)


def on_map(
    told: Iterable[PlaceEvidence], asked: Question, pasts: Mapping[str, Past] | None = None
) -> list[Answer]:
    """The state of every place of which something is told by then, by country, province and name; ``pasts``
    are those that are kept, by place.
    """
    kept = pasts or {}
    found = [answer(p.place, p, asked, kept.get(p.place.id)) for p in told if _is_told(p, asked)]
    return sorted(found, key=_by_area)


def _is_told(told: PlaceEvidence, asked: Question) -> bool:
    """Whether anything is said of the place up to the day asked for, or soon after it."""
    return any(e.known <= asked.known and e.first - asked.on <= FRESH for e in told.evidence)


def around(ledger: Ledger, gazetteer: Gazetteer, place: Place, known: bool, asked: Question) -> Around:
    """For a place of which nothing is ``known``, the areas that it lies in; for an area, the places in it;
    for a town its sides, which are places of their own.
    """
    areas: Sequence[Place] = () if known else gazetteer.parents(place)
    above = _answers(ledger.control_of([a.id for a in areas if a.kind != "country"]), asked)
    if place.kind not in AREAS:
        return Around(tuple(above), tuple(_answers(ledger.control_of(_sides(gazetteer, place)), asked)))
    country = None if place.country is None else ledger.control_everywhere(place.country)
    within = _inside(gazetteer, place)
    inner = {k: p for k, p in (country or {}).items() if k != place.id and within(p.place)}
    return Around(tuple(above), tuple(_answers(inner, asked)))


def _sides(gazetteer: Gazetteer, town: Place) -> list[str]:
    """The ids that "eastern X" and the like have, by the gazetteer and by reports."""
    names = [f"{side} {town.name}" for side in SIDES]
    listed = [
        found.place.id
        for name in names
        for found in gazetteer.spelled(name)
        if found.how in {"exact", "alternate"} and found.place.country == town.country
    ]
    return [*listed, *(f"{LOCAL}{name_key(name)}" for name in names)]


def _answers(told: Mapping[str, PlaceEvidence], asked: Question) -> list[Answer]:
    return on_map(told.values(), asked)


def _inside(gazetteer: Gazetteer, area: Place) -> Callable[[Place], bool]:
    if area.kind == "country":
        return lambda place: place.country == area.country
    return lambda place: any(p.id == area.id for p in gazetteer.parents(place))


def _by_area(found: Answer) -> tuple[str, str, str, str]:
    place = found.place
    return place.country or "", place.admin1 or "", place.name, place.id
