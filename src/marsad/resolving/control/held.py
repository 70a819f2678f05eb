"""Control statements that follow from who is said to hold a place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from marsad.model.event import ControlState, ControlStatement
from marsad.model.reading import Holding, MentionKind
from marsad.model.span import Span
from marsad.model.time import TimeLink
from marsad.reading.holdings.things import COMPASS
from marsad.resolving.actors.resolve import UNIDENTIFIED_ID, Identity
from marsad.resolving.context import Context
from marsad.resolving.control.counted import counted_places
from marsad.resolving.control.meant import place_meant, spot_meant
from marsad.resolving.control.parts import claims_on, dated, forces_of
from marsad.resolving.control.relative import told_of
from marsad.resolving.control.sieges import besieger, is_of_states
from marsad.resolving.control.spots import Spots
from marsad.resolving.control.wording import extent, region_text
from marsad.resolving.events.merging import Cluster

_TARGET = re.compile(r"\b(?:on|against|of|destroy\w*|target\w*|hit|struck|bomb\w*|pound\w*)\s+$")


_SIDE = re.compile(
    rf"(?:[-‑–](?:held|controlled|run|ruled)|\s+control\s+(?:in|of)\s+the)\s+"
    rf"(?P<way>{COMPASS})(?:ern\s+(?:part|half|side|sector))?\b(?!-)",
    re.IGNORECASE,
)
""" "the rebel-held east": of the place that is spoken of; no ground that lies east of it."""
_LIES_BY = re.compile(
    r"(?:\b(?:to|towards?|from)|\b(?:neighbou?rhood|district|quarter|suburb|village|town)\s+(?:in|on|at))\s+the\s+"
    rf"{COMPASS}(?:ern\s+(?:part|side)|\s+side)?\s+of\s+(?:the\s+)?$"
)
_OPENING = len("But on ")
_LONG_AGO = timedelta(days=31)
""" "22 December 2016: the army declares that it holds all of X": of that day, not of the report's."""
_SINCE_CLAUSE = re.compile(r"\b(?:since|ever since)\b")


def from_holding(
    context: Context, holding: Holding, clusters: Sequence[Cluster], spots: Spots
) -> list[ControlStatement]:
    """What a holding says of each of its places, where an armed actor is known to hold them; nothing of
    others.
    """
    counted = counted_places(context, holding) if holding.place is None else None
    told = [holding] if counted is None else [replace(holding, place=i, words=None) for i in counted]
    said = (_of_one(context, one, clusters, spots) for one in told)
    return [statement for statement in said if statement is not None]


def _of_one(
    context: Context, holding: Holding, clusters: Sequence[Cluster], spots: Spots
) -> ControlStatement | None:
    identity = _holder(context, holding.actor) if holding.actor is not None else None
    siege = holding.state == "besieges"
    if siege and (holding.actor is None if identity is None else identity.id == UNIDENTIFIED_ID):
        likely = besieger(context, holding, clusters)
        states = likely is not None and is_of_states(likely, context.scene.country)
        identity = identity if states and _tells_rebels(context, holding.actor) else likely or identity
    if identity is None or not identity.armed or (identity.id == UNIDENTIFIED_ID and not siege):
        return None
    if holding.place is not None and not _only_lies_by(context, holding.place):
        index, left = holding.place, _left_edge(context, holding)
        actor = None if holding.actor is None else context.mention(holding.actor).span
        follows = actor is not None and actor.start >= context.mention(index).span.end
        text = told_of(context, index, left) if follows else region_text(context, index, left).text
        text = holding.words.text if holding.words is not None else text
        spot = spot_meant(context, holding, clusters)
        if spot is not None:
            index, text = spot, context.mention(spot).span.text
    else:
        meant = place_meant(context, holding, clusters)
        if meant is None:
            return None
        index, text = meant
    text = _of_side(context, holding, index, text)
    if (
        index in context.places
        and extent(context, index) == "country"
        and text == context.mention(index).span.text
    ):
        return None
    start, end = _span_of_holding(context, holding)
    return ControlStatement(
        spots.id_of(index, text, holding.clause),
        text,
        forces_of(context, identity).id,
        ControlState(holding.state),
        start,
        end,
        (holding.clause,),
        claims=claims_on(context, holding.clause),
    )


def _tells_rebels(context: Context, index: int | None) -> bool:
    """Whether the words for a besieger mean no state: "the terrorists' siege"."""
    classes = context.knowledge.lexicon.classes_of(context.mention(index).head) if index is not None else ()
    return not {"rebel", "jihadist", "militia", "fighter"}.isdisjoint(classes)


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


def _of_side(context: Context, holding: Holding, index: int, text: str) -> str:
    """The words for a place, where "the rebel-held east" is told, of its side: "the east of X"."""
    if holding.actor is None:
        return text
    side = _SIDE.match(context.report.text, context.mention(holding.actor).span.end, holding.clause.end)
    name = context.mention(index).span.text
    if side is None or text not in {name, f"{side['way']} of {name}"}:
        return text
    return f"the {side['way']} of {name}"


def _only_lies_by(context: Context, index: int) -> bool:
    """Whether a place is named only for where another lies: "the village to the east of X", "the district in
    the east of X".
    """
    span = context.mention(index).span
    start = context.reading.sentences[context.mention(index).sentence].start
    return _LIES_BY.search(context.report.text[start : span.start]) is not None


def _left_edge(context: Context, holding: Holding) -> int:
    """From where on words describe the place: behind the holder, where he stands before it."""
    assert holding.place is not None
    place = context.mention(holding.place).span
    if holding.actor is None or context.mention(holding.actor).span.start > place.start:
        return 0
    held = re.compile(r"\S+").match(context.report.text, context.mention(holding.actor).span.end)
    return held.end() if held and held.end() < place.start else context.mention(holding.actor).span.end


def _is_nearest(context: Context, holding: Holding, time: Span) -> bool:
    """Whether a time belongs to a holding, not to another of its sentence that stands nearer before it: of "X
    is held by Y, and has been besieged since May" only the siege began in May.
    """
    if holding.span.covers(time):
        return True
    told = [h.span for h in context.reading.holdings if h.sentence == holding.sentence]
    before = [s for s in told if s.start < time.start]
    return not before or max(before, key=lambda s: (s.covers(time), s.end)).end == holding.span.end


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
        if when is None or when.start is None or not _is_nearest(context, holding, mention.span):
            continue
        # "since it drove out Y in April 2015": the time of the clause is the start
        told_since = since is not None and mention.span.start >= since.end()
        if mention.time.link is TimeLink.SINCE or (told_since and mention.time.link is TimeLink.AT):
            return dated(when.start, when.precision), None
        if mention.time.link is TimeLink.UNTIL:
            return None, dated(when.start, when.precision)
        if holding.state in {"gains", "loses"} and holding.clause.covers(mention.span):
            return dated(when.start, when.precision), None
        opens = mention.span.start - sentence.start <= _OPENING
        if (
            day is not None
            and opens
            and day - when.start > _LONG_AGO
            and holding.span.start > mention.span.end
        ):
            return dated(when.start, when.precision), None
    return (day.isoformat() if day else None), None
