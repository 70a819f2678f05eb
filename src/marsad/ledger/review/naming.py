"""Which actor a reviewer's words mean: one of the registry or, where it is said to be meant, a new one."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz import fuzz, process

from marsad.knowledge.actors import Registry
from marsad.ledger.errors import DecisionRefused, SeveralActors, UnknownActor
from marsad.ledger.keys import name_key
from marsad.model.actor import Actor
from marsad.model.decision import Decision

LOCAL = "local:"
"""How the ids of actors begin that the registry lacks."""
PEOPLE = ("civilians", "children", "unknown")
"""Words for the victims of a toll that are no actor of any side."""
_CLOSE = 80.0
"""Least rapidfuzz token set ratio of two name keys for the one to be offered for the other."""
_OFFERED = 5


def actor_named(registry: Registry, words: str, new: bool = False) -> dict[str, object]:
    """The actor of an id, a name or an alias, in the form of the contract.

    With ``new`` a name that the registry lacks is an actor known by that name alone. Raises UnknownActor
    without it, and SeveralActors for a name of several.
    """
    name = words.strip()
    if not name_key(name):
        raise DecisionRefused(f"{words!r} is no name of an actor")
    ids = (name,) if name in registry.actors else registry.names.ids(name)
    if len(ids) > 1:
        raise SeveralActors(name, tuple(told(registry.actors[i]) for i in ids[:_OFFERED]))
    if ids:
        known = registry.actors[ids[0]]
        return {
            "id": known.id, "name": known.name, "kind": known.kind.value, "country": known.country,
            "party": known.party,
        }  # fmt: skip
    if not new:
        raise UnknownActor(name, near(registry, name))
    return {"id": f"{LOCAL}{name_key(name)}", "name": name}


def near(registry: Registry, name: str) -> tuple[str, ...]:
    """The actors whose names look most like ``name``, each as id and name, the likest first."""
    keys = {name_key(n): a for a in registry.actors.values() for n in _names(a)}
    alike = process.extract(
        name_key(name), list(keys), scorer=fuzz.token_set_ratio, score_cutoff=_CLOSE, limit=4 * _OFFERED
    )
    return tuple(dict.fromkeys(told(keys[key]) for key, _, _ in alike))[:_OFFERED]


def _names(actor: Actor) -> Iterator[str]:
    yield actor.name
    yield from (n.text for n in (*actor.called, *actor.names))


def told(actor: Actor) -> str:
    return f"{actor.id} ({actor.name})"


def check_actors(registry: Registry, decision: Decision) -> None:
    """Raises UnknownActor where a decision names an actor by an id that is neither of the registry nor one of
    an actor that it lacks (``local:`` and the key of its name), and so was resolved by nobody.
    """
    for said in _named_in(decision.value, decision.field or ""):
        ident = str(said.get("id"))
        if ident not in registry.actors and not ident.startswith(LOCAL):
            raise UnknownActor(ident, near(registry, str(said.get("name") or ident)))


def _named_in(value: object, field: str) -> Iterator[dict[str, object]]:
    """The actors in a decision's value, however deep."""
    if isinstance(value, dict):
        if field == "actor" and "id" in value:
            yield value
        for name, inner in value.items():
            yield from _named_in(inner, "actor" if name == "actors" else name)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _named_in(inner, field)
