"""The parties of a draft: who acts and who is acted on, by the grammar of the sentence and by what is held by whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from marsad.knowledge.frames import Frame
from marsad.model.actor import ActorKind
from marsad.model.event import EventType
from marsad.model.reading import MentionKind, RoleName, Trigger
from marsad.model.span import Span
from marsad.resolving.actors import Identity, identify
from marsad.resolving.context import Context
from marsad.resolving.descriptions import VOICES

DEEDS = frozenset((EventType.BATTLES, EventType.EXPLOSIONS, EventType.VIOLENCE_AGAINST_CIVILIANS))
"""Types of what armed actors do to somebody."""


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody's part in a draft: who, in which role, and the words that say so."""

    identity: Identity
    role: RoleName
    span: Span


def parties_by_role(parties: Sequence[Party]) -> dict[RoleName, tuple[Identity, ...]]:
    found: dict[RoleName, tuple[Identity, ...]] = {}
    for party in parties:
        found[party.role] = (*found.get(party.role, ()), party.identity)
    return found


def parties_of(context: Context, triggers: Sequence[Trigger]) -> tuple[Party, ...]:
    found: dict[tuple[str, RoleName], Party] = {}
    for trigger in triggers:
        frame = context.frame(trigger)
        for role in trigger.roles:
            if role.name not in {RoleName.AGENT, RoleName.PATIENT, RoleName.VICTIMS}:
                continue
            identity = context.actors.get(role.mention) or _state_named(context, role.mention, frame)
            if identity is None:
                continue
            if frame.type in DEEDS and identity.kind is ActorKind.GOVERNMENT and identity.country:
                forces = context.knowledge.registry.forces(identity.country)
                identity = identify(forces, context.scene.day, identity.reason) if forces else identity
            acts = (identity.id, RoleName.AGENT) in found
            if role.name is not RoleName.AGENT and acts and not frame.mutual and context.mention(role.mention).name is None:
                continue  # nobody attacks himself: the description means somebody else
            party = Party(identity, role.name, context.mention(role.mention).span)
            found.setdefault((identity.id, role.name), party)
        if frame.type is EventType.BATTLES:
            for holding in context.reading.holdings:  # "an assault on the rebel-held quarters": against the rebels
                holder = context.actors.get(holding.actor) if holding.actor is not None else None
                told = trigger.span.end <= holding.span.start and trigger.clause.covers(holding.span)
                if holder is not None and told and (holder.id, RoleName.AGENT) not in found:
                    found.setdefault((holder.id, RoleName.PATIENT), Party(holder, RoleName.PATIENT, holding.span))
        for role in trigger.roles:
            owner = _owner(context, role.mention)
            if role.name in {RoleName.THING, RoleName.PLACE, RoleName.PATIENT} and owner is not None:
                found.setdefault((owner.id, RoleName.PATIENT), Party(owner, RoleName.PATIENT, context.mention(role.mention).span))
    return tuple(found.values())


def bystanders_of(context: Context, triggers: Sequence[Trigger], parties: Sequence[Party]) -> Iterator[Party]:
    """Armed actors in the clause of a deed whose part the grammar left open: before the trigger they act, behind it suffer."""
    lead = triggers[0]
    if context.frame(lead).type not in DEEDS:
        return
    known = {p.identity.id for p in parties}
    acts = any(p.role is RoleName.AGENT for p in parties)
    clauses = [t.clause for t in triggers]
    speakers = [a.speaker for a in context.reading.attributions]
    holders = {h.actor for h in context.reading.holdings}
    for index, identity in context.actors.items():
        mention = context.mention(index)
        if not identity.armed or identity.kind in VOICES or mention.head == "qualifier" or identity.id in known or index in holders:
            continue
        if identity.kind is ActorKind.GOVERNMENT or mention.name is None and mention.head in _WEAK_HEADS:
            continue
        if not any(c.covers(mention.span) for c in clauses) or any(s.overlaps(mention.span) for s in speakers):
            continue
        before = mention.span.start < lead.span.start
        if before and not acts:
            yield Party(identity, RoleName.AGENT, mention.span)
        elif not before:
            yield Party(identity, RoleName.PATIENT, mention.span)


_WEAK_HEADS = frozenset("it they them its their he she his her him who which group groups leader leaders member members head chief".split())


def _owner(context: Context, index: int) -> Identity | None:
    """Whose a thing is: "three ISIS checkpoints", "rebel positions"."""
    thing = context.mention(index)
    if thing.kind is not MentionKind.THING:
        return None
    for i, mention in enumerate(context.reading.mentions):
        if mention.kind is MentionKind.ACTOR and thing.span.covers(mention.span) and mention.head != "qualifier":
            return context.actors.get(i)
    words = thing.span.text.lower().split()
    for iso2 in context.scene.main:
        for word in words[:-1]:
            for actor in context.knowledge.registry.standing_for(word.strip("'’")):
                if iso2 == actor.country or iso2 in actor.fights_in:
                    return identify(actor, context.scene.day, f"{word!r} in {iso2}")
    return None


def _state_named(context: Context, index: int, frame: Frame) -> Identity | None:
    """A country that acts ("Turkey shelled …") is its forces, or its government where it speaks or agrees."""
    mention = context.mention(index)
    if mention.kind is not MentionKind.PLACE or mention.name is None:
        return None
    codes = context.knowledge.registry.lands.ids(mention.name.text)
    if not codes:
        return None
    registry = context.knowledge.registry
    speaks = frame.type in {EventType.STATEMENT, EventType.STRATEGIC_DEVELOPMENTS}
    actor = registry.government(codes[0]) if speaks else registry.forces(codes[0])
    return identify(actor, context.scene.day, f"the country {mention.name.text!r} acts") if actor else None
