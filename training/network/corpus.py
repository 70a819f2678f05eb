"""The examples to train on: articles annotated by hand, and reports that the project wrote itself."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .documents import Document, document, load

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from standoff import articles, fingerprint

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
HELD = CORPUS / "held.txt"
"""Articles of the training part that measure and do not train."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """What was annotated by hand: what trains, real articles and own reports, and what measures."""

    real: list[Document]
    own: list[Document]
    held: list[Document]


def corpus(data: Path) -> Corpus:
    texts = {a.id: a.text for a in articles(data)}
    real = load(CORPUS / "train", texts)
    apart = set(HELD.read_text(encoding="utf-8").split())
    own = [json.loads(p.read_text(encoding="utf-8")) for p in sorted((CORPUS / "own").glob("*.json"))]
    return Corpus(
        [d for d in real if d.id not in apart],
        [document(record, record["text"]) for record in own],
        [d for d in real if d.id in apart],
    )


def corpus_fingerprint() -> str:
    """SHA-256 of what trains: the real articles' records and the project's own reports."""
    return fingerprint(CORPUS, ("train", "own"))


EMPTY = 3
"""Of the articles in which the reader found nothing, one in so many is kept."""


def silver(path: Path) -> dict[str, dict[str, Any]]:
    """What ``training/silver.py`` wrote, by id, without the articles that measure."""
    apart = set(HELD.read_text(encoding="utf-8").split())
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return {row["id"]: row for row in rows if row["id"] not in apart}


def silver_documents(records: Mapping[str, dict[str, Any]]) -> list[Document]:
    """The silver records as examples; of those without any event, one in EMPTY."""
    kept = [r for n, r in enumerate(records.values()) if r["events"] or n % EMPTY == 0]
    return [document(row, row["text"]) for row in kept]
