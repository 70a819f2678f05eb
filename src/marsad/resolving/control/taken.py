"""Which places changed hands in a happening, and how the report words them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from marsad.model.reading import RoleName, Trigger
from marsad.reading.holdings.things import KIND_WORDS, POSTS, is_place_like
from marsad.resolving.context import Context
from marsad.resolving.control.anaphora import last_named, object_words, place_of_words
from marsad.resolving.control.listed import (
    BREAK,
    Taken,
    listed,
    listed_with,
    members_taken,
    taken_up,
    unit_taken,
    unlisted_object,
    worded,
)
from marsad.resolving.control.objects import (
    drives_out_nobody_armed,
    people_taken,
    subject_is_no_place,
    takes_no_place,
)
from marsad.resolving.control.relative import only_contains, relative_object
from marsad.resolving.control.wording import (
    BESIDE,
    SPOTS,
    extent,
    named_in,
    prepositions_of,
    region_text,
)
from marsad.resolving.events.draft import Draft

_FROM_FRAMES = frozenset(("withdraw", "drive-out"))
"""Frames of which "from X" names the place that changes hands."""
_WAYS_ELSEWHERE = frozenset("to towards toward from by across".split())
_TO_SOMEWHERE = frozenset(("take-place", "withdraw"))
_OBJECT_FRAMES = frozenset(("take-place", "enter", "fall", "hand-over", "besiege"))
_LISTED_FRAMES = frozenset(("take-place", "drive-out", "withdraw", "enter"))
_NAMED_ONLY = frozenset(("besiege", "hand-over"))
"""Frames that change nothing where the place is only that of the event ("after a 13-hour siege")."""
_BACK = 2
"""How many sentences back "the town" may reach."""


def taken_places(context: Context, draft: Draft, trigger: Trigger) -> list[tuple[int | None, str]]:
    """What changed hands: the places named as taken, else the things taken, else where it happened.

    Each is a place mention (None where the report names none) and the report's words for it.
    """
    if _of_other_things(context, trigger):
        return []
    if unit := unit_taken(context, trigger):
        return [(None, unit)]
    named = [
        i
        for i in named_in(context, trigger.clause)
        if extent(context, i) != "country" or _whole_land(context, i)
    ]
    behind = [i for i in named if context.mention(i).span.start >= trigger.span.start]
    where = prepositions_of(context, named)
    keeps_from = trigger.frame in _FROM_FRAMES
    taken = [i for i in behind if where[i] is None or (keeps_from and where[i] == "from")]
    taken = [i for i in listed(context, taken, behind) if not only_contains(context, i)]
    taken = [] if taken and _behind_another(context, trigger, taken[0]) else taken
    object_before = relative_object(context, trigger)
    if object_before is not None:
        return object_before.taken
    if trigger.frame in _LISTED_FRAMES:
        told = max(members_taken(context, trigger), listed_with(context, taken), key=len)
        if len(told) > len(taken):
            return told
    objects = {context.mention(r.mention).span for r in trigger.roles if r.name is RoleName.PLACE}
    before = [
        i
        for i in named
        if i not in behind
        and where[i] is None
        and context.mention(i).span in objects
        and _is_undergoer(context, i, trigger)
    ]
    if taken or (not behind and before and not takes_no_place(context, trigger)):
        return worded(context, taken or before, trigger.span.end)
    words = object_words(context, trigger)
    if words is None and trigger.frame == "take-place" and (post := _post_taken(context, trigger, behind)):
        return [post]
    if words is not None and trigger.frame in _OBJECT_FRAMES:
        there = draft.place if draft.place is not None and not only_contains(context, draft.place) else None
        if there is not None and context.places[there].precision in SPOTS:
            return [(there, context.mention(there).span.text)]  # where it happened is what was taken
        meant = place_of_words(context, words, trigger.sentence)
        if meant is not None:
            return [meant]
    several = taken_up(context, trigger) or unlisted_object(context, trigger)
    if several:
        return several
    ways = _WAYS_ELSEWHERE if trigger.frame in _TO_SOMEWHERE else _WAYS_ELSEWHERE - {"across"}
    spots = [i for i in behind if where[i] not in ways]
    elsewhere = trigger.frame in _TO_SOMEWHERE and behind and not spots
    if elsewhere and (not keeps_from or _is_one_of(context, draft.place, behind)):
        return _left_unnamed(context, trigger, behind)  # "were taken to the city of X", "withdrew towards X"
    by_things = _things_taken(context, draft, trigger, {i: where[i] for i in spots})
    return (
        _where_taken(context, draft, trigger, {i: where[i] for i in spots})
        if by_things is None
        else by_things
    )


def _behind_another(context: Context, trigger: Trigger, first: int) -> bool:
    """Whether another verb stands before the first place: "overran a post and blocked the road to X"."""
    gap = context.report.text[trigger.span.end : context.mention(first).span.start]
    return BREAK.search(gap.lstrip(" ,")) is not None


_POST = re.compile(
    r"\s+(?:(?:the|an?|its|their|his|last|main|another|\w+)\s+)?(?P<thing>(?:[\w’'-]+\s+){0,4}?(?P<head>[a-z]+))"
    r"\s+(?P<way>(?:north|south|east|west)\w*\s+of|near|in|at|inside|on|outside|around|along|overlooking)\s+"
    r"(?:the\s+)?(?:(?!\b(?:and|from|by|after|before)\b)[\w-]+\s+){0,5}$"
)
""" "(overran) a police post near X", "two hilltop positions east of X"."""


def _post_taken(context: Context, trigger: Trigger, behind: Sequence[int]) -> tuple[int | None, str] | None:
    """The post right behind the verb, with the place in which it lies; by which alone it lies on no place."""
    if not behind:
        return None
    place = context.mention(behind[0]).span
    found = _POST.fullmatch(context.report.text[trigger.span.end : place.start])
    if found is None or not (found.group("head") in POSTS or found.group("head") in {"station", "point"}):
        return None
    start = trigger.span.end + found.start("thing")
    inside = found.group("way") in {"in", "at", "inside"}
    words = re.sub(r"^(?:the|an?|its|their)\s+", "", context.report.text[start : place.end])
    return (behind[0] if inside else None), words


def _things_taken(
    context: Context, draft: Draft, trigger: Trigger, spots: Mapping[int, str | None]
) -> Taken | None:
    """The things taken, where they are held like places; None where no thing is told.

    ``spots`` are the places named behind the verb, with the preposition of each.
    """
    told = [i for i in draft.things if trigger.clause.covers(context.mention(i).span)]
    things = [i for i in told if is_place_like(context.knowledge.lexicon, context.mention(i).span.text)]
    if trigger.frame == "capture-fighters":
        things = [r.mention for r in trigger.roles if r.name is RoleName.VICTIMS]
    elif told and not things and trigger.frame in _OBJECT_FRAMES:
        return []  # "captured two tanks in X"
    if not things:
        return None
    first = next(iter(spots), None)
    place = draft.place if first is None else first
    if first is not None and spots[first] in BESIDE:
        place = None  # what lies near a town is not the town
    return [_thing_taken(context, i, place, list(spots)) for i in things]


def _where_taken(context: Context, draft: Draft, trigger: Trigger, spots: Mapping[int, str | None]) -> Taken:
    """Where it happened, if the words let a place change hands there."""
    if takes_no_place(context, trigger) or people_taken(context, trigger):
        return []
    if subject_is_no_place(context, trigger):
        return []
    held = _held_beside(context, trigger) if not spots else None
    if held is not None:
        return [(held, region_text(context, held).text)]
    first = next(iter(spots), None)
    if first is not None:
        left = _left_behind(context, trigger, first) if trigger.frame in _FROM_FRAMES else None
        if left is not None:
            return [left]
        inside = spots[first] in {"in", "inside", "within", "through", "across", None}
        return [(first, region_text(context, first, trigger.span.end).text)] if inside else []
    if draft.place is None:
        return _left_unnamed(context, trigger, list(spots))
    if trigger.frame in _NAMED_ONLY or extent(context, draft.place) == "country":
        return []
    return [(draft.place, context.mention(draft.place).span.text)]


def _left_unnamed(context: Context, trigger: Trigger, towards: Sequence[int]) -> Taken:
    """What they left who withdrew from a place without its name: the place spoken of last, if they did not
    withdraw ``towards`` it.
    """
    if trigger.frame != "withdraw" or trigger.definite:
        return []
    last = last_named(context, trigger.span.start, trigger.sentence, 1)
    text = context.mention(last).span.text if last is not None else ""
    return [] if not text or text in {context.mention(i).span.text for i in towards} else [(last, text)]


_LEFT = re.compile(
    r"\b(?:of|from)\s+(?:the\s+|its\s+|their\s+|a\s+)?(?P<thing>(?:[\w’'-]+\s+){0,4}?[\w’'-]+)"
    r"\s+(?:at|in|near|outside|on|above|overlooking)\s+(?:the\s+)?(?:[\w-]+\s+){0,3}$"
)


def _left_behind(context: Context, trigger: Trigger, spot: int) -> tuple[int, str] | None:
    """What was left by those who stood there: "out of four bunkers at X"."""
    place = context.mention(spot).span
    found = _LEFT.search(context.report.text[trigger.span.end - 3 : place.start])
    if found is None or not is_place_like(context.knowledge.lexicon, found.group("thing")):
        return None
    begin = trigger.span.end - 3 + found.start("thing")
    return spot, context.report.text[begin : place.end]


def _is_one_of(context: Context, place: int | None, named: Sequence[int]) -> bool:
    spans = {context.mention(i).span for i in named}
    return place is not None and any(s.covers(context.mention(place).span) for s in spans)


def _of_other_things(context: Context, trigger: Trigger) -> bool:
    """Whether no armed actor was driven out, or no place handed over ("handed prisoners over in X")."""
    if trigger.frame == "drive-out":
        return drives_out_nobody_armed(context, trigger)
    return trigger.frame == "hand-over" and takes_no_place(context, trigger)


def _whole_land(context: Context, index: int) -> bool:
    return region_text(context, index) != context.mention(index).span


def _is_undergoer(context: Context, index: int, trigger: Trigger) -> bool:
    """A place before the verb is taken only where nobody stands there as the taker ("X was captured by")."""
    agents = [context.mention(r.mention).span for r in trigger.roles if r.name is RoleName.AGENT]
    return not any(a.covers(context.mention(index).span) or a.start < trigger.span.start for a in agents)


def _held_beside(context: Context, trigger: Trigger) -> int | None:
    """The place that the sentence says is held since the deed: "in control of X since it drove out Y"."""
    for holding in context.reading.holdings:
        if holding.sentence == trigger.sentence and holding.place is not None and holding.state == "holds":
            between = context.report.text[holding.span.end : trigger.span.start]
            if holding.span.end <= trigger.span.start and re.search(r"\b(?:since|after|having)\b", between):
                return holding.place
    return None


_POINTING = re.compile(r"\b(?:the|this|that)\s", re.I)
_BARE_KIND = re.compile(rf"(?:the |this |that )?{KIND_WORDS}$", re.I)


def _thing_taken(
    context: Context, index: int, place: int | None, spots: Sequence[int]
) -> tuple[int | None, str]:
    """A thing taken and where it lies; "the town" is the place named last."""
    text, mention = _thing_text(context, index, spots), context.mention(index)
    pointed = _POINTING.search(context.report.text[max(0, mention.span.start - 8) : mention.span.start + 5])
    if not _BARE_KIND.match(text) or (not mention.definite and pointed is None):
        return place, text
    before = [
        i
        for i in context.places
        if context.mention(i).span.end <= mention.span.start
        and mention.sentence - context.mention(i).sentence <= _BACK
        and extent(context, i) not in {"country", "admin1"}
    ]
    last = max(before, key=lambda i: context.mention(i).span.start, default=None)
    return (place, text) if last is None else (last, context.mention(last).span.text)


def _thing_text(context: Context, index: int, spots: Sequence[int]) -> str:
    """A thing without number and article ("several army positions" → "army positions"), with its place."""
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
