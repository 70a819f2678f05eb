"""Persons whom a verb of harm has for its subject or object, where grammar found no phrase of people there:
"Navarro was shot dead", "Tello died in a clash", "gunmen killed Judge Ana Cruz".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from marsad.model.event import Effect
from marsad.model.reading import NOT_DONE, Mention, MentionKind, Trigger
from marsad.model.span import Span
from marsad.resolving.context import Context
from marsad.resolving.events.victims import last_name

_APPOSED = r"(?:\s*,[^;:.]{1,100}\s?,)?(?:\s*,?\s+who)?\s+"
"""What may stand between a name and its verb: ", a sound technician, ". The verb is that of one person."""
_ADVERBS = r"(?:(?:\w+ly|also|later|then|now|once|himself|herself)\s+)*"
_BEFELL = re.compile(
    rf"{_APPOSED}(?:was|is|has been|had been|being)\s+{_ADVERBS}"
    r"(?:found\s+|left\s+|shot\s+|gunned\s+|stabbed\s+|beaten\s+)?(?:and\s+)?"
)
_DID = re.compile(rf"{_APPOSED}(?:(?:has|had|have)\s+)?{_ADVERBS}")
_OBJECT = re.compile(
    r"\s+(?:(?:the|a|an|his|her|their)\s+)?"
    r"(?:(?!(?:and|or|by|in|at|of|for|said|says|told|reported)\b)[a-z-]+\s+){0,3}"
)
_ACTIVE = re.compile(
    r"(?:kill|murder|assassinat|execut|behead|hang|wound|injur|slay|slew|shot dead)\w*", re.I
)
_PASSIVE = re.compile(
    r"(?:killed|murdered|slain|assassinated|executed|beheaded|hanged|dead|wounded|injured|hurt|shot dead"
    r"|shot to death|gunned down)",
    re.I,
)
_DIES = re.compile(r"(?:died|dies|perished|succumbed)", re.I)
_WOUNDS = re.compile(r"(?:wound|injur|hurt)", re.I)


def harmed_by_name(context: Context, triggers: Sequence[Trigger]) -> Iterator[tuple[Effect, int]]:
    """The persons who were killed or wounded by name and what befell them, each last name once an effect."""
    told: set[tuple[Effect, str]] = set()
    for trigger in triggers:
        if trigger.status in NOT_DONE:
            continue
        effect = Effect.WOUNDED if _WOUNDS.match(trigger.span.text) else Effect.KILLED
        for index, person in _persons(context, trigger.sentence):
            key = (effect, last_name(person))
            if key not in told and _harmed(context.report.text, trigger.span, person.span):
                told.add(key)
                yield effect, index


def _persons(context: Context, sentence: int) -> Iterator[tuple[int, Mention]]:
    """Persons by name, and names of the sentence that are nobody known."""
    for index, mention in enumerate(context.reading.mentions):
        if mention.sentence != sentence or mention.name is None or not mention.name.text[:1].isalpha():
            continue  # "8,000 Muslims" is nobody's name
        unknown = mention.kind is MentionKind.ACTOR and index not in context.actors
        if mention.kind is MentionKind.PERSON or unknown:
            yield index, mention


def _harmed(text: str, deed: Span, person: Span) -> bool:
    """Whether the person is the subject of a passive or of dying, or the object of killing."""
    if deed.start >= person.end:
        if _DIES.fullmatch(deed.text):
            return _DID.fullmatch(text, person.end, deed.start) is not None
        passive = _PASSIVE.fullmatch(deed.text)
        return passive is not None and _BEFELL.fullmatch(text, person.end, deed.start) is not None
    active = _ACTIVE.fullmatch(deed.text)
    return active is not None and _OBJECT.fullmatch(text, deed.end, person.start) is not None
