"""Who takes part in an event, and on which side: the parties of all its drafts brought together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from marsad.model.actor import ActorKind
from marsad.model.event import EventType, Participant, Side
from marsad.model.reading import RoleName
from marsad.resolving.actors import CIVILIANS, UNIDENTIFIED_ID, Identity
from marsad.resolving.context import Context
from marsad.resolving.merging import Cluster
from marsad.resolving.parties import DEEDS
from marsad.resolving.suspects import Suspicion

PROTESTERS = "protesters"
"""Registry id of those who protest: a protest has them as its actor also where the words leave them out."""


def participants_of(
    cluster: Cluster, type_: EventType, suspected: Sequence[Suspicion] = ()
) -> tuple[Participant, ...]:
    """The actors of an event. ``suspected`` are those said elsewhere to be behind it: they act where nobody else does."""
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
    if type_ in DEEDS and not any(p.side is Side.A and p.actor not in {CIVILIANS.id, UNIDENTIFIED_ID} for p in found.values()):
        for suspicion in suspected:
            for identity in suspicion.identities:
                found[identity.id] = Participant(identity.id, Side.A, RoleName.AGENT.value, suspicion.span)
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


def suspected_by_cluster(
    context: Context, clusters: Sequence[Cluster], suspicions: Sequence[Suspicion]
) -> Mapping[int, Sequence[Suspicion]]:
    """The suspicions that concern each cluster (by its number): told in one of its sentences, else the deed told last.

    A suspicion whose sentence names the places of several deeds concerns each of them.
    """
    found: dict[int, list[Suspicion]] = {}
    deeds = [(n, c) for n, c in enumerate(clusters) if c.lead.type in DEEDS]
    for suspicion in suspicions:
        own = [n for n, c in deeds if any(d.sentence == suspicion.sentence for d in c.drafts)]
        there = [n for n, c in deeds if _place_told(context, c, suspicion.sentence)]
        before = [n for n, c in deeds if min(d.sentence for d in c.drafts) <= suspicion.sentence]
        last = sorted(before, key=lambda n: _last_told(clusters[n], suspicion.sentence))[-1:]
        for n in dict.fromkeys([*own, *there] or last):
            found.setdefault(n, []).append(suspicion)
    return found


def _last_told(cluster: Cluster, sentence: int) -> int:
    return max(d.sentence for d in cluster.drafts if d.sentence <= sentence)


def _place_told(context: Context, cluster: Cluster, sentence: int) -> bool:
    """Whether the sentence names the place of the cluster again."""
    index = cluster.place(context)
    if index is None or context.places[index].place is None or context.places[index].precision in {"country", "admin1"}:
        return False
    ident = context.places[index].place.id if context.places[index].place else None
    return any(
        context.mention(i).sentence == sentence and r.place is not None and r.place.id == ident
        for i, r in context.places.items()
    )
