"""Fit the curves that turn the reader's probabilities into confidences: ``python tools/calibrate.py``.

One logistic curve for each field, on the events of the development part, of the articles of
``training/corpus/held.txt`` and of the project's golden examples that match a gold event; the curve of the
event itself on all events read. Writes ``calibration.json`` and prints the expected calibration error of
each (ten bins of equal width, weighed by their events), cross-validated in five folds of whole reports, and
that on the test part. ``--dry`` writes nothing.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import numpy.typing as npt

from marsad.model.event import JUDGED
from marsad.pipeline import Pipeline
from marsad.resolving.context import Context
from marsad.resolving.events.confidence import event_row, signs_of
from marsad.resolving.events.happenings import clusters_of
from marsad.resolving.resolve import events_of, record_of

from evaluate import ROOT, load_scorer, shared_folder  # isort: skip
from fitting import Rows, logistic, matched  # isort: skip
from tune import development, part_of  # isort: skip

OUT = ROOT / "src" / "marsad" / "resolving" / "events" / "calibration.json"
FOLDS = 5
BINS = 10
RIDGE = 1.0
"""How strongly weights are held near zero, in the units of one event."""


@dataclass(slots=True)
class Sample:
    """Rows of signs of one field, whether the field was right, and which report each is from."""

    rows: list[tuple[float, ...]] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)
    report: list[int] = field(default_factory=list)


def collect(contexts: Sequence[Context], gold: Path, scorer: ModuleType) -> dict[str, Sample]:
    """What was read of each report beside its gold record."""
    found = {name: Sample() for name in ("event", *JUDGED)}
    for number, context in enumerate(contexts):
        wanted = json.loads((gold / f"{context.report.name}.json").read_text(encoding="utf-8"))["events"]
        wanted = [e for e in wanted if e["type"] != "Statement"]
        clusters = clusters_of(context, context.reading.happenings or ())
        events = events_of(context, clusters)
        record = replace(record_of(context, clusters), events=tuple(events))
        given = scorer.convert(record.to_json())["events"]
        partner = matched(given, wanted, scorer)
        for n, (cluster, event) in enumerate(zip(clusters, events, strict=True)):
            if cluster.confidence is None:  # it gets no confidence
                continue
            _note(found["event"], event_row(cluster), n in partner, number)
            if n in partner:
                for name, signs in signs_of(context, cluster, event).items():
                    right = _right(name, wanted[partner[n]], given[n], scorer)
                    if right is not None:
                        _note(found[name], signs.row(cluster.confidence or 0.0), right, number)
    return found


def _note(sample: Sample, row: tuple[float, ...], right: bool, report: int) -> None:
    sample.rows.append(row)
    sample.right.append(right)
    sample.report.append(report)


def _right(name: str, gold: dict[str, Any], given: dict[str, Any], scorer: ModuleType) -> bool | None:
    """Whether a field is right by the scorer's own rules; None where the gold record leaves it open."""
    if name in {"type", "sub_type", "status"}:
        return bool(gold[name] == given[name])
    if name == "when":
        meet = scorer.dates_meet(gold.get("date") or {}, given.get("date") or {})
        return None if meet is None else bool(meet)
    if name == "where":
        place = gold.get("place")
        return bool(scorer.same_place(place, given.get("place"))) if place else None
    if name == "participants":
        return bool(scorer.jac(scorer.actorset(gold), scorer.actorset(given)) >= 0.5)
    return bool(scorer.total(gold, "killed") == scorer.total(given, "killed"))


def likely(rows: Rows, weights: Rows) -> Rows:
    return np.asarray(1 / (1 + np.exp(-(rows @ weights))))


def calibration_error(given: Rows, right: npt.NDArray[np.bool_]) -> float:
    """Expected calibration error: how far, on average, the share that is right is from what was promised."""
    bins = np.minimum((given * BINS).astype(int), BINS - 1)
    gaps = [
        abs(float(given[bins == b].mean()) - float(right[bins == b].mean())) * float((bins == b).sum())
        for b in range(BINS)
        if (bins == b).any()
    ]
    return sum(gaps) / len(given)


def cross_validated(sample: Sample) -> Rows:
    """What curves promise of reports that they were not fitted on."""
    rows, right, report = np.array(sample.rows), np.array(sample.right), np.array(sample.report)
    given = np.zeros(len(rows))
    for f in range(FOLDS):
        out = report % FOLDS == f
        if out.any():
            given[out] = likely(rows[out], logistic(rows[~out], right[~out], RIDGE))
    return given


def main() -> None:
    scorer, pipeline = load_scorer(shared_folder()), Pipeline.open()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        contexts = development(folder, pipeline)
        samples = collect(contexts, folder / "gold", scorer)
        tests = collect(part_of("test", folder, pipeline), folder / "gold", scorer)
    curves = {}
    print(f"{'field':14} {'events':>6} {'right':>6} {'error':>6} {'error on test':>14}")
    for name, sample in samples.items():
        rows, right = np.array(sample.rows), np.array(sample.right)
        weights = logistic(rows, right, RIDGE)
        curves[name] = [round(float(w), 3) for w in weights]
        error = calibration_error(cross_validated(sample), right)
        apart = tests[name]
        on_test = calibration_error(likely(np.array(apart.rows), weights), np.array(apart.right))
        print(f"{name:14} {len(right):6} {right.mean():6.2f} {error:6.3f} {on_test:14.3f}")
    if "--dry" not in sys.argv:
        OUT.write_text(json.dumps(curves, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
