"""Who besieges a place where the words leave it out ("the besieged town of X")."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from marsad.model.actor import ActorKind
from marsad.model.reading import Holding, RoleName
from marsad.resolving.actors.identity import Identity
from marsad.resolving.actors.resolve import UNIDENTIFIED_ID, identify
from marsad.resolving.context import Context
from marsad.resolving.events.merging import Cluster

_REBELS = frozenset((ActorKind.REBEL_GROUP, ActorKind.JIHADIST_GROUP))


def besieger(context: Context, place: int | None, clusters: Sequence[Cluster]) -> Identity | None:
    """Who is told to besiege elsewhere; else whose enemies hold it; else who attacks it in this report.

    Where a state's foreign ally attacks, or rebels hold places of a report, it is the state's forces.
    """
    holders = [
        (h, context.actors[h.actor])
        for h in context.reading.holdings
        if h.actor is not None and h.actor in context.actors and context.actors[h.actor].armed
    ]
    told = {who.id: who for h, who in holders if h.state == "besieges"}
    if len(told) == 1:
        return next(iter(told.values()))
    if told:
        return None
    home = context.scene.country
    forces = context.knowledge.registry.forces(home) if home else None
    inside = {who.id for h, who in holders if h.state == "holds" and _same(context, place, h)}
    attackers = _attackers(context, place, clusters)
    if any(who.id == UNIDENTIFIED_ID for who in attackers):
        return None
    outside = [who for who in attackers if who.id not in inside and who.kind in _REBELS]
    if outside and not any(who.kind not in _REBELS for who in attackers):
        return outside[0]
    rebels = any(h.state == "holds" and who.kind in _REBELS for h, who in holders)
    if forces is None or forces.id in inside or not (rebels or attackers):
        return None
    reason = "rebels hold places here" if rebels else "attacks the besieged place"
    return identify(forces, context.scene.day, reason)


def _same(context: Context, place: int | None, holding: Holding) -> bool:
    return holding.place is not None and _one_place(context, place, holding.place)


def _one_place(context: Context, place: int | None, other: int) -> bool:
    """Whether two mentions mean one place; names that no gazetteer knows are compared as written."""
    if place is None or place not in context.places or other not in context.places:
        return False
    mine, theirs = context.places[place].place, context.places[other].place
    if mine is None or theirs is None:
        return context.mention(place).span.text == context.mention(other).span.text
    return mine.id == theirs.id


def _attackers(context: Context, place: int | None, clusters: Sequence[Cluster]) -> list[Identity]:
    """Who attacks the place in this report, the one that does so most often first."""
    found: Counter[str] = Counter()
    known: dict[str, Identity] = {}
    for cluster in clusters:
        where = cluster.place(context)
        if where is None or not _one_place(context, place, where):
            continue
        for draft in cluster.drafts:
            for party in draft.parties:
                who = party.identity
                if party.role is RoleName.AGENT and who.armed:
                    known[who.id] = who
                    found[who.id] += 1
    return [known[i] for i, _ in found.most_common()]
