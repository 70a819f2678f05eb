"""What the network learns from one document: the losses of its heads, summed."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812  (PyTorch's own name for it)

from marsad.reading.network.labels import ROLES
from marsad.reading.network.pieces import Window

from .documents import NOT_HAPPENED, SOME_KIND, Document
from .encoder import Network

TRIGGER_WEIGHT = 2.0
"""Words that tell of something are few: each weighs as much as so many others."""
ROLE_WEIGHT = 3.0
MENTIONS = 150
"""Of a report with more, so many are compared with each other, by chance."""
FORGOTTEN = 0.3
"""Share of an event's triggers left out when its parts are learned: at reading time some are missed."""


HIDDEN = 0.2
"""Share of the pieces that are shown as unknown in training, against learning articles by heart."""
DROPPED = 0.25
"""Share of the states of words that the heads do not see in training."""
_UNKNOWN = 100
"""Id of [UNK] in BERT's vocabulary; [MASK] already stands for who fights."""
_SPECIAL = 103
"""Ids up to this one are no words."""


@dataclass(frozen=True, slots=True)
class Example:
    document: Document
    windows: list[Window]


def states_of(network: Network, windows: Sequence[Window], count: int, hidden: float = 0.0) -> Tensor:
    """States of the words of one document, (words, hidden); a share ``hidden`` of the pieces is not shown."""
    device = network.heads.role.device
    parts = torch.zeros(count, network.heads.status.in_features, device=device)
    order, states = [], []
    for w in windows:
        ids, cases = (torch.from_numpy(a)[None].to(device) for a in (w.ids, w.cases))
        if hidden:
            chosen = (torch.rand(ids.shape, device=device) < hidden) & (ids > _SPECIAL)
            ids = torch.where(chosen, _UNKNOWN, ids)
        x = network.encoder(ids, cases)[0]
        order.append(torch.from_numpy(w.words).to(device))
        states.append(x[torch.from_numpy(w.at).to(device)])
    return parts.index_copy(0, torch.cat(order), torch.cat(states))


def distances(count: int, triggers: Sequence[int]) -> Tensor:
    """Of each word to the nearest trigger, signed: positive where the word stands behind it."""
    words = torch.arange(count)[:, None] - torch.tensor(list(triggers))[None]
    nearest = words.abs().argmin(1)
    return words[torch.arange(count), nearest]


def loss_of(network: Network, batch: Sequence[Example], chance: random.Random) -> Tensor:
    """The mean loss of some documents."""
    kind = network.heads.role.device.type
    # one context for all: weights are turned into bfloat16 once
    with torch.autocast(kind, torch.bfloat16, enabled=network.encoder.short):
        states = [states_of(network, e.windows, len(e.document.words), HIDDEN) for e in batch]
    each = [
        _of_document(network, e.document, F.dropout(s, DROPPED, network.training), chance)
        for e, s in zip(batch, states, strict=True)
    ]
    return torch.stack(each).mean()


def _of_document(network: Network, doc: Document, states: Tensor, chance: random.Random) -> Tensor:
    heads, count = network.heads, len(doc.words)
    loss = states.new_zeros(())
    if "events" in doc.learns:
        kinds = torch.zeros(count, dtype=torch.long)
        for happening in doc.happenings:
            for t in happening.triggers:
                kinds[t] = kinds[t] if kinds[t] else 1 + happening.sub_type
        per_word = F.cross_entropy(heads.kind_of_event(states), kinds, reduction="none", label_smoothing=0.05)
        weight = torch.where(kinds > 0, TRIGGER_WEIGHT, 1.0)
        loss = loss + (per_word * weight).sum() / (weight.sum() ** 0.5 * 12)
    if "kinds" in doc.learns:
        loss = loss + 0.5 * _of_kinds(heads.actor_kind(states), doc.kinds)
    if "actors" in doc.learns and len(doc.actors) > 1:
        loss = loss + 0.5 * _of_actors(network, doc.actors, states, chance)
    if doc.happenings:
        loss = loss + _of_happenings(network, doc, states, chance)
    return loss * doc.weight


def _of_kinds(logits: Tensor, told: Mapping[int, int]) -> Tensor:
    """Loss of the kinds of actors; of words that mention one of whatever kind, that they mention none."""
    actors = torch.zeros(len(logits), dtype=torch.long)
    for i, kind in told.items():
        actors[i] = 1 + kind if kind != SOME_KIND else -1
    some = actors < 0
    each = torch.where(
        some, _unlikely(logits, 0), F.cross_entropy(logits, actors.clamp(min=0), reduction="none")
    )
    return each.mean()


def _unlikely(logits: Tensor, wrong: int) -> Tensor:
    """Loss, by row, where all that is known is that class ``wrong`` is not meant."""
    return -torch.log1p(-logits.softmax(-1)[:, wrong].clamp(max=1 - 1e-4))


def _of_actors(
    network: Network, actors: Sequence[tuple[int, list[int]]], states: Tensor, chance: random.Random
) -> Tensor:
    """Loss of which mentions mean the same actor, over at most MENTIONS of them."""
    some = actors if len(actors) <= MENTIONS else chance.sample(actors, MENTIONS)
    owner = torch.tensor([a for a, _ in some])
    vectors = torch.stack([states[torch.tensor(words)].mean(0) for _, words in some])
    at = torch.tensor([words[0] for _, words in some])
    return _of_pairs(network.heads.same_actor(vectors, at), owner)


def _of_pairs(logits: Tensor, owner: Tensor) -> Tensor:
    """Loss of which rows, (n, n), belong to one owner; none belongs to itself."""
    same = (owner[:, None] == owner[None]).float()
    other = ~torch.eye(len(owner), dtype=torch.bool)
    return F.binary_cross_entropy_with_logits(logits[other], same[other])


def _of_happenings(network: Network, doc: Document, states: Tensor, chance: random.Random) -> Tensor:
    heads, count, happenings = network.heads, len(states), doc.happenings
    at = torch.tensor([t for h in happenings for t in h.triggers])
    owner = torch.tensor([n for n, h in enumerate(happenings) for _ in h.triggers])
    status = torch.tensor([h.status for h in happenings for _ in h.triggers])
    loss = states.new_zeros(())
    if "status" in doc.learns:
        logits = heads.status(states[at])
        told = F.cross_entropy(logits, status.clamp(min=0), reduction="none")
        loss = loss + 0.3 * torch.where(status == NOT_HAPPENED, _unlikely(logits, 0), told).mean()
    if "pairs" in doc.learns and len(at) > 1:
        loss = loss + _of_pairs(heads.same_event(states, at), owner)
    if "roles" not in doc.learns:
        return loss
    vectors, gaps = [], []
    for h in happenings:
        some = [t for t in h.triggers if chance.random() > FORGOTTEN] or h.triggers
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
    known[:, :, [r for r in range(len(ROLES)) if r not in doc.roles]] = 0
    each = F.binary_cross_entropy_with_logits(
        logits, gold, reduction="none", pos_weight=torch.tensor(ROLE_WEIGHT)
    )
    return loss + (each * known).sum() / (gold.sum() * 4 + 10)
