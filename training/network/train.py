"""Train the reader's network: ``python -m training.network.train --data DATA --base BASE --work WORK``.

BASE holds ``config.json``, ``tokenizer.json`` and ``model.safetensors`` of all-MiniLM-L6-v2. WORK holds
``silver.jsonl`` (from ``training/silver.py``), from which, with the public sets, one pass learns before the
corpus. It gets a checkpoint after every epoch, from which an interrupted run goes on, ``runs.tsv`` with a row
for each epoch, and ``shipped/`` with what the package ships.
"""

from __future__ import annotations

import argparse
import os
import random
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from marsad.knowledge.base import Knowledge
from marsad.knowledge.casing import legible
from marsad.model.report import Report
from marsad.reading.network.pieces import windows_of
from marsad.reading.network.unnamed import unnamed
from marsad.reading.reader import read

from .batches import Example, batch_of
from .corpus import corpus, silver, silver_documents
from .documents import Document
from .encoder import Network, Shape, load_base
from .export import export
from .learning import loss_of
from .measure import measure
from .public import public

KEPT = 0.998
"""What is measured and shipped is a mean of the weights on their way: each step keeps this share of it, the
first ones less, so that the mean of a short training is not of weights that had learned nothing."""


@dataclass(frozen=True, slots=True)
class Pass:
    """One pass of training: what it learns from and how."""

    name: str
    learn: Sequence[Example]
    epochs: int
    encoder_rate: float = 1e-4
    head_rate: float = 1e-3
    batch: int = 4
    warm_up: float = 0.06


@dataclass(frozen=True, slots=True)
class Course:
    """What goes along with the weights through a pass."""

    optimiser: torch.optim.Optimizer
    schedule: torch.optim.lr_scheduler.LambdaLR
    average: AveragedModel


def run(network: Network, stage: Pass, held: Sequence[Example], work: Path, seed: int) -> None:
    """Train one pass, going on from its checkpoint where there is one."""
    optimiser = torch.optim.AdamW(
        [
            {"params": network.encoder.parameters(), "lr": stage.encoder_rate},
            {"params": network.heads.parameters(), "lr": stage.head_rate},
        ],
        weight_decay=0.01,
        fused=True,
    )
    total = stage.epochs * -(-len(stage.learn) // stage.batch)
    rising = max(1, int(total * stage.warm_up))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / rising, max(0.02, (total - s) / max(1, total - rising)))
    )
    average = AveragedModel(network, multi_avg_fn=_mean_on_the_way)
    checkpoint = work / f"{stage.name}.pt"
    done = 0
    if checkpoint.exists():
        saved = torch.load(checkpoint, map_location=network.heads.role.device)
        network.load_state_dict(saved["learning"])
        average.load_state_dict(saved["average"])
        optimiser.load_state_dict(saved["optimiser"])
        schedule.load_state_dict(saved["schedule"])
        done = saved["epoch"]
    for epoch in range(done, stage.epochs):
        began = time.monotonic()
        chance = random.Random(seed * 1000 + epoch)
        loss = _epoch(network, stage, Course(optimiser, schedule, average), chance)
        saved = {
            "network": average.module.state_dict(),
            "learning": network.state_dict(),
            "average": average.state_dict(),
            "optimiser": optimiser.state_dict(),
            "schedule": schedule.state_dict(),
            "epoch": epoch + 1,
        }
        torch.save(saved, checkpoint.with_suffix(".new"))
        os.replace(checkpoint.with_suffix(".new"), checkpoint)  # noqa: PTH105
        told: dict[str, float] = {
            "seed": seed,
            "epoch": epoch + 1,
            "documents": len(stage.learn),
            "loss": loss,
        }
        _note(
            work / "runs.tsv",
            stage.name,
            told | {"seconds": time.monotonic() - began} | measure(average.module, held),
        )
    network.load_state_dict(average.module.state_dict())


def _mean_on_the_way(
    means: list[torch.Tensor], weights: list[torch.Tensor], steps: torch.Tensor | int
) -> None:
    get_ema_multi_avg_fn(min(KEPT, (1 + int(steps)) / (10 + int(steps))))(means, weights, steps)


def _epoch(
    network: Network,
    stage: Pass,
    course: Course,
    chance: random.Random,
) -> float:
    """Learn from every example once, in an order of chance; the mean loss."""
    order = list(range(len(stage.learn)))
    chance.shuffle(order)
    summed = torch.zeros((), device=network.heads.role.device)
    for at in range(0, len(order), stage.batch):
        batch = [stage.learn[n] for n in order[at : at + stage.batch]]
        course.optimiser.zero_grad()
        loss = loss_of(network, batch_of(batch, chance).to(network.heads.role.device))
        loss.backward()
        summed = summed + loss.detach() * len(batch)
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        course.optimiser.step()
        course.schedule.step()
        course.average.update_parameters(network)
    return float(summed) / len(stage.learn)


def _note(table: Path, name: str, told: dict[str, float]) -> None:
    row = {"pass": name, **{k: f"{v:.3f}" if isinstance(v, float) else str(v) for k, v in told.items()}}
    if not table.exists():
        table.write_text("\t".join(row) + "\n", encoding="utf-8")
    with table.open("a", encoding="utf-8") as rows:
        rows.write("\t".join(row.values()) + "\n")
    print(" ".join(f"{k} {v}" for k, v in row.items()), flush=True)


@dataclass(frozen=True, slots=True)
class Preparing:
    """Makes documents into examples."""

    tokenizer: Tokenizer
    knowledge: Knowledge

    @classmethod
    def of(cls, base: Path) -> Preparing:
        tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return cls(tokenizer, Knowledge.open())

    def examples(self, documents: Iterable[Document]) -> list[Example]:
        return [self._example(d) for d in documents if d.words]

    def _example(self, document: Document) -> Example:
        """The document as the reader would show it to the network: capitals restored, fighters unnamed."""
        registry = self.knowledge.registry
        report = legible(Report(document.id, "training", document.text, language="en"), registry)
        mentions = read(report, self.knowledge).mentions
        hidden = unnamed(mentions, registry, self.knowledge.lexicon)
        return Example(document, windows_of(self.tokenizer, report.text, document.words, hidden))


def fresh(base: Path, short: bool) -> Network:
    """A network that has read nothing but what its base has; ``short``: it multiplies in bfloat16."""
    network = Network(Shape.of(base))
    load_base(network, base / "model.safetensors")
    network.encoder.short = short
    return network


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder of the corpora")
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--name", default="network-trial", help="the name that records will carry")
    parser.add_argument("--start", type=Path, help="a checkpoint to go on from instead of the first pass")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--bf16", action="store_true", help="multiply in bfloat16, where the processor does")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    preparing = Preparing.of(args.base)
    network = fresh(args.base, args.bf16).to(args.device)
    annotated = corpus(args.data)
    learn, held = preparing.examples(annotated.real + annotated.own), preparing.examples(annotated.held)
    if args.start:
        network.load_state_dict(torch.load(args.start, map_location=args.device)["network"])
    else:
        records = silver(args.work / "silver.jsonl")
        before = silver_documents(records)
        for documents in public(args.data, records, args.seed).values():
            before += documents
        run(network, Pass("before", preparing.examples(before), 1), held, args.work, args.seed)
    run(network, Pass("corpus", learn, args.epochs), held, args.work, args.seed)
    export(network.cpu(), args.base, args.work / "shipped", args.name)


if __name__ == "__main__":
    main()
