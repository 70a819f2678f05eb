"""Score what Marsad reads against the gold records: ``make evaluate`` (or ``… --part dev``).

The corpora lie outside the project; MARSAD_SHARED names their folder (default ``../shared``). Prints every
measure of the scorer that lies beside them, for the test part also what ``training/ablation.py`` measured.
``--part afield`` are passages and pieces of other kinds than the network has seen.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import json
import os
import sys
import tempfile
from pathlib import Path
from types import ModuleType

from marsad.intake import IntakeOptions, read_sources
from marsad.knowledge.base import Knowledge
from marsad.model.report import Report
from marsad.pipeline import Pipeline
from marsad.reading.network.weights import Network

ROOT = Path(__file__).resolve().parent.parent
ABLATION = ROOT / "training" / "ablation.tsv"
sys.path.insert(0, str(ROOT / "training"))

from standoff import article_of, articles, gold_records  # noqa: E402  (the corpus tools are no package)


def shared_folder() -> Path:
    return Path(os.environ.get("MARSAD_SHARED", ROOT.parent / "shared"))


def load_scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", shared / "eval" / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"no scorer under {shared}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def write_gold_and_articles(part: str, shared: Path, folder: Path, limit: int | None = None) -> Path:
    """Write the gold records of one part under ``folder``/gold; returns the JSON lines of their articles."""
    texts = {a.id: a for a in articles(shared / "data")}
    gold = folder / "gold"
    gold.mkdir()
    lines = []
    for name, record in gold_records(ROOT / "training" / "corpus", part, texts, limit):
        (gold / f"{name}.json").write_text(json.dumps(record), encoding="utf-8")
        lines.append(article_of(record, texts).to_line())
    source = folder / "articles.jsonl"
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return source


def write_gold_and_predictions(
    part: str, shared: Path, folder: Path, pipeline: Pipeline, limit: int | None = None
) -> int:
    """Write gold records and the pipeline's records of one part under ``folder``; returns how many."""
    source = write_gold_and_articles(part, shared, folder, limit)
    given = folder / "given"
    given.mkdir()
    count = 0
    for report in read_sources([str(source)], IntakeOptions()):
        if isinstance(report, Report):
            record_json = json.dumps(pipeline.read(report).to_json())
            (given / f"{report.name}.json").write_text(record_json, encoding="utf-8")
            count += 1
    return count


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", default="test", choices=("test", "dev", "afield"))
    parser.add_argument("--reader", default="both", choices=("shipped", "frames", "both"))
    parser.add_argument("--weights", type=Path, help="exported weights instead of the shipped ones")
    args = parser.parse_args()
    shared = shared_folder()
    if not shared.is_dir():
        raise SystemExit(f"The corpora are not at {shared}; set MARSAD_SHARED to their folder.")
    knowledge = Knowledge.open()
    if args.reader != "frames":
        network = Network.of(args.weights) if args.weights else Network.open()
        report(args.part, shared, Pipeline(knowledge, network), network.version)
    if args.reader != "shipped":
        report(args.part, shared, Pipeline(knowledge), "frames and grammar alone")
    if args.part == "test" and ABLATION.exists():
        print_ablation()


def report(part: str, shared: Path, pipeline: Pipeline, name: str) -> None:
    """Print every measure of the scorer for one reader."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        count = write_gold_and_predictions(part, shared, folder, pipeline)
        print(f"{name} on {count} articles of the {part} part")
        load_scorer(shared).score(folder / "gold", folder / "given")


def print_ablation() -> None:
    """Print what short trainings without one source each reached on the test part, a row for each measure."""
    with ABLATION.open(encoding="utf-8", newline="") as table:
        runs = list(csv.DictReader(table, delimiter="\t"))
    print("short trainings without one source (training/ablation.py); without nothing by seed")
    names = [f"{r['without']} {r['seed']}" if r["without"] == "nothing" else r["without"] for r in runs]
    print(f"{'':32} " + " ".join(f"{name:>10}" for name in names))
    for measure in [m for m in runs[0] if m not in {"without", "seed"}]:
        print(f"{measure:32} " + " ".join(f"{r[measure]:>10}" for r in runs))


if __name__ == "__main__":
    main()
