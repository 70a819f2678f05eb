"""What descriptions and pronouns take up: the armed actors spoken of so far, in text order."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from marsad.model.actor import ActorKind
from marsad.model.reading import Mention, MentionKind
from marsad.model.span import Span
from marsad.resolving.actors.descriptions import PRO_STATE, can_mean
from marsad.resolving.actors.identity import Identity

_OF_ONE = frozenset("he she him his her".split())
_WINDOW = 4
"""How many sentences back a description may reach."""
_IS = re.compile(r"(?:\s*\([^()]{2,40}\))?(?:,?\s+also\s+[^,.;]{2,40},?)?\s+(?:is|are|was|were)\s+")
_AND = re.compile(r",?\s+(?:and|or|with)\s+")
_SERVICES = frozenset({ActorKind.STATE_FORCE, ActorKind.FOREIGN_FORCE, ActorKind.COALITION})


class Antecedents:
    """The actors of one report as far as it has been read."""

    def __init__(self) -> None:
        self._history: list[tuple[Mention, Identity]] = []

    def note(self, mention: Mention, identity: Identity) -> None:
        self._history.append((mention, identity))

    def recent(self, mention: Mention, classes: frozenset[str]) -> Identity | None:
        """The actor spoken of last that the description can mean."""
        for earlier, identity in reversed(self._history):
            if mention.sentence - earlier.sentence > _WINDOW:
                return None
            if earlier.span.overlaps(mention.span) or not can_mean(classes, mention.head, identity.kind):
                continue
            if identity.name != PRO_STATE or "militia" in classes:  # "the militants" fight the state
                return _taken_up(mention, earlier, identity)
        return None

    def beside(self, mention: Mention, classes: frozenset[str], others: Collection[Span]) -> Identity | None:
        """The one actor named before in the same sentence that the description can mean, and none of whom
        ``others`` name.
        """
        before = list(self._before(mention, 0))
        not_them = {i.id for m, i in before if any(m.span.overlaps(s) for s in others)}
        fit = {
            i.id: (m, i)
            for m, i in before
            if m.name is not None and i.id not in not_them and can_mean(classes, mention.head, i.kind)
        }
        return _taken_up(mention, *fit.popitem()[1]) if len(fit) == 1 else None

    def told_to_be(self, mention: Mention, classes: frozenset[str], text: str) -> Identity | None:
        """The actor named before of whom the words say what he is: "X is a group that (controls)"."""
        for earlier, identity in self._before(mention, 0):
            said = earlier.name is not None and _IS.fullmatch(text, earlier.span.end, mention.span.start)
            if said and can_mean(classes, mention.head, identity.kind):
                return _taken_up(mention, earlier, identity)
        return None

    def called(self, name: str) -> Identity | None:
        """The actor spoken of before under this very name, however it is written."""
        return next((i for _, i in self._history if i.name.lower() == name.lower()), None)

    def ending(self, mention: Mention, classes: frozenset[str]) -> Identity | None:
        """The group whose name ends in the head of the words: "the brigade" after "the X Brigade".

        Not a rebel "X Liberation Army" for "the army", which is the state's.
        """
        for earlier, identity in reversed(self._history):
            last = identity.name.lower().split()[-1:]
            fits = "state" not in classes or can_mean(classes, mention.head, identity.kind)
            if last == [mention.head] and fits and not earlier.span.overlaps(mention.span):
                return _taken_up(mention, earlier, identity)
        return None

    def service(self, mention: Mention) -> str | None:
        """Id of the state force or coalition spoken of last, in this sentence or the one before."""
        for earlier, identity in reversed(self._history[-6:]):
            if mention.sentence - earlier.sentence > 1:
                return None
            if identity.kind in _SERVICES:
                return identity.id
        return None

    def many_rebels(self, mention: Mention, classes: frozenset[str]) -> bool:
        """Whether "the rebels" follows several rebel groups, so that it means them all."""
        if "rebel" not in classes:
            return False
        named = {
            i.id: i.kind for m, i in self._history if mention.sentence - m.sentence <= _WINDOW and m.name
        }
        return sum(can_mean(classes, mention.head, kind) for kind in named.values()) > 1

    def pronoun(self, mention: Mention) -> Identity | None:
        """A pronoun takes up the first actor of its own sentence, else the first of the one before."""
        for found in (self._before(mention, 0), self._before(mention, 1)):
            for earlier, identity in found:
                if mention.head not in _OF_ONE or earlier.kind is MentionKind.PERSON:
                    return _taken_up(mention, earlier, identity)  # "he" is a person, not the group named last
        return None

    def joined(self, mention: Mention, text: str) -> Identity | None:
        """Whose the words right behind an "and" are: "the regime and its allies"."""
        for earlier, identity in self._before(mention, 0):
            if _AND.fullmatch(text, earlier.span.end, mention.span.start):
                return _taken_up(mention, earlier, identity)
        return None

    def latter(self, mention: Mention) -> Identity | None:
        """Which of two "the latter" or "the former" is, told in the same sentence or the one before."""
        found = list(self._before(mention, 0)) or list(self._before(mention, 1))
        pair = list({identity.id: (earlier, identity) for earlier, identity in found}.values())[-2:]
        if not pair:
            return None
        return _taken_up(mention, *pair[-1 if mention.head == "latter" else 0])

    def within(self, span: Span) -> Identity | None:
        """The last actor noted inside ``span``."""
        found = [i for m, i in self._history if span.overlaps(m.span)]
        return found[-1] if found else None

    def _before(self, mention: Mention, back: int) -> Iterator[tuple[Mention, Identity]]:
        for earlier, identity in self._history:
            if earlier.sentence == mention.sentence - back and earlier.span.end <= mention.span.start:
                yield earlier, identity


def _taken_up(mention: Mention, earlier: Mention, identity: Identity) -> Identity:
    return identity.because(f"{mention.span.text!r} takes up {earlier.span.text!r}")
