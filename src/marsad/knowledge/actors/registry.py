"""The actor registry: YAML files that a person edits, and the state actors of every country.

Entries of a later file extend or replace those of an earlier one with the same id, so a user's own file
wins. Sources of facts: UCDP Actor Dataset 22.1 (CC BY 4.0), openeventdata dictionaries (MIT), the authors.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from marsad.knowledge.actors.names import NameIndex, name_pieces
from marsad.knowledge.actors.states import Country, state_actors, yield_names
from marsad.model.actor import Actor, ActorKind, Allegiance, DatedName


class ActorFileError(ValueError):
    """An actor file that cannot be used; the message names file, entry and remedy."""


@dataclass(frozen=True, slots=True)
class Person:
    """A known person and the actor that he or she speaks for, with the days of office."""

    name: str
    also: tuple[str, ...]
    speaks_for: str
    start: date | None = None
    end: date | None = None


def _letters(name: str) -> str:
    """The letters of a name without marks, case and doubling: "Sana'a" and "Sanaa" are one."""
    return "".join(p.key for p in name_pieces(name))


class Registry:
    """Actors, countries and persons, with the indices that find them in text."""

    def __init__(
        self, actors: Iterable[Actor], countries: Iterable[Country], persons: Iterable[Person]
    ) -> None:
        self.actors: Mapping[str, Actor] = {a.id: a for a in actors}
        self.countries: Mapping[str, Country] = {c.iso2: c for c in countries}
        self.persons: tuple[Person, ...] = tuple(persons)
        # countries and capitals are places first; that they act or speak is for the resolver to see
        lands = {
            w.lower() for c in self.countries.values() for w in (c.name, c.capital, *c.aliases, *c.adjectives)
        }
        self.names = NameIndex(
            (name, a.id)
            for a in self.actors.values()
            for name in dict.fromkeys(_spellings(a))
            if name.lower() not in lands
        )
        self.people = NameIndex(
            (name, str(n)) for n, p in enumerate(self.persons) for name in (p.name, *p.also)
        )
        self.lands = NameIndex(
            # a capital is a place first; only where it speaks does it stand for its government
            (word, c.iso2)
            for c in self.countries.values()
            for word in (c.name, *c.aliases)
            if _letters(word) != _letters(c.capital)
        )
        self.peoples = NameIndex(
            (word, c.iso2) for c in self.countries.values() for word in (*c.adjectives, *c.demonyms)
        )
        self._stands_for: dict[str, list[str]] = {}
        for actor in self.actors.values():
            for words in actor.stands_for:
                self._stands_for.setdefault(words.lower(), []).append(actor.id)

    def standing_for(self, description: str) -> tuple[Actor, ...]:
        """Actors that a plain description ("rebels") may mean where nothing else is said."""
        return tuple(self.actors[i] for i in self._stands_for.get(description.lower(), ()))

    def countries_in(self, words: str) -> frozenset[str]:
        """ISO2 of the countries that words name, by their own name or their people's: "Kenyan troops"."""
        return frozenset(m.ids[0] for names in (self.peoples, self.lands) for m in names.find(words))

    def service_of(self, actor: Actor) -> Actor:
        """The armed forces that a service or unit of a state belongs to ("Russian Aerospace Forces" →
        Russia's).

        Conflict data sets code a state's army, air force and navy as one actor.
        """
        over = self.actors.get(actor.parent or "")
        while over is not None and actor.kind is over.kind is ActorKind.STATE_FORCE:
            if over.id.endswith("-forces"):
                return over
            over = self.actors.get(over.parent or "")
        return actor

    def forces(self, iso2: str) -> Actor | None:
        return self.actors.get(f"{iso2.lower()}-forces")

    def government(self, iso2: str) -> Actor | None:
        return self.actors.get(f"{iso2.lower()}-government")

    def police(self, iso2: str) -> Actor | None:
        return self.actors.get(f"{iso2.lower()}-police")

    @classmethod
    def load(cls, user_files: Sequence[Path] = ()) -> Registry:
        """The shipped registry, extended by the user's own files (YAML lists of entries), which win.

        Raises ActorFileError for a file that is no such list.
        """
        data = files("marsad.knowledge") / "data"
        countries = list(_countries((data / "countries.csv").read_text(encoding="utf-8")))
        entries = {e["id"]: e for country in countries for e in state_actors(country)}
        shipped = sorted((data / "actors").iterdir(), key=lambda f: f.name)
        texts = [(f.name, f.read_text(encoding="utf-8")) for f in shipped if f.name.endswith(".yaml")]
        for name, text in [*texts, *((str(p), _read(p)) for p in user_files)]:
            for entry in _entries(name, text):
                yield_names(entries, entry)
                entries[entry["id"]] = _extended(entries.get(entry["id"]), entry)
        actors = [_actor(e) for e in entries.values()]
        persons = [
            _person(e) for e in yaml.load((data / "persons.yaml").read_text(encoding="utf-8"), _LOADER)
        ]
        return cls(actors, countries, persons)


_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@lru_cache(maxsize=1)
def shipped_registry() -> Registry:
    return Registry.load()


def _spellings(actor: Actor) -> list[str]:
    return [actor.name, *(n.text for n in actor.called), *(n.text for n in actor.names)]


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ActorFileError(f"actor file {path} cannot be read: {error}") from error


def _entries(name: str, text: str) -> list[dict[str, Any]]:
    try:
        loaded = yaml.load(text, _LOADER)
    except yaml.YAMLError as error:
        raise ActorFileError(f"actor file {name} is not valid YAML: {error}") from error
    if not isinstance(loaded, list):
        raise ActorFileError(f"actor file {name} must be a list of entries, each with id, name and kind")
    kinds = {k.value for k in ActorKind}
    for number, entry in enumerate(loaded, start=1):
        if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
            raise ActorFileError(f"actor file {name}: entry {number} has no id")
        if "kind" in entry and entry["kind"] not in kinds:
            raise ActorFileError(
                f"actor file {name}: {entry['id']} has kind {entry['kind']!r}; known: {sorted(kinds)}"
            )
    return loaded


def _extended(old: dict[str, Any] | None, new: dict[str, Any]) -> dict[str, Any]:
    """``new`` over ``old``; lists of names and descriptions add up, everything else is replaced."""
    if old is None:
        return new
    merged = {**old, **{k: v for k, v in new.items() if v is not None}}
    for key in ("names", "stands_for"):
        merged[key] = [*(new.get(key) or ()), *(old.get(key) or ())]
    return merged


def _countries(text: str) -> Iterable[Country]:
    for row in csv.DictReader(text.splitlines()):
        many = {
            k: tuple(x.strip() for x in (row[k] or "").split(";") if x.strip())
            for k in ("adjectives", "demonyms", "aliases")
        }
        yield Country(
            iso2=row["iso2"], name=row["name"], capital=row["capital"], government=row["government"],
            army=row["army"], adjectives=many["adjectives"], demonyms=many["demonyms"],
            aliases=many["aliases"],
        )  # fmt: skip


def _day(value: object) -> date | None:
    if value is None or isinstance(value, date):
        return value
    return date.fromisoformat(str(value))


def _name(value: object) -> DatedName:
    if isinstance(value, str):
        return DatedName(value)
    assert isinstance(value, dict)
    return DatedName(
        str(value.get("text") or value.get("name")),
        _day(value.get("from")),
        _day(value.get("to") or value.get("until")),
        value.get("lang"),
    )


def _list(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(str(v) for v in value) if isinstance(value, list) else (str(value),)


def _actor(entry: dict[str, Any]) -> Actor:
    try:
        return Actor(
            id=entry["id"],
            name=entry["name"],
            kind=ActorKind(entry["kind"]),
            country=entry.get("country"),
            fights_in=_list(entry.get("fights_in")),
            parent=entry.get("parent"),
            predecessors=_list(entry.get("predecessor")),
            successors=_list(entry.get("successor")),
            called=tuple(_name(n) for n in entry.get("called") or ()),
            names=tuple(_name(n) for n in entry.get("names") or ()),
            stands_for=_list(entry.get("stands_for")),
            allegiances=tuple(
                Allegiance(a["to"], _day(a.get("from")), _day(a.get("until")))
                for a in entry.get("allegiances") or ()
            ),
            opponents=_list(entry.get("opponents")),
            party=bool(entry.get("party", True)),
            ended=_day(entry.get("ended")),
            ucdp=entry.get("ucdp"),
            wikidata=entry.get("wikidata"),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ActorFileError(f"actor {entry.get('id')}: {error!r}") from error


def _person(entry: dict[str, Any]) -> Person:
    return Person(
        entry["name"],
        _list(entry.get("also")),
        entry["speaks_for"],
        _day(entry.get("from")),
        _day(entry.get("until")),
    )
