"""Fighters without their names: what the network is shown of those who fight, so that a deed is read from
the words that tell of it and not from who did it.

"Boko Haram militants", "Nigerian troops" and "the Free Syrian Army" become one piece each, the same for all.
Numbers, articles and possessives stay, and so do descriptions without a name ("the rebels", "the police").
"""

from __future__ import annotations

from collections.abc import Iterable

from marsad.knowledge.actors import Registry
from marsad.knowledge.lexicon import Lexicon
from marsad.model.actor import ActorKind
from marsad.model.reading import Mention, MentionKind

Place = tuple[int, int]

_FIGHTS = frozenset(
    (
        ActorKind.STATE_FORCE, ActorKind.REBEL_GROUP, ActorKind.JIHADIST_GROUP, ActorKind.MILITIA,
        ActorKind.COALITION, ActorKind.FOREIGN_FORCE,
    )
)  # fmt: skip
_FIGHTERS = frozenset(("state", "rebel", "jihadist", "militia", "fighter"))
"""Classes of head nouns that fight."""
_SHOWN = frozenset(("aircraft", "police"))
"""Classes of head nouns that stay, for they tell of the deed: jets strike, the police meet a crowd."""
_POSSESSIVES = ("'s", "’s", "'", "’")


def unnamed(mentions: Iterable[Mention], registry: Registry, lexicon: Lexicon) -> list[Place]:
    """Where the text names who fights, as offsets in order: the name, with the noun behind it.

    Of mentions within each other ("Malian army" in "Malian army troops") the longest counts.
    """
    found: list[Place] = []
    hidden = (_hidden(m, registry, lexicon) for m in mentions)
    for start, end in sorted((p for p in hidden if p is not None), key=lambda p: (p[0], -p[1])):
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return found


def _hidden(mention: Mention, registry: Registry, lexicon: Lexicon) -> Place | None:
    """The part of a mention that is not shown, None where all of it is."""
    if mention.kind is not MentionKind.ACTOR:
        return None
    text, start, name = mention.span.text, mention.span.start, mention.name
    classes = lexicon.classes_of(mention.head)
    fighters = bool(classes & _FIGHTERS) and not classes & _SHOWN
    end = start + next((len(text) - len(p) for p in _POSSESSIVES if text.endswith(p)), len(text))
    if name is None:
        proper = _first_capital(text) if fighters else None
        return None if proper is None else (start + proper, end)
    if fighters:
        return name.start, max(end, name.end)
    if not _fights(name.text, registry):
        return None
    first, _, last = name.text.rpartition(" ")
    if first and lexicon.classes_of(last.lower()) & _SHOWN:  # "Russian jets" is a name too
        return name.start, name.start + len(first)
    return name.start, name.end


def _fights(name: str, registry: Registry) -> bool:
    return any(registry.actors[i].kind in _FIGHTS for i in registry.names.ids(name))


def _first_capital(text: str) -> int | None:
    """Where the first word with a capital begins that does not open the phrase as an article or number."""
    at = 0
    for word in text.split():
        at = text.index(word, at)
        if word[:1].isupper() and word.lower() not in _OPENING:
            return at
        at += len(word)
    return None


_OPENING = frozenset("the a an some many several these those their his its more most all both".split())
