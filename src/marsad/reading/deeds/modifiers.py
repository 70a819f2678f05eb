"""Who acts, told by a modifier: "Israeli attack", "regime bombardment", "rebel fire"."""

from __future__ import annotations

import re

from marsad.knowledge.base import Knowledge
from marsad.model.event import EventType
from marsad.model.reading import Mention, MentionKind
from marsad.reading.deeds.triggers import Hit
from marsad.reading.names.find import NameKind
from marsad.reading.parsed import Parsed

_DEEDS = frozenset((EventType.BATTLES, EventType.EXPLOSIONS, EventType.VIOLENCE_AGAINST_CIVILIANS))
_ARMED = frozenset(("state", "rebel", "jihadist", "militia", "police", "fighter"))
_STATES = frozenset(("government", "regime"))
_OWN_DEED = re.compile(
    r"['’]s?\s+(?!(?:\S+\s+)*(?:worst|first|\w{3,}est)\s)(?:[\w-]+\s+){0,3}$", re.IGNORECASE
)
"""Between a country and what it does; "Turkey's worst bombing" is what happened there."""

_NEAR = 60
"""Characters between a country and its deed at most."""


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


def owns_deed(text: str, hit: Hit, mention: Mention, start: int, knowledge: Knowledge) -> bool:
    """Whether a country does what a noun at offset ``start`` tells: "Russia's air strikes"."""
    done = hit.frame.type in _DEEDS or hit.frame.control is not None
    if hit.verbal or mention.name is None or not done or hit.frame.effect is not None:
        return False
    if not 0 < start - mention.name.end <= _NEAR:
        return False
    land = bool(knowledge.registry.lands.ids(mention.name.text))
    return land and _OWN_DEED.fullmatch(text, mention.name.end, start) is not None
