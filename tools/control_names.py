"""Which names of places mean one place, for questions and gold records that have names alone."""

from __future__ import annotations

import re

from marsad.control.parts import named
from marsad.knowledge.gazetteer import Gazetteer, name_key

_CONTAINER = re.compile(r"\s*(?:\(.*?\)|,.*)\s*$")
_KINDS = re.compile(r"\b(?:city|town|village|neighbou?rhood|district)\b", re.IGNORECASE)


class Names:
    """Names as the ledger would tell them apart: by their keys, and by the places they may mean."""

    def __init__(self, gazetteer: Gazetteer, country: str) -> None:
        self._gazetteer = gazetteer
        self._country = country

    def one_place(self, asked: str, told: str) -> bool:
        """Whether two names may mean one place: one key, or the same first choice of the gazetteer."""
        one, other = _bare(asked), _bare(named(told))
        if name_key(one) == name_key(other):
            return True
        mine, theirs = self._first(one), self._first(other)
        return mine is not None and mine == theirs

    def _first(self, name: str) -> str | None:
        known = (c.place for c in self._gazetteer.lookup(name) if c.place.country == self._country)
        towns = [p.id for p in known if p.kind not in {"admin1", "admin2"}]
        return towns[0] if towns else None


def _bare(name: str) -> str:
    return _KINDS.sub("", _CONTAINER.sub("", name)).strip()
