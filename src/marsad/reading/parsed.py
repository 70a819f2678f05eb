"""One sentence with all the structure that was found in it."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.reading.deeds.triggers import Hit
from marsad.reading.grammar.sentence import Sentence
from marsad.reading.grammar.syntax import Syntax
from marsad.reading.names.find import Name


@dataclass(frozen=True, slots=True)
class Parsed:
    sentence: Sentence
    syntax: Syntax
    names: tuple[Name, ...]
    hits: tuple[Hit, ...]
