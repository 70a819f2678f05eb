"""Fit what the signs of an event's place are worth: ``python tools/fit_places.py``.

A conditional logit over the places that a report names, on the events that match a gold event with a place.
It learns from the development part, the training articles that do not tell of Syria alone (FA-KES; it would
outweigh all other wars) and the project's own reports of odd batches. Articles of
``training/corpus/held.txt`` and own reports of even batches are left out, and the share of right places among
them is printed. Writes ``place_weights.json``; ``--dry`` writes nothing.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from marsad.pipeline import Pipeline
from marsad.resolving.context import Context
from marsad.resolving.events.happenings import clusters_of
from marsad.resolving.events.weighed_place import signs_by_mention, weights
from marsad.resolving.places.resolve import ResolvedPlace
from marsad.resolving.resolve import record_of

from evaluate import ROOT, load_scorer, shared_folder  # isort: skip
from fitting import Rows, matched  # isort: skip
from tune import part_of, prepare  # isort: skip

sys.path.insert(0, str(ROOT / "training"))
from standoff import from_standoff

OUT = ROOT / "src" / "marsad" / "resolving" / "events" / "place_weights.json"
CORPUS = ROOT / "training" / "corpus"
RIDGE = 0.5
"""How strongly weights are held near zero, in the units of one event."""
AREA_KM = 161
"""How far from its point a province or country that gold names may be taken to lie."""

Choice = tuple[Rows, npt.NDArray[np.bool_]]
"""The signs of each place that a report names, a row a mention, and which of them are right."""


def choices(contexts: Sequence[Context], gold: Path, scorer: ModuleType) -> Iterator[Choice]:
    """The events that match a gold event with a place."""
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
            place = wanted[partner[n]].get("place") if n in partner else None
            signs = signs_by_mention(context, cluster)
            if place and signs:
                rows = np.array([[s[name] for name in weights()] for s in signs.values()])
                yield rows, np.array([_right(place, context.places[i], scorer) for i in signs])


def _right(gold: dict[str, Any], resolved: ResolvedPlace, scorer: ModuleType) -> bool:
    """Whether a place is the gold one, by the scorer's own rule."""
    place = resolved.place
    lat, lon = (place.lat, place.lon) if place else (None, None)
    given = {"name": resolved.mention.text, "lat": lat, "lon": lon}
    if gold.get("precision") in {"exact", "near", "area"}:
        return bool(scorer.same_place(gold, given))
    return resolved.precision in {"area", "admin1", "country"} and bool(
        scorer.same_place(gold, given, AREA_KM)
    )


def fitted(events: Sequence[Choice]) -> Rows:
    """The weights under which the right places of all events are likeliest."""
    decided = [(rows, right) for rows, right in events if right.any() and not right.all()]

    def loss(weights: Rows) -> tuple[float, Rows]:
        total, slope = RIDGE * float(weights @ weights), 2 * RIDGE * weights
        for rows, right in decided:
            scores = rows @ weights
            odds = np.exp(scores - scores.max())
            among = np.where(right, odds, 0.0)
            total += float(np.log(odds.sum()) - np.log(among.sum() + 1e-12))
            slope = slope + rows.T @ (odds / odds.sum() - among / (among.sum() + 1e-12))
        return total, slope

    return np.asarray(minimize(loss, np.zeros(decided[0][0].shape[1]), jac=True, method="L-BFGS-B").x)


def own_reports(folder: Path, pipeline: Pipeline, wanted: Callable[[int], bool]) -> list[Context]:
    """The project's own reports of the batches that are wanted; gold records go to ``folder``/gold."""
    lines = []
    for path in sorted((CORPUS / "own").glob("*.json")):
        if wanted(int(path.name[5:7])):
            own = json.loads(path.read_text(encoding="utf-8"))
            text = own["text"]
            gold = json.dumps(from_standoff(own, text))
            (folder / "gold" / path.name).write_text(gold, encoding="utf-8")
            kept = {k: own[k] for k in ("published", "outlet") if isinstance(own.get(k), str)}
            lines.append(json.dumps({"id": path.stem, "text": text, **kept}))
    source = folder / f"own-{len(lines)}.jsonl"
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return prepare(str(source), pipeline)


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


def tell(name: str, events: Sequence[Choice], found: Rows) -> None:
    """Print how many of some events would get a right place."""
    right = sum(bool(r[int((rows @ found).argmax())]) for rows, r in events)
    print(f"{name:30} {right} of {len(events)} = {right / len(events):.3f}")


if __name__ == "__main__":
    main()
