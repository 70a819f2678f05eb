"""Did it happen? Judgements from -3 (certainly not) to 3 (certainly) of the words in UDS and MEANTIME."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from marsad.reading.network.labels import STATUSES

from ..documents import NOT_HAPPENED, Document
from .tokens import Tokens

CERTAIN = 1.5
"""Judgements nearer to zero say too little either way."""


def documents(data: Path) -> Iterator[Document]:
    """The sentences that have a word judged with some certainty."""
    for name in ("uds", "meantime"):
        lines = (data / "factuality" / name / "train.jsonl").read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines):
            row = json.loads(line)
            text = Tokens(row["text"].split(" "))
            happenings = [
                text.happening(
                    tuple(t["span1"]), (), STATUSES.index("happened") if t["label"] > 0 else NOT_HAPPENED
                )
                for t in row["targets"]
                if abs(t["label"]) >= CERTAIN
            ]
            if any(happenings):
                yield text.document(f"{name}-{number}", happenings, "status")
