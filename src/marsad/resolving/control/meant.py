"""The place that words of holding only take up: "a rebel-held town", "most of the city"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from marsad.model.event import EventType
from marsad.model.reading import Holding
from marsad.reading.holdings.things import KIND_WORDS
from marsad.resolving.context import Context
from marsad.resolving.control.anaphora import (
    last_of_kind,
    named_before,
    only_admin,
    place_of_words,
    with_part,
)
from marsad.resolving.control.wording import BESIDE, SPOTS, preposition_of
from marsad.resolving.events.merging import Cluster
from marsad.resolving.events.place import chosen_place

_TAKEN_UP = re.compile(
    rf"\b(?:the|this|that|its)\s+(?:(?-i:[a-z-]+)\s+){{0,2}}?({KIND_WORDS})\b(?!\s+(?:of|called"
    rf"|named)\s+[A-Z])",
    re.I,
)


_OF_ONE = re.compile(r"(?:an?|another)\s", re.I)
_BESIDE_IT = re.compile(r"\bto\s+(?:its|the)\s+(?:north|south|east|west)\w*\b")
""" "a rebel-held area to its east": another place, that bears no name."""


_FLED = re.compile(
    r"\b(?:fled|flee(?:s|ing)?|left|leaving|escap\w+)\s+(?:from\s+)?(?:an?|another)\s+(?:[\w-]+\s+){0,3}$"
)
""" "as hundreds fled an army-held town": another place than that of which the report tells."""


def place_meant(context: Context, holding: Holding, clusters: Sequence[Cluster]) -> tuple[int, str] | None:
    """The place of "a rebel-held town" or "most of the city", with the report's words for it."""
    text = context.report.text
    if _BESIDE_IT.search(text, holding.span.end, holding.span.end + 40):
        return None
    if _FLED.search(text[max(0, holding.span.start - 60) : holding.span.start]):
        return None
    if holding.words is not None and not _OF_ONE.match(holding.words.text):
        return place_of_words(context, holding.words, holding.sentence)
    noun = _noun_taken_up(context, holding)
    if noun is not None:
        at = max(noun.start(), holding.span.start)
        index = last_of_kind(context, at, holding.sentence, noun.group(1).lower())
        if index is not None:
            left = context.reading.sentences[holding.sentence].start
            left = holding.span.end if holding.span.end <= noun.start() else left
            return index, with_part(context, index, left, noun.start())
        if only_admin(noun.group(1).lower()):
            return None  # no town is "the province"
    for cluster in clusters:
        if (
            any(holding.clause.covers(t.span) for d in cluster.drafts for t in d.triggers)
            and cluster.lead.type is not EventType.STATEMENT
        ):
            place = _spot_of(context, cluster, clusters)
            if place is not None and preposition_of(context, place) not in BESIDE:
                return place, context.mention(place).span.text
    if _is_one_of_many(context, holding):
        return None  # named, if at all, as the place of what happened there
    before = named_before(context, holding.span.start, holding.sentence, 1, {*SPOTS, "admin1"})
    return (before[-1], context.mention(before[-1]).span.text) if before else None


_ONE_INSIDE = re.compile(
    r"\b(?:an?|another|one)\s+(?:(?:[\w-]+\s+){0,2}?[\w-]+[-\s]\w+\s+)?"
    r"(?P<noun>district|neighbou?rhood|area|suburb|quarter|town|village)\s+(?:of|in|outside|near)\s+"
    r"(?:the\s+)?(?:[\w-]+\s+){0,3}$",
    re.I,
)


def spot_meant(context: Context, holding: Holding, clusters: Sequence[Cluster]) -> int | None:
    """The place of "a rebel-held district of X": the spot struck there, where the report names it."""
    if holding.place is None or holding.actor is None:
        return None
    place = context.mention(holding.place).span
    start = context.reading.sentences[holding.sentence].start
    if holding.words is not None:
        start = max(start, holding.words.start)
    start = max(start, place.start - 70)
    inside = _ONE_INSIDE.search(context.report.text[start : place.start])
    if (
        inside is None
        or start + inside.start("noun") < context.mention(holding.actor).span.start < place.start
    ):
        return None  # "a village in rebel-held X": X is held
    for cluster in clusters:
        if not any(t.sentence == holding.sentence for d in cluster.drafts for t in d.triggers):
            continue
        spot = _spot_of(context, cluster, clusters)
        if spot is not None and context.mention(spot).span.text != place.text:
            return spot
    return None


def _spot_of(context: Context, cluster: Cluster, clusters: Sequence[Cluster]) -> int | None:
    """The spot where the report lets something happen; None where it is not sure, or an area."""
    chosen = chosen_place(context, cluster, clusters)
    likely = [chosen[0]] if chosen is not None and not chosen[1] else []
    told = [i for i in (*likely, cluster.place(context)) if i is not None]
    return next((i for i in told if context.places[i].precision in SPOTS), None)


_INDEFINITE = re.compile(r"\b(?:an?|another)\s+(?:[\w-]+\s+){0,3}$", re.I)


def _is_one_of_many(context: Context, holding: Holding) -> bool:
    """ "a rebel-held town": no place that was named before."""
    start = context.reading.sentences[holding.sentence].start
    before = context.report.text[max(start, holding.span.start - 40) : holding.span.start]
    return _INDEFINITE.search(before) is not None


def _noun_taken_up(context: Context, holding: Holding) -> re.Match[str] | None:
    """The "the city" or "that province" nearest to the words of holding."""
    sentence = context.reading.sentences[holding.sentence]
    low, high = max(sentence.start, holding.span.start - 50), min(sentence.end, holding.span.end + 45)
    found = list(_TAKEN_UP.finditer(context.report.text, low, high))
    return min(
        found, key=lambda m: max(holding.span.start - m.end(), m.start() - holding.span.end, 0), default=None
    )
