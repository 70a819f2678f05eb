"""The time that the words around a deed give it (for its place see ``told_place``)."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.model.event import EventType
from marsad.model.reading import MentionKind, RoleName, Trigger
from marsad.model.span import Span
from marsad.model.time import Precision, TimeLink, When
from marsad.resolving.context import Context
from marsad.resolving.events.own_time import dates_another, opening_time, tied_since
from marsad.resolving.events.told_place import place_told

__all__ = ["clause_time", "place_told", "says_when_told", "time_told"]


def clause_time(context: Context, trigger: Trigger) -> When | None:
    for role in trigger.roles:
        if role.name is RoleName.TIME and role.mention in context.times:
            when = context.times[role.mention]
            if when.start is not None:
                return when
    return None


def time_told(context: Context, triggers: Sequence[Trigger]) -> tuple[When | None, TimeLink | None]:
    """The most precise time in the triggers' clauses, nearest to a trigger; else the sentence's."""
    best: tuple[tuple[int, int], When, TimeLink] | None = None
    order = [Precision.DAY, Precision.WEEK, Precision.MONTH, Precision.YEAR, Precision.UNKNOWN]
    statement = context.frame(triggers[0]).type is EventType.STATEMENT
    if not statement and (opening := _opening(context, triggers)) is not None:
        return context.times[opening], TimeLink.AT
    for trigger in triggers:
        for role in trigger.roles:
            if role.name is not RoleName.TIME or role.mention not in context.times:
                continue
            when = context.times[role.mention]
            mention = context.mention(role.mention)
            link = mention.time.link if mention.time else TimeLink.AT
            if not statement and _of_another(context, triggers, role.mention):
                continue
            if link is TimeLink.AT and tied_since(context, trigger, role.mention):
                link = TimeLink.SINCE
            key = (order.index(when.precision), abs(mention.span.start - trigger.span.start))
            if best is None or key < best[0]:
                best = (key, when, link)
    if best is not None:
        return best[1], best[2]
    sentence = triggers[0].sentence
    for index, mention in enumerate(context.reading.mentions):
        if mention.sentence == sentence and mention.kind is MentionKind.TIME and index in context.times:
            when = context.times[index]
            if when.start is not None and not _of_another(context, triggers, index):
                return when, mention.time.link if mention.time else TimeLink.AT
    return None, None


def _opening(context: Context, triggers: Sequence[Trigger]) -> int | None:
    index = opening_time(context, triggers)
    return index if index is not None and context.times[index].start is not None else None


def _of_another(context: Context, triggers: Sequence[Trigger], index: int) -> bool:
    """Whether a time says when somebody spoke, or dates another thing than any of the triggers' deeds."""
    if says_when_told(context, context.mention(index).span, triggers):
        return True
    return all(dates_another(context, t, index) for t in triggers)


def says_when_told(context: Context, span: Span, triggers: Sequence[Trigger]) -> bool:
    """Whether the time says when somebody spoke ("said on Tuesday"), not when the deed was done; to agree is
    both.
    """
    for attribution in context.reading.attributions:
        cue = attribution.cue
        near = 0 <= span.start - cue.end <= 12 or 0 <= cue.start - span.end <= 4
        if not near or attribution.credit or any(s.covers(span) for s in attribution.said):
            continue
        if not any(t.span.overlaps(cue) for t in triggers):
            return True
    return False
