"""Who fights on one side: by what the registry knows of parents, allegiances and enemies."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache

from marsad.knowledge.actors import Registry
from marsad.model.actor import Actor, ActorKind

Allied = Callable[[str, str, date], bool | None]
"""Whether two actors, by ids, fight on one side on a day; False for enemies, None where nothing tells."""

_OF_STATES = frozenset(
    (ActorKind.STATE_FORCE, ActorKind.GOVERNMENT, ActorKind.POLICE, ActorKind.FOREIGN_FORCE)
)


def same_actor(one: str, other: str, _: date) -> bool | None:
    """The sides where nothing is known but the actors themselves."""
    return one == other or None


def sides(registry: Registry) -> Allied:
    """Whether two actors fight on one side on a day, as ``registry`` has them.

    They do where one is under the other, by descent or by an allegiance of that day, or both are under a
    third; and two armed groups that fight the same government do where neither counts the other as an enemy.
    """

    @lru_cache(maxsize=65536)
    def allied(one: str, other: str, day: date) -> bool | None:
        if one == other:
            return True
        above, beside = _above(registry, one, day), _above(registry, other, day)
        if _at_war(registry, above, beside):
            return False
        return bool(above & beside) or _same_cause(registry, one, other) or None

    return allied


def _above(registry: Registry, actor: str, day: date) -> frozenset[str]:
    """An actor and all that it belongs or answers to on a day."""
    found: set[str] = set()
    ahead = [actor]
    while ahead:
        name = ahead.pop()
        if name in found:
            continue
        found.add(name)
        known = registry.actors.get(name)
        if known is not None:
            ahead += [known.parent] if known.parent else []
            ahead += [
                a.to
                for a in known.allegiances
                if (a.start is None or a.start <= day) and (a.end is None or day <= a.end)
            ]
    return frozenset(found)


def _enemies(registry: Registry, names: frozenset[str]) -> set[str]:
    return {o for n in names if (known := registry.actors.get(n)) for o in known.opponents}


def _at_war(registry: Registry, one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(_enemies(registry, one) & other or _enemies(registry, other) & one)


def _same_cause(registry: Registry, one: str, other: str) -> bool:
    groups = [registry.actors.get(one), registry.actors.get(other)]
    fought = [_states_fought(registry, g) for g in groups if g and g.kind not in _OF_STATES]
    return len(fought) == len(groups) and bool(fought[0] & fought[1])


def _states_fought(registry: Registry, group: Actor) -> set[str]:
    """The states' forces and governments among an armed group's enemies in the lands where it fights."""
    known = [registry.actors.get(o) for o in group.opponents]
    return {k.id for k in known if k and k.kind in _OF_STATES and k.country in group.fights_in}
