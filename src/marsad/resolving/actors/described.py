"""Descriptions by what their words say ("soldiers", "the group", "they"), and actors by what they are: the
two sides of the table that tells whom which words can mean.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from marsad.knowledge.lexicon import Lexicon
from marsad.model.actor import ActorKind
from marsad.model.reading import Mention, MentionKind

_WORDS = {
    "he": "he she him his her himself herself",
    "they": "they them it its their themselves itself who which",
    "we": "we our us ours",
    "unit": "division brigade battalion regiment corps unit units infantry garrison base navy column "
    "contingent patrol convoy force forces",
    "group": "group groups organisation organization movement faction front outfit party wing network",
    "side": "side sides",
    "attack": "gunman gunmen attacker attackers assailant assailants infiltrator infiltrators bomber bombers "
    "perpetrator perpetrators raiders suspect suspects captors kidnappers",
}
_BY_WORD = {word: name for name, words in _WORDS.items() for word in words.split()}
_CLASSES = ("jihadist", "rebel", "militia", "police", "government", "aircraft", "state", "fighter")
"""Classes of head nouns in the lexicon, the one that says most first."""
OURS = re.compile(r"(?:our|we)\b", re.I)

_UNITS = frozenset("brigade battalion regiment division corps company platoon squadron".split())

OF_NOBODY = "unidentified"
"""What an actor is called here of whom a report says no more than that there is one."""
OF_KIND = {
    ActorKind.STATE_FORCE: "state",
    ActorKind.FOREIGN_FORCE: "state",
    ActorKind.COALITION: "coalition",
    ActorKind.GOVERNMENT: "government",
    ActorKind.REBEL_GROUP: "rebel",
    ActorKind.JIHADIST_GROUP: "jihadist",
    ActorKind.MILITIA: "militia",
    ActorKind.POLICE: "police",
    ActorKind.MONITOR: "voice",
    ActorKind.MEDIA: "voice",
    ActorKind.HUMANITARIAN: "aid",
    ActorKind.INTERNATIONAL_ORGANISATION: "aid",
    ActorKind.PERSON: "person",
    ActorKind.OTHER: "other",
    ActorKind.CIVILIANS: "other",
}


def is_description(mention: Mention, text: str) -> bool:
    """Whether a mention describes an actor without naming it; "rebel" in "rebel-held" describes a place."""
    return (
        mention.kind is MentionKind.ACTOR
        and mention.name is None
        and mention.head != "qualifier"
        and text[mention.span.end : mention.span.end + 1] != "-"
    )


def words_class(mention: Mention, lexicon: Lexicon) -> str:
    """What the words of a description say of whom they mean, as a short name of a class of words."""
    if mention.head in _BY_WORD:
        return _BY_WORD[mention.head]
    if OURS.match(mention.span.text):
        return "we"
    classes = lexicon.classes_of(mention.head)
    return next((name for name in _CLASSES if name in classes), "other")


def is_unit_of_state(mention: Mention, kinds: Mapping[ActorKind, float]) -> bool:
    """Whether "the Lions Battalion" is a state's by the likelihood of each kind of actor."""
    likeliest = max(kinds, key=lambda k: kinds[k], default=None)
    return mention.head in _UNITS and likeliest in {ActorKind.STATE_FORCE, ActorKind.FOREIGN_FORCE}
