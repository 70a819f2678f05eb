"""Tellings that are one incident brought together; in whatever order they arrive, the outcome is the same."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
import numpy.typing as npt

from marsad.incidents.blocking import candidates
from marsad.incidents.comparing import Judgement, World, compare
from marsad.incidents.components import components
from marsad.incidents.telling import Telling
from marsad.knowledge.actors import Registry
from marsad.model.clustering import average_link

JOIN = 0.3
"""Mean probability over all pairs of two groups from which on they are one incident."""
THREAD = 0.1
"""Pairs less likely than this count as impossible: they need not be kept, and tie no component together."""

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

    A ledger that keeps judgements need not call this: it compares a new telling with those that it meets
    (``blocking``), keeps what is at least THREAD, and clusters again the one component that it ties.
    """
    told = {t.key: t for t in tellings}
    world = World(registry, weights)
    judged = {frozenset((a.key, b.key)): compare(a, b, world) for a, b in candidates(told.values())}
    judged = {pair: j for pair, j in judged.items() if j.probability >= THREAD}
    likely = {pair: j.probability for pair, j in judged.items()}
    reports = {t.key: t.report for t in told.values()}
    found = []
    for component in components(told, threads(likely, told.keys(), rulings)):
        for keys in cluster(component, likely, reports, rulings):
            inside = {p: judged[p] for p in map(frozenset, combinations(keys, 2)) if p in judged}
            found.append(Group(tuple(keys), inside))
    return sorted(found, key=lambda g: g.keys)


def threads(likely: Mapping[Pair, float], keys: Collection[str], rulings: Rulings = NO_RULINGS) -> list[Pair]:
    """The pairs that tie components together: those likely enough to join, and those ruled to be one.

    No two groups reach JOIN on average unless one of their pairs does.
    """
    ruled = [p for p in rulings.joined if all(k in keys for k in p)]
    return [p for p, n in likely.items() if n >= JOIN and p not in rulings.apart] + ruled


def cluster(
    keys: Iterable[str],
    likely: Mapping[Pair, float],
    reports: Mapping[str, str],
    rulings: Rulings = NO_RULINGS,
) -> list[list[str]]:
    """The groups of one component (``threads``), each sorted, by their first keys.

    ``likely`` has the probabilities of pairs, those not in it count as unlikely; ``reports`` the report of
    each key. Average-link: the two groups whose pairs are likeliest on average are brought together until
    none reach JOIN; of equals, those with the smaller keys. Tellings of one report are different events
    and stay apart unless a reviewer joined them; pairs below THREAD count as 0, kept or not.
    """
    mine = sorted(set(keys))
    place = {key: n for n, key in enumerate(mine)}
    inside = [p for p in rulings.joined if all(k in place for k in p)]
    start = [[place[k] for k in group_] for group_ in components(mine, inside)]
    found = average_link(_likeness(mine, likely, reports, rulings), JOIN, start)
    return [[mine[n] for n in group_] for group_ in found]


def _likeness(
    keys: Sequence[str], likely: Mapping[Pair, float], reports: Mapping[str, str], rulings: Rulings
) -> npt.NDArray[np.float64]:
    """How likely each two are one; minus infinity for a pair ruled apart, or of one report."""
    same = np.zeros((len(keys), len(keys)))
    place = {key: n for n, key in enumerate(keys)}
    for pair, found in likely.items():
        if found >= THREAD and all(key in place for key in pair):
            i, j = (place[key] for key in pair)
            same[i, j] = same[j, i] = found
    told = np.array([reports[key] for key in keys])
    same[told[:, None] == told[None, :]] = -np.inf
    for pairs, value in ((rulings.joined, None), (rulings.apart, -np.inf)):
        for pair in pairs:
            if all(key in place for key in pair):
                i, j = (place[key] for key in pair)
                same[i, j] = same[j, i] = likely.get(pair, 0.0) if value is None else value
    return same
