"""Tune the limits of the reader's probabilities and the weights of merging: ``python tools/tune.py [TRIES]``.

Random search with a fixed seed around the values in use; prints each better set. The score is the mean of
several measures over articles that the network did not learn from: the development part, the articles of
``training/corpus/held.txt``, and the project's golden examples.
"""

from __future__ import annotations

import contextlib
import io
import json
import random
import sys
import tempfile
from collections.abc import Collection
from dataclasses import fields, replace
from pathlib import Path

from marsad.intake import IntakeOptions, read_sources
from marsad.knowledge.casing import legible
from marsad.model.report import Report
from marsad.pipeline import Pipeline
from marsad.reading.reader import read
from marsad.resolving.context import Context
from marsad.resolving.events.happenings import clusters_of
from marsad.resolving.events.likely import LIMITS, Limits
from marsad.resolving.events.merging import WEIGHTS, Weights
from marsad.resolving.resolve import context_of, record_of

from evaluate import ROOT, load_scorer, shared_folder, write_gold_and_articles  # isort: skip

SEED = 11
STEP = 0.15
MEASURES = {
    "events F1": 0.3,
    "events, all fields right F1": 0.3,
    "actors of matched events F1": 0.15,
    "killed counts F1": 0.1,
    "date (day-precise, within 1 day)": 0.05,
    "place within 25 km": 0.1,
}
"""The measures that count, and how much."""


def prepare(source: str, pipeline: Pipeline, only: Collection[str] | None = None) -> list[Context]:
    """The reports of a source read up to what does not depend on limits and weights."""
    knowledge = pipeline.knowledge
    reports = [
        legible(report, knowledge.registry)
        for report in read_sources([source], IntakeOptions())
        if isinstance(report, Report) and report.name and (only is None or report.name in only)
    ]
    return [context_of(r, read(r, knowledge, pipeline.network), knowledge) for r in reports]


def part_of(
    name: str, folder: Path, pipeline: Pipeline, only: Collection[str] | None = None
) -> list[Context]:
    """The reports of a part of the corpus; its gold records go beside those of others in ``folder``/gold."""
    own = folder / name
    own.mkdir()
    found = prepare(str(write_gold_and_articles(name, shared_folder(), own)), pipeline, only)
    for record in (own / "gold").glob("*.json"):
        record.rename(folder / "gold" / record.name)
    return found


def development(folder: Path, pipeline: Pipeline) -> list[Context]:
    """All reports that tuning may look at: the development part, held-out articles, golden examples. Their
    gold records are then in ``folder``/gold.
    """
    gold = folder / "gold"
    gold.mkdir()
    held = (ROOT / "training" / "corpus" / "held.txt").read_text(encoding="utf-8").split()
    contexts = part_of("dev", folder, pipeline) + part_of("train", folder, pipeline, held)
    for golden in (ROOT / "tests" / "golden").glob("*.json"):
        (gold / golden.name).write_text(golden.read_text(encoding="utf-8"), encoding="utf-8")
    return contexts + prepare(str(ROOT / "examples" / "reports"), pipeline)


def score(contexts: list[Context], limits: Limits, weights: Weights, gold: Path) -> float:
    scorer = load_scorer(shared_folder())
    with tempfile.TemporaryDirectory() as temporary, contextlib.redirect_stdout(io.StringIO()):
        for context in contexts:
            clusters = clusters_of(context, context.reading.happenings or (), limits, weights)
            record = record_of(context, clusters)
            path = Path(temporary) / f"{context.report.name}.json"
            path.write_text(json.dumps(record.to_json()), encoding="utf-8")
        out, _ = scorer.score(gold, temporary, {c.report.name for c in contexts})
    return float(sum(share * out[name] for name, share in MEASURES.items()))


def neighbour(limits: Limits, weights: Weights, rng: random.Random) -> tuple[Limits, Weights]:
    """Four values moved by chance, probabilities kept between 0 and 1."""
    for name in rng.sample([f.name for f in fields(Limits)], 2):
        moved = getattr(limits, name) + rng.uniform(-STEP, STEP)
        limits = replace(limits, **{name: round(min(0.95, max(0.02, moved)), 2)})
    for name in rng.sample([f.name for f in fields(Weights)], 2):
        weights = replace(
            weights, **{name: round(getattr(weights, name) + rng.uniform(-2 * STEP, 2 * STEP), 2)}
        )
    return limits, weights


def main() -> None:
    tries = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    rng = random.Random(SEED)
    pipeline = Pipeline.open()
    with tempfile.TemporaryDirectory() as temporary:
        contexts = development(Path(temporary), pipeline)
        gold = Path(temporary) / "gold"
        best, top = (LIMITS, WEIGHTS), score(contexts, LIMITS, WEIGHTS, gold)
        print(f"start {top:.4f} on {len(contexts)} reports", flush=True)
        for n in range(tries):
            trial = neighbour(*best, rng)
            reached = score(contexts, *trial, gold)
            if reached > top:
                best, top = trial, reached
                print(f"{n} {top:.4f} {best}", flush=True)


if __name__ == "__main__":
    main()
