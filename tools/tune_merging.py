"""Tune the weights of merging on the development records: ``python tools/tune_merging.py [TRIES]``.

Random search with a fixed seed around the weights in use; prints each better set. The score is the mean of
events F1 and "all fields right" F1 over the development part and the project's golden examples.
"""

from __future__ import annotations

import contextlib
import io
import json
import random
import sys
import tempfile
from dataclasses import dataclass, fields, replace
from pathlib import Path

from marsad.intake import IntakeOptions, read_sources
from marsad.model.report import Report
from marsad.pipeline import Pipeline
from marsad.reading.reader import read
from marsad.resolving.context import Context
from marsad.resolving.events.draft import Draft, drafts_of
from marsad.resolving.events.merging import WEIGHTS, Weights, merge
from marsad.resolving.resolve import context_of, record_of

from evaluate import ROOT, load_scorer, shared_folder, write_gold_and_articles  # isort: skip

SEED = 11
STEP = 0.25


@dataclass(frozen=True, slots=True)
class Prepared:
    """One report read up to its drafts, which do not depend on the weights."""

    name: str
    context: Context
    drafts: tuple[Draft, ...]


def prepare(inputs: list[str], pipeline: Pipeline) -> list[Prepared]:
    found = []
    for report in read_sources(inputs, IntakeOptions()):
        if isinstance(report, Report) and report.name:
            context = context_of(report, read(report, pipeline.knowledge), pipeline.knowledge)
            found.append(Prepared(report.name, context, drafts_of(context)))
    return found


def score(prepared: list[Prepared], weights: Weights, gold: Path) -> float:
    scorer = load_scorer(shared_folder())
    with tempfile.TemporaryDirectory() as temporary, contextlib.redirect_stdout(io.StringIO()):
        for one in prepared:
            record = record_of(one.context, merge(one.context, one.drafts, weights))
            (Path(temporary) / f"{one.name}.json").write_text(json.dumps(record.to_json()), encoding="utf-8")
        out, _ = scorer.score(gold, temporary, {p.name for p in prepared})
    return float(out["events F1"] + out["events, all fields right F1"]) / 2


def neighbour(weights: Weights, rng: random.Random) -> Weights:
    names = rng.sample([f.name for f in fields(Weights)], 3)
    return replace(weights, **{n: round(getattr(weights, n) + rng.uniform(-STEP, STEP), 2) for n in names})


def main() -> None:
    tries = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    rng = random.Random(SEED)
    pipeline = Pipeline.open()
    with tempfile.TemporaryDirectory() as temporary:
        gold = Path(temporary)
        articles = write_gold_and_articles("dev", shared_folder(), gold)
        for golden in (ROOT / "tests" / "golden").glob("*.json"):
            (gold / "gold" / golden.name).write_text(golden.read_text(encoding="utf-8"), encoding="utf-8")
        prepared = prepare([str(articles), str(ROOT / "examples" / "reports")], pipeline)
        best, top = WEIGHTS, score(prepared, WEIGHTS, gold / "gold")
        print(f"start {top:.4f}", flush=True)
        for n in range(tries):
            trial = neighbour(best, rng)
            reached = score(prepared, trial, gold / "gold")
            if reached > top:
                best, top = trial, reached
                print(f"{n} {top:.4f} {best}", flush=True)


if __name__ == "__main__":
    main()
