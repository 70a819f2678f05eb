"""What each source of training is worth: ``python -m training.ablation --data DATA --base BASE --work WORK``.

Trains the network from its base once with all sources and once without each of them (the public sets count as
one), alike short for all: one pass over a few examples of every public set and of ``WORK/silver.jsonl``, two
over half of the corpus. Each network reads the test part as the shipped one does. Writes ``ablation.tsv``
beside this module; rows that it has are not made again. The silver records are to be the frames reader's
(``training/silver.py --reader frames``): the shipped one has learned from every source.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import random
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch

from marsad.knowledge.base import Knowledge
from marsad.pipeline import Pipeline
from marsad.reading.network.weights import Network as Reader

from .network.batches import Example
from .network.corpus import corpus, silver, silver_documents
from .network.export import export
from .network.public import public
from .network.train import Pass, Preparing, fresh, run

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))

from evaluate import load_scorer, shared_folder, write_gold_and_predictions  # noqa: E402  (no package)

TABLE = Path(__file__).resolve().parent / "ablation.tsv"
CORPUS = ("real", "own")
SEEDS = (1, 2)
"""With all sources it is trained once with each: what the two differ by is chance."""


def sources(
    data: Path, work: Path, preparing: Preparing, most: int, share: float
) -> dict[str, list[Example]]:
    """The examples of each source by its name: ``share`` of the corpus, of each other set ``most``."""
    records = silver(work / "silver.jsonl")
    annotated = corpus(data)
    chance = random.Random(0)
    guessed = silver_documents(records)
    found = {"silver": chance.sample(guessed, min(most, len(guessed)))}
    found["public"] = [d for documents in public(data, records, 0, most).values() for d in documents]
    for name, documents in (("real", annotated.real), ("own", annotated.own)):
        found[name] = chance.sample(documents, round(share * len(documents)))
    return {name: preparing.examples(documents) for name, documents in found.items()}


def trained(
    found: Mapping[str, Sequence[Example]], held: Sequence[Example], args: argparse.Namespace, seed: int
) -> Reader:
    """The network that learned from these sources, as the reader opens it."""
    torch.manual_seed(seed)
    network = fresh(args.base, args.bf16)
    with tempfile.TemporaryDirectory(dir=args.work) as folder:
        for name, of_corpus, epochs in (("before", False, 1), ("corpus", True, 2)):
            learn = [e for source, each in found.items() if (source in CORPUS) == of_corpus for e in each]
            if learn:
                run(network, Pass(name, learn, epochs), held, Path(folder), seed)
        export(network, args.base, Path(folder) / "shipped", "ablation")
        return Reader.of(Path(folder) / "shipped")


def measured(reader: Reader, knowledge: Knowledge) -> dict[str, float]:
    """Every measure of the scorer on the test part."""
    shared = shared_folder()
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
        write_gold_and_predictions("test", shared, Path(folder), Pipeline(knowledge, reader))
        told: dict[str, float] = load_scorer(shared).score(Path(folder) / "gold", Path(folder) / "given")[0]
    return told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder of the corpora")
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--most", type=int, default=60, help="examples of each other source at most")
    parser.add_argument("--share", type=float, default=0.5, help="share of the corpus to learn from")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--bf16", action="store_true", help="multiply in bfloat16, where the processor does")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    preparing = Preparing.of(args.base)
    found = sources(args.data, args.work, preparing, args.most, args.share)
    print({name: len(each) for name, each in found.items()}, flush=True)
    held = preparing.examples(corpus(args.data).held)
    first, *others = SEEDS
    runs = [("nothing", first), *((name, first) for name in found), *(("nothing", seed) for seed in others)]
    for without, seed in runs:
        if f"{without}\t{seed}\t" in (TABLE.read_text(encoding="utf-8") if TABLE.exists() else ""):
            continue
        kept = {name: each for name, each in found.items() if name != without}
        told = measured(trained(kept, held, args, seed), preparing.knowledge)
        row = {"without": without, "seed": str(seed)} | {k: f"{v:.3f}" for k, v in told.items()}
        if not TABLE.exists():
            TABLE.write_text("\t".join(row) + "\n", encoding="utf-8")
        with TABLE.open("a", encoding="utf-8") as rows:
            rows.write("\t".join(row.values()) + "\n")
        print(row, flush=True)


if __name__ == "__main__":
    main()
