"""What a person writes for a correction → the field and value that the ledger sets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from marsad.knowledge.actors import Registry
from marsad.knowledge.gazetteer import Gazetteer
from marsad.ledger.errors import DecisionRefused
from marsad.ledger.keys import name_key
from marsad.ledger.review.naming import PEOPLE, actor_named
from marsad.model.decision import About
from marsad.model.event import Effect, Side
from marsad.model.place import Place
from marsad.model.time import days_of

Setting = tuple[str, dict[str, object]]
_NOTHING = frozenset(("unknown", "none", ""))
_FIGURE = re.compile(r"(\d[\d,]*)?(\.\.)?(\d[\d,]*)?(?:\s+(\S.*))?")
_CHOICES = 5
_AREAS = {"country": "country", "admin1": "admin1", "region": "area", "admin2": "area", "district": "area"}


class Known:
    """The actors and places that words mean; ``new`` actors too where that is said.

    Registry and gazetteer are opened when the first actor or place is asked for.
    """

    def __init__(
        self, registry: Callable[[], Registry], gazetteer: Callable[[], Gazetteer], new: bool = False
    ) -> None:
        self._open_registry = registry
        self._open_gazetteer = gazetteer
        self._new = new

    @cached_property
    def registry(self) -> Registry:
        return self._open_registry()

    @cached_property
    def gazetteer(self) -> Gazetteer:
        return self._open_gazetteer()

    def actor(self, text: str) -> dict[str, object]:
        """Raises UnknownActor and SeveralActors."""
        return actor_named(self.registry, text, self._new)

    def place(self, text: str) -> dict[str, object]:
        """The one place of a name or gazetteer id. Raises DecisionRefused for none, and for several."""
        exact = self.gazetteer.get(text)
        candidates = [c.place for c in self.gazetteer.lookup(text)]
        same = [p for p in candidates if name_key(p.name) == name_key(text)] or candidates
        if exact is None and len(same) != 1:
            _choose(text, same)
        return _written(exact or same[0])


def setting(about: About, field: str, text: str, known: Known, who: str | None = None) -> Setting:
    """``field`` of a record set to what ``text`` says.

    Raises DecisionRefused where it says nothing that fits, UnknownActor for actors that the registry lacks,
    SeveralActors for a name of several.
    """
    if about is About.CONTROL:
        return _of_statement(field, text, known)
    if field == "when":
        return field, _days(text)
    if field == "where":
        return field, _where(text, known)
    if field == "type":
        return field, {"sub_type": text}
    if field == "status":
        return field, {"status": text.lower()}
    if field in set(Side):
        return f"actors/{field}", {"actors": [known.actor(name) for name in _each(text)]}
    if field == "says":
        return field, {"claims": [{"speaker": name} for name in _each(text)]}
    if field in set(Effect):
        return field, {"figures": [_figure(part, who, known) for part in _each(text)]}
    fields = ("when", "where", "type", "status", *Side, "says", *Effect)
    raise DecisionRefused(f"{field}: events have no such field; correct one of {', '.join(fields)}")


def _each(text: str) -> Iterator[str]:
    """The parts of a list between semicolons; none where it says that there is nothing."""
    if not _is_nothing(text):
        yield from (part.strip() for part in text.split(";") if part.strip())


def _of_statement(field: str, text: str, known: Known) -> Setting:
    if field == "where":
        return field, {"place": known.place(text)}
    if field == "actor":
        return field, {"id": None} if _is_nothing(text) else known.actor(text)
    if field == "state":
        return field, {"state": text.lower()}
    return field, {"day": None if _is_nothing(text) else text}


def _is_nothing(text: str) -> bool:
    return text.strip().lower() in _NOTHING


def _days(text: str) -> dict[str, object]:
    if _is_nothing(text):
        return {"start": None, "end": None}
    parts = text.split("..")
    try:
        found = [days_of(part) for part in parts]
    except ValueError as error:
        raise DecisionRefused(f"{text}: there is no such day") from error
    if len(found) > 2 or None in found:
        raise DecisionRefused(f"{text} is no day; write 2016-11-05, 2016-11 or 2016-11-03..2016-11-05")
    first, last = found[0], found[-1]
    assert first is not None and last is not None
    return {"start": first[0].isoformat(), "end": last[1].isoformat()}


def _figure(text: str, who: str | None, known: Known) -> dict[str, object]:
    """One figure with the group that it is of: "5..9", "7 civilians", "2 Free Syrian Army"."""
    match = _FIGURE.fullmatch(text.strip())
    if match is None or not (match[1] or match[3]):
        raise DecisionRefused(
            f"{text} is no number; write 7, 5..9, 5.. (at least) or ..9 (up to), and the group behind it"
        )
    low, dots, high, group = match.groups()
    numbers = [None if part is None else int(part.replace(",", "")) for part in (low, high)]
    return {
        **_group(group or who, known),
        "low": numbers[0],
        "high": numbers[1] if dots else numbers[0],
    }


def _group(who: str | None, known: Known) -> dict[str, object]:
    """Whom a figure is of: people of no side by their word, else an actor."""
    if who is None or who.strip().lower() in PEOPLE:
        return {"who": who and who.strip().lower()}
    found = known.actor(who)
    return {"who": found["id"], "actor": found}


def _where(text: str, known: Known) -> dict[str, object]:
    if _is_nothing(text):
        return {"place": None}
    found = known.place(text)
    return {"place": found, "precision": _AREAS.get(str(found["kind"]), "exact")}


def _written(place: Place) -> dict[str, object]:
    """A place in the form of the contract."""
    return {
        "id": place.id, "name": place.name, "kind": place.kind, "lat": place.lat, "lon": place.lon,
        "country": place.country, "admin1": place.admin1, "admin2": place.admin2,
        "population": place.population, "radius_km": place.radius_km,
    }  # fmt: skip


def _choose(text: str, places: Sequence[Place]) -> None:
    if not places:
        raise DecisionRefused(f"{text}: the gazetteer knows no such place; `marsad gazetteer add` adds more")
    shown = "; ".join(
        f"{p.id} {', '.join(filter(None, (p.name, p.admin2, p.admin1, p.country)))}"
        for p in places[:_CHOICES]
    )
    more = f" and {len(places) - _CHOICES} more" if len(places) > _CHOICES else ""
    raise DecisionRefused(f"{text} may be several places; give the id: {shown}{more}")
