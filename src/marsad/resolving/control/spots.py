"""The place of each control statement: one of the report's, a side of it, or a thing that bears a name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from marsad.knowledge.gazetteer.candidates import SETTLEMENTS
from marsad.model.place import Place
from marsad.model.record import RecordPlace
from marsad.model.span import Span
from marsad.reading.holdings.things import COMPASS
from marsad.resolving.context import Context
from marsad.resolving.control.wording import is_of_facility
from marsad.resolving.places.choice import apart_km
from marsad.resolving.places.decision import COMPANY_KM, LOCAL

_SIDE = re.compile(
    rf"(?:the\s+)?(?P<way>{COMPASS}|central)(?:ern)?\s+"
    r"(?:(?:city|town|province|governorate)\s+of\s+)?",
    re.IGNORECASE,
)
_SIDE_OF = re.compile(rf"the\s+(?P<way>{COMPASS})\s+of\s+", re.IGNORECASE)
_NAME = re.compile(r"(?:the\s+)?(?:[A-Z]|\d+(?:st|nd|rd|th)\b)")
_SPELLED = frozenset(("exact", "alternate"))


class Spots:
    """Ids of places for the control statements of one report; ``places`` are those that it does not yet have.

    ``known`` are the ids of the report's places by mention.
    """

    def __init__(self, context: Context, known: Mapping[int, str], has: Mapping[str, RecordPlace]) -> None:
        self._context = context
        self._known = known
        self._has = has
        self._own: dict[str, RecordPlace] = {}

    @property
    def places(self) -> tuple[RecordPlace, ...]:
        return tuple(self._own.values())

    def id_of(self, index: int | None, text: str, clause: Span) -> str | None:
        """The id of the place that ``text``, said of the place mention ``index``, is of.

        "Eastern X" is no more X than "X air base" is: a side of a place is a place of its own, and so is a
        thing with a name that no gazetteer has. None where words bear no name.
        """
        if index is None:
            return self._named(text, clause) if _NAME.match(text) else None
        place = self._known.get(index)
        if is_of_facility(self._context, index, text):
            known = {found.place.id for found in self._context.knowledge.gazetteer.lookup(text)}
            return place if place in known else self._named(text, clause)
        side = side_of(text, self._context.mention(index).span.text)
        return place if side is None or place is None else self._side(place, index, side)

    def _side(self, whole: str, index: int, side: str) -> str:
        """The id of a side of a place: the gazetteer's, where it has one of that name there."""
        there = self._has[whole].place
        if there.name.lower().startswith(f"{side} "):
            return whole  # an area that is called so
        name = f"{side} {there.name}"
        for found in self._spelled(name):
            if found.country == there.country and found.id != whole:
                return self._add(replace(found, name=name), index, "the gazetteer has this side of it")
        kind = "district" if there.kind in SETTLEMENTS else "region"
        local = replace(there, id=LOCAL, name=name, kind=kind, population=0)
        return self._add(local, index, f"a side of {there.name}, placed at its middle")

    def _named(self, text: str, clause: Span) -> str:
        at = clause.text.find(text)
        span = Span(clause.start + at, clause.start + at + len(text), text) if at >= 0 else clause
        here = [
            p
            for p in self._spelled(text)
            if p.country == self._context.scene.country and p.kind in SETTLEMENTS
        ]
        if len(here) == 1 and self._in_company(here[0]):
            return self._add(
                replace(here[0], name=text), span, f"the only town so called in {here[0].country}"
            )
        return self._add(Place(LOCAL, text), span, "no gazetteer has it")

    def _spelled(self, name: str) -> list[Place]:
        found = self._context.knowledge.gazetteer.spelled(name)
        return [f.place for f in found if f.how in _SPELLED]

    def _in_company(self, place: Place) -> bool:
        """Whether a town lies near another place of the report."""
        others = (kept.place for kept in self._has.values() if kept.place.kind in SETTLEMENTS)
        away = (apart_km(place, other) for other in others)
        return any(km is not None and km <= COMPANY_KM for km in away)

    def _add(self, place: Place, where: int | Span, reason: str) -> str:
        span = self._context.mention(where).span if isinstance(where, int) else where
        for kept in (*self._has.values(), *self._own.values()):
            if kept.place.id == place.id or kept.place.name == place.name:
                return kept.place.id
        if place.id == LOCAL:
            numbers = sum(k.startswith(LOCAL) for k in (*self._has, *self._own))
            place = replace(place, id=f"{LOCAL}{numbers + 1}")
        self._own[place.id] = RecordPlace(place, (span,), (), reason)
        return place.id


def side_of(text: str, name: str) -> str | None:
    """The side of a place that words for it are of: "eastern" of "the east of X".

    None for X, and for "the eastern districts of X", of which some may be meant.
    """
    if not text.endswith(name) or text == name:
        return None
    found = _SIDE.fullmatch(text[: -len(name)]) or _SIDE_OF.fullmatch(text[: -len(name)])
    if found is None:
        return None
    way = found["way"].lower().replace("-", "")
    return way if way == "central" else f"{way}ern"
