"""Actors of the registry for what a person has typed so far."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from marsad.knowledge.actors.names import name_pieces
from marsad.knowledge.actors.registry import Registry
from marsad.model.actor import Actor

_ALIKE = 80.0
"""Least rapidfuzz ratio of two keys for a name to be offered for another spelling of it."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """An actor and the name of it that met what was typed."""

    actor: Actor
    matched: str


class ActorSuggestions:
    """The names of a registry, keyed once, so that each letter typed is answered at once."""

    def __init__(self, registry: Registry) -> None:
        self._actors = registry.actors
        self._names = [(_key(name), name, a.id) for a in registry.actors.values() for name in _names(a)]
        self._keys = [key for key, _, _ in self._names]

    def suggest(self, typed: str, limit: int = 10) -> list[Suggested]:
        """Actors with that id or name; then those of which a word begins so; then those spelled alike."""
        words = typed.strip()
        if words in self._actors:
            return [Suggested(self._actors[words], self._actors[words].name)]
        key = _key(words)
        if not key.strip():
            return []
        found: dict[str, str] = {}
        for _, _, name, ident in sorted(self._meeting(key)):
            found.setdefault(ident, name)
        if not found:
            alike = process.extract(key, self._keys, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=4 * limit)
            for _, _, at in alike:
                found.setdefault(self._names[at][2], self._names[at][1])
        return [Suggested(self._actors[i], name) for i, name in list(found.items())[:limit]]

    def _meeting(self, key: str) -> Iterator[tuple[int, int, str, str]]:
        """Rank, name and id of each name that is ``key``, begins so, or has a word that begins so; of equals
        the actor with most names, which is the one most written of.
        """
        for mine, name, ident in self._names:
            if key in mine:
                actor = self._actors[ident]
                own = 0 if name == actor.name else 1
                rank = 0 if mine == key else 1 + own if mine.startswith(key) else 3 + own
                yield rank, -len(actor.names), name, ident


def _key(name: str) -> str:
    """The pieces of a name that count, each after a blank, so that words are met from their beginning."""
    return "".join(f" {piece.key}" for piece in name_pieces(name))


def _names(actor: Actor) -> tuple[str, ...]:
    return tuple(dict.fromkeys((actor.name, *(n.text for n in (*actor.called, *actor.names)))))
