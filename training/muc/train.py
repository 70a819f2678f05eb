"""Train the reader of MUC-4: ``python -m training.muc.train --data DATA --base BASE --work WORK``.

DATA holds ``train.json`` and ``dev.json`` of GTT's MUC-4 (github.com/xinyadu/gtt, data/muc/processed); only
the first is learned from. BASE holds ``config.json``, ``tokenizer.json`` and ``model.safetensors`` of
all-MiniLM-L6-v2; ``--start`` takes the encoder from a checkpoint of the project's network instead. WORK gets
a checkpoint after every epoch, from which an interrupted run goes on, ``best.pt`` with the weights that did
best on dev, and ``runs.tsv`` with a row for each epoch.
"""

from __future__ import annotations

import argparse
import random
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812  (PyTorch's own name for it)
from training.network.encoder import Shape

from .examples import OCCURRENCES, OPEN, TYPES, Example, load
from .model import Reader, start
from .reading import candidates, measure, read, tune
from .score import ROLES, SLOTS

MENTION_WEIGHT = 2.0
"""Words of fillers are few: each weighs as much as so many others."""
WORDS = 50.0
"""So many words' tags weigh as much as the types of a document."""
FILLER_WEIGHT = 2.0
HIDE = 0.1
"""Share of the pieces that are masked in training, against learning names by heart."""
MEAN = 0.995
"""Decay of the running mean of the weights; the mean is what is measured and kept."""


@dataclass(frozen=True, slots=True)
class Plan:
    epochs: int = 20
    encoder_rate: float = 1e-4
    head_rate: float = 1e-3
    batch: int = 8
    warm_up: float = 0.1
    seed: int = 1


class Training:
    """A reader in training, and all that a checkpoint needs to go on from."""

    def __init__(self, reader: Reader, plan: Plan, documents: int) -> None:
        self.reader, self.plan = reader, plan
        heads = [p for n, p in reader.named_parameters() if not n.startswith("encoder.")]
        self.optimiser = torch.optim.AdamW(
            [
                {"params": reader.encoder.parameters(), "lr": plan.encoder_rate},
                {"params": heads, "lr": plan.head_rate},
            ],
            weight_decay=0.01,
        )
        total = plan.epochs * -(-documents // plan.batch)
        rising = max(1, int(total * plan.warm_up))
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimiser, lambda s: min((s + 1) / rising, max(0.02, (total - s) / max(1, total - rising)))
        )
        self.mean = torch.optim.swa_utils.AveragedModel(
            reader, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(MEAN)
        )
        self.epoch, self.best = 0, -1.0

    @property
    def averaged(self) -> nn.Module:
        return self.mean.module

    def save(self, path: Path) -> None:
        saved = {name: getattr(self, name).state_dict() for name in self._PARTS}
        store(saved | {"epoch": self.epoch, "best": self.best}, path)

    def restore(self, path: Path) -> None:
        saved = torch.load(path, map_location=self.reader.device)
        for name in self._PARTS:
            getattr(self, name).load_state_dict(saved[name])
        self.epoch, self.best = saved["epoch"], saved["best"]

    _PARTS = ("reader", "optimiser", "schedule", "mean")

    def learn(self, examples: Sequence[Example]) -> float:
        """Learn from every example once, in an order of chance; the mean loss."""
        chance = random.Random(self.plan.seed * 1000 + self.epoch)
        # dropout and masks too: a run that was interrupted draws what an uninterrupted one does
        torch.manual_seed(self.plan.seed * 1000 + self.epoch)
        order = chance.sample(examples, len(examples))
        self.reader.train()
        summed = 0.0
        for at in range(0, len(order), self.plan.batch):
            batch = order[at : at + self.plan.batch]
            self.optimiser.zero_grad()
            for example in batch:
                loss = loss_of(self.reader, example)
                (loss / len(batch)).backward()
                summed += float(loss.detach())
            torch.nn.utils.clip_grad_norm_(self.reader.parameters(), 1.0)
            self.optimiser.step()
            self.schedule.step()
            self.mean.update_parameters(self.reader)
        self.epoch += 1
        return summed / len(examples)


def loss_of(reader: Reader, example: Example) -> Tensor:
    """Losses of tags, of types, and of candidates in the types that the document has, summed."""
    device = reader.device
    states = reader.states(example.windows, len(example.words), HIDE)
    tags = reader.tags(states)
    gold = torch.tensor(example.tags, device=device)
    each = F.cross_entropy(tags.flatten(0, 1), gold.flatten(), reduction="none", ignore_index=OPEN)
    loss = (each * torch.where(gold.flatten() > 0, MENTION_WEIGHT, 1.0)).sum() / WORDS
    types, seen = reader.types(states)
    has = torch.tensor([float(n in example.types) for n in range(len(TYPES))], device=device)
    loss = loss + F.binary_cross_entropy_with_logits(types, has, reduction="sum")
    if not example.types:
        return loss
    known = sorted(example.types)
    spans = [example.spans(r) for r in range(len(ROLES))]
    logits, plays = [], []
    for c in candidates(example, tags.detach(), spans):
        logits.append(reader.fills(states, seen, c.role, c.spans)[known])
        plays.append([float(example.plays(set(c.strings), c.role, t)) for t in known])
    if not logits:
        return loss
    judged = F.binary_cross_entropy_with_logits(torch.stack(logits), torch.tensor(plays, device=device))
    return loss + FILLER_WEIGHT * judged


def store(saved: dict[str, Any], path: Path) -> None:
    """Write a checkpoint whole or not at all."""
    torch.save(saved, path.with_suffix(".new"))
    path.with_suffix(".new").replace(path)


def run(training: Training, learn: Sequence[Example], dev: Sequence[Example], work: Path) -> None:
    """Train to the end of the plan, going on from a checkpoint where there is one."""
    checkpoint = work / "checkpoint.pt"
    if checkpoint.exists():
        training.restore(checkpoint)
    while training.epoch < training.plan.epochs:
        began = time.monotonic()
        loss = training.learn(learn)
        reader = training.averaged.eval()
        readings = [read([reader], e) for e in dev]
        cut = tune(readings, dev)
        told = measure(readings, dev, cut)
        micro = told.micro
        if micro.f1 > training.best:
            training.best = micro.f1
            store({"reader": reader.state_dict()}, work / "best.pt")
        training.save(checkpoint)
        row: dict[str, float] = {
            "seed": training.plan.seed,
            "epoch": training.epoch,
            "loss": loss,
            "seconds": time.monotonic() - began,
            "template_cut": cut.template,
            "filler_cut": cut.filler,
            "dev_precision": micro.precision,
            "dev_recall": micro.recall,
            "dev_f1": micro.f1,
        }
        note(work / "runs.tsv", row | {f"dev_{s}": told.slots[s].f1 for s in SLOTS})


def note(table: Path, told: dict[str, float]) -> None:
    """Add a row to a table and print it."""
    row = {k: f"{v:.4f}" if isinstance(v, float) else str(v) for k, v in told.items()}
    if not table.exists():
        table.write_text("\t".join(row) + "\n", encoding="utf-8")
    with table.open("a", encoding="utf-8") as rows:
        rows.write("\t".join(row.values()) + "\n")
    print(" ".join(f"{k} {v}" for k, v in row.items()), flush=True)


def tokenizer_of(base: Path) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder with train.json and dev.json")
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="a checkpoint of the network to take the encoder from")
    parser.add_argument("--epochs", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--occurrences", choices=OCCURRENCES, default="all")
    parser.add_argument("--documents", type=int, help="learn from the first so many only, as a trial")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--bf16", action="store_true", help="multiply in bfloat16, where the processor does")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    args.work.mkdir(parents=True, exist_ok=True)
    for name in ("config.json", "tokenizer.json"):
        shutil.copy(args.base / name, args.work)  # the test reads with what it was trained with
    tokenizer = tokenizer_of(args.base)
    learn = load(args.data / "train.json", tokenizer, args.occurrences)[: args.documents]
    dev = load(args.data / "dev.json", tokenizer, args.occurrences)[: args.documents]
    reader = Reader(Shape.of(args.base))
    start(reader, args.base, args.start)
    reader.encoder.short = args.bf16
    plan = Plan(epochs=args.epochs, seed=args.seed)
    run(Training(reader.to(args.device), plan, len(learn)), learn, dev, args.work)


if __name__ == "__main__":
    main()
