"""The registry of actors: who is who in the wars, under which names, and who speaks for whom."""

from marsad.knowledge.actors.names import NameIndex, NameMatch, name_pieces
from marsad.knowledge.actors.registry import ActorFileError, Person, Registry, shipped_registry
from marsad.knowledge.actors.states import Country

__all__ = [
    "ActorFileError",
    "Country",
    "NameIndex",
    "NameMatch",
    "Person",
    "Registry",
    "name_pieces",
    "shipped_registry",
]
