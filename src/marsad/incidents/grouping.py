"""Tellings that are one incident brought together; in whatever order they arrive, the outcome is the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from marsad.incidents.blocking import candidates
from marsad.incidents.comparing import Judgement, World, compare
from marsad.incidents.components import components
from marsad.incidents.telling import Telling, rarity
from marsad.knowledge.actors import Registry

JOIN = 0.2
"""Mean probability over all pairs of two groups from which on they are one incident."""

Pair = frozenset[str]


@dataclass(frozen=True, slots=True)
class Rulings:
    """What reviewers decided of pairs of tellings, by their keys; it wins over what is likely."""

    joined: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()


@dataclass(frozen=True, slots=True)
class Group:
    """Keys of tellings judged to be one incident, sorted, and the judgements that brought them together."""

    keys: tuple[str, ...]
    judgements: Mapping[Pair, Judgement] = field(default_factory=dict)


NO_RULINGS = Rulings()


def group(
    tellings: Iterable[Telling],
    registry: Registry | None = None,
    rulings: Rulings = NO_RULINGS,
    weights: Mapping[str, float] | None = None,
) -> list[Group]:
    """Every telling in exactly one group, groups by their first key.

    Average-link clustering over the compared pairs; pairs never compared count as unlikely. Tellings of one
    report are different events and stay apart unless a reviewer joined them.
    """
    told = {t.key: t for t in tellings}
    world = World(registry, rarity(told.values()), weights)
    judged = {frozenset((a.key, b.key)): compare(a, b, world) for a, b in candidates(told.values())}
    likely = {pair: j.probability for pair, j in judged.items()}
    likely |= dict.fromkeys((p for p in rulings.joined if p <= told.keys()), 1.0)
    likely |= dict.fromkeys((p for p in rulings.apart if p <= told.keys()), 0.0)
    found = []
    for component in components(told, [p for p, likely_ in likely.items() if likely_ >= _THREAD]):
        for keys in _clustered(component, likely, told, rulings):
            inside = {p: judged[p] for p in map(frozenset, combinations(keys, 2)) if p in judged}
            found.append(Group(tuple(sorted(keys)), inside))
    return sorted(found, key=lambda g: g.keys)


_THREAD = 0.1
"""Pairs less likely than this tie no component together; clustering inside one stays small."""


def _clustered(
    keys: Sequence[str], likely: Mapping[Pair, float], told: Mapping[str, Telling], rulings: Rulings
) -> list[list[str]]:
    """Average-link clusters of one component; of equals, the pair of groups with the smaller keys first."""
    groups = _joined_by_rule(keys, rulings)
    while len(groups) > 1:
        best, at = 0.0, (0, 0)
        for i, mine in enumerate(groups):
            for j in range(i + 1, len(groups)):
                mean = _mean(mine, groups[j], likely, told, rulings)
                if mean > best:
                    best, at = mean, (i, j)
        if best < JOIN:
            break
        i, j = at
        groups[i] = sorted([*groups[i], *groups.pop(j)])
        groups.sort()
    return groups


def _joined_by_rule(keys: Sequence[str], rulings: Rulings) -> list[list[str]]:
    inside = [p for p in rulings.joined if p <= set(keys)] if rulings.joined else []
    return sorted(components(keys, inside))


def _mean(
    mine: Sequence[str],
    theirs: Sequence[str],
    likely: Mapping[Pair, float],
    told: Mapping[str, Telling],
    rulings: Rulings,
) -> float:
    """Mean probability over the pairs of two groups; 0 where one pair is ruled apart, or of one report."""
    total = 0.0
    for a in mine:
        for b in theirs:
            pair = frozenset((a, b))
            if pair in rulings.apart or (told[a].report == told[b].report and pair not in rulings.joined):
                return 0.0
            total += likely.get(pair, 0.0)
    return total / (len(mine) * len(theirs))
