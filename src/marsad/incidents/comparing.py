"""How likely two tellings are one incident, with the reasons.

Each sign for or against has a weight; the weights were fitted on pairs judged by hand
(``tools/incidents.py``), the sum is taken as the log of the odds.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp, log1p

from marsad.incidents.blocking import REACH_KM
from marsad.incidents.telling import Telling
from marsad.incidents.words import RARITIES, likeness
from marsad.knowledge.actors import Registry
from marsad.knowledge.gazetteer import distance_km
from marsad.model.event import Effect

_SPOTS = frozenset(("exact", "near"))
_ALIKE = frozenset(
    frozenset(pair)
    for pair in (
        ("Air/drone strike", "Chemical weapon"),
        ("Remote explosive/landmine/IED", "Suicide bomb"),
        ("Air/drone strike", "Shelling/artillery/missile attack"),
        ("Armed clash", "Government regains territory"),
        ("Armed clash", "Non-state actor overtakes territory"),
        ("Attack", "Air/drone strike"),
        ("Attack", "Shelling/artillery/missile attack"),
        ("Attack", "Suicide bomb"),
        ("Attack", "Armed clash"),
    )
)
"""Sub-types under which reports tell one happening."""

_RARE = frozenset(
    ("Chemical weapon", "Suicide bomb", "Agreement", "Government regains territory", "Sexual violence",
     "Non-state actor overtakes territory", "Non-violent transfer of territory", "Grenade", "Mob violence",
     "Headquarters or base established", "Disrupted weapons use")
)  # fmt: skip
"""Sub-types of which one place rarely sees two in a few days."""


@dataclass(frozen=True, slots=True)
class World:
    """What is known besides two tellings: which actors are kin, and how much each sign weighs."""

    registry: Registry | None = None
    weights: Mapping[str, float] | None = None
    """None: those that ship."""


NOTHING_KNOWN = World()


@dataclass(frozen=True, slots=True)
class Judgement:
    """How likely two tellings are one incident, and what says so: signs with what each adds to the odds."""

    probability: float
    reasons: tuple[tuple[str, float], ...]


def compare(one: Telling, other: Telling, world: World = NOTHING_KNOWN) -> Judgement:
    """Weigh two tellings; the order of the two does not matter, nor what others tell."""
    signs = signs_of(one, other, world)
    if signs is None:
        return Judgement(0.0, (("too far apart", 0.0),))
    weights = fitted() if world.weights is None else world.weights
    reasons = [(name, round(weights.get(name, 0.0) * value, 2)) for name, value in signs.items() if value]
    total = sum(added for _, added in reasons)
    told = [r for r in reasons if r[0] != "any"]
    return Judgement(1 / (1 + exp(-total)), tuple(sorted(told, key=lambda r: -abs(r[1]))))


def signs_of(one: Telling, other: Telling, world: World = NOTHING_KNOWN) -> dict[str, float] | None:
    """The signs for and against, each from 0 to about 1; None where the two cannot be one."""
    apart = kilometres(one, other)
    if apart is not None and apart > REACH_KM and {one.precision, other.precision} <= _SPOTS:
        return None
    signs: dict[str, float] = {"any": 1.0}
    signs |= _of_days(one, other)
    signs |= _of_places(one, other, apart)
    signs |= _of_types(one, other)
    signs |= _of_actors(one, other, world.registry)
    signs |= _of_harm(one, other)
    signs["shared words"] = likeness(one.words, other.words)
    if "same day" in signs and "near" in signs:
        signs["same day, near"] = signs["near"]
    return signs


def kilometres(one: Telling, other: Telling) -> float | None:
    """The distance between two tellings' points, in km; None where one has none."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    return distance_km(one.lat, one.lon, other.lat, other.lon)


def _of_days(one: Telling, other: Telling) -> dict[str, float]:
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return {"a day is unknown": 1.0}
    gap = max((one.first - other.last).days, (other.first - one.last).days)
    if one.first == one.last == other.first == other.last:
        return {"same day": 1.0}
    if gap <= 0:
        return {"days overlap": 1.0}
    return {"a day apart": 1.0} if gap == 1 else {"days apart": 1.0}


def _of_places(one: Telling, other: Telling, apart: float | None) -> dict[str, float]:
    wide = {one.precision, other.precision} & {"admin1", "country", "area"}
    if one.place is not None and one.place == other.place:
        return {"same area" if wide else "same place": 1.0}
    if apart is None:
        return {"a place is unknown": 1.0}
    if wide:
        return {"area around it": 1.0}
    return {"near": max(0.0, 1 - apart / 5), "away": min(1.0, apart / 25)}


def _of_types(one: Telling, other: Telling) -> dict[str, float]:
    if one.sub_type == other.sub_type:
        return {"same rare kind" if one.sub_type in _RARE else "same kind": 1.0}
    if frozenset((one.sub_type, other.sub_type)) in _ALIKE:
        return {"like kind": 1.0}
    return {"same type": 1.0} if one.type is other.type else {"another type": 1.0}


def _of_actors(one: Telling, other: Telling, registry: Registry | None) -> dict[str, float]:
    if not one.actors or not other.actors:
        return {"an actor is unknown": 1.0}
    fewer, more = sorted((sorted(one.actors), sorted(other.actors)), key=lambda a: (len(a), a))
    shared = sum(any(_kin(a, b, registry) for b in more) for a in fewer) / len(fewer)
    return {"same actors": shared} if shared else {"other actors": 1.0}


def _kin(one: str, other: str, registry: Registry | None) -> bool:
    """Whether two actors are one, a part of the other, or the other under a later name."""
    return one == other or other in _above(one, registry) or one in _above(other, registry)


def _above(actor: str, registry: Registry | None) -> set[str]:
    """What an actor is part of, and what it was called before; not those that it split from."""
    found: set[str] = set()
    while registry is not None and (known := registry.actors.get(actor)) is not None:
        elder = known.parent
        if elder is None and len(known.predecessors) == 1:
            before = registry.actors.get(known.predecessors[0])
            elder = before.id if before is not None and before.successors == (known.id,) else None
        if elder is None or elder in found:
            break
        found.add(elder)
        actor = elder
    return found


def _of_harm(one: Telling, other: Telling) -> dict[str, float]:
    signs: dict[str, float] = {}
    for effect, name in ((Effect.KILLED, "dead"), (Effect.WOUNDED, "wounded")):
        mine, theirs = one.toll(effect), other.toll(effect)
        if mine is None and theirs is None:
            continue
        if mine is None or theirs is None:
            signs[f"{name} told by one"] = 1.0
        elif mine == theirs:
            signs[f"same number {name}"] = min(1.0, log1p(mine) / 3)  # "2" is often chance, "23" is not
        else:
            low, high = sorted((mine, theirs))
            ratio = low / high if high else 1.0
            signs[f"like number {name}" if ratio > _LIKE else f"other number {name}"] = (
                ratio if ratio > _LIKE else 1 - ratio
            )
    return signs


_LIKE = 0.6


@cache
def fitted() -> Mapping[str, float]:
    """The weight of each sign, as ``tools/incidents.py`` fitted them."""
    found = json.loads((files("marsad.incidents") / "weights.json").read_text(encoding="utf-8"))
    return {str(k): float(v) for k, v in found.items()}


RULES = 2
"""Raised whenever ``signs_of`` changes."""


@cache
def version() -> str:
    """Which rules, weights and words judgements were made with: stored ones of another are made anew."""
    sums = hashlib.sha256(str(RULES).encode())
    for name in ("weights.json", RARITIES):
        sums.update((files("marsad.incidents") / name).read_bytes())
    return f"{RULES}-{sums.hexdigest()[:8]}"
