"""Places for what a person has typed so far."""

from __future__ import annotations

from marsad.knowledge.gazetteer.candidates import Candidate
from marsad.knowledge.gazetteer.gazetteer import Gazetteer

SHORTEST = 3
"""Letters from which on names that begin so are looked for."""


_MANY = 400
_LOOSE = frozenset(("transliteration", "fuzzy"))


def suggest(
    gazetteer: Gazetteer, typed: str, limit: int = 10, country: str | None = None, near: str | None = None
) -> list[Candidate]:
    """Places called ``typed`` (a name, or an id), those whose names begin so, and those that sound so.

    Within each the more prominent come first. Of ``country`` (ISO 3166-1 alpha-2) alone, where it is given;
    those of the country ``near`` before all others.
    """
    words = typed.strip()
    if known := gazetteer.get(words):
        return [Candidate(known, known.name, "exact", 1.0)]
    called = gazetteer.lookup(words, _MANY)
    begun = gazetteer.beginning(words) if len(words) >= SHORTEST else ()
    in_order = (
        *(c for c in called if c.how not in _LOOSE),
        *begun,
        *(c for c in called if c.how in _LOOSE),
    )
    found: dict[str, Candidate] = {}
    for candidate in in_order:
        if country is None or candidate.place.country == country.upper():
            found.setdefault(candidate.place.id, candidate)
    return sorted(found.values(), key=lambda c: near is not None and c.place.country != near)[:limit]
