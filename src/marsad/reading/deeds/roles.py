"""Roles: which phrases of a sentence act, suffer, are used and are the place and time of a trigger."""

from __future__ import annotations

from marsad.reading.deeds.nominal import by_noun
from marsad.reading.deeds.parts import Part
from marsad.reading.deeds.triggers import Hit
from marsad.reading.deeds.verbal import by_verb
from marsad.reading.grammar.syntax import Syntax
from marsad.reading.grammar.verbs import VerbGroup


def find_roles(syntax: Syntax, hit: Hit, verb: VerbGroup | None) -> tuple[Part, ...]:
    """The roles around a trigger; ``verb`` is the group of a verbal trigger."""
    parts = by_verb(syntax, hit, verb) if hit.verbal and verb else by_noun(syntax, hit)
    return tuple(dict.fromkeys(p for p in parts if p.phrase.mention is not None))
