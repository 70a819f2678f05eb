"""How well the network tells what it should, on articles that it did not learn from."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
import torch

from marsad.reading.network.labels import ROLES

from .batches import Example, batch_of, distances
from .encoder import Network, buckets
from .learning import states_of


def measure(network: Network, examples: Sequence[Example]) -> dict[str, float]:
    """Triggers found, typed and untyped; pairs of triggers of one event; words in their roles: F1 each."""
    network.eval()
    device = network.heads.role.device
    counts = {k: np.zeros(3) for k in ("trigger", "typed", "pair", "role", "actor", *ROLES)}

    def note(name: str, gold: np.ndarray, given: np.ndarray) -> None:
        counts[name] += (float((gold & given).sum()), float(gold.sum()), float(given.sum()))

    def note_pairs(name: str, owner: np.ndarray, logits: torch.Tensor) -> None:
        upper = np.triu(np.ones((len(owner), len(owner)), dtype=bool), 1)
        note(name, (owner[:, None] == owner[None])[upper], (logits.cpu().numpy() > 0)[upper])

    with torch.no_grad():
        for example in examples:
            doc, count = example.document, len(example.document.words)
            states = states_of(network, batch_of([example], random.Random(0)).to(device))
            kinds = np.zeros(count, dtype=int)
            for h in doc.happenings:
                for t in h.triggers:
                    kinds[t] = kinds[t] or 1 + h.sub_type
            told = network.heads.kind_of_event(states).argmax(1).cpu().numpy()
            note("trigger", kinds > 0, told > 0)
            typed = float(((kinds > 0) & (told == kinds)).sum())
            counts["typed"] += (typed, float((kinds > 0).sum()), float((told > 0).sum()))
            if len(doc.actors) > 1:
                whose = np.array([n for n, _ in doc.actors])
                vectors = torch.stack([states[torch.tensor(w, device=device)].mean(0) for _, w in doc.actors])
                first = torch.tensor([w[0] for _, w in doc.actors], device=device)
                note_pairs("actor", whose, network.heads.same_actor(vectors, first))
            if not doc.happenings:
                continue
            at = torch.tensor([t for h in doc.happenings for t in h.triggers], device=device)
            owner = np.array([n for n, h in enumerate(doc.happenings) for _ in h.triggers])
            note_pairs("pair", owner, network.heads.same_event(states, at))
            vectors = torch.stack(
                [states[torch.tensor(h.triggers, device=device)].mean(0) for h in doc.happenings]
            )
            gaps = torch.stack([buckets(distances(count, h.triggers), signed=True) for h in doc.happenings])
            roles = network.heads.roles(vectors, states, gaps.to(device)).cpu().numpy() > 0
            for n, h in enumerate(doc.happenings):
                for r, name in enumerate(ROLES):
                    gold, known = np.zeros(count, dtype=bool), np.ones(count, dtype=bool)
                    known[sorted(h.unsure.get(r, ()))] = False
                    gold[sorted(h.roles.get(r, ()))] = True
                    note(name, gold & known, roles[n, :, r] & known)
                    note("role", gold & known, roles[n, :, r] & known)
    network.train()
    return {k: 2 * tp / (g + p) if g + p else 0.0 for k, (tp, g, p) in counts.items()}
