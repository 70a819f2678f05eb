"""Which place a control statement is about, and how the report words it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from marsad.model.event import EventType
from marsad.model.reading import Holding, MentionKind, RoleName, Trigger
from marsad.model.span import Span
from marsad.resolving.context import Context
from marsad.resolving.draft import Draft
from marsad.resolving.merging import Cluster

_KIND_WORDS = (
    r"(?:city|town|village|district|neighbou?rhood|province|governorate|region|state|quarter|suburb|camp|area|county|township|"
    r"cities|towns|villages|districts|areas|provinces)"
)
_WAY = r"(?:(?:north|south|east|west)(?:-?(?:east|west))?(?:ern)?|central|rural|upper|lower|inner)"
_PART = (
    r"(?:parts?|districts?|neighbou?rhoods?|areas?|countryside|outskirts|side|half|quarters?|suburbs?|villages|towns|blocks?|"
    r"enclaves?|pockets?|sectors?|checkpoints?|positions?)"
)
_REGION = re.compile(
    rf"(?:(?:residential|large|several|the|most of|much of|swathes of|two|three|four|five|last|old|a)\s+)*"
    rf"(?:{_WAY}\s+(?:{_PART}\s+)?of\s+|(?:{_WAY}\s+)?(?:\w+\s+)?{_PART}\s+(?:of|in)\s+)"
    rf"(?:the\s+|neighbou?ring\s+)?(?:(?:\w+\s+){{0,3}}{_KIND_WORDS}\s+of\s+)?(?:{_WAY}\s+)?$|{_WAY}\s+$",
    re.I,
)
_LOCATIVE = re.compile(
    rf"(?P<word>\b(?:in the (?:vicinity|outskirts|surroundings|area|direction) of|in|near|at|inside|outside|around|within|on|along|between|towards?|to|into|"
    rf"through|by|from|(?<!countryside )(?:north|south|east|west) of))"
    rf"\s+(?:the\s+|nearby\s+|neighbou?ring\s+)?(?:{_WAY}\s+)?(?:(?:\w+\s+){{0,2}}{_KIND_WORDS}\s+of\s+)?(?:the\s+)?(?:capital\s+)?$",
    re.I,
)
_TAKEN_UP = re.compile(
    rf"\b(?:the|this|that|its)\s+(?:(?-i:[a-z-]+)\s+){{0,2}}?({_KIND_WORDS})\b(?!\s+(?:of|called|named)\s+[A-Z])",
    re.I,
)
_SEVERAL_TAKEN_UP = re.compile(
    r"\b(?:the|these|those|both|all)\s+(?:(?:above-?\s?mentioned|aforementioned|two|three|four|five|six)\s+)(?:of\s+)?(?:the\s+)?(?:villages|towns|districts|areas|cities|neighbou?rhoods|hills|settlements)\b|\b(?:these|those|both) (?:villages|towns|districts|cities|settlements)\b",
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
_FROM_FRAMES = frozenset(("withdraw", "drive-out"))
"""Frames of which "from X" names the place that changes hands."""
_SPOTS = frozenset(("exact", "near", "area"))
_BACK = 2
"""How many sentences back "the town" may reach."""
_BESIDE = frozenset(
    ("near", "outside", "around", "from", "to", "towards", "in the vicinity of", "in the direction of")
)


def region_text(context: Context, index: int, left: int = 0) -> Span:
    """The place with the words for its part: "the western districts of X", not from before ``left``."""
    span = context.mention(index).span
    start = max(left, context.reading.sentences[context.mention(index).sentence].start)
    found = _REGION.search(context.report.text[start : span.start])
    if found is None or not found.group().strip():
        return span
    begin = start + found.start() + len(found.group()) - len(found.group().lstrip())
    return Span.of(context.report.text, begin, span.end)


def _named_in(context: Context, clause: Span) -> list[int]:
    """The places named in a clause; a name that is a phrase of its own is two mentions and counts once."""
    found: dict[Span, int] = {}
    for i, m in enumerate(context.reading.mentions):
        if m.kind is MentionKind.PLACE and m.name == m.span and clause.covers(m.span) and i in context.places:
            found.setdefault(m.span, i)
    return list(found.values())


def _preposition(context: Context, index: int) -> str | None:
    span = context.mention(index).span
    start = context.reading.sentences[context.mention(index).sentence].start
    found = _LOCATIVE.search(context.report.text[max(start, span.start - 60) : span.start])
    return found.group("word").lower() if found else None


def _prepositions(context: Context, named: Sequence[int]) -> dict[int, str | None]:
    """The preposition of each place; one governs the whole of a list ("to the cities of X and Y")."""
    found: dict[int, str | None] = {}
    last: int | None = None
    for index in sorted(named, key=lambda i: context.mention(i).span.start):
        own = _preposition(context, index)
        if own is None and last is not None:
            gap = context.report.text[context.mention(last).span.end : context.mention(index).span.start]
            own = found[last] if re.fullmatch(r"\s*(?:,|and|or|, and)\s+(?:the )?", gap) else None
        found[index] = own
        last = index
    return found


def taken_places(context: Context, draft: Draft, trigger: Trigger) -> list[tuple[int | None, str]]:
    """What changed hands: the places named as taken, else the things taken, else where it happened.

    Each is a place mention (None where the report names none) and the report's words for it.
    """
    named = [
        i
        for i in _named_in(context, trigger.clause)
        if context.places[i].precision != "country" or _whole_land(context, i)
    ]
    behind = [i for i in named if context.mention(i).span.start >= trigger.span.start]
    where = _prepositions(context, named)
    keeps_from = trigger.frame in _FROM_FRAMES
    taken = [
        i
        for i in behind
        if where[i] is None or (keeps_from and where[i] in {"from", "to"} and where[i] == "from")
    ]
    taken = _listed(context, taken, behind)
    objects = {context.mention(r.mention).span for r in trigger.roles if r.name is RoleName.PLACE}
    before = [
        i
        for i in named
        if i not in behind
        and where[i] is None
        and context.mention(i).span in objects
        and _is_undergoer(context, i, trigger)
    ]
    if taken or (not behind and before):
        return [
            (i, region_text(context, i, trigger.span.end).text) for i in _outermost(context, taken or before)
        ]
    if _SEVERAL_TAKEN_UP.search(trigger.clause.text):
        several = _last_listed(context, trigger)
        if several:
            return [(i, context.mention(i).span.text) for i in several]
    spots = [i for i in behind if where[i] not in {"to", "towards", "toward", "from", "by"}]
    if trigger.frame == "take-place" and behind and not spots:
        return []  # "were taken to the city of X"
    things = [i for i in draft.things if trigger.clause.covers(context.mention(i).span)]
    if trigger.frame == "capture-fighters":
        things = [r.mention for r in trigger.roles if r.name is RoleName.VICTIMS]
    if things:
        place = spots[0] if spots else draft.place
        if spots and where[spots[0]] in _BESIDE:
            place = None  # what lies near a town is not the town
        return [_thing_taken(context, i, place, spots) for i in things]
    held = _held_beside(context, trigger) if not spots else None
    if held is not None:
        return [(held, region_text(context, held).text)]
    if spots:
        return [
            (i, region_text(context, i, trigger.span.end).text)
            for i in spots[:1]
            if where[i] in {"in", "inside", "within", "through", None}
        ]
    if draft.place is not None and context.places[draft.place].precision != "country":
        return [(draft.place, context.mention(draft.place).span.text)]
    return []


def _whole_land(context: Context, index: int) -> bool:
    return region_text(context, index) != context.mention(index).span


def _is_undergoer(context: Context, index: int, trigger: Trigger) -> bool:
    """A place before the verb is taken only where nobody stands there as the taker ("X was captured by")."""
    agents = [context.mention(r.mention).span for r in trigger.roles if r.name is RoleName.AGENT]
    return not any(a.covers(context.mention(index).span) or a.start < trigger.span.start for a in agents)


def _listed(context: Context, taken: Sequence[int], behind: Sequence[int]) -> list[int]:
    """The places up to the first break of the list: what stands behind another verb was not taken with it."""
    kept: list[int] = []
    for index in taken:
        if kept and index in behind:
            gap = context.report.text[context.mention(kept[-1]).span.end : context.mention(index).span.start]
            if re.search(
                r"[;:]|\b(?:where|while|after|before|amid|against|killing|leaving|during|following)\b", gap
            ):
                break
        kept.append(index)
    return kept


def _outermost(context: Context, indices: Sequence[int]) -> list[int]:
    """Without the places that only contain another of the list ("X, Y province")."""
    containers = {name.lower() for i in indices for name in context.places[i].mention.inside}
    return [i for i in indices if context.places[i].mention.text.lower() not in containers] or list(indices)


_LIST = re.compile(r"\b(?:villages|towns|districts|areas|cities|neighbou?rhoods|hills|settlements) of\b")


def _last_listed(context: Context, trigger: Trigger) -> list[int]:
    """The settlements that were listed last ("the villages of A, B and C"), for "the three villages"."""
    for sentence in range(trigger.sentence - 1, max(-1, trigger.sentence - 7), -1):
        span = context.reading.sentences[sentence]
        for found in _LIST.finditer(context.report.text, span.start, span.end):
            named = [
                i
                for i in _named_in(context, span)
                if found.end() <= context.mention(i).span.start <= found.end() + 90
            ]
            where = [i for i in named if _preposition(context, i) is None]
            if len(where) > 1:
                return where
    return []


def _held_beside(context: Context, trigger: Trigger) -> int | None:
    """The place that the same sentence says is held since the deed: "in control of X since it drove out Y"."""
    for holding in context.reading.holdings:
        if holding.sentence == trigger.sentence and holding.place is not None and holding.state == "holds":
            between = context.report.text[holding.span.end : trigger.span.start]
            if holding.span.end <= trigger.span.start and re.search(r"\b(?:since|after|having)\b", between):
                return holding.place
    return None


_BARE_KIND = re.compile(rf"(?:the |this |that )?{_KIND_WORDS}$", re.I)


def _thing_taken(
    context: Context, index: int, place: int | None, spots: Sequence[int]
) -> tuple[int | None, str]:
    """A thing taken and where it lies; "the town" is the place named last."""
    text, mention = _thing_text(context, index, spots), context.mention(index)
    if (
        not _BARE_KIND.match(text)
        or not mention.definite
        and not mention.span.text.lower().startswith("the ")
    ):
        return place, text
    before = [
        i
        for i, p in context.places.items()
        if context.mention(i).span.end <= mention.span.start
        and mention.sentence - context.mention(i).sentence <= _BACK
        and p.precision not in {"country", "admin1"}
    ]
    last = max(before, key=lambda i: context.mention(i).span.start, default=None)
    return (place, text) if last is None else (last, context.mention(last).span.text)


def _thing_text(context: Context, index: int, spots: Sequence[int]) -> str:
    """A thing without its number and article: "several army positions" → "army positions"; its place with it."""
    mention = context.mention(index)
    start, end = mention.span.start, mention.span.end
    if spots:
        place = context.mention(spots[0]).span
        if re.fullmatch(
            r"\s+(?:in|at|near|inside|around|on|outside) (?:the )?(?:[\w-]+ ){0,4}",
            context.report.text[end : place.start],
        ):
            end = place.end
    text = context.report.text[start:end]
    if mention.quantity is not None and text.startswith(mention.quantity.span.text):
        text = text[len(mention.quantity.span.text) :]
    return re.sub(r"^(?:the|a|an|several|many|some|other|its|their)\s+", "", text.strip(), flags=re.I)


# ------------------------------------------------------------------ places only taken up


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
                and context.places[place].precision in _SPOTS
                and _preposition(context, place) not in _BESIDE
            ):
                return place, context.mention(place).span.text
    before = _named_before(context, holding, 1, {*_SPOTS, "admin1"})
    return (before[-1], context.mention(before[-1]).span.text) if before else None


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
    found = re.search(rf"(?:{_WAY}\s+)?(?:{_PART}\s+)?of\s+$", text[left : noun.start()], re.I)
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
    precisions = {"admin1", "area"} if kinds == {"admin1"} else {*_SPOTS}
    before = _named_before(context, holding, 8, precisions)
    fitting = [
        i for i in before if kinds is None or ((p := context.places[i].place) is not None and p.kind in kinds)
    ]
    return fitting[-1] if fitting else None
