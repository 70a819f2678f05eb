"""Places that are described, not named: "the city", "the capital", "a northern village", "a hospital"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from marsad.knowledge.base import Knowledge
from marsad.model.reading import Mention
from marsad.resolving.actors.scene import Scene
from marsad.resolving.places.resolve import ResolvedPlace, mention_in, resolve_places

_DESCRIBED = re.compile(
    r"\b(?:the|this|that|same|its|whole|entire|divided|besieged|central|northern|southern|eastern|western|port"
    r"|provincial|\w+-(?:held|controlled))\s+"
    r"(?P<noun>cit(?:y|ies)|towns?|villages?|capital|neighbou?rhoods?|districts?|quarters?|suburbs?|camps?"
    r"|area|province|region|enclave|there)\b|^there$",
    re.I,
)
_SETTLED = {
    "city": {"city", "town"},
    "town": {"town", "city", "village", "settlement"},
    "village": {"village", "town", "settlement"},
}
_PARTS = frozenset(("neighbourhood", "neighborhood", "district", "quarter", "suburb", "camp"))
_WIDE = frozenset(("province", "region"))
_SOME = re.compile(
    r"^(?:an?|two|three|four|five|six|several|some|many|other|another|nearby|neighbou?ring)\b.*"
    r"\b(?:cit(?:y|ies)|towns?|villages?|settlements?|hamlets?)\b",
    re.I,
)
"""One town among others: it lies in the province named before, and is not the town named before."""
_IN_TOWN = re.compile(
    r"\b(?:hospitals?|clinics?|schools?|universit(?:y|ies)|mosques?|churche?s?|markets?|bazaars?|shops?|bakery"
    r"|bakeries|buildings?|houses?|homes?|hotels?|stations?|checkpoints?|prisons?|barracks|headquarters|offices?"
    r"|embass(?:y|ies)|bridges?|streets?|roads?|squares?|outskirts|suburbs?|cent(?:re|er)|downtown|neighbou?rhoods?"
    r"|quarters?|districts?|areas?|parts?|fronts?|frontlines?|farms?|fields?|factor(?:y|ies)|warehouses?|camps?"
    r"|residential|populated|villages?|towns?|cit(?:y|ies)|settlements?|hamlets?)\b",
    re.I,
)
"""What lies in or near a town: buildings, streets, quarters."""
_NEAR = 2
"""Sentences before a description of a house or a street in which its town is looked for."""


def is_described(text: str) -> bool:
    """Whether a place is described by its kind and bears no name of its own."""
    return bool(_DESCRIBED.search(text)) and not re.search(r"\b[A-Z][a-z]", text[1:])


def resolve_described(
    mentions: Sequence[Mention], places: Mapping[int, ResolvedPlace], scene: Scene, knowledge: Knowledge
) -> dict[int, ResolvedPlace]:
    """Those of ``places`` that a description means, tied to the place named before that fits it.

    A description of a building or a part of a town, which no list can tell, lies near the town named before.
    """
    found: dict[int, ResolvedPlace] = {}
    for index, resolved in places.items():
        text = mentions[index].span.text
        if is_described(text):
            meant = _as_described(index, mentions, places, scene, knowledge)
        elif resolved.place is None and text.islower() and (_SOME.match(text) or _IN_TOWN.search(text)):
            meant = _somewhere(index, mentions, places)
        else:
            continue
        if meant is not None and meant.place is not None:
            reason = f"{text!r}: {meant.place.name}"
            found[index] = replace(meant, reason=reason)
    return found


def _as_described(
    index: int,
    mentions: Sequence[Mention],
    places: Mapping[int, ResolvedPlace],
    scene: Scene,
    knowledge: Knowledge,
) -> ResolvedPlace | None:
    """What "the city" or "the capital" means."""
    text = mentions[index].span.text
    match = _DESCRIBED.search(text)
    noun = _singular(((match["noun"] if match else None) or "there").lower())
    capital = noun == "capital" and "provincial" not in text
    meant = (
        _capital_named(index, mentions, places, scene, knowledge) or _capital(scene, knowledge)
        if capital
        else None
    )
    return meant or _named_before(noun, index, mentions, places)


def _somewhere(
    index: int, mentions: Sequence[Mention], places: Mapping[int, ResolvedPlace]
) -> ResolvedPlace | None:
    """The place named last, shortly before, that a building, street or village lies in or near."""
    mention = mentions[index]
    wide = bool(_SOME.match(mention.span.text))
    near = [
        (mentions[i].span.start, p)
        for i, p in places.items()
        if p.place is not None
        and p.precision in ({"area", "admin1"} if wide else {"exact", "near", "area", "admin1"})
        and 0 <= mention.sentence - mentions[i].sentence <= _NEAR
        and mentions[i].span.start < mention.span.start
    ]
    last = max(near, key=lambda n: n[0], default=None)
    if last is None:
        return None
    return replace(last[1], precision="near") if last[1].precision == "exact" else last[1]


def _singular(noun: str) -> str:
    return "city" if noun == "cities" else noun.rstrip("s")


def _named_before(
    noun: str, index: int, mentions: Sequence[Mention], places: Mapping[int, ResolvedPlace]
) -> ResolvedPlace | None:
    at = mentions[index].span.start
    before = [
        (mentions[i].span.start, p)
        for i, p in places.items()
        if mentions[i].span.start < at and p.place is not None and p.precision != "country"
    ]
    fitting = [b for b in before if _fits(noun, b[1])]
    return max(fitting, key=lambda b: b[0])[1] if fitting else None


def _fits(noun: str, resolved: ResolvedPlace) -> bool:
    kind = resolved.place.kind if resolved.place else None
    if noun in _SETTLED:
        return kind is None or kind in _SETTLED[noun]
    if noun in _PARTS:
        return resolved.precision in {"exact", "near"}
    if noun in _WIDE:
        return resolved.precision in {"admin1", "area"}
    return True


def _capital_named(
    index: int,
    mentions: Sequence[Mention],
    places: Mapping[int, ResolvedPlace],
    scene: Scene,
    knowledge: Knowledge,
) -> ResolvedPlace | None:
    """The capital named last before, of a country that the report is about."""
    at = mentions[index].span.start
    countries = [knowledge.registry.countries.get(code) for code in scene.main]
    capitals = {country.capital.lower() for country in countries if country is not None}
    named = [
        (mentions[i].span.start, p)
        for i, p in places.items()
        if mentions[i].span.start < at and p.place is not None and p.mention.text.lower() in capitals
    ]
    return max(named, key=lambda n: n[0])[1] if named else None


def _capital(scene: Scene, knowledge: Knowledge) -> ResolvedPlace | None:
    country = knowledge.registry.countries.get(scene.country or "")
    if country is None:
        return None
    name = mention_in(country.capital, 0, len(country.capital))
    return resolve_places([name], knowledge.gazetteer, [(country.iso2, 1.0)])[0]
