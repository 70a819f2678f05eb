"""Brothers who act together, told by what they are to each other: "he and his brother", "the brothers"."""

from __future__ import annotations

import re

from marsad.model.actor import ActorKind
from marsad.model.span import Span
from marsad.resolving.actors.identity import Identity
from marsad.resolving.context import Context, once
from marsad.resolving.events.persons import persons_of

_BOTH = re.compile(r"\b(?:brothers|sisters|siblings)$", re.I)
_ONE = re.compile(r"\b(?:brother|sister)$", re.I)


def kin_meant(context: Context, words: Span) -> tuple[Identity, ...]:
    """Who brothers and sisters are, where the report names two of one surname and no others of one.

    One of them is whose first name stands beside the words, else the one whom their sentence does not name.
    """
    pair = _siblings(context)
    if not pair or not (_BOTH.search(words.text) or _ONE.search(words.text)):
        return ()
    if _BOTH.search(words.text):
        return pair
    text = context.report.text
    beside = [p for p in pair if re.match(rf"\W*{re.escape(_first(p))}\b", text[words.end :])]
    sentence = next((s for s in context.reading.sentences if s.covers(words)), words)
    unnamed = [p for p in pair if not re.search(rf"\b{re.escape(_first(p))}\b", sentence.text)]
    meant = beside or unnamed
    return tuple(meant) if len(meant) == 1 else ()


def _first(person: Identity) -> str:
    return person.name.split()[0]


@once
def _siblings(context: Context) -> tuple[Identity, ...]:
    """The two persons whom the report gives one surname; none where it does so for others too."""
    named: dict[str, list[Identity]] = {}
    for person, _ in persons_of(context).values():
        if person.kind is ActorKind.PERSON:
            named.setdefault(person.name.split()[-1], []).append(person)
    alike = [tuple(persons) for persons in named.values() if len(persons) > 1]
    return alike[0] if len(alike) == 1 and len(alike[0]) == 2 else ()
