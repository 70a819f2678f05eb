"""What every country has: its forces, government and police, named by its adjectives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Country:
    """A country and the words for what belongs to it."""

    iso2: str
    name: str
    adjectives: tuple[str, ...]
    demonyms: tuple[str, ...]
    capital: str
    government: str
    army: str
    aliases: tuple[str, ...]


_FORCES = (
    "army", "armed forces", "military", "troops", "soldiers", "air force", "navy", "security forces",
    "government forces", "government troops", "warplanes", "jets", "forces", "defence ministry",
    "defense ministry", "ministry of defence", "ministry of defense", "marines", "special forces",
    "national army", "border guards",
)  # fmt: skip
_GOVERNMENT = ("government", "authorities", "regime", "officials", "foreign ministry", "administration")


def state_actors(country: Country) -> Iterable[dict[str, Any]]:
    """The forces, government and police that every country has, named by its adjectives."""
    code = country.iso2.lower()
    base = {"country": country.iso2, "fights_in": [country.iso2], "party": True}

    def spelled(words: Sequence[str]) -> list[str]:
        return [f"{adjective} {word}" for adjective in country.adjectives for word in words]

    yield {
        **base, "id": f"{code}-forces", "name": country.army, "kind": "state force",
        "parent": f"{code}-government", "names": spelled(_FORCES),
    }  # fmt: skip
    yield {
        **base, "id": f"{code}-government", "name": country.government, "kind": "government",
        "names": [*spelled(_GOVERNMENT), f"government of {country.name}"],
    }  # fmt: skip
    yield {
        **base, "id": f"{code}-police", "name": f"{(country.adjectives or (country.name,))[0]} police",
        "kind": "police", "parent": f"{code}-government",
        "names": spelled(("police", "national police", "police force")),
    }  # fmt: skip


def yield_names(entries: dict[str, dict[str, Any]], entry: dict[str, Any]) -> None:
    """Take from a state's forces the made-up name that an entry of its country has for its own.

    "Libyan national army" would be Libya's forces by rule; a group of its own that is called so keeps it.
    """
    forces = entries.get(f"{str(entry.get('country')).lower()}-forces")
    if forces is None or forces["id"] == entry["id"] or "name" not in entry:
        return
    own = entry["name"].lower()
    forces["names"] = [n for n in forces["names"] if not (isinstance(n, str) and n.lower() == own)]
