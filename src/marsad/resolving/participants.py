"""Who takes part in an event, and on which side: the parties of all its drafts brought together."""

from __future__ import annotations

from marsad.model.actor import ActorKind
from marsad.model.event import EventType, Participant, Side
from marsad.model.reading import RoleName
from marsad.resolving.actors import CIVILIANS, Identity
from marsad.resolving.merging import Cluster

PROTESTERS = "protesters"
"""Registry id of those who protest: a protest has them as its actor also where the words leave them out."""


def participants_of(cluster: Cluster, type_: EventType) -> tuple[Participant, ...]:
    found: dict[str, Participant] = {}
    agents = {p.identity.id for d in cluster.drafts for p in d.parties if p.role is RoleName.AGENT}
    for draft in cluster.drafts:
        for party in draft.parties:
            identity = party.identity
            if type_ is not EventType.STATEMENT and _stands_by(identity, party.role, type_):
                continue
            side = _side(party.role, identity, identity.id in agents)
            if identity == CIVILIANS and side is Side.A and type_ not in {EventType.PROTESTS, EventType.RIOTS}:
                continue
            found.setdefault(identity.id, Participant(identity.id, side, party.role.value, party.span))
    for party in (p for d in cluster.drafts for p in d.bystanders):
        side = _side(party.role, party.identity, acts=False)
        if not any(p.side is side for p in found.values() if p.actor != CIVILIANS.id):
            found.setdefault(party.identity.id, Participant(party.identity.id, side, party.role.value, party.span))
    if type_ is EventType.PROTESTS and not any(p.side is Side.A and p.actor != CIVILIANS.id for p in found.values()):
        found.pop(CIVILIANS.id, None)  # residents who march are protesters
        found.setdefault(PROTESTERS, Participant(PROTESTERS, Side.A, RoleName.AGENT.value))
    return tuple(found.values())


_HELPERS = frozenset((ActorKind.INTERNATIONAL_ORGANISATION, ActorKind.HUMANITARIAN))


def _stands_by(identity: Identity, role: RoleName, type_: EventType) -> bool:
    """Whether somebody named beside an event has no part in it: who reports it, or fights for nobody."""
    if identity.kind in {ActorKind.MEDIA, ActorKind.MONITOR}:
        return True
    if identity == CIVILIANS or identity.party is not False:
        return False
    acts = role is RoleName.AGENT and type_ is EventType.STRATEGIC_DEVELOPMENTS
    return not (acts and identity.kind in _HELPERS)  # aid convoys and talks have their agents


def _side(role: RoleName, identity: Identity, acts: bool) -> Side:
    if identity == CIVILIANS or identity.kind is ActorKind.CIVILIANS:
        return Side.CIVILIAN if role is not RoleName.AGENT else Side.A
    return Side.A if role is RoleName.AGENT or acts else Side.B
