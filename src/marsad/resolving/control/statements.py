"""Control statements: who gains, loses, holds, contests or besieges a place, by words and by events."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from marsad.knowledge.frames import Frame
from marsad.model.actor import ActorKind
from marsad.model.event import Claim, ControlState, ControlStatement, Event
from marsad.model.reading import Holding, MentionKind, RoleName, Status, Trigger
from marsad.model.span import Span
from marsad.model.time import Precision, TimeLink, When
from marsad.resolving.actors.resolve import UNIDENTIFIED_ID, Identity, identify
from marsad.resolving.context import Context
from marsad.resolving.control.meant import place_meant, spot_meant
from marsad.resolving.control.objects import owners_of_taken
from marsad.resolving.control.sieges import besieger
from marsad.resolving.control.taken import taken_places
from marsad.resolving.control.wording import is_of_facility, region_text, stands_behind
from marsad.resolving.events.draft import Draft
from marsad.resolving.events.merging import Cluster

_NO_GAIN = frozenset((Status.THREATENED, Status.PLANNED, Status.ATTEMPTED, Status.DENIED))


_LASTS = re.compile(r"\b(?:ha[sv]e? (?:\w+ ){0,2}?been|remains?|stays?|still)\b")
""" "has been in the hands of": who holds a place now has not lost it, whatever else is told beside it."""


def control_of(
    context: Context,
    clusters: Sequence[tuple[Cluster, Event]],
    place_ids: Mapping[int, str],
) -> tuple[ControlStatement, ...]:
    """Control statements of a report in the order of the text, each place, actor and state once."""
    found: list[ControlStatement] = []
    for cluster, event in clusters:
        for draft in cluster.drafts:
            found += _from_draft(context, draft, event, place_ids)
    happenings = [c for c, _ in clusters]
    for holding in context.reading.holdings:
        statement = _from_holding(context, holding, happenings, place_ids)
        if statement is not None:
            lasts = _LASTS.search(holding.span.text) is not None
            found.append(statement if lasts else _lost_meanwhile(context, statement, found))
    unique: dict[tuple[str, str | None, ControlState], ControlStatement] = {}
    for statement in sorted(found, key=lambda s: s.evidence[0].start):
        unique.setdefault((_worded(statement.place_text), statement.actor, statement.state), statement)
    return tuple(unique.values())


def _lost_meanwhile(
    context: Context, statement: ControlStatement, found: Sequence[ControlStatement]
) -> ControlStatement:
    """A holder whose place the same sentence lets another take has lost it ("retook the rebel-held town")."""
    if statement.state is not ControlState.HOLDS:
        return statement
    span = next(
        (s for s in context.reading.sentences if s.covers(statement.evidence[0])), statement.evidence[0]
    )
    if any(
        _same_taken(t, statement) and t.actor == statement.actor for t in found if span.covers(t.evidence[0])
    ):
        return statement  # "keeps X, which it seized"
    for taken in found:
        same = taken.place is not None and taken.place == statement.place
        beside = taken.event is not None and same and span.covers(taken.evidence[0])
        beside = beside and _one_worded(taken.place_text, statement.place_text)
        if taken.state is ControlState.GAINS and beside and taken.actor != statement.actor:
            return replace(statement, state=ControlState.LOSES, start=taken.start, event=taken.event)
    return statement


def _one_worded(one: str, other: str) -> bool:
    """Whether words may be of one thing: "X" and "the town of X", not "territory" and "a district of X"."""
    mine, theirs = _worded(one), _worded(other)
    return mine in theirs or theirs in mine


def _same_taken(taken: ControlStatement, statement: ControlStatement) -> bool:
    """Whether ``taken`` tells that the place of ``statement`` was taken."""
    return taken.state is ControlState.GAINS and taken.place is not None and taken.place == statement.place


def _worded(place: str) -> str:
    """A wording without articles: the west of a city and the city are held apart, "the
    city" is not."""
    bare = re.sub(r"\b(?:the|city|town|village|district|al|el)\b", "", place.lower())
    return re.sub(r"\W+", " ", re.sub(r"\b(north|south|east|west)ern\b", r"\1", bare)).strip()


def _claims_on(context: Context, evidence: Span) -> tuple[Claim, ...]:
    """Who says so: the speakers on whose word the clause rests."""
    said = [
        context.claims[n]
        for n, a in enumerate(context.reading.attributions)
        if not a.credit and any(s.covers(evidence) or evidence.covers(s) for s in a.said)
    ]
    return tuple(dict.fromkeys(said))


# ------------------------------------------------------------------ from what happened


def _from_draft(
    context: Context, draft: Draft, event: Event, place_ids: Mapping[int, str]
) -> Iterator[ControlStatement]:
    """Gains for who took a place, losses for whom it was taken from, where both are told."""
    if draft.status in _NO_GAIN:
        yield from _sought(context, draft, event, place_ids)
        return
    effects = [
        (trigger, control, {role: _holders(context, draft, trigger, RoleName(role)) for role in control})
        for trigger, frame in zip(draft.triggers, draft.frames, strict=True)
        if (control := _effect_on(context, trigger, frame))
        and trigger.status not in _NO_GAIN
        and not _looked_forward_to(context, trigger)
    ]
    gainers = {
        who.id
        for _, control, holders in effects
        for role, state in control.items()
        for who in holders[role]
        if state == "gains"
    }
    for trigger, control, holders in effects:
        for index, text in taken_places(context, draft, trigger):
            for role, state in control.items():
                for who in holders[role]:
                    if state == "loses" and who.id in gainers:
                        continue  # nobody takes a place from himself
                    yield ControlStatement(
                        _id_of(context, index, text, place_ids),
                        text,
                        who.id,
                        ControlState(state),
                        _since(draft.when, event.when),
                        None,
                        (trigger.clause,),
                        event.id,
                        _claims_on(context, trigger.clause),
                    )


def _id_of(context: Context, index: int | None, text: str, place_ids: Mapping[int, str]) -> str | None:
    """The place of a statement; none for "X air base", which is not X, and which no list of places knows."""
    if index is None or is_of_facility(context, index, text):
        return None
    return place_ids.get(index)


def _sought(
    context: Context, draft: Draft, event: Event, place_ids: Mapping[int, str]
) -> Iterator[ControlStatement]:
    """Who tries to take a place contests it: "are seeking to oust the militia from X"."""
    if draft.status is not Status.ATTEMPTED:
        return
    for trigger, frame in zip(draft.triggers, draft.frames, strict=True):
        if (frame.control or {}).get("agent") != "gains" or trigger.status is not Status.ATTEMPTED:
            continue
        for index, text in taken_places(context, draft, trigger):
            for who in _holders(context, draft, trigger, RoleName.AGENT):
                yield ControlStatement(
                    _id_of(context, index, text, place_ids), text, who.id,
                    ControlState.CONTESTS, _since(draft.when, event.when), None, (trigger.clause,),
                    event.id, _claims_on(context, trigger.clause),
                )  # fmt: skip


_POSITIONS = frozenset(
    "position positions base bases post posts checkpoint checkpoints outpost outposts barracks".split()
)


def _effect_on(context: Context, trigger: Trigger, frame: Frame) -> Mapping[str, str]:
    """What the frame does to control; "captured several army positions" takes them, as if people."""
    if frame.id == "capture-fighters" and any(
        _ends_in_position(context.mention(r.mention).span.text)
        for r in trigger.roles
        if r.name is RoleName.VICTIMS
    ):
        return {"agent": "gains", "patient": "loses"}
    return frame.control or {}


def _ends_in_position(text: str) -> bool:
    return text.lower().split()[-1:] != [] and text.lower().split()[-1] in _POSITIONS


_FORWARD = re.compile(
    r"\b(?:for|towards?|before|until|pending|ahead of|conditions for|prepar\w+ for) (?:the |its "
    r"|their )?(?:\w+ )?$",
    re.I,
)


_BROKEN = re.compile(
    r"\b(?:broke|broken|break|breaks|breaking|lift\w*|end|ends|ended|ending|pierc\w+)\s+(?:(?:the|an?|its|their|this)\s+)?$",
    re.I,
)
""" "broke the siege": who does so besieges nobody; "broke the army's siege" names who did."""
_REFUTED = re.compile(
    r"\b(?:refut|den(?:y|ie)|reject|dismiss)\w*\s[^.;]{0,60}\b(?:claims?|reports?|rumou?rs)\b[^.;]{0,40}"
    r"\b(?:of|about|that)\s[^.;]*$"
)


def _looked_forward_to(context: Context, trigger: Trigger) -> bool:
    """Whether a change of hands is still to come ("conditions for the liberation of X"), is told only to be
    denied ("refuted claims about winning back X"), or a siege only as one that is broken.
    """
    start = context.reading.sentences[trigger.sentence].start
    before = context.report.text[start : trigger.span.start]
    if trigger.frame == "besiege" and _BROKEN.search(before):
        return True
    return _FORWARD.search(before) is not None or _REFUTED.search(before) is not None


def _holders(context: Context, draft: Draft, trigger: Trigger, role: RoleName) -> list[Identity]:
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
            fighting = _forces(context, identity)
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
    for index, place in context.places.items():
        span = context.mention(index).span
        before = context.report.text[max(0, span.start - 10) : span.start]
        if (
            place.precision == "country"
            and trigger.clause.covers(span)
            and re.search(r"\bfrom (?:the )?$", before)
        ):
            codes = context.knowledge.registry.lands.ids(span.text)
            forces = context.knowledge.registry.forces(codes[0]) if codes else None
            if forces is not None:
                found.append(identify(forces, context.scene.day, f"taken from {span.text}"))
    return found


def _forces(context: Context, identity: Identity) -> Identity:
    """A government holds and takes places with its forces: conflict data code the two as one."""
    if identity.kind is not ActorKind.GOVERNMENT or not identity.country:
        return identity
    forces = context.knowledge.registry.forces(identity.country)
    return identify(forces, context.scene.day, identity.reason) if forces is not None else identity


def _since(*whens: When | None) -> str | None:
    for when in whens:
        if when is not None and when.start is not None:
            return _dated(when.end or when.start, when.precision)
    return None


def _dated(day: date, precision: Precision) -> str:
    return {Precision.YEAR: f"{day:%Y}", Precision.MONTH: f"{day:%Y-%m}"}.get(precision, day.isoformat())


# ------------------------------------------------------------------ from who holds


def _from_holding(
    context: Context, holding: Holding, clusters: Sequence[Cluster], place_ids: Mapping[int, str]
) -> ControlStatement | None:
    identity = _holder(context, holding.actor) if holding.actor is not None else None
    siege = holding.state == "besieges"
    if siege and (holding.actor is None if identity is None else identity.id == UNIDENTIFIED_ID):
        identity = besieger(context, holding, clusters)
    if identity is None or not identity.armed or (identity.id == UNIDENTIFIED_ID and not siege):
        return None
    if holding.place is not None:
        index, text = holding.place, region_text(context, holding.place, _left_edge(context, holding)).text
        text = holding.words.text if holding.words is not None else text
        spot = spot_meant(context, holding, clusters)
        if spot is not None:
            index, text = spot, context.mention(spot).span.text
    else:
        meant = place_meant(context, holding, clusters)
        if meant is None:
            return None
        index, text = meant
    place = context.places.get(index)
    if place is not None and place.precision == "country" and text == context.mention(index).span.text:
        return None
    start, end = _span_of_holding(context, holding)
    return ControlStatement(
        _id_of(context, index, text, place_ids),
        text,
        _forces(context, identity).id,
        ControlState(holding.state),
        start,
        end,
        (holding.clause,),
        claims=_claims_on(context, holding.clause),
    )


_TARGET = re.compile(r"\b(?:on|against|of|destroy\w*|target\w*|hit|struck|bomb\w*|pound\w*)\s+$")


def _holder(context: Context, index: int) -> Identity | None:
    """Who a mention is; "raids on their strongholds" hit the other side's, not those of who raids."""
    who, mention = context.actors.get(index), context.mention(index)
    start = context.reading.sentences[mention.sentence].start
    before = context.report.text[start : mention.span.start]
    if who is None or mention.head not in {"their", "its"} or not _TARGET.search(before):
        return who
    named = [
        (context.mention(i).span.start, other)
        for i, other in context.actors.items()
        if start <= context.mention(i).span.start < mention.span.start and other.armed
    ]
    first = min(named, key=lambda x: x[0], default=None)
    others = [(at, other) for at, other in named if other.id != who.id]
    acts = first is not None and first[1].id == who.id
    return max(others, key=lambda x: x[0])[1] if acts and others else who


def _left_edge(context: Context, holding: Holding) -> int:
    """From where on words describe the place: behind the holder, where he stands before it."""
    assert holding.place is not None
    place = context.mention(holding.place).span
    if holding.actor is None or context.mention(holding.actor).span.start > place.start:
        return 0
    held = re.compile(r"\S+").match(context.report.text, context.mention(holding.actor).span.end)
    return held.end() if held and held.end() < place.start else context.mention(holding.actor).span.end


_SINCE_CLAUSE = re.compile(r"\b(?:since|ever since)\b")


def _span_of_holding(context: Context, holding: Holding) -> tuple[str | None, str | None]:
    """From and to: "since 2014" tells the start; plain holding is of the day of the report."""
    published = context.report.published
    day = published.day if published else None
    sentence = context.reading.sentences[holding.sentence]
    since = _SINCE_CLAUSE.search(context.report.text, holding.span.start, sentence.end)
    for index, mention in enumerate(context.reading.mentions):
        if (
            mention.kind is not MentionKind.TIME
            or mention.time is None
            or mention.sentence != holding.sentence
        ):
            continue
        when = context.times.get(index)
        if when is None or when.start is None:
            continue
        # "since it drove out Y in April 2015": the time of the clause is the start
        told_since = since is not None and mention.span.start >= since.end()
        if mention.time.link is TimeLink.SINCE or (told_since and mention.time.link is TimeLink.AT):
            return _dated(when.start, when.precision), None
        if mention.time.link is TimeLink.UNTIL:
            return None, _dated(when.start, when.precision)
        if holding.state in {"gains", "loses"} and holding.clause.covers(mention.span):
            return _dated(when.start, when.precision), None
    return (day.isoformat() if day else None), None
