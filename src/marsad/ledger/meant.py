"""Which place a user's words mean, of those that the ledger tells of and those that the gazetteer knows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process
from sqlalchemy import Connection

from marsad.knowledge.gazetteer import Candidate, Gazetteer, name_key
from marsad.ledger import control
from marsad.model.place import Place

AREAS = frozenset(("country", "admin1", "admin2", "region"))
"""Kinds of places of which a town's name is rather not meant, and that are told of by what lies in them."""
_CLOSE = 70.0
"""Least rapidfuzz ratio of two name keys for the one to be offered for the other."""
_CONTAINED = re.compile(r"^(?P<name>.*?)\s*(?:\((?P<in>[^()]*)\)|,\s*(?P<of>.*))\s*$")
_KIND = re.compile(
    r"\s+(?P<kind>city|town|village|neighbou?rhood|district|province|governorate|oblast)$",
    re.IGNORECASE,
)
_BASE = re.compile(r"\s+(?:military\s+)?(?:base|barracks|headquarters|camp)$", re.IGNORECASE)
""" "17th Division base": reports call a base by its unit alone."""
_OF_WORD = {
    **dict.fromkeys(("city", "town", "village"), frozenset(("city", "town", "village"))),
    **dict.fromkeys(("province", "governorate", "oblast"), frozenset(("admin1",))),
}
"""Kinds of places that a word behind a name asks for ("Idlib city"); of other words any kind."""
_LOOSE = frozenset(("transliteration", "fuzzy"))


@dataclass(frozen=True, slots=True)
class Meant:
    """What a name may mean: ``place`` where it is clear, ``others`` with the number of their statements.

    Without a ``place``, ``others`` are those among which to choose, and, where there are none, ``close`` are
    names that look like it.
    """

    place: Place | None
    others: tuple[tuple[Place, int], ...] = ()
    close: tuple[str, ...] = ()


def meant(connection: Connection, gazetteer: Gazetteer, words: str, country: str | None = None) -> Meant:
    """The place that ``words`` mean: an id, a name in any spelling, or a name with what it lies in ("Salah
    al-Din, Aleppo").

    Of several places those count of which the ledger tells; a town comes before the area of its name.
    """
    name, area = _parted(words)
    if known := gazetteer.get(words):
        return Meant(known)
    found = [c for c in _named(gazetteer, name) if _lies(gazetteer, c.place, country, area)]
    listed = {c.place.id for c in found}
    called = (control.known_places(connection, n) for n in dict.fromkeys(_wordings(name)))
    first = next((places for places in called if places), [])
    own = [p for p in first if p.id not in listed and _lies(gazetteer, p, country, area)]
    told = control.counts(connection, [*listed, *(p.id for p in own)])
    places = [*_first_tier(found, told), *(p for p in own if p.id in told)]
    if not places:
        return Meant(None, close=_close(control.names_with_evidence(connection), name))
    return _chosen(places, told)


def _parted(words: str) -> tuple[str, str | None]:
    match = _CONTAINED.match(words)
    return (match["name"], match["in"] or match["of"]) if match else (words, None)


def _wordings(name: str) -> tuple[str, ...]:
    """What reports may call a place of that name, the likeliest first."""
    return name, _bare(name), _BASE.sub("", name)


def _bare(name: str) -> str:
    """ "Salhiya" of "Salhiya district": reports leave the word out."""
    told = _KIND.search(name)
    return name[: told.start()] if told else name


def _named(gazetteer: Gazetteer, name: str) -> Sequence[Candidate]:
    """Places of that name; of "Idlib city", where no place is called so, the towns called Idlib."""
    found = gazetteer.lookup(name)
    told = _KIND.search(name)
    if found or told is None:
        return found
    kinds = _OF_WORD.get(told["kind"].lower())
    return [c for c in gazetteer.lookup(name[: told.start()]) if kinds is None or c.place.kind in kinds]


def _lies(gazetteer: Gazetteer, place: Place, country: str | None, area: str | None) -> bool:
    """Whether a place lies in a country and an area; of one that only reports know nothing may be known."""
    if place.country is None and place.id.startswith(control.LOCAL):
        return True
    if country and place.country != country.upper():
        return False
    if area is None:
        return True
    above = [n for n in (place.admin1, place.admin2, place.country) if n]
    above += [p.name for p in gazetteer.parents(place)]
    return name_key(_bare(area)) in {name_key(_bare(n)) for n in above}


def _first_tier(found: Sequence[Candidate], told: Mapping[str, int]) -> list[Place]:
    """Places that the ledger tells of and that are spelled so; those it tells of and that sound so; then all,
    the likeliest first.
    """
    with_evidence = [c for c in found if c.place.id in told]
    spelled = [c.place for c in with_evidence if c.how not in _LOOSE]
    return spelled or [c.place for c in with_evidence] or [c.place for c in found]


def _chosen(places: Sequence[Place], told: Mapping[str, int]) -> Meant:
    known = [(p, told.get(p.id, 0)) for p in places]
    towns = [p for p, _ in known if p.kind not in AREAS]
    first = [p for p in (towns or places) if p.id in told]
    if len(first) > 1:
        return Meant(None, tuple((p, n) for p, n in known if p in first))
    place = first[0] if first else (towns or places)[0]
    return Meant(place, tuple((p, n) for p, n in known if p.id != place.id and (n or not first)))


def _close(names: Sequence[str], wanted: str) -> tuple[str, ...]:
    keys = {name: name_key(name) for name in names}
    alike = process.extract(name_key(wanted), keys, scorer=fuzz.ratio, score_cutoff=_CLOSE, limit=5)
    return tuple(name for _, _, name in alike)
