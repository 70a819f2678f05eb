"""Score the test part, once: ``python -m training.muc.test --data DATA --work WORK``.

Takes ``best.pt`` of WORK; with several folders, from runs with other seeds, their readers tell in the mean.
Thresholds are those that serve dev best. The first folder gets ``test.tsv``; where it is there already, the
test part is not read again.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from training.network.encoder import Shape

from .examples import load
from .model import Reader
from .reading import measure, read, tune
from .score import Score
from .train import tokenizer_of


def table(told: Score) -> str:
    """Precision, recall and F1 in per cent, by slot and over all."""
    rows = ["slot\tprecision\trecall\tf1"]
    for slot, c in [*told.slots.items(), ("micro", told.micro)]:
        rows.append(f"{slot}\t{c.precision:.2%}\t{c.recall:.2%}\t{c.f1:.2%}")
    return "\n".join(rows) + "\n"


def load_reader(folder: Path) -> Reader:
    reader = Reader(Shape.of(folder))
    reader.load_state_dict(torch.load(folder / "best.pt", map_location="cpu")["reader"])
    return reader.eval()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder with dev.json and test.json")
    parser.add_argument("--work", type=Path, required=True, nargs="+")
    parser.add_argument("--dev", action="store_true", help="score dev instead, which leaves test unread")
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    result = args.work[0] / "test.tsv"
    if result.exists() and not args.dev:
        raise SystemExit(f"{result} is there already: the test part is scored once.\n{result.read_text()}")
    tokenizer = tokenizer_of(args.work[0])
    readers = [load_reader(folder) for folder in args.work]
    dev = load(args.data / "dev.json", tokenizer)
    readings = [read(readers, e) for e in dev]
    cut = tune(readings, dev)
    if args.dev:
        print(f"{cut}\n{table(measure(readings, dev, cut))}", end="")
        return
    test = load(args.data / "test.json", tokenizer)
    told = table(measure((read(readers, e) for e in test), test, cut))
    result.write_text(told, encoding="utf-8")
    print(told, end="")


if __name__ == "__main__":
    main()
