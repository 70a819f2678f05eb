"""Documents of MUC-4 as training examples: words, the spans of fillers by role, and the gold templates."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from marsad.reading.network.pieces import Window, windows_of, words_of

from .score import ROLES, TYPE, Template, gold_templates, normalise

TYPES = ("attack", "bombing", "kidnapping", "arson", "robbery", "forced work stoppage")
OUT, BEGIN, INSIDE = range(3)
OPEN = -100
"""Tag of a word that teaches nothing."""
OCCURRENCES = ("all", "first", "open")
"""What becomes of the later occurrences of a filler's string: tagged too, not tagged, or left open.

The data give the first occurrence of each string, found by search: the keys of MUC-4 have no offsets.
"""

Span = tuple[int, int]
"""Indices of a mention's first word and of the word behind it."""


@dataclass(frozen=True, slots=True)
class Example:
    id: str
    text: str
    words: list[tuple[int, int]]
    windows: list[Window]
    templates: list[Template]
    tags: list[list[int]]
    """By role and word: OUT, BEGIN, INSIDE or OPEN."""

    @property
    def types(self) -> set[int]:
        """Incident types of the document; of "bombing / attack" the first."""
        return {TYPES.index(t.incident_type.split(" / ")[0]) for t in self.templates}

    def string(self, span: Span) -> str:
        return self.text[self.words[span[0]][0] : self.words[span[1] - 1][1]]

    def spans(self, role: int) -> list[Span]:
        """The tagged mentions of a role."""
        return spans_of(self.tags[role])

    def plays(self, strings: set[str], role: int, incident_type: int) -> bool:
        """Whether one of the normalised strings fills the role in a template of the type."""
        return any(
            entity & strings
            for t in self.templates
            if TYPES[incident_type] in t.incident_type
            for entity in t.of(ROLES[role])
        )


def spans_of(tags: Sequence[int]) -> list[Span]:
    """The stretches that a row of tags marks."""
    found, start = [], -1
    for n, tag in enumerate([*tags, OUT]):
        if tag != INSIDE and start >= 0:
            found.append((start, n))
            start = -1
        if tag == BEGIN:
            start = n
    return found


def load(path: Path, tokenizer: Tokenizer, occurrences: str = "all") -> list[Example]:
    """The documents of one part of the data, in the order of the file."""
    with path.open(encoding="utf-8") as lines:
        return [_example(json.loads(line), tokenizer, occurrences) for line in lines]


def _example(record: Mapping[str, Any], tokenizer: Tokenizer, occurrences: str) -> Example:
    text = record["doctext"]
    words = words_of(text)
    starts = {s: n for n, (s, _) in enumerate(words)}
    ends = {e: n + 1 for n, (_, e) in enumerate(words)}
    tags = [[OUT] * len(words) for _ in ROLES]
    for row, role in zip(tags, ROLES, strict=True):
        given = {m for t in record["templates"] for entity in t[role] for m, _ in entity}
        # longest first: "guerrilla column" is one mention, not a word behind another filler's
        for mention in sorted(given, key=lambda m: (-len(m), m)):
            spots = [
                (starts[a], ends[b]) for a, b in _occurrences(mention, text) if a in starts and b in ends
            ]
            for n, (a, b) in enumerate(spots):
                if any(row[a:b]) or (n and occurrences == "first"):
                    continue
                left_open = n > 0 and occurrences == "open"
                row[a:b] = [OPEN] * (b - a) if left_open else [BEGIN] + [INSIDE] * (b - a - 1)
    windows = windows_of(tokenizer, text, words)
    return Example(record["docid"], text, words, windows, gold_templates(record), tags)


def _occurrences(string: str, text: str) -> Iterator[tuple[int, int]]:
    return (m.span() for m in re.finditer(re.escape(string), text))


__all__ = ["OCCURRENCES", "TYPE", "TYPES", "Example", "Span", "load", "normalise", "spans_of"]
