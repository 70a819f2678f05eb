"""Control statements: who gains, loses, holds, contests or besieges a place, by the words and by the events."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from marsad.model.event import ControlState, ControlStatement, Event
from marsad.model.reading import Holding, MentionKind, RoleName, Status, Trigger
from marsad.model.time import Precision, TimeLink, When
from marsad.resolving.actors import Identity
from marsad.resolving.context import Context
from marsad.resolving.draft import Draft
from marsad.resolving.merging import Cluster

_NO_GAIN = frozenset((Status.THREATENED, Status.PLANNED, Status.ATTEMPTED, Status.DENIED))


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
    for holding in context.reading.holdings:
        statement = _from_holding(context, holding, clusters, place_ids)
        if statement is not None:
            found.append(statement)
    unique: dict[tuple[str, str | None, ControlState], ControlStatement] = {}
    for statement in sorted(found, key=lambda s: s.evidence[0].start):
        unique.setdefault((statement.place or statement.place_text.lower(), statement.actor, statement.state), statement)
    return tuple(unique.values())


# ------------------------------------------------------------------ from what happened


def _from_draft(
    context: Context, draft: Draft, event: Event, place_ids: Mapping[int, str]
) -> list[ControlStatement]:
    """Gains for who took a place, losses for whom it was taken from, where both are told."""
    if draft.status in _NO_GAIN:
        return []
    found = []
    for trigger, frame in zip(draft.triggers, draft.frames, strict=True):
        if not frame.control or trigger.status in _NO_GAIN:
            continue
        places = _taken(context, draft, trigger)
        for role, state in frame.control.items():
            for who in _holders(draft, RoleName(role)):
                for index, text in places:
                    found.append(
                        ControlStatement(
                            place_ids.get(index) if index is not None else None,
                            text,
                            who.id,
                            ControlState(state),
                            _since(draft.when, event.when) if state != "besieges" else _since(draft.when, event.when),
                            None,
                            (trigger.clause,),
                            event.id,
                        )
                    )
    return found


def _holders(draft: Draft, role: RoleName) -> list[Identity]:
    roles = {role} if role is RoleName.AGENT else {role, RoleName.VICTIMS}
    seen: dict[str, Identity] = {}
    for party in draft.parties:
        if party.role in roles and party.identity.armed:
            seen.setdefault(party.identity.id, party.identity)
    return list(seen.values())


def _taken(context: Context, draft: Draft, trigger: Trigger) -> list[tuple[int | None, str]]:
    """The places named behind the trigger in its clause (or before it, where none are); else the things taken."""
    clause = trigger.clause
    named = [
        i for i, m in enumerate(context.reading.mentions)
        if m.kind is MentionKind.PLACE and m.name == m.span and clause.covers(m.span) and i in context.places
        and context.places[i].precision not in {"country", "admin1", None}
    ]  # fmt: skip
    named = [i for i in named if context.mention(i).span.start >= trigger.span.start] or named
    containers = {name.lower() for i in named for name in context.places[i].mention.inside}
    named = [i for i in named if context.places[i].mention.text.lower() not in containers] or named
    if named:
        return [(i, context.mention(i).span.text) for i in named]
    things = [i for i in draft.things if clause.covers(context.mention(i).span)]
    if things:
        return [(None, _uncounted(context, i)) for i in things]
    if draft.place is not None and context.places[draft.place].precision != "country":
        return [(draft.place, context.mention(draft.place).span.text)]
    return []


def _uncounted(context: Context, index: int) -> str:
    """A thing without its number and article: "several army positions" → "army positions"."""
    mention = context.mention(index)
    text = mention.span.text
    if mention.quantity is not None and text.startswith(mention.quantity.span.text):
        text = text[len(mention.quantity.span.text) :]
    return re.sub(r"^(?:the|a|an|several|many|some|other|its|their)\s+", "", text.strip(), flags=re.I)


def _since(*whens: When | None) -> str | None:
    for when in whens:
        if when is not None and when.start is not None:
            return _dated(when.end or when.start, when.precision)
    return None


def _dated(day: date, precision: Precision) -> str:
    return {Precision.YEAR: f"{day:%Y}", Precision.MONTH: f"{day:%Y-%m}"}.get(precision, day.isoformat())


# ------------------------------------------------------------------ from who holds


def _from_holding(
    context: Context,
    holding: Holding,
    clusters: Sequence[tuple[Cluster, Event]],
    place_ids: Mapping[int, str],
) -> ControlStatement | None:
    identity = context.actors.get(holding.actor) if holding.actor is not None else None
    index = holding.place if holding.place is not None else _place_meant(context, holding, clusters)
    if index is None or identity is None or not identity.armed:
        return None
    place = context.places.get(index)
    if place is not None and place.precision == "country":
        return None
    start, end = _span_of_holding(context, holding)
    return ControlStatement(
        place_ids.get(index),
        context.mention(index).span.text,
        identity.id if identity else None,
        ControlState(holding.state),
        start,
        end,
        (holding.clause,),
    )


def _place_meant(
    context: Context, holding: Holding, clusters: Sequence[tuple[Cluster, Event]]
) -> int | None:
    """The place of "a rebel-held town": that of the event told with it, else the place named last."""
    for cluster, _ in clusters:
        if any(holding.clause.covers(t.span) for d in cluster.drafts for t in d.triggers):
            place = cluster.place(context)
            if place is not None and context.places[place].precision in {"exact", "near", "area"}:
                return place
    before = [
        i for i, m in enumerate(context.reading.mentions)
        if m.kind is MentionKind.PLACE and m.span == m.name and m.span.end <= holding.span.start
        and holding.sentence - m.sentence <= 1 and i in context.places
        and context.places[i].precision in {"exact", "near", "area", "admin1"}
    ]  # fmt: skip
    return max(before, key=lambda i: context.mention(i).span.start, default=None)


def _span_of_holding(context: Context, holding: Holding) -> tuple[str | None, str | None]:
    """From and to: "since 2014" tells the start; plain holding is of the day of the report."""
    published = context.report.published
    day = published.day if published else None
    for index, mention in enumerate(context.reading.mentions):
        if mention.kind is not MentionKind.TIME or mention.time is None or mention.sentence != holding.sentence:
            continue
        when = context.times.get(index)
        if when is None or when.start is None:
            continue
        if mention.time.link is TimeLink.SINCE:
            return _dated(when.start, when.precision), None
        if mention.time.link is TimeLink.UNTIL:
            return None, _dated(when.start, when.precision)
    return (day.isoformat() if day else None), None
