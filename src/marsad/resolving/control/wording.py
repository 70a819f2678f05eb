"""How a report words a place: its part, the preposition before it, the names in a clause."""

from __future__ import annotations

import re
from collections.abc import Sequence

from marsad.model.reading import MentionKind
from marsad.model.span import Span
from marsad.reading.holdings.things import COMPASS, KIND_WORDS, PART
from marsad.resolving.context import Context
from marsad.resolving.places.decision import LOCAL

WAY = rf"(?:{COMPASS}(?:ern)?|central|rural|upper|lower|inner)"
_REGION = re.compile(
    rf"\b(?:(?:residential|large|several|the|most of|much of|swathes of|two|three|four|five|last|old|a)\s+)*"
    rf"(?:{WAY}\s+(?:{PART}\s+)?of\s+|(?:{WAY}\s+)?(?:(?!(?:and|of|controls?|controlled|holds?|held|seized|captured|took|runs?)\b)\w+\s+)?{PART}\s+(?:of|in)\s+)"
    rf"(?:the\s+|neighbou?ring\s+)?(?:(?:\w+\s+){{0,3}}{KIND_WORDS}\s+of\s+)?(?:{WAY}\s+)?$|{WAY}\s+$",
    re.I,
)
_OF_NAMED = re.compile(
    r"\b[A-Z][\w-]+\s+(?:suburb|district|neighbou?rhood|quarter|area|camp)\s+of\s+(?:the\s+)?$"
)
""" "the Damascus suburb of X": all of X, no part of it."""
_LOCATIVE = re.compile(
    rf"(?P<word>\b(?:(?:in|on|at) the (?:{WAY} )?(?:edges?|outskirts|fringes?|banks?|slopes|approaches) of"
    rf"|in the (?:vicinity|outskirts|surroundings|area|direction) of|in|near|at|inside"
    rf"|outside|around|within|on|along|across|between|towards?|to|into|overlooking|surrounding|"
    rf"through|by|from|(?<!countryside )(?:north|south|east|west) of))"
    rf"\s+(?:the\s+|nearby\s+"
    rf"|neighbou?ring\s+)?(?:{WAY}\s+)?(?:(?:\w+\s+){{0,2}}{KIND_WORDS}\s+of\s+)?(?:the\s+)?(?:capital\s+)?$",
    re.I,
)
SPOTS = frozenset(("exact", "near", "area"))
BESIDE = frozenset(
    (
        "near",
        "outside",
        "around",
        "overlooking",
        "surrounding",
        "from",
        "to",
        "towards",
        "in the vicinity of",
        "in the direction of",
    )
)


_HELP = re.compile(
    r"\b(?:backed|supported|aided|assisted|reinforced|accompanied|helped)(?:\s+up)?\s+by\s+(?:(?!\b(?:who|which|took|said)\b)[^.;,]){0,60}$"
    r"|\bwith\s+(?:the\s+)?(?:\w+\s+)?(?:support|help|backing|assistance|aid|cover)\s+(?:of|from|by)\s[^.;]{0,40}$",
    re.I,
)


_AREAS = frozenset(("admin1", "country", "region"))


def extent(context: Context, index: int) -> str | None:
    """The precision of a place; None where it is not known which of several towns bears its name, or where
    in the land one lies that no gazetteer has: it is no land for that.
    """
    resolved = context.places[index]
    place = resolved.place
    unsure = place is not None and place.id.startswith(LOCAL) and place.kind not in _AREAS
    return None if unsure and resolved.precision in _AREAS else resolved.precision


def stands_behind(context: Context, actor: Span) -> bool:
    """Whether an actor only helps those who act: "backed by Russian jets" takes and holds nothing."""
    start = next((s.start for s in context.reading.sentences if s.covers(actor)), actor.start)
    return _HELP.search(context.report.text[max(start, actor.start - 110) : actor.start]) is not None


_FACILITY = re.compile(
    r"\s+(?i:(?:military|main|central|international|general|oil|gas|power|thermal|border|air)\s+){0,2}"
    r"(?i:air\s?(?:base|port|field|strip)|base|barracks|hospital|prison|dam|bridge|farms|refinery|station|plant"
    r"|(?:oil|gas)?fields?|crossing|university|stadium|market|highway|road|port)\b(?!\s+of\s+[A-Z])",
)


def _with_facility(context: Context, name: Span) -> Span:
    """The name with the facility that it names: of "X air base" no other part of X is spoken of."""
    found = _FACILITY.match(context.report.text, name.end)
    return name if found is None else Span.of(context.report.text, name.start, found.end())


def is_of_facility(context: Context, index: int, words: str) -> bool:
    """Whether ``words`` for a place go on to a facility that bears its name, and which is another place."""
    name = context.mention(index).span
    whole = _with_facility(context, name)
    return whole != name and words.endswith(whole.text)


def region_text(context: Context, index: int, left: int = 0) -> Span:
    """The place with the words for its part: "the western districts of X", not from before ``left``."""
    span = _with_facility(context, context.mention(index).span)
    start = max(left, context.reading.sentences[context.mention(index).sentence].start)
    found = _REGION.search(context.report.text[start : span.start])
    if found is None or not found.group().strip() or _OF_NAMED.search(found.group()):
        return span
    begin = start + found.start() + len(found.group()) - len(found.group().lstrip())
    return Span.of(context.report.text, begin, span.end)


def named_in(context: Context, clause: Span) -> list[int]:
    """The places named in a clause, in the order of the text; a name that is a phrase of its own is two
    mentions and counts once, and one that only says of whom an actor is ("Amhara militiamen") does not.
    """
    found: dict[Span, int] = {}
    for i, m in enumerate(context.reading.mentions):
        if m.kind is MentionKind.PLACE and m.name == m.span and clause.covers(m.span) and i in context.places:
            found.setdefault(m.span, i)
    for m in context.reading.mentions:
        if m.kind is MentionKind.ACTOR and clause.covers(m.span):
            for span in [s for s in found if m.span.covers(s) and s.end < m.span.end]:
                del found[span]
    return sorted(found.values(), key=lambda i: context.mention(i).span.start)


def between(context: Context, one: int, other: int) -> str:
    """The text between two mentions."""
    return context.report.text[context.mention(one).span.end : context.mention(other).span.start]


_AT_THE_EDGE = re.compile(r"(?:in|on|at) the .*(?:edges?|outskirts|fringes?|banks?|slopes|approaches) of$")


def preposition_of(context: Context, index: int) -> str | None:
    span = context.mention(index).span
    start = context.reading.sentences[context.mention(index).sentence].start
    found = _LOCATIVE.search(context.report.text[max(start, span.start - 60) : span.start])
    word = found.group("word").lower() if found else None
    return "outside" if word and _AT_THE_EDGE.match(word) else word


def prepositions_of(context: Context, named: Sequence[int]) -> dict[int, str | None]:
    """The preposition of each place; one governs the whole of a list ("to the cities of X and Y")."""
    found: dict[int, str | None] = {}
    last: int | None = None
    for index in sorted(named, key=lambda i: context.mention(i).span.start):
        own = preposition_of(context, index)
        if own is None and last is not None:
            gap = between(context, last, index)
            own = found[last] if re.fullmatch(r"\s*(?:,|and|or|, and)\s+(?:the )?", gap) else None
        found[index] = own
        last = index
    return found
