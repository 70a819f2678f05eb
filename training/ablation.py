"""Train without each source in turn and measure.

``python training/ablation.py --data DATA --base BASE --work WORK``.

WORK holds ``before.pt``, the checkpoint of the first pass (on silver and public sets) of a training. From it
each network learns the corpus for ``--epochs`` epochs: all of it, without the real articles, without the
project's own reports; and one learns all of it without the first pass. ``ablation.tsv`` beside this file gets
a row for each, with every measure of the scorer on the test part; ``make evaluate`` prints it.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tools"), str(ROOT)]

from evaluate import load_scorer, shared_folder, write_gold_and_predictions  # noqa: E402
from marsad.knowledge.base import Knowledge  # noqa: E402
from marsad.pipeline import Pipeline  # noqa: E402
from marsad.reading.network.weights import Network  # noqa: E402

TABLE = Path(__file__).with_suffix(".tsv")
TRAININGS = {
    "nothing": "",
    "the project's reports": "own",
    "real articles": "real",
    "silver and public sets": "silver,public",
}
"""What each network learns without, as ``--without`` of ``training.network.train`` names it."""


def measures(weights: Path) -> dict[str, float]:
    """Every measure of the scorer on the test part, for the weights of a folder."""
    pipeline = Pipeline(Knowledge.open(), Network.of(weights))
    with tempfile.TemporaryDirectory() as temporary, contextlib.redirect_stdout(io.StringIO()):
        folder, shared = Path(temporary), shared_folder()
        write_gold_and_predictions("test", shared, folder, pipeline)
        found, _ = load_scorer(shared).score(folder / "gold", folder / "given")
    return {name: float(value) for name, value in found.items()}


def note(without: str, epochs: int, measured: dict[str, float]) -> None:
    """Add a row to the table and print it."""
    row = {"without": without, "epochs": str(epochs), **{n: f"{v:.3f}" for n, v in measured.items()}}
    if not TABLE.exists():
        TABLE.write_text("\t".join(row) + "\n", encoding="utf-8")
    with TABLE.open("a", encoding="utf-8") as table:
        table.write("\t".join(row.values()) + "\n")
    print(row, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True, help="the folder with before.pt")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    for name, without in TRAININGS.items():
        work = args.work / (without.replace(",", "-") or "all")
        work.mkdir(parents=True, exist_ok=True)
        if not (work / "shipped").is_dir():
            start = [] if "silver" in without else ["--start", str(args.work / "before.pt")]
            subprocess.run(
                [
                    sys.executable, "-m", "training.network.train", *start, "--without", without,
                    "--data", str(args.data), "--base", str(args.base), "--work", str(work),
                    "--epochs", str(args.epochs), "--threads", str(args.threads),
                ],
                cwd=ROOT, check=True,
            )  # fmt: skip
        note(name, args.epochs, measures(work / "shipped"))


if __name__ == "__main__":
    main()
