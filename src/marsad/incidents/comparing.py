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
from math import exp

from marsad.incidents.signs import signs_of
from marsad.incidents.telling import Telling
from marsad.incidents.words import RARITIES
from marsad.knowledge.actors import Registry


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
    signs = signs_of(one, other, world.registry)
    if signs is None:
        return Judgement(0.0, (("too far apart", 0.0),))
    weights = fitted() if world.weights is None else world.weights
    reasons = [(name, round(weights.get(name, 0.0) * value, 2)) for name, value in signs.items() if value]
    total = sum(added for _, added in reasons)
    told = [r for r in reasons if r[0] != "any" and r[1]]
    return Judgement(1 / (1 + exp(-total)), tuple(sorted(told, key=lambda r: -abs(r[1]))))


@cache
def fitted() -> Mapping[str, float]:
    """The weight of each sign, as ``tools/incidents.py`` fitted them."""
    found = json.loads((files("marsad.incidents") / "weights.json").read_text(encoding="utf-8"))
    return {str(k): float(v) for k, v in found.items()}


RULES = 4
"""Raised whenever ``signs_of`` changes, or who meets whom (``blocking``)."""


@cache
def version() -> str:
    """Which rules, weights and words judgements were made with: stored ones of another are made anew."""
    sums = hashlib.sha256(str(RULES).encode())
    for name in ("weights.json", RARITIES):
        sums.update((files("marsad.incidents") / name).read_bytes())
    return f"{RULES}-{sums.hexdigest()[:8]}"
