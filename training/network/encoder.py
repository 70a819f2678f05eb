"""The encoder (BERT's form, all-MiniLM-L6-v2's size) and the heads on it, in plain PyTorch."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812  (PyTorch's own name for it)

from marsad.reading.network.labels import KINDS, ROLES, STATUSES, SUB_TYPES

CASES = 5
"""Shapes of a word, which an uncased vocabulary does not tell: lower, Capital, UPPER, digits, other."""
PAIR, ROLE, ACTOR = 96, 160, 96
"""Widths of the vectors that compare triggers with each other, with the words of their parts, and mentions of
actors with each other.
"""
DISTANCES = 8


@dataclass(frozen=True, slots=True)
class Shape:
    hidden: int = 384
    layers: int = 6
    heads: int = 12
    inner: int = 1536
    vocabulary: int = 30522
    positions: int = 512

    @classmethod
    def of(cls, folder: Path) -> Shape:
        config = json.loads((folder / "config.json").read_text())
        return cls(
            config["hidden_size"],
            config["num_hidden_layers"],
            config["num_attention_heads"],
            config["intermediate_size"],
            config["vocab_size"],
            config["max_position_embeddings"],
        )


class Layer(nn.Module):
    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.heads = shape.heads
        self.query = nn.Linear(shape.hidden, shape.hidden)
        self.key = nn.Linear(shape.hidden, shape.hidden)
        self.value = nn.Linear(shape.hidden, shape.hidden)
        self.output = nn.Linear(shape.hidden, shape.hidden)
        self.norm_attention = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.up = nn.Linear(shape.hidden, shape.inner)
        self.down = nn.Linear(shape.inner, shape.hidden)
        self.norm = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.dropout = dropout

    def forward(self, x: Tensor, unseen: Tensor | None = None) -> Tensor:
        """``unseen``, (rows, length), are pieces that no other looks at: those that pad a row."""
        rows, length, width = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(rows, length, self.heads, width // self.heads).transpose(1, 2)

        query, key, value = split(self.query(x)), split(self.key(x)), split(self.value(x))
        # written out: the fused form is slower where a processor multiplies bfloat16
        scores = query * (width // self.heads) ** -0.5 @ key.transpose(-1, -2)
        if unseen is not None:
            scores = scores.masked_fill(unseen[:, None, None, :], -1e4)
        seen = scores.softmax(-1).to(value.dtype) @ value
        attended = self.output(seen.transpose(1, 2).reshape(rows, length, width))
        x = self.norm_attention(x + F.dropout(attended, self.dropout, self.training))
        inner = self.down(F.gelu(self.up(x)))
        return self.norm(x + F.dropout(inner, self.dropout, self.training))


class Encoder(nn.Module):
    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(shape.vocabulary, shape.hidden)
        self.positions = nn.Embedding(shape.positions, shape.hidden)
        self.cases = nn.Embedding(CASES, shape.hidden)
        self.norm = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))
        self.dropout = dropout
        self.short = False
        """Whether matrices are multiplied in bfloat16 while training."""
        nn.init.zeros_(self.cases.weight)

    def forward(self, ids: Tensor, cases: Tensor, unseen: Tensor | None = None) -> Tensor:
        """States of the pieces, (rows, length, hidden); ``unseen``, (rows, length), pad a row."""
        with torch.autocast(ids.device.type, torch.bfloat16, enabled=self.short and self.training):
            return self._states(ids, cases, unseen).float()

    def _states(self, ids: Tensor, cases: Tensor, unseen: Tensor | None) -> Tensor:
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.norm(self.words(ids) + self.positions(places)[None] + self.cases(cases))
        x = F.dropout(x, self.dropout, self.training)
        for layer in self.layers:
            x = layer(x, unseen)
        return x


class Heads(nn.Module):
    """What is told of each word, and the vectors from which pairs of words are judged."""

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.kind_of_event = nn.Linear(hidden, 1 + len(SUB_TYPES))
        self.status = nn.Linear(hidden, len(STATUSES))
        self.actor_kind = nn.Linear(hidden, 1 + len(KINDS))
        self.pair = nn.Linear(hidden, PAIR)
        self.event = nn.Linear(hidden, ROLE)
        self.part = nn.Linear(hidden, ROLE)
        self.pair_distance = nn.Embedding(DISTANCES, 1)
        self.pair_scale = nn.Parameter(torch.tensor([0.2, 0.0]))
        self.actor = nn.Linear(hidden, ACTOR)
        self.actor_distance = nn.Embedding(DISTANCES, 1)
        self.actor_scale = nn.Parameter(torch.tensor([0.2, 0.0]))
        self.role = nn.Parameter(torch.randn(len(ROLES), ROLE) * 0.05)
        self.role_word = nn.Linear(hidden, len(ROLES))
        self.role_distance = nn.Embedding(2 * DISTANCES, len(ROLES))
        nn.init.zeros_(self.pair_distance.weight)
        nn.init.zeros_(self.actor_distance.weight)
        nn.init.zeros_(self.role_distance.weight)
        nn.init.constant_(self.role_word.bias, -2.0)

    def same_event(self, states: Tensor, at: Tensor) -> Tensor:
        """Logits, (n, n), that the triggers at word indices ``at`` tell the same happening."""
        v = torch.tanh(self.pair(states[at]))
        score = self.pair_scale[0] * (v @ v.T) + self.pair_scale[1]
        return score + self.pair_distance(buckets(at[:, None] - at[None, :], signed=False)).squeeze(-1)

    def same_actor(self, mentions: Tensor, at: Tensor) -> Tensor:
        """Logits, (n, n), that mentions mean the same actor; ``mentions`` are mean states of their words,
        (n, hidden), ``at`` the index of the first word of each.
        """
        v = torch.tanh(self.actor(mentions))
        score = self.actor_scale[0] * (v @ v.T) + self.actor_scale[1]
        return score + self.actor_distance(buckets(at[:, None] - at[None, :], signed=False)).squeeze(-1)

    def roles(self, events: Tensor, states: Tensor, gaps: Tensor) -> Tensor:
        """Logits, (events, words, roles), that a word plays a role in an event.

        ``events`` are mean states of triggers, (events, hidden); ``gaps``, (events, words), is the class of
        distances (``buckets``, signed) of each word to the nearest trigger.
        """
        e = torch.tanh(self.event(events))[:, None, :] * self.role[None]
        score = torch.einsum("erk,wk->ewr", e, torch.tanh(self.part(states)))
        return score + self.role_word(states)[None] + self.role_distance(gaps)


def buckets(distance: Tensor, *, signed: bool) -> Tensor:
    """Distances in words as classes: 0, 1, 2, 3-4, 5-8, … ; behind the trigger, the upper half."""
    size = distance.abs().clamp(min=0)
    steps = torch.bucketize(size, torch.tensor([1, 3, 6, 12, 25, 50, 120], device=size.device), right=True)
    return steps + DISTANCES * (distance > 0).long() if signed else steps


class Network(nn.Module):
    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(shape, dropout)
        self.heads = Heads(shape.hidden)


def load_base(network: Network, path: Path) -> None:
    """Take the encoder's weights from a safetensors file of a BERT model."""
    from safetensors.torch import load_file  # noqa: PLC0415  (only training from the base needs it)

    given = load_file(path)
    e = network.encoder
    token_type = given["embeddings.token_type_embeddings.weight"][0]
    with torch.no_grad():
        e.words.weight.copy_(given["embeddings.word_embeddings.weight"])
        e.positions.weight.copy_(given["embeddings.position_embeddings.weight"] + token_type)
        _copy(e.norm, given, "embeddings.LayerNorm")
        for n, layer in enumerate(e.layers):
            at = f"encoder.layer.{n}."
            for ours, theirs in _NAMES.items():
                _copy(getattr(layer, ours), given, at + theirs)


_NAMES = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "output": "attention.output.dense",
    "norm_attention": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "norm": "output.LayerNorm",
}


def _copy(module: nn.Module, given: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(given[f"{name}.weight"])  # type: ignore[operator]
    module.bias.copy_(given[f"{name}.bias"])  # type: ignore[operator]
