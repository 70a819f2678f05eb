"""Sentences with a verb and where it happened (Halterman's event locations): the place of a happening."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from marsad.reading.network.labels import ROLES
from marsad.reading.network.pieces import words_of

from ..documents import Document, Happening, inside_of

_PLACE = ROLES.index("place")


def documents(data: Path) -> Iterator[Document]:
    """Each sentence with its verbs as one trigger; sentences in which no verb is marked are left out."""
    lines = (data / "event_location" / "train.jsonl").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        row = json.loads(line)
        words = words_of(row["text"])
        marked: dict[str, set[int]] = {"VERB": set(), "LOCATION": set()}
        for span in row["spans"]:
            marked[span["label"]].update(inside_of(words, (span["start"], span["end"])))
        if marked["VERB"]:
            happening = Happening(0, 0, sorted(marked["VERB"]), {_PLACE: marked["LOCATION"]})
            yield Document(
                f"places-{number}", row["text"], words, [happening], {},
                learns=frozenset(("roles",)), roles=frozenset((_PLACE,)),
            )  # fmt: skip
