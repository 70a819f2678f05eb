"""Fit what the signs of an event's time are worth: ``python tools/fit_times.py``.

A conditional logit over the times that a report tells, the week of the news and no time at all, on the events
that match a gold event. It learns from the development part, the training articles that do not tell of Syria
alone (FA-KES; they would outweigh all other wars) and the project's own reports of odd batches. Articles of
``training/corpus/held.txt`` and own reports of even batches are left out, and the share of right times among
them is printed. Writes ``time_weights.json``; ``--dry`` writes nothing.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from marsad.model.time import When
from marsad.pipeline import Pipeline
from marsad.resolving.context import Context
from marsad.resolving.events.happenings import clusters_of
from marsad.resolving.events.likely import told_of
from marsad.resolving.events.weighed_time import candidates, weights
from marsad.resolving.resolve import record_of

from evaluate import ROOT, load_scorer, shared_folder  # isort: skip
from fit_places import CORPUS, Choice, fitted, own_reports, tell  # isort: skip
from fitting import matched  # isort: skip
from tune import part_of  # isort: skip

OUT = ROOT / "src" / "marsad" / "resolving" / "events" / "time_weights.json"


def choices(contexts: Sequence[Context], gold: Path, scorer: ModuleType) -> Iterator[Choice]:
    """The events that match a gold event: the signs of each time it may have, and which are right."""
    for context in contexts:
        wanted = json.loads((gold / f"{context.report.name}.json").read_text(encoding="utf-8"))["events"]
        wanted = [e for e in wanted if e["type"] != "Statement"]
        clusters = clusters_of(context, context.reading.happenings or ())
        record = record_of(context, clusters).to_json()
        given = scorer.convert(record)["events"]
        at = {tuple((s["start"], s["end"]) for s in e["evidence"]): n for n, e in enumerate(record["events"])}
        partner = matched(given, wanted, scorer)
        for cluster in clusters:
            told = dict.fromkeys((d.evidence.start, d.evidence.end) for d in cluster.drafts)
            n = at.get(tuple(told))
            if n in partner and told_of(context, cluster):
                found = candidates(context, cluster, clusters)
                rows = np.array([[c.signs.get(name, 0.0) for name in weights()] for c in found])
                date = wanted[partner[n]].get("date") or {}
                yield rows, np.array([_right(date, c.when, scorer) for c in found])


def _right(gold: dict[str, Any], when: When, scorer: ModuleType) -> bool:
    """Whether a time is the gold one, by the scorer's own rule; a gold day wants a day."""
    if not gold.get("start"):
        return when.start is None
    given = {"start": when.start and when.start.isoformat(), "end": when.end and when.end.isoformat()}
    exact = gold.get("precision") != "day" or when.precision.value == "day"
    return exact and bool(scorer.dates_meet(gold, given))


def main() -> None:
    scorer, pipeline = load_scorer(shared_folder()), Pipeline.open()
    held = set((CORPUS / "held.txt").read_text(encoding="utf-8").split())
    train = {p.stem for p in (CORPUS / "train").glob("*.json") if not p.name.startswith("fakes")} | held
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        gold = folder / "gold"
        gold.mkdir()
        articles = part_of("train", folder, pipeline, train)
        learn = [
            *part_of("dev", folder, pipeline),
            *(c for c in articles if c.report.name not in held),
            *own_reports(folder, pipeline, lambda batch: batch % 2 == 1),
        ]
        apart = {
            "held articles": [c for c in articles if c.report.name in held],
            "own reports of even batches": own_reports(folder, pipeline, lambda batch: batch % 2 == 0),
        }
        events = list(choices(learn, gold, scorer))
        found = fitted(events)
        tell("learnt from", events, found)
        for name, contexts in apart.items():
            tell(name, list(choices(contexts, gold, scorer)), found)
    if "--dry" not in sys.argv:
        rounded = dict(zip(weights(), (round(float(w), 2) for w in found), strict=True))
        OUT.write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
