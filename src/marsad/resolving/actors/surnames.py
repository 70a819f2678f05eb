"""Surnames that are nouns too: "Ana Baker" is one person, and so is "Baker" after her; "a baker" is not.

Grammar takes the noun for a word for people. One person told with a capital and without an article, behind a
word that is no noun, bears it as a name.
"""

from __future__ import annotations

import re
from dataclasses import replace

from marsad.knowledge.base import Knowledge
from marsad.model.reading import Mention, MentionKind, Quantity, Reading
from marsad.resolving.actors.naming import TITLES

SURNAME = "surname"
"""Head of the mention of a person whose name is a noun too."""
_FULL = re.compile(r"([A-Z][a-z]+)\s+([A-Z][a-z]+)")
_HEADLINE = 0.5
"""Share of words with capitals from which on a sentence is a headline, whose nouns all have them."""


def with_surnames(reading: Reading, knowledge: Knowledge) -> Reading:
    """The reading with persons for the words for people that are names of persons in this report."""
    told = [m for m in reading.mentions if m.kind is MentionKind.PEOPLE]
    surnames = {m.span.text.split()[-1] for m in told if _is_full_name(m, reading, knowledge)}
    if not surnames:
        return reading
    return replace(reading, mentions=tuple(_person(m, surnames) for m in reading.mentions))


def _person(mention: Mention, surnames: set[str]) -> Mention:
    words = mention.span.text
    named = words in surnames or (_FULL.fullmatch(words) and words.split()[-1] in surnames)
    if mention.kind is not MentionKind.PEOPLE or not named:
        return mention
    one = Quantity(mention.span, 1, 1)
    return replace(mention, kind=MentionKind.PERSON, head=SURNAME, quantity=one, definite=False)


def _is_full_name(mention: Mention, reading: Reading, knowledge: Knowledge) -> bool:
    """Whether a phrase is a first name and a noun for one person, in a sentence that is no headline."""
    full = _FULL.fullmatch(mention.span.text)
    if full is None or _is_headline(reading.sentences[mention.sentence].text):
        return False
    first, noun = full[1].lower(), full[2].lower()
    if first in TITLES or first in knowledge.nouns or first in knowledge.lexicon.words:
        return False
    if knowledge.registry.peoples.ids(full[1]) or knowledge.registry.lands.ids(full[1]):
        return False
    return knowledge.lexicon.classes["people"].get(noun) == noun


def _is_headline(sentence: str) -> bool:
    words: list[str] = re.findall(r"[A-Za-z]{2,}", sentence)
    return sum(w[0].isupper() for w in words) >= _HEADLINE * len(words)
