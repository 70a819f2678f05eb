"""The place that words without a name mean: "it", "the town", "the market"."""

from __future__ import annotations

import re

from marsad.model.reading import MentionKind, Trigger
from marsad.model.span import Span
from marsad.reading.holdings.things import PART, SETTLED, SIDE_TAKEN_UP, TAKEN_UP
from marsad.resolving.context import Context
from marsad.resolving.control.relative import only_contains
from marsad.resolving.control.wording import BESIDE, SPOTS, WAY, extent, preposition_of

_KINDS = {
    "city": {"city", "town", "capital"},
    "town": {"town", "city", "village"},
    "village": {"village", "town"},
    "province": {"admin1"},
    "governorate": {"admin1"},
    "state": {"admin1"},
    "county": {"admin2", "county"},
}
_SINGULAR = {"cities": "city"}
_FAR = 8
"""How many sentences back "the town" may reach."""
_NEAR = 2
"""How many sentences back "it" and "the market" may reach."""
_BACK = re.compile(r"(?:(?:north|south|east|west) of|near|outside|overlooking)$")
_PART_OF = re.compile(rf"(?:{WAY}\s+)?(?:{PART}\s+)?of\s+$", re.I)
_COUNT = re.compile(r"^(?:(?:the|a|an|its|their|his|this|that|these|those|entire|whole)\s+)+", re.I)


_WORDS = rf"(?P<words>it|(?:the|this|that)\s+(?:[a-z-]+\s+){{0,2}}?{SETTLED}(?:\s+itself)?)"
_OBJECT = re.compile(
    rf"\s+(?:back\s+|over\s+|up\s+)?{_WORDS}\b(?!['’-]|\s+(?:of|called|named|cent(?:re|er))\b)", re.I
)
_WITHIN = re.compile(rf"\s{_WORDS}\s", re.I)
""" "won it back", "handed the town over"."""
_HELPERS = (
    r"(?:has|have|had|was|is|been|being|got|also|then|later|now|again|first|only|since|finally|briefly)"
)
_SUBJECT = re.compile(rf"(?:^|\W){_WORDS}\s+(?:{_HELPERS}\s+)*(?:was|were|is|are|been|being|got)\s+$", re.I)
_FALLEN = re.compile(rf"(?:^|\W){_WORDS}\s+(?:{_HELPERS}\s+)*$", re.I)


def object_words(context: Context, trigger: Trigger) -> Span | None:
    """The words without a name for what was taken: "seized it", "the town was captured", "the city fell"."""
    text = context.report.text
    found = _WITHIN.search(text, trigger.span.start, trigger.span.end)
    found = found or _OBJECT.match(text, trigger.span.end, trigger.clause.end)
    if found is None:
        form = _FALLEN if trigger.frame == "fall" else _SUBJECT
        start = max(trigger.clause.start, trigger.span.start - 80)
        found = form.search(text[start : trigger.span.start])
        return Span.of(text, start + found.start("words"), start + found.end("words")) if found else None
    return Span.of(text, found.start("words"), found.end("words"))


def place_of_words(context: Context, words: Span, sentence: int) -> tuple[int, str] | None:
    """The place that ``words`` take up, with the report's words for it; None where none was named.

    Things that are no settlement ("the market") lie in the place that was named last.
    """
    taken_up = TAKEN_UP.match(words.text)
    if taken_up is None:
        index = last_named(context, words.start, sentence, _NEAR)
        side = SIDE_TAKEN_UP.fullmatch(words.text)
        if side is not None and index is not None:
            return index, f"the {side['way']} of {context.mention(index).span.text}"
        return None if index is None else (index, _COUNT.sub("", words.text))
    kind = taken_up.group("kind")
    index = (
        last_of_kind(context, words.start, sentence, kind.lower())
        if kind
        else last_named(context, words.start, sentence, _NEAR)
    )
    if index is None:
        return None
    left = context.reading.sentences[sentence].start
    return index, with_part(context, index, left, words.start)


def with_part(context: Context, index: int, left: int, at: int) -> str:
    """The name with the words before ``at`` for its part: "western districts of the city" is of X."""
    found = _PART_OF.search(context.report.text[left:at])
    name = context.mention(index).span.text
    part = found.group().strip() if found else ""
    return f"{part} {name}" if len(part) > 2 else name


def named_before(
    context: Context, at: int, sentence: int, reach: int, precisions: set[str | None]
) -> list[int]:
    """Places named before ``at``, at most ``reach`` sentences away, in the order of the text.

    ``precisions`` are those that count; None for a name that no gazetteer knows.
    """
    before = [
        i
        for i, m in enumerate(context.reading.mentions)
        if m.kind is MentionKind.PLACE and m.span == m.name and m.span.end <= at
        and 0 <= sentence - m.sentence <= reach and i in context.places
        and extent(context, i) in precisions
    ]  # fmt: skip
    return sorted(before, key=lambda i: context.mention(i).span.start)


def last_named(context: Context, at: int, sentence: int, reach: int) -> int | None:
    """The spot spoken of last before ``at``: one that other words only lie beside or in stands back."""
    named = named_before(context, at, sentence, reach, {*SPOTS, None})
    return _in_focus(context, [i for i in named if not _described(context, i)])


def last_of_kind(context: Context, at: int, sentence: int, noun: str) -> int | None:
    """The place of a kind spoken of last before ``at``: "the province" is no town."""
    kinds = _KINDS.get(_SINGULAR.get(noun, noun.rstrip("s")))
    precisions: set[str | None] = {"admin1", "area"} if kinds == {"admin1"} else {*SPOTS, None}
    fitting = [
        i
        for i in named_before(context, at, sentence, _FAR, precisions)
        if kinds is None or _kind_of(context, i) in {None, *kinds}
    ]
    return _in_focus(context, fitting)


def _kind_of(context: Context, index: int) -> str | None:
    """The kind of a place: the gazetteer's, else that which words beside the name give it."""
    resolved = context.places[index]
    return resolved.mention.kind_hint if resolved.place is None else resolved.place.kind


def only_admin(noun: str) -> bool:
    """Whether a noun means provinces alone, so that no town is meant where none was named."""
    return _KINDS.get(noun) == {"admin1"}


def _in_focus(context: Context, named: list[int]) -> int | None:
    """The one spoken of: the last of the latest sentence that names one which does not stand back."""
    for sentence in sorted({context.mention(i).sentence for i in named}, reverse=True):
        here = [i for i in named if context.mention(i).sentence == sentence]
        ranked = [i for i in here if not _stands_back(context, i)]
        if ranked:
            return max(ranked, key=lambda i: (not _beside(context, i), context.mention(i).span.start))
    return named[-1] if named else None


def _described(context: Context, index: int) -> bool:
    """Whether a place is only told by its distance from another ("12 km north of X")."""
    place = context.places[index].place
    return place is not None and place.name[:1].isdigit()


def _beside(context: Context, index: int) -> bool:
    """ "around X", "to X": less likely meant than a place in which something is told to have happened."""
    word = preposition_of(context, index)
    return word is not None and word in BESIDE


def _stands_back(context: Context, index: int) -> bool:
    """Whether a name only says where something else lies: "near X", "east of X", "X's capital"."""
    word = preposition_of(context, index)
    return (word is not None and _BACK.search(word) is not None) or only_contains(context, index)
