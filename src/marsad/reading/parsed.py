"""One sentence with all the structure that was found in it."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.reading.names import Name
from marsad.reading.sentence import Sentence
from marsad.reading.syntax import Syntax
from marsad.reading.triggers import Hit


@dataclass(frozen=True, slots=True)
class Parsed:
    sentence: Sentence
    syntax: Syntax
    names: tuple[Name, ...]
    hits: tuple[Hit, ...]
