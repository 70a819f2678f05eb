"""Who besieges a place where the words leave it out ("the besieged town of X")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from marsad.model.actor import ActorKind
from marsad.model.reading import Holding, RoleName
from marsad.resolving.actors.identity import Identity
from marsad.resolving.actors.resolve import UNIDENTIFIED_ID, identify
from marsad.resolving.context import Context
from marsad.resolving.events.merging import Cluster

_BROKEN = re.compile(
    r"\b(?:br[oe]k?\w*|lift\w*|end(?:s|ed|ing)?|pierc\w*)\s+(?:through\s+)?(?:(?:an?|the|this)\s+)?$"
)
_STATES = frozenset(
    (
        ActorKind.GOVERNMENT,
        ActorKind.STATE_FORCE,
        ActorKind.COALITION,
        ActorKind.FOREIGN_FORCE,
        ActorKind.POLICE,
    )
)
_REBELS = frozenset((ActorKind.REBEL_GROUP, ActorKind.JIHADIST_GROUP))


def besieger(context: Context, holding: Holding, clusters: Sequence[Cluster]) -> Identity | None:
    """Who is told to besiege elsewhere; else who attacks the place in this report; else, where rebels hold
    places, the state's forces. Who breaks a siege lays none; a state's foreign ally stands for its forces.
    """
    place, breakers = holding.place, _breakers(context, holding)
    holders = [
        (h, context.actors[h.actor])
        for h in context.reading.holdings
        if h.actor is not None and h.actor in context.actors and context.actors[h.actor].armed
    ]
    told = {who.id: who for h, who in holders if h.state == "besieges" and who.id != UNIDENTIFIED_ID}
    told = {i: who for i, who in (told | _told_by_deeds(context)).items() if i not in breakers}
    if told:
        return next(iter(told.values())) if len(told) == 1 else None
    inside = {who.id for h, who in holders if h.state == "holds" and _same(context, place, h)} | breakers
    attackers = [who for who in _attackers(context, place, clusters) if who.id not in inside]
    named = [who for who in attackers if who.id != UNIDENTIFIED_ID]
    home = context.scene.country
    if named and not any(is_of_states(who, home) for who in named):
        return named[0]
    if attackers and not named:
        return attackers[0]
    forces = context.knowledge.registry.forces(home) if home else None
    rebels = any(h.state == "holds" and who.kind in _REBELS for h, who in holders)
    if forces is None or forces.id in inside or not (rebels or named):
        return None
    reason = "rebels hold places here" if rebels else "attacks the besieged place"
    return identify(forces, context.scene.day, reason)


def is_of_states(who: Identity, home: str | None) -> bool:
    """Whether an actor is a state or fights for states; a coalition of its own is of rebels."""
    return who.kind in _STATES and not (who.kind is ActorKind.COALITION and who.country == home)


def _breakers(context: Context, holding: Holding) -> set[str]:
    """Who breaks the siege that a holding tells of ("the army broke the siege of X")."""
    sentence = context.reading.sentences[holding.sentence]
    found = _BROKEN.search(context.report.text[sentence.start : holding.span.start])
    if found is None:
        return set()
    return {
        who.id
        for i, who in context.actors.items()
        if who.armed and sentence.start <= context.mention(i).span.start < sentence.start + found.start()
    }


def _told_by_deeds(context: Context) -> dict[str, Identity]:
    """The armed actors of deeds by which a place is besieged."""
    agents = [
        context.actors[r.mention]
        for t in context.reading.triggers
        if t.frame == "besiege"
        for r in t.roles
        if r.name is RoleName.AGENT and r.mention in context.actors
    ]
    return {who.id: who for who in agents if who.armed and who.id != UNIDENTIFIED_ID}


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
