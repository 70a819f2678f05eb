"""What fits the choice of one thing among those that a report tells: a conditional logit, on the events that
match a gold event, and the articles that it learns from.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from marsad.pipeline import Pipeline
from marsad.resolving.context import Context
from marsad.resolving.events.happenings import clusters_of
from marsad.resolving.events.merging import Cluster
from marsad.resolving.resolve import record_of

from evaluate import ROOT, load_scorer, shared_folder  # isort: skip
from fitting import Rows, matched  # isort: skip
from tune import part_of, prepare  # isort: skip

sys.path.insert(0, str(ROOT / "training"))
from standoff import from_standoff

SOURCE = ROOT / "src" / "marsad" / "resolving"
CORPUS = ROOT / "training" / "corpus"
RIDGE = 0.5
"""How strongly weights are held near zero, in the units of one event."""

Choice = tuple[Sequence[Mapping[str, float]], npt.NDArray[np.bool_]]
"""The signs of each thing that may be chosen, and which of them are right."""
Choices = Callable[[Sequence[Context], Path, ModuleType], Iterable[Choice]]
"""Makes choices of contexts, the folder of gold records and the scorer."""


def matched_clusters(
    contexts: Sequence[Context], gold: Path, scorer: ModuleType
) -> Iterator[tuple[Context, Sequence[Cluster], Cluster, dict[str, Any]]]:
    """The events that match a gold event: context, all clusters, its own, the gold one."""
    for context in contexts:
        wanted = json.loads((gold / f"{context.report.name}.json").read_text(encoding="utf-8"))["events"]
        wanted = [e for e in wanted if e["type"] != "Statement"]
        clusters = clusters_of(context, context.reading.happenings or ())
        record: dict[str, Any] = record_of(context, clusters).to_json()
        given = scorer.convert(record)["events"]
        at = {tuple((s["start"], s["end"]) for s in e["evidence"]): n for n, e in enumerate(record["events"])}
        partner = matched(given, wanted, scorer)
        for cluster in clusters:
            told = dict.fromkeys((d.evidence.start, d.evidence.end) for d in cluster.drafts)
            n = at.get(tuple(told))
            if n in partner:
                yield context, clusters, cluster, wanted[partner[n]]


def fitted(events: Sequence[Choice]) -> dict[str, float]:
    """The weight of each sign under which the right choices of all events are likeliest."""
    names = list(dict.fromkeys(name for signs, _ in events for row in signs for name in row))
    decided = [(_rows(signs, names), right) for signs, right in events if right.any() and not right.all()]

    def loss(weights: Rows) -> tuple[float, Rows]:
        total, slope = RIDGE * float(weights @ weights), 2 * RIDGE * weights
        for rows, right in decided:
            scores = rows @ weights
            odds = np.exp(scores - scores.max())
            among = np.where(right, odds, 0.0)
            total += float(np.log(odds.sum()) - np.log(among.sum() + 1e-12))
            slope = slope + rows.T @ (odds / odds.sum() - among / (among.sum() + 1e-12))
        return total, slope

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x
    return dict(zip(names, map(float, found), strict=True))


def _rows(signs: Sequence[Mapping[str, float]], names: Sequence[str]) -> Rows:
    return np.array([[row.get(name, 0.0) for name in names] for row in signs])


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


def fit(choices: Choices, out: Path, *, syria: bool = False) -> None:
    """Fit the weights of the signs that choices have, tell what they reach on articles left out, and write
    them to ``out``, with ``--dry`` nowhere. ``syria``: whether every second article of FA-KES is learned from
    too; all of them would outweigh all other wars.
    """
    scorer, pipeline = load_scorer(shared_folder()), Pipeline.open()
    held = set((CORPUS / "held.txt").read_text(encoding="utf-8").split())
    train = sorted(p.stem for p in (CORPUS / "train").glob("*.json"))
    of_syria = [name for name in train if name.startswith("fakes") and name not in held]
    left = set(of_syria[1::2] if syria else of_syria)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        gold = folder / "gold"
        gold.mkdir()
        articles = part_of("train", folder, pipeline, set(train) - left)
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
        rounded = {name: round(weight, 2) for name, weight in found.items()}
        out.write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf-8")


def tell(name: str, events: Sequence[Choice], found: Mapping[str, float]) -> None:
    """Print how many choices would be right."""
    scored = ([sum(found.get(n, 0.0) * v for n, v in row.items()) for row in signs] for signs, _ in events)
    right = sum(bool(r[int(np.argmax(s))]) for s, (_, r) in zip(scored, events, strict=True))
    print(f"{name:30} {right} of {len(events)} = {right / len(events):.3f}")
