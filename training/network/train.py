"""Train the reader's network: ``python -m training.network.train --base FOLDER --out FOLDER``.

FOLDER of ``--base`` holds ``config.json``, ``tokenizer.json`` and ``model.safetensors`` of all-MiniLM-L6-v2.
Every epoch writes a checkpoint, from which an interrupted run goes on; the last lines of ``log.tsv`` are
the measures on the held-out articles.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F  # noqa: N812

from marsad.reading.network.labels import ROLES
from marsad.reading.network.pieces import Window, windows_of

from .corpus import corpus, silver
from .documents import Document, Happening
from .encoder import Network, Shape, load_base


@dataclass(frozen=True, slots=True)
class Example:
    document: Document
    windows: list[Window]


@dataclass(frozen=True, slots=True)
class Settings:
    epochs: int = 12
    batch: int = 4
    encoder_rate: float = 1e-4
    head_rate: float = 1e-3
    warm_up: float = 0.06
    seed: int = 1


DEFAULTS = Settings()


def states_of(network: Network, windows: Sequence[Window], count: int) -> Tensor:
    """States of the words of one document, (words, hidden)."""
    parts = torch.zeros(count, network.heads.status.in_features)
    order, states = [], []
    for w in windows:
        ids, cases = torch.from_numpy(w.ids)[None], torch.from_numpy(w.cases)[None]
        x = network.encoder(ids, cases, torch.ones_like(ids, dtype=torch.bool))[0]
        order.append(torch.from_numpy(w.words))
        states.append(x[torch.from_numpy(w.at)])
    return parts.index_copy(0, torch.cat(order), torch.cat(states))


def distances(count: int, triggers: Sequence[int]) -> Tensor:
    """Of each word to the nearest trigger, signed: positive where the word stands behind it."""
    words = torch.arange(count)[:, None] - torch.tensor(list(triggers))[None]
    nearest = words.abs().argmin(1)
    return words[torch.arange(count), nearest]


def loss_of(network: Network, example: Example, chance: random.Random) -> Tensor:
    doc, heads = example.document, network.heads
    count = len(doc.words)
    states = states_of(network, example.windows, count)
    kinds = torch.zeros(count, dtype=torch.long)
    for happening in doc.happenings:
        for t in happening.triggers:
            kinds[t] = kinds[t] if kinds[t] else 1 + happening.sub_type
    per_word = F.cross_entropy(heads.kind_of_event(states), kinds, reduction="none", label_smoothing=0.05)
    weight = torch.where(kinds > 0, 2.0, 1.0)
    loss = (per_word * weight).sum() / (weight.sum() ** 0.5 * 12)
    actors = torch.zeros(count, dtype=torch.long)
    for i, kind in doc.kinds.items():
        actors[i] = 1 + kind
    loss = loss + 0.5 * F.cross_entropy(heads.actor_kind(states), actors)
    if doc.happenings:
        loss = loss + _of_happenings(network, doc.happenings, states, chance)
    return loss * doc.weight


def _of_happenings(
    network: Network, happenings: Sequence[Happening], states: Tensor, chance: random.Random
) -> Tensor:
    heads, count = network.heads, len(states)
    at = torch.tensor([t for h in happenings for t in h.triggers])
    owner = torch.tensor([n for n, h in enumerate(happenings) for _ in h.triggers])
    status = torch.tensor([h.status for h in happenings for _ in h.triggers])
    loss = 0.3 * F.cross_entropy(heads.status(states[at]), status)
    if len(at) > 1:
        same = (owner[:, None] == owner[None]).float()
        other = ~torch.eye(len(at), dtype=torch.bool)
        loss = loss + F.binary_cross_entropy_with_logits(heads.same_event(states, at)[other], same[other])
    vectors, gaps = [], []
    for h in happenings:
        some = [t for t in h.triggers if chance.random() > 0.3] or h.triggers
        vectors.append(states[torch.tensor(some)].mean(0))
        gaps.append(distances(count, some))
    logits = heads.roles(torch.stack(vectors), states, torch.stack(gaps))
    gold, known = torch.zeros_like(logits), torch.ones_like(logits)
    for n, h in enumerate(happenings):
        for role, words in h.unsure.items():
            known[n, sorted(words), role] = 0
        for role, words in h.roles.items():
            gold[n, sorted(words), role] = 1
            known[n, sorted(words), role] = 1
    each = F.binary_cross_entropy_with_logits(logits, gold, reduction="none", pos_weight=torch.tensor(3.0))
    return loss + (each * known).sum() / (gold.sum() * 4 + 10)


# ------------------------------------------------------------------ measuring


def measure(network: Network, examples: Sequence[Example]) -> dict[str, float]:
    """Triggers found, typed and untyped; pairs of triggers of one event; words in their roles: F1 each."""
    network.eval()
    counts = {k: np.zeros(3) for k in ("trigger", "typed", "pair", "role", *ROLES)}

    def note(name: str, gold: np.ndarray, given: np.ndarray) -> None:
        counts[name] += (float((gold & given).sum()), float(gold.sum()), float(given.sum()))

    with torch.no_grad():
        for example in examples:
            doc, count = example.document, len(example.document.words)
            states = states_of(network, example.windows, count)
            kinds = np.zeros(count, dtype=int)
            for h in doc.happenings:
                for t in h.triggers:
                    kinds[t] = kinds[t] or 1 + h.sub_type
            told = network.heads.kind_of_event(states).argmax(1).numpy()
            note("trigger", kinds > 0, told > 0)
            typed = float(((kinds > 0) & (told == kinds)).sum())
            counts["typed"] += (typed, float((kinds > 0).sum()), float((told > 0).sum()))
            if not doc.happenings:
                continue
            at = torch.tensor([t for h in doc.happenings for t in h.triggers])
            owner = np.array([n for n, h in enumerate(doc.happenings) for _ in h.triggers])
            upper = np.triu(np.ones((len(at), len(at)), dtype=bool), 1)
            same = network.heads.same_event(states, at).numpy() > 0
            note("pair", (owner[:, None] == owner[None])[upper], same[upper])
            vectors = torch.stack([states[torch.tensor(h.triggers)].mean(0) for h in doc.happenings])
            gaps = torch.stack([distances(count, h.triggers) for h in doc.happenings])
            roles = network.heads.roles(vectors, states, gaps).numpy() > 0
            for n, h in enumerate(doc.happenings):
                for r, name in enumerate(ROLES):
                    gold, known = np.zeros(count, dtype=bool), np.ones(count, dtype=bool)
                    known[sorted(h.unsure.get(r, ()))] = False
                    gold[sorted(h.roles.get(r, ()))] = True
                    note(name, gold & known, roles[n, :, r] & known)
                    note("role", gold & known, roles[n, :, r] & known)
    network.train()
    return {k: 2 * tp / (g + p) if g + p else 0.0 for k, (tp, g, p) in counts.items()}


# ------------------------------------------------------------------ training


def train(args: argparse.Namespace, settings: Settings) -> None:
    torch.set_num_threads(args.threads)
    torch.manual_seed(settings.seed)
    chance = random.Random(settings.seed)
    tokenizer = Tokenizer.from_file(str(args.base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    learn_from, measured = corpus(args.data, args.without.split(","))
    parts = (silver(args.silver) if args.silver else learn_from, measured)
    learn, held = (
        [Example(d, windows_of(tokenizer, d.text, d.words)) for d in docs if d.words] for docs in parts
    )
    network = Network(Shape.of(args.base))
    load_base(network, args.base / "model.safetensors")
    if args.start:
        network.load_state_dict(torch.load(args.start)["network"])
    rates = (settings.encoder_rate, settings.head_rate)
    optimiser = torch.optim.AdamW(
        [
            {"params": network.encoder.parameters(), "lr": rates[0], "weight_decay": 0.01},
            {"params": network.heads.parameters(), "lr": rates[1], "weight_decay": 0.01},
        ]
    )
    total = settings.epochs * -(-len(learn) // settings.batch)
    first = max(1, int(total * settings.warm_up))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / first, max(0.02, (total - s) / max(1, total - first)))
    )
    args.out.mkdir(parents=True, exist_ok=True)
    checkpoint = args.out / "checkpoint.pt"
    done = 0
    if checkpoint.exists():
        saved = torch.load(checkpoint)
        network.load_state_dict(saved["network"])
        optimiser.load_state_dict(saved["optimiser"])
        schedule.load_state_dict(saved["schedule"])
        done = saved["epoch"]
    for epoch in range(done, settings.epochs):
        chance.seed(settings.seed * 1000 + epoch)
        began, sum_of_losses = time.monotonic(), 0.0
        order = list(range(len(learn)))
        chance.shuffle(order)
        for at in range(0, len(order), settings.batch):
            batch = order[at : at + settings.batch]
            optimiser.zero_grad()
            for n in batch:
                loss = loss_of(network, learn[n], chance) / len(batch)
                loss.backward()
                sum_of_losses += float(loss.detach()) * len(batch)
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
        state = {
            "network": network.state_dict(), "optimiser": optimiser.state_dict(),
            "schedule": schedule.state_dict(), "epoch": epoch + 1,
        }  # fmt: skip
        torch.save(state, checkpoint.with_suffix(".new"))
        os.replace(checkpoint.with_suffix(".new"), checkpoint)  # noqa: PTH105
        told = measure(network, held) if held else {}
        row = {"epoch": epoch + 1, "documents": len(learn), "loss": sum_of_losses / len(learn),
               "seconds": time.monotonic() - began, **told}  # fmt: skip
        with (args.out / "log.jsonl").open("a") as log:
            log.write(json.dumps(row) + "\n")
        shown = (f"{k} {v:.3f}" if isinstance(v, float) else f"{k} {v}" for k, v in row.items())
        print(" ".join(shown), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True, help="the folder of the corpora")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--silver", type=Path, help="learn from these records instead of the corpus")
    parser.add_argument("--start", type=Path, help="a checkpoint to start from instead of the base")
    parser.add_argument("--without", default="", help="sources to leave out: real, own")
    parser.add_argument("--epochs", type=int, default=DEFAULTS.epochs)
    parser.add_argument("--seed", type=int, default=DEFAULTS.seed)
    parser.add_argument("--rate", type=float, default=DEFAULTS.encoder_rate)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    train(args, Settings(epochs=args.epochs, seed=args.seed, encoder_rate=args.rate))


if __name__ == "__main__":
    main()
