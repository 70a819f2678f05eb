"""Capitals that are named by the people of their country or by the country: "the Malian capital"."""

from __future__ import annotations

import re
from dataclasses import replace

from marsad.knowledge.actors import Registry
from marsad.model.span import Span
from marsad.resolving.places.words import PlaceMention

_CAPITAL = re.compile(r"(?:[Tt]he )?(?P<who>[A-Z][\w-]*(?: [A-Z][\w-]*)?)(?: ?['’]s?)? capital\b(?! of\b)")
_LOOK = 40


def named_by_people(mention: PlaceMention, span: Span, text: str, registry: Registry) -> PlaceMention:
    """The mention by the capital's own name where ``span`` is "the Malian capital"; else itself."""
    found = _CAPITAL.match(text[span.start : span.end + _LOOK])
    if found is None:
        return mention
    codes = registry.peoples.ids(found["who"]) or registry.lands.ids(found["who"])
    country = registry.countries.get(codes[0]) if codes else None
    if country is None or not country.capital:
        return mention
    return replace(mention, text=country.capital, kind_hint="city", inside=(country.name,), site=None)
