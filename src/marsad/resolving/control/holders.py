"""Who takes or loses a place where something happened: by the words of the trigger, else by the draft."""

from __future__ import annotations

import re

from marsad.model.reading import RoleName, Trigger
from marsad.resolving.actors.resolve import UNIDENTIFIED_ID, Identity, identify
from marsad.resolving.context import Context
from marsad.resolving.control.objects import owners_of_taken
from marsad.resolving.control.parts import forces_of
from marsad.resolving.control.wording import extent, stands_behind
from marsad.resolving.events.draft import Draft


def holders_of(context: Context, draft: Draft, trigger: Trigger, role: RoleName) -> list[Identity]:
    """Who has the role by the words of the trigger itself, else in the draft."""
    roles = {role} if role is RoleName.AGENT else {role, RoleName.VICTIMS}
    mentions = [r.mention for r in trigger.roles if r.name in roles and r.mention in context.actors]
    mentions = [i for i in mentions if not stands_behind(context, context.mention(i).span)]
    opposite = {
        context.actors[r.mention].id
        for r in trigger.roles
        if r.name not in roles and r.mention in context.actors
    }
    own = [_meant(context, i, opposite) for i in mentions]
    if role is RoleName.PATIENT and not own:
        own = _lands_taken_from(context, trigger) or owners_of_taken(context, trigger)
    if not own and trigger.frame == "withdraw":
        own = _last_before(context, trigger)
    parties = [p for p in draft.parties if p.role in roles and p.identity.id not in opposite]
    acting = [p for p in parties if not stands_behind(context, p.span)]
    told = [p.identity for p in (acting or parties)]
    told = [] if own or (len({i.id for i in told if i.armed}) > 1 and role is not RoleName.AGENT) else told
    seen: dict[str, Identity] = {}
    for identity in [i for i in own if i.armed] or told:
        unnamed_loser = identity.id == UNIDENTIFIED_ID and role is not RoleName.AGENT
        if identity.armed and not unnamed_loser:  # that somebody lost it says the gain already
            fighting = forces_of(context, identity)
            seen.setdefault(fighting.id, fighting)
    return list(seen.values())


def _last_before(context: Context, trigger: Trigger) -> list[Identity]:
    """The armed actor named last before the verb in its clause ("after government troops pulled out")."""
    before = [
        (context.mention(i).span.end, who)
        for i, who in context.actors.items()
        if trigger.clause.covers(context.mention(i).span)
        and context.mention(i).span.end <= trigger.span.start
        and who.armed
    ]
    return [max(before, key=lambda x: x[0])[1]] if before else []


def _meant(context: Context, index: int, opposite: set[str]) -> Identity:
    """Who a mention is; a "them" that cannot be the taker is another armed actor of the sentence."""
    identity, mention = context.actors[index], context.mention(index)
    if identity.id not in opposite or mention.head not in {"them", "they", "it"}:
        return identity
    others = [
        (i, who)
        for i, who in context.actors.items()
        if context.mention(i).sentence == mention.sentence
        and context.mention(i).span.end <= mention.span.start
        and who.armed
        and who.id not in opposite
    ]
    return max(others, key=lambda x: context.mention(x[0]).span.start)[1] if others else identity


def _lands_taken_from(context: Context, trigger: Trigger) -> list[Identity]:
    """The forces of the country that a place was taken from ("seized the heights from X")."""
    found = []
    for index in context.places:
        span = context.mention(index).span
        before = context.report.text[max(0, span.start - 10) : span.start]
        if (
            extent(context, index) == "country"
            and trigger.clause.covers(span)
            and re.search(r"\bfrom (?:the )?$", before)
        ):
            codes = context.knowledge.registry.lands.ids(span.text)
            forces = context.knowledge.registry.forces(codes[0]) if codes else None
            if forces is not None:
                found.append(identify(forces, context.scene.day, f"taken from {span.text}"))
    return found
