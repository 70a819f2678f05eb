"""WikiEvents (train) and RAMS (dev): who acts, where and with what, of triggers whose place is certain.

WikiEvents' train part puts a trigger of one word at the word's first occurrence, whichever was meant, so only
words that stand once in their document count. Victims and targets are left out: whether they fight or not
decides their side, and the labels do not say it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Container, Iterator
from pathlib import Path
from typing import Any

from ..documents import Document, add_nearest, inside_of, places
from .tokens import Tokens

KNOWN = ("a", "place", "weapon")
_ROLES = {
    "attacker": "a", "killer": "a", "injurer": "a", "jailer": "a", "destroyer": "a", "damager": "a",
    "damagerdestroyer": "a", "demonstrator": "a", "kidnapper": "a", "disabler": "a", "dismantler": "a",
    "place": "place", "instrument": "weapon", "explosivedevice": "weapon",
}  # fmt: skip
_DEEDS = ("conflict.", "life.die", "life.injure", "justice.arrest", "artifactexistence.damage")


def documents(data: Path, known: Container[str]) -> Iterator[Document]:
    """Documents of both sets. ``known`` are the ids of articles that may train."""
    folder = data / "wikievents"
    for line in (folder / "train.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if f"wikiev-train-{row['docid']}" in known:
            yield _whole(row)
    for number, line in enumerate((folder / "rams-dev.jsonl").read_text(encoding="utf-8").splitlines()):
        if f"rams-{number}" in known:
            yield from _five_sentences(number, json.loads(line))


def _whole(row: dict[str, Any]) -> Document:
    """A document of WikiEvents; its arguments have no offsets, so the nearest occurrence is taken."""
    text = Tokens(row["tokens"])
    once = Counter(row["tokens"])
    happenings = []
    for event in row["event_mentions"]:
        trigger = event["trigger"]
        tokens = row["tokens"][trigger["start_idx"] : trigger["end_idx"]]
        if not event["event_type"].lower().startswith(_DEEDS) or any(once[t] > 1 for t in tokens):
            continue
        happening = text.happening((trigger["start_idx"], trigger["end_idx"]), ())
        if happening is None:
            continue
        for argument in event["arguments"]:
            role = _ROLES.get(argument["role"].lower())
            if role is not None:
                spots = [inside_of(text.words, p) for p in places(argument["text"], text.text)]
                add_nearest(happening, role, spots)
        happenings.append(happening)
    return text.document(f"wikievents-{row['docid']}", happenings, "roles", KNOWN)


def _five_sentences(number: int, row: dict[str, Any]) -> Iterator[Document]:
    """A document of RAMS, which has one trigger."""
    text = Tokens([t for s in row["sentences"] for t in s])
    first, last, kinds = row["evt_triggers"][0]
    if kinds[0][0].startswith(_DEEDS):
        # a link reads [[trigger], [first, last], "evt089arg01victim"]
        links = [(_ROLES.get(name[11:]), (start, end + 1)) for _, (start, end), name in row["gold_evt_links"]]
        happening = text.happening((first, last + 1), [(r, at) for r, at in links if r is not None])
        yield text.document(f"rams-{number}", [happening], "roles", KNOWN)
