"""Named victims: who is killed, shot or taken by name. Nobody is killed twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from marsad.model.event import Effect
from marsad.model.reading import Mention, MentionKind, RoleName, Trigger
from marsad.model.span import Span
from marsad.resolving.context import Context

_OF = re.compile(
    r"\s+of\s+(?:(?:the|a|an|its|their|his|her|our)\s+)?(?:(?!and\b|or\b|by\b|in\b)[\w.'’-]+\s+){0,4}", re.I
)
_OWN = re.compile(r"(?:['’]s|s['’]|['’])\s+(?:[\w-]+\s+){0,2}", re.I)
_APPOSED = re.compile(r"\s*,\s+(?:[\w.-]+\s+){0,3}")
_TITLE = 3
"""Letters that "Dr", "Mr" and "Gen" have at most."""
_ON_PEOPLE = frozenset(("kill", "die", "execute", "wound", "attack", "abduct", "under-attack"))


def killed_by_name(context: Context, triggers: Sequence[Trigger]) -> Iterator[int]:
    """The persons whose death the triggers tell: "the murder of Judge Ana Cruz", "Cruz's death"; as mentions.

    Those that a verb has for its subject or object carry a figure of one already; these are the others.
    """
    for trigger in triggers:
        if context.frame(trigger).effect != Effect.KILLED.value:
            continue
        for index, mention in _persons(context, trigger.sentence):
            if _beside(context.report.text, trigger.span, mention.span):
                yield index


def names_of_victims(context: Context, triggers: Sequence[Trigger]) -> frozenset[str]:
    """The last names of those whom violence befell, in small letters."""
    found = [context.mention(i) for i in killed_by_name(context, triggers)]
    for trigger in triggers:
        if trigger.frame not in _ON_PEOPLE:
            continue
        hit = [r.mention for r in trigger.roles if r.name in {RoleName.VICTIMS, RoleName.PATIENT}]
        found += [m for i in hit if (m := context.mention(i)).kind is MentionKind.PERSON]
        found += [
            p for i in hit for _, p in _persons(context, trigger.sentence) if _is_apposed(context, i, p)
        ]
    return frozenset(n for n in map(last_name, found) if len(n) > _TITLE)


def last_name(person: Mention) -> str:
    """The last word of a person's name, in small letters."""
    return (person.name or person.span).text.lower().split()[-1].strip(".,'’")


def _persons(context: Context, sentence: int) -> list[tuple[int, Mention]]:
    mentions = enumerate(context.reading.mentions)
    return [(i, m) for i, m in mentions if m.sentence == sentence and m.kind is MentionKind.PERSON]


def _beside(text: str, deed: Span, person: Span) -> bool:
    """Whether the person stands as the one killed beside a noun: "the murder of P", "P's murder"."""
    if person.start >= deed.end:
        return _OF.fullmatch(text, deed.end, person.start) is not None
    return _OWN.fullmatch(text, person.end, deed.start) is not None


def _is_apposed(context: Context, index: int, person: Mention) -> bool:
    """Whether the person names a victim told before: "the minister, Ahmed Warsame, was murdered"."""
    end = context.mention(index).span.end
    return end <= person.span.start and bool(_APPOSED.fullmatch(context.report.text, end, person.span.start))
