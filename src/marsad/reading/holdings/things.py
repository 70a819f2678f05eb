"""What can be held though it bears no name: towns that are taken up, posts, bridges, markets."""

from __future__ import annotations

import re

from marsad.knowledge.lexicon import Lexicon

COMPASS = r"(?:north|south|east|west)(?:-?(?:east|west))?"
KIND_WORDS = (
    r"(?:city|town|village|district|neighbou?rhood|province|governorate|region|state|quarter|suburb"
    r"|camp|area|county|township|"
    r"cities|towns|villages|districts|areas|provinces)"
)
PART = (
    r"(?:parts?|districts?|neighbou?rhoods?|areas?|countryside|outskirts|side|half|quarters?|suburbs?"
    r"|villages|towns|blocks?|"
    r"enclaves?|pockets?|sectors?|checkpoints?|positions?|territor(?:y|ies)|swathes?|portions?)"
)
TAKEN = frozenset(
    "control power hold ground territory territories land lands it them full complete total front lines line "
    "heights height ridge junction crossroads positions strongholds points locations sites silos axis towns "
    "villages cities districts neighbourhoods neighborhoods hills checkpoints bases outposts posts "
    "position base post outpost checkpoint barracks garrison headquarters bunker trench hill hilltop "
    "mountain summit silo crossing bridge prison market mill building highway road dam "
    "refinery oilfield complex installation terminal stadium airstrip".split()
)
"""Heads by which a place is taken though the class of their nouns does not tell."""
POSTS = frozenset(
    "position positions base bases post posts checkpoint checkpoints outpost outposts barracks"
    " garrison garrisons headquarters camp camps stronghold strongholds bastion bastions bunker bunkers"
    " trenches".split()
)
"""What an armed actor has of its own."""
IS_PLACE = re.compile(rf"(?:{KIND_WORDS}|{PART})$", re.I)
SETTLED = (
    r"(?:city|town|village|district|neighbou?rhood|province|governorate|region|quarter|suburb|camp|area|county"
    r"|township|hamlet|settlement|locality|municipality|enclave|island|port|base|airport|hill)"
)
TAKEN_UP = re.compile(
    rf"(?:it|there|(?:the|this|that)\s+(?:[a-z-]+\s+){{0,2}}?(?P<kind>{SETTLED})(?:\s+itself)?)$",
    re.I,
)
""" "it", "the town", "the central highlands city": a place named before."""
SIDE_TAKEN_UP = re.compile(rf"the\s+(?:[a-z]+-[a-z]+\s+)?(?P<way>{COMPASS})", re.I)
""" "the rebel-held east": a side of a place named before."""

SEVERAL = re.compile(r"\b(?:cities|towns|villages|suburbs|districts|neighbou?rhoods|settlements)$", re.I)


def is_place_like(lexicon: Lexicon, words: str) -> bool:
    """Whether a thing that was taken is a place ("army positions", "grain silos in X"), by its head noun."""
    phrase = re.split(r"\s+(?:of|in|at|near|on|outside|around|inside|from|overlooking)\s", words, maxsplit=1)[
        0
    ]
    heads = [w.lower() for w in phrase.split()[-1:]]
    head = re.sub(r"\W+$", "", heads[0]) if heads else ""
    return any(
        h in TAKEN or IS_PLACE.match(h) or {"place_kind", "facility"} & lexicon.classes_of(h)
        for h in (head, head.removesuffix("s"))
    )
