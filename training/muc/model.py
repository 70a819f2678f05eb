"""The reader of MUC-4: the project's encoder, role tags for words, incident types, and parts in these.

A document is read in three steps, each learned: every word gets a tag BIO for each role; the document gets
probabilities of incident types; and each candidate (strings tagged with a role) gets, for each type, the
probability that it fills the role in an incident of that type, given that the document tells of one.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import cast

import torch
from torch import Tensor, nn
from training.network.encoder import Encoder, Network, Shape, load_base

from marsad.reading.network.pieces import Window

from .examples import BEGIN, INSIDE, OUT, TYPES, Span, spans_of
from .score import ROLES

WIDTH = 192
"""Of the hidden layer that judges candidates."""
MASK = 103
"""Id of [MASK] in BERT's vocabulary."""
IMPOSSIBLE = -1e4


class Reader(nn.Module):
    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        hidden = shape.hidden
        self.encoder = Encoder(shape, dropout)
        self.tag = nn.Linear(hidden, len(ROLES) * 3)
        self.look = nn.Linear(hidden, len(TYPES))
        self.told = nn.Parameter(torch.randn(len(TYPES), hidden) * 0.02)
        self.told_bias = nn.Parameter(torch.full((len(TYPES),), -2.0))
        self.dropout = nn.Dropout(dropout)
        self.of_mention = nn.Linear(2 * hidden, WIDTH)
        self.of_type = nn.Linear(hidden, WIDTH, bias=False)
        self.of_role = nn.Embedding(len(ROLES), WIDTH)
        self.judge = nn.Linear(WIDTH, 1)

    @property
    def device(self) -> torch.device:
        return self.told.device

    def states(self, windows: Sequence[Window], count: int, hide: float = 0.0) -> Tensor:
        """States of a document's words, (words, hidden); a share ``hide`` of the pieces is masked."""
        states = torch.zeros(count, self.told.shape[1], device=self.device)
        for w in windows:
            ids, cases = (torch.from_numpy(a)[None].to(self.device) for a in (w.ids, w.cases))
            if hide:
                ids = torch.where(torch.rand(ids.shape, device=self.device) < hide, MASK, ids)
            x = self.encoder(ids, cases)[0]
            words, at = (torch.from_numpy(a).to(self.device) for a in (w.words, w.at))
            states = states.index_copy(0, words, x[at])
        return cast(Tensor, self.dropout(states))

    def tags(self, states: Tensor) -> Tensor:
        """Logits of tags, (roles, words, 3)."""
        return cast(Tensor, self.tag(states)).view(len(states), len(ROLES), 3).transpose(0, 1)

    def types(self, states: Tensor) -> tuple[Tensor, Tensor]:
        """Logits of incident types, (types,), and what each looked at in the document, (types, hidden)."""
        seen = self.look(states).softmax(0).T @ states
        return (seen * self.told).sum(-1) + self.told_bias, seen

    def fills(self, states: Tensor, seen: Tensor, role: int, spans: Sequence[Span]) -> Tensor:
        """Logits, (types,), that what the spans mention fills the role in an incident of each type.

        Of several mentions the one that tells most counts most: a filler is often named far from its part.
        """
        mentions = torch.stack([torch.cat((states[a:b].mean(0), states[b - 1])) for a, b in spans])
        mixed = self.of_mention(mentions)[:, None] + self.of_type(seen)[None] + self.of_role.weight[role]
        each = self.judge(self.dropout(nn.functional.gelu(mixed))).squeeze(-1)
        return torch.logsumexp(each, 0) - torch.log(torch.tensor(float(len(spans)), device=self.device))


def decode(tags: Tensor, bias: float) -> list[Span]:
    """The best spans under BIO for one role, (words, 3), with ``bias`` added against OUT (Viterbi).

    In plain Python: a document has some hundred words, and a tensor operation a word costs more than this.
    """
    rows = tags.detach().tolist()
    best, back = [0.0, 0.0, IMPOSSIBLE], []
    for out, begin, inside in rows:
        before = OUT if best[OUT] >= max(best[BEGIN:]) else BEGIN if best[BEGIN] >= best[INSIDE] else INSIDE
        within = BEGIN if best[BEGIN] >= best[INSIDE] else INSIDE
        back.append((before, before, within))
        best = [best[before] + out - bias, best[before] + begin, best[within] + inside]
        if len(back) == 1:
            best[INSIDE] = IMPOSSIBLE
    last = max(range(3), key=best.__getitem__)
    path = []
    for came in reversed(back):
        path.append(last)
        last = came[last]
    return spans_of(path[::-1])


def strength(tags: Tensor, span: Span) -> float:
    """How sure the tags of one role, (words, 3), are of a span: mean log odds of its tags against OUT."""
    first, end = span
    inside = tags[first:end, INSIDE] - tags[first:end, OUT]
    inside[0] = tags[first, BEGIN] - tags[first, OUT]
    return float(inside.mean())


def start(reader: Reader, base: Path, checkpoint: Path | None) -> None:
    """Take the encoder's weights from a checkpoint of the project's network, or else from the base."""
    if checkpoint is None:
        network = Network(Shape.of(base))
        load_base(network, base / "model.safetensors")
        reader.encoder.load_state_dict(network.encoder.state_dict())
        return
    saved = torch.load(checkpoint, map_location="cpu")["network"]
    prefix = "encoder."
    reader.encoder.load_state_dict({k[len(prefix) :]: v for k, v in saved.items() if k.startswith(prefix)})
