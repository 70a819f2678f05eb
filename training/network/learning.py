"""What the network learns from one step: the losses of its heads, summed."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812  (PyTorch's own name for it)

from .batches import Batch, Groups, Pairs
from .encoder import Heads, Network

ROLE_WEIGHT = 3.0
HIDDEN = 0.2
"""Share of the pieces that are shown as unknown in training, against learning articles by heart."""
DROPPED = 0.2
"""Share of the states of words that the heads do not see in training."""
_UNKNOWN = 100
"""Id of [UNK] in BERT's vocabulary; [MASK] already stands for who fights."""
_SPECIAL = 103
"""Ids up to this one are no words."""


def states_of(network: Network, batch: Batch, hidden: float = 0.0) -> Tensor:
    """States of the words of a step, (words, hidden); a share ``hidden`` of the pieces is not shown."""
    ids = batch.ids
    if hidden:
        chosen = (torch.rand(ids.shape, device=ids.device) < hidden) & (ids > _SPECIAL)
        ids = torch.where(chosen, _UNKNOWN, ids)
    if ids.device.type == "cpu":  # there, what is padded costs as much as what is read
        rows = [
            F.pad(
                network.encoder(ids[n : n + 1, :size], batch.cases[n : n + 1, :size])[0],
                (0, 0, 0, ids.shape[1] - size),
            )
            for n, size in enumerate(batch.lengths.tolist())
        ]
        states = torch.stack(rows)
    else:
        unseen = torch.arange(ids.shape[1], device=ids.device)[None] >= batch.lengths[:, None]
        states = network.encoder(ids, batch.cases, unseen)
    return states.reshape(-1, states.shape[-1])[batch.pieces]


def loss_of(network: Network, batch: Batch) -> Tensor:
    """The mean loss of the documents of a step."""
    heads = network.heads
    # one context for all rows: weights are turned into bfloat16 once
    with torch.autocast(batch.ids.device.type, torch.bfloat16, enabled=network.encoder.short):
        states = states_of(network, batch, HIDDEN)
    states = F.dropout(states, DROPPED, network.training)
    events, kinds, statuses = batch.events, batch.kinds, batch.statuses
    told = F.cross_entropy(
        heads.kind_of_event(states[events.words]), events.classes, reduction="none", label_smoothing=0.05
    )
    loss = (told * events.weights).sum()
    loss = loss + (_told(heads.actor_kind(states[kinds.words]), kinds.classes) * kinds.weights).sum()
    loss = loss + (_told(heads.status(states[statuses.words]), statuses.classes) * statuses.weights).sum()
    loss = loss + _of_pairs(
        torch.tanh(heads.pair(states)), batch.same_event, heads.pair_scale, heads.pair_distance
    )
    actors = torch.tanh(heads.actor(means(states, batch.mentions)))
    loss = loss + _of_pairs(actors, batch.same_actor, heads.actor_scale, heads.actor_distance)
    return loss + _of_parts(heads, batch, states)


def means(states: Tensor, groups: Groups) -> Tensor:
    """The mean state of each group, (groups, hidden)."""
    summed = states.new_zeros(len(groups.sizes), states.shape[1])
    return summed.index_add(0, groups.groups, states[groups.words]) / groups.sizes[:, None]


def _told(logits: Tensor, classes: Tensor) -> Tensor:
    """Loss by row; of a negative class all that is known is that the first one is wrong."""
    other = -torch.log1p(-logits.softmax(-1)[:, 0].clamp(max=1 - 1e-4))
    return torch.where(classes < 0, other, F.cross_entropy(logits, classes.clamp(min=0), reduction="none"))


def _of_pairs(vectors: Tensor, pairs: Pairs, scale: Tensor, distance: nn.Embedding) -> Tensor:
    """Loss of which rows belong together."""
    score = scale[0] * (vectors[pairs.left] * vectors[pairs.right]).sum(-1) + scale[1]
    logits = score + distance(pairs.gaps).squeeze(-1)
    return (F.binary_cross_entropy_with_logits(logits, pairs.same, reduction="none") * pairs.weights).sum()


def _of_parts(heads: Heads, batch: Batch, states: Tensor) -> Tensor:
    """Loss of which words play which role in which event."""
    events, loss = means(states, batch.triggers), states.new_zeros(())
    for parts in batch.parts:
        logits = heads.roles(events[parts.events], states[parts.words], parts.gaps)
        each = F.binary_cross_entropy_with_logits(
            logits, parts.gold, reduction="none", pos_weight=logits.new_tensor(ROLE_WEIGHT)
        )
        loss = loss + (each * parts.weights).sum()
    return loss
