"""Places that are described, not named: "the city", "the town", "the capital", "the area"."""

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


def is_described(text: str) -> bool:
    """Whether a place is described by its kind and bears no name of its own."""
    return bool(_DESCRIBED.search(text)) and not re.search(r"\b[A-Z][a-z]", text[1:])


def resolve_described(
    mentions: Sequence[Mention], places: Mapping[int, ResolvedPlace], scene: Scene, knowledge: Knowledge
) -> dict[int, ResolvedPlace]:
    """Those of ``places`` that a description means, tied to the place named last before that fits it."""
    found: dict[int, ResolvedPlace] = {}
    for index in places:
        match = _DESCRIBED.search(mentions[index].span.text)
        if match is None or not is_described(mentions[index].span.text):
            continue
        noun = _singular((match["noun"] or "there").lower())
        meant = (
            _capital(scene, knowledge)
            if noun == "capital" and "provincial" not in mentions[index].span.text
            else None
        )
        meant = meant or _named_before(noun, index, mentions, places)
        if meant is not None and meant.place is not None:
            reason = f"{mentions[index].span.text!r}: {meant.place.name}, told before"
            found[index] = replace(meant, reason=reason)
    return found


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


def _capital(scene: Scene, knowledge: Knowledge) -> ResolvedPlace | None:
    country = knowledge.registry.countries.get(scene.country or "")
    if country is None:
        return None
    name = mention_in(country.capital, 0, len(country.capital))
    return resolve_places([name], knowledge.gazetteer, [(country.iso2, 1.0)])[0]
