"""Who takes part in an event, and on which side: the parties of all its drafts brought together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from marsad.model.actor import ActorKind
from marsad.model.event import EventType, Participant, Side
from marsad.model.reading import MentionKind, RoleName
from marsad.model.span import Span
from marsad.resolving.actors.identity import CIVILIANS, UNIDENTIFIED_ID, Identity, identify
from marsad.resolving.context import Context
from marsad.resolving.events.kin import kin_meant
from marsad.resolving.events.merging import Cluster
from marsad.resolving.events.parties import DEEDS, Party
from marsad.resolving.events.persons import persons_of, somebody
from marsad.resolving.events.struck import STRIKES, struck
from marsad.resolving.events.suspects import Suspicion

PROTESTERS = "protesters"
"""Registry id of those who protest: a protest has them as its actor also where the words leave them out."""


def participants_of(
    context: Context, cluster: Cluster, type_: EventType, suspected: Sequence[Suspicion] = ()
) -> tuple[Participant, ...]:
    """The actors of an event. ``suspected`` are those said elsewhere to be behind it.

    They act where nobody else that is known does; so do persons whom only the report knows.
    """
    found: dict[str, Participant] = {}
    for participant in _by_words(context, cluster, type_):
        found.setdefault(participant.actor or "", participant)
    for party in (p for d in cluster.drafts for p in d.bystanders):
        side = _side(party.role, party.identity, acts=False)
        if not any(p.side is side and p.actor != CIVILIANS.id for p in found.values()):
            ident = party.identity.id
            found.setdefault(ident, Participant(ident, side, party.role.value, party.span))
    persons = persons_of(context)
    for person, side in _persons(context, cluster, type_):
        others = {p.actor for p in found.values() if p.side is Side.A} - persons.keys() - {UNIDENTIFIED_ID}
        if side is not Side.A or not others:
            role = RoleName.AGENT if side is Side.A else RoleName.VICTIMS
            found.setdefault(person.id, Participant(person.id, side, role.value))
    if type_ in DEEDS and not _acting(found):
        for suspicion in suspected:
            for identity in suspicion.identities:
                found[identity.id] = Participant(identity.id, Side.A, RoleName.AGENT.value, suspicion.span)
    if type_ in DEEDS and not any(p.side is Side.A for p in found.values()):
        found |= {p.actor or "": p for p in _somebody(context, cluster)}
    if type_ in DEEDS:
        found = _without_their_own(context, cluster, found)
    if type_ is EventType.PROTESTS:
        _complete_protest(context, cluster, found)
    told = [p for p in found.values() if type_ not in DEEDS or not _by_its_forces(context, p, found)]
    told = [p for p in told if p.actor != UNIDENTIFIED_ID or not _named(context, p.side, told)]
    if type_ in STRIKES and all(p.side is Side.A for p in told):
        told += struck(context, cluster)
    return tuple(told)


def _somebody(context: Context, cluster: Cluster) -> Iterator[Participant]:
    """People of whom no more is known, where they and nobody else act: "three hooded men fired"."""
    if UNIDENTIFIED_ID not in context.knowledge.registry.actors:
        return
    for party in (p for d in cluster.drafts for p in d.parties):
        acts = party.identity == CIVILIANS and party.role is RoleName.AGENT
        if acts and _SOMEBODY.search(party.span.text):
            yield Participant(UNIDENTIFIED_ID, Side.A, party.role.value, party.span)
            return


def _without_their_own(
    context: Context, cluster: Cluster, found: Mapping[str, Participant]
) -> dict[str, Participant]:
    """Those of ``found`` without persons of the report who suffer beside a side that bears
    arms: they are of it ("killed nine rebels, among them Ali Sow").
    """
    identities = {p.identity.id: p.identity for d in cluster.drafts for p in d.parties}
    persons = persons_of(context).keys() & found.keys()
    struck = [identities.get(i) for i, p in found.items() if p.side is Side.B and i not in persons]
    if not any(i is not None and i.armed for i in struck):
        return dict(found)
    return {i: p for i, p in found.items() if i not in persons or p.side in {Side.A, Side.TARGET}}


def _by_its_forces(context: Context, one: Participant, found: Mapping[str, Participant]) -> bool:
    """Whether a government stands beside its own forces: in a fight they are one party."""
    actor = context.knowledge.registry.actors.get(one.actor or "")
    if actor is None or actor.kind is not ActorKind.GOVERNMENT or actor.country is None:
        return False
    forces = context.knowledge.registry.forces(actor.country)
    return forces is not None and forces.id in found and found[forces.id].side is one.side


def _named(context: Context, side: Side, found: Sequence[Participant]) -> bool:
    """Whether a group that bears arms is named on a side: then "gunmen" there are its gunmen."""
    here = (context.knowledge.registry.actors.get(p.actor or "") for p in found if p.side is side)
    return any(a is not None and a.id != UNIDENTIFIED_ID and a.party is True for a in here)


_PLANTED = frozenset(("Remote explosive/landmine/IED", "Suicide bomb"))
"""Deeds at which police only find, search and arrest, whatever verb the sentence gives them."""


def _by_words(context: Context, cluster: Cluster, type_: EventType) -> Iterator[Participant]:
    """The parties of the drafts, each on its side."""
    agents = {p.identity.id for d in cluster.drafts for p in d.parties if p.role is RoleName.AGENT}
    holders = {h.span for h in context.reading.holdings} if type_ is EventType.EXPLOSIONS else set()
    planted = type_ is EventType.EXPLOSIONS and cluster.lead.typing.sub_type in _PLANTED
    for party in (p for d in cluster.drafts for p in d.parties):
        identity = party.identity
        leader = _leader_struck(context, party) if type_ in DEEDS else None
        if leader is not None:
            yield Participant(leader.id, Side.TARGET, party.role.value, party.span)
            continue
        if party.span in holders:
            continue  # a strike on a held town is not one on its holder
        if type_ is not EventType.STATEMENT and _stands_by(identity, party.role, type_):
            continue
        if identity.kind is ActorKind.POLICE and party.role is RoleName.AGENT and planted:
            continue
        outacted = _outacted(cluster, identity.id) and identity != CIVILIANS
        side = Side.B if outacted else _side(party.role, identity, identity.id in agents)
        if side is Side.B and type_ is EventType.PROTESTS:
            side = Side.TARGET
        if side is Side.B and type_ in _ON_CIVILIANS and _unarmed(identity, party.span):
            side = Side.CIVILIAN
        if side is Side.B and type_ in DEEDS and identity.party is False:
            side = Side.TARGET
        if identity == CIVILIANS and side is Side.A and type_ not in {EventType.PROTESTS, EventType.RIOTS}:
            continue
        yield Participant(identity.id, side, party.role.value, party.span)


def _leader_struck(context: Context, party: Party) -> Identity | None:
    """The person to whom a deed was done who speaks for an actor elsewhere: an attempt on a president's life
    is none on all his forces.
    """
    if party.role is RoleName.AGENT:
        return None
    if _LOYAL.search(context.report.text[: party.span.start][-20:]):
        return None  # "fighters loyal to President X" are struck, he is not
    mentions = (m for m in context.reading.mentions if m.span == party.span)
    person = next((somebody(context, m) for m in mentions if m.kind is MentionKind.PERSON), None)
    if person is None or person.kind is not ActorKind.PERSON or person.id == party.identity.id:
        return None
    return person


_LOYAL = re.compile(r"\b(?:loyal|allied|opposed|hostile) to\s+$", re.I)
_SOMEBODY = re.compile(
    r"\b(?:unidentified|unknown|armed|masked|hooded|several|men|man|individuals?|persons?|people|youths?)\b",
    re.I,
)
"""Words for people who act in a deed, of whom no more is known."""
_ON_CIVILIANS = frozenset((EventType.EXPLOSIONS, EventType.VIOLENCE_AGAINST_CIVILIANS))
_IN_ARMS = re.compile(
    r"\b(?:general|gen|colonel|col|major|maj|captain|capt|lieutenant|lt|sergeant|sgt|corporal|brigadier|admiral"
    r"|commander|soldier|officer|police\w*|trooper|fighter|militant|militia\w*|rebel|guerrilla|insurgent"
    r"|terrorist|gunman|jihadist|bomber|emir|warlord)\b",
    re.I,
)


def _unarmed(identity: Identity, span: Span) -> bool:
    """Whether a person whom only the report knows bears no arms as far as his or her title tells."""
    return identity.kind is ActorKind.PERSON and _IN_ARMS.search(span.text) is None


def _murdered(role: RoleName, type_: EventType) -> bool:
    """Whether a named victim is the one whom it was done to, not one of many ("the dead include ...")."""
    return role is RoleName.VICTIMS and type_ is EventType.VIOLENCE_AGAINST_CIVILIANS


def _acting(found: Mapping[str, Participant]) -> bool:
    """Whether somebody who can be named acts."""
    return any(p.side is Side.A and p.actor not in {CIVILIANS.id, UNIDENTIFIED_ID} for p in found.values())


def _complete_protest(context: Context, cluster: Cluster, found: dict[str, Participant]) -> None:
    """Residents who march are protesters; who breaks up the march, or is marched against, is their target."""
    armed = {p.identity.id for d in cluster.drafts for p in d.parties if p.identity.armed}
    for ident in armed & found.keys():
        found[ident] = replace(found[ident], side=Side.TARGET)
    if not any(p.side is Side.A and p.actor != CIVILIANS.id for p in found.values()):
        found.pop(CIVILIANS.id, None)
        found.setdefault(PROTESTERS, Participant(PROTESTERS, Side.A, RoleName.AGENT.value))
    for target in _protested_against(context, cluster):
        found.setdefault(target.id, Participant(target.id, Side.TARGET, RoleName.PATIENT.value))


_AGAINST = re.compile(
    r"\b(?:against|resign(?:ation)?|step(?:s|ped)? down|overthrow|ouster|oust|topple|downfall|demand\w*"
    r"|calling for"
    r"|anti-government|anti-regime|quit)\b",
    re.I,
)


_RULERS = re.compile(
    r"\b(?:resignation|ouster|removal|downfall|overthrow) of (?:\w+ ){0,3}?(?:president|leader|rulers?"
    r"|regime|government|prime minister|ministers?|governor|officials)\b"
    r"|\b(?:president|leader|rulers?|regime|government|prime minister|ministers?|governor|officials) "
    r"(?:to )?(?:step down|resign|quit|leave office|go)\b",
    re.I,
)
"""Those in power who shall go: they are the government also where no name says whose."""


def _protested_against(context: Context, cluster: Cluster) -> Iterator[Identity]:
    """The government that the words of a protest turn against."""
    for draft in cluster.drafts:
        turn = _AGAINST.search(draft.evidence.text)
        if turn is None or draft.type is not EventType.PROTESTS:
            continue
        named = False
        for index, identity in context.actors.items():
            mention = context.mention(index)
            behind = (
                mention.sentence == draft.sentence
                and mention.span.start >= draft.evidence.start + turn.start()
            )
            if behind and identity.kind is ActorKind.GOVERNMENT and mention.head != "qualifier":
                named = True
                yield identity
        rulers = _RULERS.search(draft.evidence.text)
        home = context.scene.country
        if not named and rulers is not None and home is not None:
            government = context.knowledge.registry.government(home)
            if government is not None:
                yield identify(government, context.scene.day, f"{rulers[0]!r} in {home}")


_SEIZING = frozenset(("arrest", "abduct", "capture-fighters"))


def _persons(context: Context, cluster: Cluster, type_: EventType) -> Iterator[tuple[Identity, Side]]:
    """Persons unknown to the registry: those who did it alone, the arrested, leaders killed in battle."""
    for party in (p for d in cluster.drafts for p in d.parties if p.identity == CIVILIANS):
        if party.role is RoleName.AGENT and type_ in DEEDS:
            yield from ((one, Side.A) for one in kin_meant(context, party.span))
    for trigger in (t for d in cluster.drafts for t in d.triggers):
        for role in trigger.roles:
            mention = context.mention(role.mention)
            if mention.kind is not MentionKind.PERSON or role.mention in context.actors:
                continue
            person = somebody(context, mention)
            if person is None:
                continue
            if role.name is RoleName.AGENT and type_ in DEEDS:
                yield person, Side.A
            elif _murdered(role.name, type_) and _unarmed(person, mention.span):
                yield person, Side.CIVILIAN
            elif role.name is RoleName.VICTIMS and (type_ is EventType.BATTLES or trigger.frame in _SEIZING):
                yield person, Side.B


_HELPERS = frozenset((ActorKind.INTERNATIONAL_ORGANISATION, ActorKind.HUMANITARIAN))


def _stands_by(identity: Identity, role: RoleName, type_: EventType) -> bool:
    """Whether somebody named beside an event has no part in it: who reports it, or fights for nobody."""
    if type_ in DEEDS and role is not RoleName.AGENT:
        return False  # a newspaper that is bombed is no reporter of it
    if identity.kind in {ActorKind.MEDIA, ActorKind.MONITOR}:
        return True
    if identity == CIVILIANS or identity.party is not False:
        return False
    dealt_with = type_ is EventType.STRATEGIC_DEVELOPMENTS
    return not (dealt_with and identity.kind in _HELPERS)  # aid convoys and talks have their parties


def _outacted(cluster: Cluster, actor: str) -> bool:
    """Whether others act against an actor more often than it acts itself; "clashes between" tells no side."""
    against = acting = 0
    for draft in cluster.drafts:
        agents = draft.who(RoleName.AGENT)
        if actor in draft.who(RoleName.PATIENT, RoleName.VICTIMS) and agents - {actor}:
            against += 1
        elif agents == {actor}:
            acting += 1
    return against > acting


def _side(role: RoleName, identity: Identity, acts: bool) -> Side:
    if identity == CIVILIANS or identity.kind is ActorKind.CIVILIANS:
        return Side.CIVILIAN if role is not RoleName.AGENT else Side.A
    return Side.A if role is RoleName.AGENT or acts else Side.B


def suspected_by_cluster(
    context: Context, clusters: Sequence[Cluster], suspicions: Sequence[Suspicion]
) -> Mapping[int, Sequence[Suspicion]]:
    """The suspicions that concern each cluster, by its number: of its sentences, else of the deed told last.

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
    resolved = context.places[index] if index is not None else None
    if resolved is None or resolved.place is None or resolved.precision in {"country", "admin1"}:
        return False
    ident = resolved.place.id
    return any(
        context.mention(i).sentence == sentence and r.place is not None and r.place.id == ident
        for i, r in context.places.items()
    )
