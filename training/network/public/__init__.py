"""Public sets as examples: each teaches the few heads that its labels speak of, and nothing else."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ..documents import Document
from . import factuality, muc, places, questions, re3d, wikievents

MOST = 2500
"""Examples taken from one set, so that the large ones do not drown the small."""
WEIGHT = 0.3
"""Labels made for another purpose teach less than the corpus does."""


def public(data: Path, silver: Mapping[str, Any], seed: int) -> Iterator[Document]:
    """The examples of all sets. ``silver`` are the silver records by id, for what only they tell."""
    for documents in (
        muc.documents(data, silver),
        wikievents.documents(data, silver),
        re3d.documents(data, silver),
        places.documents(data),
        factuality.documents(data),
        questions.documents(data),
    ):
        examples = [d for d in documents if d.happenings or d.kinds]
        if len(examples) > MOST:
            examples = random.Random(seed).sample(examples, MOST)
        for example in examples:
            example.weight = WEIGHT
            yield example
