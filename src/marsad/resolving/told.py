"""The time and the place that the words around a deed give it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from marsad.model.event import EventType
from marsad.model.reading import MentionKind, RoleName, Trigger
from marsad.model.span import Span
from marsad.model.time import Precision, TimeLink, When
from marsad.resolving.context import Context


def clause_time(context: Context, trigger: Trigger) -> When | None:
    for role in trigger.roles:
        if role.name is RoleName.TIME and role.mention in context.times:
            when = context.times[role.mention]
            if when.start is not None:
                return when
    return None


def time_told(context: Context, triggers: Sequence[Trigger]) -> tuple[When | None, TimeLink | None]:
    """The most precise time in the triggers' clauses, nearest to a trigger; the sentence's where those have none."""
    best: tuple[tuple[int, int], When, TimeLink] | None = None
    order = [Precision.DAY, Precision.WEEK, Precision.MONTH, Precision.YEAR, Precision.UNKNOWN]
    statement = context.frame(triggers[0]).type is EventType.STATEMENT
    for trigger in triggers:
        for role in trigger.roles:
            if role.name is not RoleName.TIME or role.mention not in context.times:
                continue
            when = context.times[role.mention]
            mention = context.mention(role.mention)
            link = mention.time.link if mention.time else TimeLink.AT
            if not statement and _reporting_time(context, mention.span):
                continue
            key = (order.index(when.precision), abs(mention.span.start - trigger.span.start))
            if best is None or key < best[0]:
                best = (key, when, link)
    if best is not None:
        return best[1], best[2]
    sentence = triggers[0].sentence
    for index, mention in enumerate(context.reading.mentions):
        if mention.sentence == sentence and mention.kind is MentionKind.TIME and index in context.times:
            when = context.times[index]
            if when.start is not None and not _reporting_time(context, mention.span):
                return when, mention.time.link if mention.time else TimeLink.AT
    return None, None


def _reporting_time(context: Context, span: Span) -> bool:
    """Whether the time says when somebody spoke ("said on Tuesday"), not when it happened."""
    for attribution in context.reading.attributions:
        if attribution.credit or any(s.covers(span) for s in attribution.said):
            continue
        cue = attribution.cue
        if 0 <= span.start - cue.end <= 12 or 0 <= cue.start - span.end <= 4:
            return True
    return False


_PRECISION_RANK = {"exact": 0, "near": 1, "area": 2, "admin1": 3, "country": 4}


def place_told(context: Context, triggers: Sequence[Trigger]) -> int | None:
    """The most specific place that the clauses of the triggers name, the nearest among equals."""
    indices = dict.fromkeys(r.mention for t in triggers for r in t.roles if r.name is RoleName.PLACE and context.mention(r.mention).kind is MentionKind.PLACE)
    told = [i for i in indices if i in context.places and not _origin(context, i)]
    containers = {name.lower() for i in told for name in context.places[i].mention.inside}
    inner = [i for i in told if context.places[i].mention.text.lower() not in containers]
    told = inner or told
    usable = [i for i in told if context.places[i].place is not None] or [
        i for i in told if context.places[i].mention.kind_hint
    ]
    if not usable:
        return None

    def rank(i: int) -> tuple[int, int]:
        precision = _PRECISION_RANK.get(context.places[i].precision or "", 5)
        span = context.mention(i).span
        distance = min(abs(span.start - t.span.start) for t in triggers)
        return (precision // 2, distance)  # exact and near alike, area and admin1 alike

    return min(usable, key=rank)


def _origin(context: Context, index: int) -> bool:
    """A place that something comes from, or that only says what somebody is based on or named after."""
    span = context.mention(index).span
    text = context.report.text
    after = text[span.end : span.end + 8].lower()
    before = text[max(0, span.start - 12) : span.start].lower()
    if after.startswith(("-based", "-born", "-backed", " based")):
        return True
    if context.places[index].precision == "country":  # a country acts or is spoken of unless a preposition puts us in it
        return not re.search(r"\b(?:in|inside|across|throughout|into|within|over|of|to|from|around|northern|southern|eastern|western|central) (?:the )?$", before)
    return False


