"""Phrases that count people, and lists of them."""

from __future__ import annotations

from marsad.reading.grammar.syntax import Syntax
from marsad.reading.harm.words import HARMED, STATES
from marsad.reading.mentions import Phrase

_SAID = STATES | {"martyrs"}
"""Last words of a phrase that say themselves what befell people: "30 wounded", "50 martyrs"."""


def is_count(phrase: Phrase) -> bool:
    """Whether the phrase tells how many: "12 people", "a woman", "dozens"."""
    return phrase.mention is not None and phrase.mention.quantity is not None


def has_own_state(syntax: Syntax, phrase: Phrase) -> bool:
    """Whether the phrase has words for harm of its own: "30 wounded", "12 others killed"."""
    end = phrase.chunk.end
    return syntax.sentence.lower(end - 1) in _SAID or syntax.sentence.lower(end) in HARMED


def and_listed(syntax: Syntax, phrases: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """``phrases`` and the counts right behind them: some lists lost their commas ("51 men 28 women")."""
    found = list(phrases)
    while found and is_count(found[-1]):
        end = found[-1].chunk.end
        following = next((p for p in syntax.phrases if p.chunk.start == end and is_count(p)), None)
        if (
            following is None
            or has_own_state(syntax, following)
            or any(v.start == following.chunk.end and v.form == "finite" for v in syntax.verbs)
        ):
            break  # "four civilians two residents said"
        found += [p for p in syntax._coordinates_after(following) if p not in found]
    return tuple(found)
