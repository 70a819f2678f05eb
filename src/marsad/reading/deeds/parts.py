"""A phrase in a role, and what fills roles wherever they are told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from marsad.model.reading import MentionKind, RoleName
from marsad.reading.grammar.syntax import Syntax
from marsad.reading.harm.counted import and_listed, has_own_state
from marsad.reading.mentions import Phrase

PEOPLE = (MentionKind.ACTOR, MentionKind.PEOPLE, MentionKind.PERSON)


@dataclass(frozen=True, slots=True)
class Part:
    """A phrase in a role."""

    role: RoleName
    phrase: Phrase


def fill(role: str, phrases: Iterable[Phrase], syntax: Syntax) -> list[Part]:
    """Phrases in ``role``, a measure phrase ("dozens of …") also giving what fills it."""
    parts = []
    for phrase in phrases:
        inner = syntax.with_of(phrase)
        named = any(p.mention and p.mention.kind is MentionKind.ACTOR for p in inner)
        if not (named and phrase.mention and phrase.mention.name is None and phrase.mention.quantity is None):
            parts.append(
                Part(RoleName(role), phrase)
            )  # "fighters of X" are X; "seven fighters of X" also count
        parts += [Part(RoleName(role), p) for p in inner]
    return parts


def included(syntax: Syntax, at: int) -> tuple[Phrase, ...]:
    """What "the dead included", "those killed include" goes on to count."""
    return and_listed(syntax, syntax.after(at + 1)) if syntax.sentence.lower(at).startswith("include") else ()


def without_own_state(
    syntax: Syntax, phrases: tuple[Phrase, ...], keep: int | None = None
) -> tuple[Phrase, ...]:
    """``phrases`` but those that have words for harm of their own ("killed 12 and 30 wounded"), the one
    at ``keep`` aside.
    """
    return tuple(
        p for n, p in enumerate(phrases)
        if (keep is not None and n == keep % len(phrases)) or not has_own_state(syntax, p)
    )  # fmt: skip
