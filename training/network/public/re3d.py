"""re3d's entities: which words of reports on Syria and Iraq mention an actor."""

from __future__ import annotations

import json
from collections.abc import Container, Iterator
from pathlib import Path

from marsad.reading.network.labels import KINDS
from marsad.reading.network.pieces import words_of

from ..documents import SOME_KIND, Document, inside_of

_KINDS = {"Organisation": SOME_KIND, "Person": KINDS.index("person")}


def documents(data: Path, known: Container[str]) -> Iterator[Document]:
    """The documents whose ids (``re3d-`` and eight digits) are in ``known``."""
    found = {}
    for line in (data / "re3d" / "documents.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if f"re3d-{row['_id'][:8]}" in known:
            words = words_of(row["text"])
            name = f"re3d-entities-{row['_id'][:8]}"
            found[row["_id"]] = Document(name, row["text"], words, [], {}, learns=frozenset(("kinds",)))
    for line in (data / "re3d" / "entities.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        document = found.get(row["documentId"])
        if document is None or row["type"] not in _KINDS:
            continue
        for i in inside_of(document.words, (row["begin"], row["end"])):
            document.kinds.setdefault(i, _KINDS[row["type"]])
    yield from found.values()
