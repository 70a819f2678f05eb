"""The parties of a draft: who acts and who is acted on, by grammar and by who holds what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from marsad.knowledge.frames import Frame
from marsad.model.actor import ActorKind
from marsad.model.event import EventType
from marsad.model.reading import Mention, MentionKind, RoleName, Trigger
from marsad.model.span import Span
from marsad.resolving.actors.descriptions import VOICES
from marsad.resolving.actors.identity import CIVILIANS, Identity, identify
from marsad.resolving.context import Context, once
from marsad.resolving.events.countries import country_acts, is_mission, joined, people_in
from marsad.resolving.events.onlookers import POSITIONS, accuses, holds_by
from marsad.resolving.events.types import remote_sub_type, territory

DEEDS = frozenset((EventType.BATTLES, EventType.EXPLOSIONS, EventType.VIOLENCE_AGAINST_CIVILIANS))
"""Types of what armed actors do to somebody."""


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody's part in a draft: who, in which role, and the words that say so."""

    identity: Identity
    role: RoleName
    span: Span
    named: bool = False
    """Whether the words name the actor rather than describe it."""
    owner: bool = False
    """Whether the words say that what was struck is the actor's ("rebel positions")."""
    beside: str | None = None
    """Id of the actor that it is named in one breath with ("Russian and regime jets"): it has part where that
    one has.
    """


def parties_by_role(parties: Sequence[Party]) -> dict[RoleName, tuple[Identity, ...]]:
    found: dict[RoleName, tuple[Identity, ...]] = {}
    for party in parties:
        found[party.role] = (*found.get(party.role, ()), party.identity)
    return found


def parties_of(context: Context, triggers: Sequence[Trigger]) -> tuple[Party, ...]:
    """Who acts and who suffers in what the triggers tell, the first words for each actor and role."""
    found: dict[tuple[str, RoleName], Party] = {}
    for trigger in triggers:
        for party in _by_grammar(context, trigger):
            acts = (party.identity.id, RoleName.AGENT) in found
            if (
                party.role is not RoleName.AGENT
                and acts
                and not context.frame(trigger).mutual
                and not party.named
            ):
                continue  # nobody attacks himself: the description means somebody else
            found.setdefault((party.identity.id, party.role), party)
        for party in (*_helpers(context, trigger), *_holders(context, trigger), *_owners(context, trigger)):
            if party.role is RoleName.AGENT or (party.identity.id, RoleName.AGENT) not in found:
                found.setdefault((party.identity.id, party.role), party)
    return tuple(found.values())


def _by_grammar(context: Context, trigger: Trigger) -> Iterator[Party]:
    """The parties that the grammar gives: subjects, objects and prepositional phrases."""
    frame = context.frame(trigger)
    for role in trigger.roles:
        if role.name not in {RoleName.AGENT, RoleName.PATIENT, RoleName.VICTIMS}:
            continue
        mention = context.mention(role.mention)
        if role.name is RoleName.AGENT and frame.type in DEEDS and is_mission(context, mention):
            continue
        if role.name is RoleName.AGENT and holds_by(context, mention, (trigger.span,)):
            continue
        if role.name is RoleName.AGENT and accuses(context, mention, (trigger.span,)):
            continue
        for identity in _identities(context, role.mention, frame):
            yield Party(
                as_party(context, mention, identity, frame), role.name, mention.span, mention.name is not None
            )
        whole = context.actors.get(role.mention) or state_named(context, role.mention, frame)
        if whole is not None:
            beside = as_party(context, mention, whole, frame).id
            for ally in joined(context, mention):
                yield Party(ally, role.name, mention.span, named=True, beside=beside)


def _identities(context: Context, index: int, frame: Frame) -> list[Identity]:
    """Who a phrase is; a list that lost its commas ("the FSA SRF Hazzm fighters") is everyone it names."""
    mention = context.mention(index)
    whole = context.actors.get(index) or state_named(context, index, frame)
    found = [whole] if whole is not None else []
    if mention.kind is not MentionKind.ACTOR or mention.name is None:
        return found
    for i, inner in enumerate(context.reading.mentions):
        if (
            inner.kind is MentionKind.ACTOR
            and inner.head == "name"
            and mention.span.covers(inner.span)
            and i in context.actors
        ):
            behind = context.report.text[inner.span.end : inner.span.end + 2]
            if context.actors[i].armed and not behind.startswith(("'", "’", "s ", "-")):
                found.append(context.actors[i])
    return found


def acting(context: Context, identity: Identity, frame: Frame) -> Identity:
    """A government that fights is its forces."""
    if frame.type not in DEEDS or identity.kind is not ActorKind.GOVERNMENT or identity.country is None:
        return identity
    forces = context.knowledge.registry.forces(identity.country)
    return identify(forces, context.scene.day, identity.reason) if forces else identity


_CIVIL = frozenset(
    "embassy embassies consulate consulates ambassador ambassadors diplomat diplomats envoy envoys minister "
    "ministers mayor mayors governor governors official officials councillor councillors politician senator "
    "senators parliament congress ministry delegation spokesman".split()
)
"""Heads of phrases for who serves a government and bears no arms."""


def as_party(context: Context, mention: Mention, identity: Identity, frame: Frame) -> Identity:
    """Who a mention is as a party: a government's forces where it fights, not its officials or embassies."""
    person = mention.kind is MentionKind.PERSON
    civil = person or mention.head in _CIVIL or is_mission(context, mention)
    return identity if civil else acting(context, identity, frame)


_HELP = re.compile(
    r"\b(?:backed|supported|aided|assisted|joined|reinforced|accompanied|helped)\s+by\s+(?:\w+\s+){0,3}$"
    r"|\bwith\s+(?:the\s+)?(?:\w+\s+)?(?:support|help|backing|assistance|aid|cover|cooperation)\s+(?:of"
    r"|from|by)\s+(?:the\s+)?(?:\w+\s+){0,2}$"
    r"|\b(?:alongside|together with|along with|in cooperation with|in coordination with|jointly with"
    r"|allied with)\s+(?:the\s+)?(?:\w+\s+){0,2}$"
    r"|\bunder\s+(?:the\s+)?cover\s+of\s+(?:\w+\s+){0,1}$",
    re.I,
)


def _helpers(context: Context, trigger: Trigger) -> Iterator[Party]:
    """Who fights beside those who act: "backed by Russian jets", "with support from the coalition"."""
    if context.frame(trigger).type not in DEEDS or not any(r.name is RoleName.AGENT for r in trigger.roles):
        return
    sentence = context.reading.sentences[trigger.sentence]
    for index, identity in context.actors.items():
        mention = context.mention(index)
        if (
            mention.sentence != trigger.sentence
            or not identity.armed
            or identity.kind in VOICES
            or mention.name is None
        ):
            continue
        before = context.report.text[max(sentence.start, mention.name.start - 60) : mention.name.start]
        if trigger.clause.covers(mention.span) and _HELP.search(before):
            yield Party(
                acting(context, identity, context.frame(trigger)), RoleName.AGENT, mention.span, named=True
            )


def _holders(context: Context, trigger: Trigger) -> Iterator[Party]:
    """Who holds what is fought over: "an assault on the rebel-held quarters" is against the rebels."""
    frame = context.frame(trigger)
    on_foot = (
        frame.id == "attack" and remote_sub_type(context.reading.sentences[trigger.sentence].text) is None
    )
    if frame.type is not EventType.BATTLES and not on_foot:
        return
    for holding in context.reading.holdings:
        holder = context.actors.get(holding.actor) if holding.actor is not None else None
        if holder is None or holding.sentence != trigger.sentence or trigger.span.end > holding.span.start:
            continue
        place = None if holding.place is None else context.mention(holding.place).span
        fought_over = place is not None and trigger.clause.covers(place) and trigger.span.end <= place.start
        if trigger.clause.covers(holding.span) or fought_over:
            yield Party(acting(context, holder, frame), RoleName.PATIENT, holding.span, owner=fought_over)


_HELD = re.compile(
    r"-(?:held|controlled|run|occupied)\b"
    r"|\b(?:districts?|neighbou?rhoods?|areas?|parts?|towns?|villages?|suburbs?|cit(?:y|ies)|quarters?"
    r"|territory|territories)\b",
    re.I,
)
_HELD_BY = re.compile(
    r"\b(?:held|controlled|run|dominated|occupied|manned|ruled|seized|captured) by\s+(?:\w+\s+){0,3}$"
    r"|\b(?:not|n't|never)\b.{0,24}\bby\s+(?:\w+\s+){0,2}$",
    re.I,
)


def _owners(context: Context, trigger: Trigger) -> Iterator[Party]:
    """Whose the attacked things are ("rebel positions"); a strike on a held town is not on its holder."""
    for role in trigger.roles:
        if role.name not in {RoleName.THING, RoleName.PLACE, RoleName.PATIENT}:
            continue
        mention = context.mention(role.mention)
        held = _HELD.search(mention.span.text)
        from_afar = remote_sub_type(context.reading.sentences[trigger.sentence].text) is not None
        if held and (context.frame(trigger).type is EventType.EXPLOSIONS or from_afar):
            continue
        owner = _owner(context, role.mention)
        if owner is not None:
            party = as_party(context, mention, owner, context.frame(trigger))
            struck = (
                role.name is not RoleName.PLACE and mention.head in POSITIONS and owner.armed is not False
            )
            yield Party(party, RoleName.PATIENT, mention.span, owner=struck)


def bystanders_of(context: Context, triggers: Sequence[Trigger], parties: Sequence[Party]) -> Iterator[Party]:
    """Armed actors whose part the grammar left open: ahead of the trigger they act, behind it suffer."""
    lead = triggers[0]
    if context.frame(lead).type not in DEEDS:
        return
    known = {p.identity.id for p in parties}
    acts = any(p.role is RoleName.AGENT for p in parties)
    clauses = [t.clause for t in triggers]
    speakers = [a.speaker for a in context.reading.attributions]
    holders = [context.mention(h.actor).span for h in context.reading.holdings if h.actor is not None]
    for index, identity in context.actors.items():
        mention = context.mention(index)
        if (
            not identity.armed
            or identity.kind in VOICES
            or mention.head == "qualifier"
            or identity.id in known
        ):
            continue
        if identity.kind in {ActorKind.GOVERNMENT, ActorKind.POLICE} or (
            mention.name is None and mention.head in _WEAK_HEADS
        ):
            continue
        if not any(c.covers(mention.span) for c in clauses) or any(
            s.overlaps(mention.span) for s in (*speakers, *holders)
        ):
            continue
        if _HELD_BY.search(context.report.text[max(0, mention.span.start - 50) : mention.span.start]):
            continue
        by = re.search(
            r"\bby\s+(?:the\s+)?$", context.report.text[max(0, mention.span.start - 8) : mention.span.start]
        )
        before = by is not None or mention.span.start < lead.span.start
        if before and not acts:
            yield Party(identity, RoleName.AGENT, mention.span)
        elif not before:
            yield Party(identity, RoleName.PATIENT, mention.span)


_WEAK_HEADS = frozenset(
    "it they them its their he she his her him who which group groups leader leaders member members head "
    "chief".split()
)


def _owner(context: Context, index: int) -> Identity | None:
    """Whose a thing is: "three ISIS checkpoints", "rebel positions"."""
    thing = context.mention(index)
    if thing.kind is not MentionKind.THING:
        return None
    for i, mention in enumerate(context.reading.mentions):
        if (
            mention.kind is MentionKind.ACTOR
            and thing.span.covers(mention.span)
            and mention.head != "qualifier"
        ):
            return context.actors.get(i)
    words = thing.span.text.lower().split()
    for iso2 in context.scene.main:
        for word in words[:-1]:
            for actor in context.knowledge.registry.standing_for(word.strip("'’")):
                if iso2 == actor.country or iso2 in actor.fights_in:
                    return identify(actor, context.scene.day, f"{word!r} in {iso2}")
    return None


def state_named(context: Context, index: int, frame: Frame) -> Identity | None:
    """A country that acts ("Turkey shelled", "Turkish fire") is its forces, or its government where it speaks
    or agrees.
    """
    speaks = frame.type in {EventType.STATEMENT, EventType.STRATEGIC_DEVELOPMENTS} and not frame.control
    return _state(context, index, speaks)


@once
def _state(context: Context, index: int, speaks: bool) -> Identity | None:
    mention = context.mention(index)
    if mention.kind not in {MentionKind.PLACE, MentionKind.ACTOR} or mention.name is None:
        return None
    name = mention.name.text
    if mention.kind is MentionKind.PLACE and _says_whose(context, mention):
        return None
    codes = context.knowledge.registry.lands.ids(name)
    if mention.kind is MentionKind.ACTOR:
        codes = codes or context.knowledge.registry.peoples.ids(name)
    if codes and is_mission(context, mention):
        government = context.knowledge.registry.government(codes[0])
        return identify(government, context.scene.day, f"its mission {name!r}") if government else None
    if not codes or not country_acts(context, mention, fights=not speaks):
        codes = ()
        if mention.kind is MentionKind.ACTOR and not speaks and (people := people_in(context, mention)):
            codes = (people,)
    if not codes:
        return None
    registry = context.knowledge.registry
    actor = registry.government(codes[0]) if speaks else registry.forces(codes[0])
    return identify(actor, context.scene.day, f"the country {mention.name.text!r} acts") if actor else None


def _says_whose(context: Context, mention: Mention) -> bool:
    """Whether a country is part of the words for another actor: "Mali insurgents", "the Mali rebel group"."""
    return any(
        context.mention(i).kind is MentionKind.ACTOR
        and context.mention(i).span.covers(mention.span)
        and context.mention(i).span != mention.span
        for i in context.actors
    )


def takers(parties: Sequence[Party]) -> list[Identity]:
    """Who acts, without civilians."""
    return [p.identity for p in parties if p.role is RoleName.AGENT and p.identity != CIVILIANS]


def land_taken(parties: Sequence[Party], country: str | None) -> str:
    """The sub-type of land that changed hands between these parties in a country."""
    losers = [p.identity for p in parties if p.role is not RoleName.AGENT and p.identity.armed]
    return territory(takers(parties), losers, country)
