"""Who acts, told by a modifier: "Israeli attack", "regime bombardment", "rebel fire"."""

from __future__ import annotations

from marsad.knowledge.base import Knowledge
from marsad.model.event import EventType
from marsad.model.reading import Mention, MentionKind
from marsad.reading.deeds.triggers import Hit
from marsad.reading.names.find import NameKind
from marsad.reading.parsed import Parsed

_DEEDS = frozenset((EventType.BATTLES, EventType.EXPLOSIONS, EventType.VIOLENCE_AGAINST_CIVILIANS))
_ARMED = frozenset(("state", "rebel", "jihadist", "militia", "police", "fighter"))
_STATES = frozenset(("government", "regime"))


def acting_modifier(
    text: str, parsed: Parsed, hit: Hit, stretch: tuple[int, int], knowledge: Knowledge
) -> Mention | None:
    """The people or fighters named in tokens ``stretch`` (start, end exclusive) before what they did."""
    if hit.frame.type not in _DEEDS or hit.frame.effect is not None:
        return None
    sentence = parsed.sentence
    start, end = stretch
    for name in parsed.names:
        if name.kind is NameKind.PEOPLE and start <= name.start and name.end <= end and not name.qualifier:
            return Mention(MentionKind.ACTOR, name.span, sentence.index, head="forces", name=name.span)
    for i in range(start, end):
        word = sentence.lower(i)
        if knowledge.lexicon.classes_of(word) & _ARMED or word in _STATES:
            return Mention(MentionKind.ACTOR, sentence.span_of(text, i, i + 1), sentence.index, head=word)
    return None
