"""The place that words of holding only take up: "a rebel-held town", "most of the city"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from marsad.model.event import EventType
from marsad.model.reading import Holding, MentionKind
from marsad.resolving.context import Context
from marsad.resolving.control.wording import BESIDE, KIND_WORDS, PART, SPOTS, WAY, preposition_of
from marsad.resolving.events.merging import Cluster

_TAKEN_UP = re.compile(
    rf"\b(?:the|this|that|its)\s+(?:(?-i:[a-z-]+)\s+){{0,2}}?({KIND_WORDS})\b(?!\s+(?:of|called"
    rf"|named)\s+[A-Z])",
    re.I,
)
_KINDS = {
    "city": {"city", "town", "capital"},
    "town": {"town", "city", "village"},
    "village": {"village", "town"},
    "province": {"admin1"},
    "governorate": {"admin1"},
    "state": {"admin1"},
    "county": {"admin2", "county"},
}


def place_meant(context: Context, holding: Holding, clusters: Sequence[Cluster]) -> tuple[int, str] | None:
    """The place of "a rebel-held town" or "most of the city", with the report's words for it."""
    noun = _noun_taken_up(context, holding)
    if noun is not None:
        index = _last_of_kind(context, holding, noun.group(1).lower())
        if index is not None:
            return index, _part_of(context, holding, noun, index)
        if _KINDS.get(noun.group(1).lower()) == {"admin1"}:
            return None  # no town is "the province"
    for cluster in clusters:
        if (
            any(holding.clause.covers(t.span) for d in cluster.drafts for t in d.triggers)
            and cluster.lead.type is not EventType.STATEMENT
        ):
            place = cluster.place(context)
            if (
                place is not None
                and context.places[place].precision in SPOTS
                and preposition_of(context, place) not in BESIDE
            ):
                return place, context.mention(place).span.text
    if _is_one_of_many(context, holding):
        return None  # named, if at all, as the place of what happened there
    before = _named_before(context, holding, 1, {*SPOTS, "admin1"})
    return (before[-1], context.mention(before[-1]).span.text) if before else None


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


def _part_of(context: Context, holding: Holding, noun: re.Match[str], index: int) -> str:
    """ "the western districts of the city" → "western districts of X"."""
    text = context.report.text
    left = context.reading.sentences[holding.sentence].start
    if holding.span.end <= noun.start():
        left = holding.span.end
    found = re.search(rf"(?:{WAY}\s+)?(?:{PART}\s+)?of\s+$", text[left : noun.start()], re.I)
    name = context.mention(index).span.text
    part = found.group().strip() if found else ""
    return f"{part} {name}" if len(part) > 2 else name


def _named_before(context: Context, holding: Holding, reach: int, precisions: set[str]) -> list[int]:
    """Places named before the holding, at most ``reach`` sentences away, in the order of the text."""
    before = [
        i
        for i, m in enumerate(context.reading.mentions)
        if m.kind is MentionKind.PLACE and m.span == m.name and m.span.end <= holding.span.start
        and 0 <= holding.sentence - m.sentence <= reach and i in context.places
        and context.places[i].precision in precisions
    ]  # fmt: skip
    return sorted(before, key=lambda i: context.mention(i).span.start)


def _last_of_kind(context: Context, holding: Holding, noun: str) -> int | None:
    kinds = _KINDS.get({"cities": "city"}.get(noun, noun.rstrip("s")))
    precisions = {"admin1", "area"} if kinds == {"admin1"} else {*SPOTS}
    before = _named_before(context, holding, 8, precisions)
    fitting = [
        i for i in before if kinds is None or ((p := context.places[i].place) is not None and p.kind in kinds)
    ]
    return fitting[-1] if fitting else None
