"""Fighters without their names: what the network is shown of those who fight, so that a deed is read from
the words that tell of it and not from who did it.

"Boko Haram militants", "Nigerian troops" and "the Free Syrian Army" become one piece each, the same for all.
Numbers, articles and possessives stay, and so do descriptions without a name ("the rebels", "the police").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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
    found = sorted((p for m in mentions for p in _hidden(m, registry, lexicon)), key=lambda p: (p[0], -p[1]))
    return [p for n, p in enumerate(found) if n == 0 or p[0] >= found[n - 1][1]]


def _hidden(mention: Mention, registry: Registry, lexicon: Lexicon) -> Iterator[Place]:
    if mention.kind is not MentionKind.ACTOR:
        return
    text, start = mention.span.text, mention.span.start
    end = next((len(text) - len(p) for p in _POSSESSIVES if text.endswith(p)), len(text))
    name = mention.name
    classes = lexicon.classes_of(mention.head)
    fighters = bool(classes & _FIGHTERS) and not classes & _SHOWN
    if name is not None and (fighters or _fights(name.text, registry)):
        last = max(start + end, name.end) if fighters else name.end
        if classes & _SHOWN and name.text.lower().endswith(mention.head):
            last = name.start + len(name.text[: -len(mention.head)].rstrip())
        if last > name.start:
            yield name.start, last
    elif fighters and (first := _first_capital(text[:end])) is not None:
        yield start + first, start + end


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
