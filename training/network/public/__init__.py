"""Public sets as examples: each teaches the few heads that its labels speak of, and nothing else."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ..documents import Document
from . import factuality, muc, places, questions, re3d, wikievents

MOST = 2500
"""Examples taken from one set, so that the large ones do not drown the small."""
WEIGHT = 0.3
"""Labels made for another purpose teach less than the corpus does."""


def public(data: Path, silver: Mapping[str, Any], seed: int, most: int = MOST) -> dict[str, list[Document]]:
    """The examples of each set by its name; ``silver``: records by id, for what only they tell."""
    sets = {
        "muc": muc.documents(data, silver),
        "wikievents": wikievents.documents(data, silver),
        "re3d": re3d.documents(data, silver),
        "places": places.documents(data),
        "factuality": factuality.documents(data),
        "questions": questions.documents(data),
    }
    return {name: _some(documents, seed, most) for name, documents in sets.items()}


def _some(documents: Iterable[Document], seed: int, most: int) -> list[Document]:
    examples = [d for d in documents if d.happenings or d.kinds]
    if len(examples) > most:
        examples = random.Random(seed).sample(examples, most)
    for example in examples:
        example.weight = WEIGHT
    return examples
