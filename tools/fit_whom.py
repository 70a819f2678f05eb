"""Fit what the signs of whom a description means are worth: ``python tools/fit_whom.py``.

A conditional logit over the actors of a report, on the descriptions whose actor the gold record names. It
learns from the training articles, of those that tell of Syria (FA-KES) every second, and the project's own
reports of odd batches. Articles of ``training/corpus/held.txt`` and own reports of even batches are left out,
and the share of right actors among them is printed. Writes ``whom_weights.json``; ``--dry`` writes nothing.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from marsad.model.actor import ActorKind
from marsad.model.reading import Mention
from marsad.resolving.actors.described import is_description
from marsad.resolving.actors.descriptions import REBELS, STATES
from marsad.resolving.actors.identity import CIVILIANS, UNIDENTIFIED, UNIDENTIFIED_ID, Identity
from marsad.resolving.actors.resolve import ActorResolver
from marsad.resolving.actors.weighed_whom import SpokenOf
from marsad.resolving.context import Context

from choosing import CORPUS, SOURCE, Choice, fit  # isort: skip

sys.path.insert(0, str(CORPUS.parent.parent))
from training.network.documents import places

ARMED = frozenset({*REBELS, *STATES, ActorKind.POLICE})
"""Kinds of which a description that means nobody named is one of an unidentified group."""
SAME = 0.5
"""Share of the longer of two stretches that they have in common if they mean the same."""


def choices(contexts: Sequence[Context], gold: Path, scorer: ModuleType) -> Iterator[Choice]:
    """The descriptions whose actor gold names: the signs of each actor, and who is right."""
    del gold  # the records of matched events do not say whom each word means
    for context in contexts:
        report = context.report
        stored = next(
            p for part in ("own", "train", "dev") if (p := CORPUS / part / f"{report.name}.json").exists()
        )
        record = json.loads(stored.read_text(encoding="utf-8"))
        if record.get("text", report.text) == report.text:
            yield from _descriptions(context, _owners(record, report.text), scorer)


Owner = tuple[int, int, str, str]
"""A stretch of the text, and the name and kind of the actor that it means."""


def _owners(record: Mapping[str, Any], text: str) -> list[Owner]:
    """Whom the words of a report mean, where they are given for one actor only."""
    found: dict[tuple[int, int], list[Owner]] = {}
    for actor in record.get("mentions") or ():
        name = actor["name"] if isinstance(actor["name"], str) else text[slice(*actor["name"])]
        for place in (p for words in actor["strings"] for p in places(words, text)):
            found.setdefault(place, []).append((*place, name, actor["kind"]))
    return [owners[0] for owners in found.values() if len({o[2] for o in owners}) == 1]


def _owner(mention: Mention, owners: Sequence[Owner]) -> tuple[str, str] | None:
    """Name and kind of whom a mention means."""
    best, most = None, 0.0
    for start, end, name, kind in owners:
        common = min(end, mention.span.end) - max(start, mention.span.start)
        share = common / max(end - start, mention.span.end - mention.span.start)
        if share > most:
            best, most = (name, kind), share
    return best if most >= SAME else None


def _descriptions(context: Context, owners: Sequence[Owner], scorer: ModuleType) -> Iterator[Choice]:
    report, reading, knowledge = context.report, context.reading, context.knowledge
    ruled = ActorResolver(report.text, reading, context.scene, knowledge, context.places).resolve()
    spoken_of = SpokenOf.of(reading, context.scene, knowledge, ruled)
    called: dict[str, Counter[str]] = {}
    for index, identity in ruled.items():
        mention = context.mention(index)
        owner = _owner(mention, owners)
        if mention.name is not None and identity != CIVILIANS and owner is not None:
            called.setdefault(identity.id, Counter())[scorer.canon(owner[0])] += 1

    def is_he(whom: Identity, name: str) -> bool:
        theirs = called.get(whom.id)
        return scorer.canon(whom.name) == name or (theirs is not None and theirs.most_common(1)[0][0] == name)

    for index, mention in enumerate(reading.mentions):
        owner = _owner(mention, owners) if is_description(mention, report.text) else None
        if owner is None:
            continue
        name, kind = scorer.canon(owner[0]), owner[1]
        found = list(spoken_of.choices(index))
        right = [w is not None and w.id != UNIDENTIFIED_ID and is_he(w, name) for w, _ in found]
        if not any(right):
            somebody = kind in ARMED or name == UNIDENTIFIED
            right = [(w.id == UNIDENTIFIED_ID) is somebody if w else not somebody for w, _ in found]
        yield [signs for _, signs in found], np.array(right)


if __name__ == "__main__":
    fit(choices, SOURCE / "actors" / "whom_weights.json", syria=True)
