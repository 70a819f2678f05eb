"""What one step of training learns from: some documents as arrays, made on the processor for any device.

All documents of a step lie behind each other: an index of a word is one into the words of all of them. Every
loss comes with a weight, in which the share of its document and of its head in the step's loss is contained.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from marsad.reading.network.labels import ROLES
from marsad.reading.network.pieces import Window

from .documents import SOME_KIND, Document, Happening
from .encoder import buckets

TRIGGER_WEIGHT = 2.0
"""Words that tell of something are few: each weighs as much as so many others."""
MENTIONS = 150
"""Of a report with more, so many are compared with each other, by chance."""
FORGOTTEN = 0.3
"""Share of an event's triggers left out when its parts are learned: at reading time some are missed."""
OF_ANY_KIND = -1
"""Class of a word of which no more is known than that the first class is wrong."""


@dataclass(frozen=True, slots=True)
class Example:
    document: Document
    windows: list[Window]


@dataclass(slots=True)
class Classes:
    """Which class each of some words has, and what the loss of each weighs."""

    words: Tensor
    classes: Tensor
    weights: Tensor


@dataclass(slots=True)
class Pairs:
    """Pairs of rows, how far apart they stand as a class of distances, and whether they belong together."""

    left: Tensor
    right: Tensor
    gaps: Tensor
    same: Tensor
    weights: Tensor


@dataclass(slots=True)
class Groups:
    """Words that are read as one: index of each word, of its group, and the sizes of the groups."""

    words: Tensor
    groups: Tensor
    sizes: Tensor


@dataclass(slots=True)
class Parts:
    """Of one document: its events and words as slices of those of the step; the rest (events, words, roles),
    ``gaps`` (events, words).
    """

    events: slice
    words: slice
    gaps: Tensor
    gold: Tensor
    weights: Tensor


@dataclass(slots=True)
class Batch:
    """Rows of the encoder, padded to one length (``lengths`` says how much of each counts), the piece of each
    word among all pieces of all rows, and what is to be told of them.
    """

    ids: Tensor
    cases: Tensor
    lengths: Tensor
    pieces: Tensor
    events: Classes
    kinds: Classes
    statuses: Classes
    same_event: Pairs
    mentions: Groups
    same_actor: Pairs
    triggers: Groups
    parts: list[Parts]

    def to(self, device: torch.device) -> Batch:
        moved: Batch = _moved(self, device)
        return moved


def _moved(value: Any, device: torch.device) -> Any:
    if isinstance(value, Tensor):
        return value.to(device, non_blocking=True)
    if isinstance(value, list):
        return [_moved(v, device) for v in value]
    if isinstance(value, slice):
        return value
    return type(value)(*(_moved(getattr(value, f.name), device) for f in fields(value)))


def batch_of(examples: Sequence[Example], chance: random.Random) -> Batch:
    """Some documents as one step; ``chance`` draws the triggers and mentions that are left out."""
    step = _Step(1 / len(examples))
    for example in examples:
        step.add(example.document, chance)
    ids, cases, lengths, pieces = _rows(examples)
    return Batch(
        ids, cases, lengths, pieces,
        step.events.made(), step.kinds.made(), step.statuses.made(),
        step.same_event.made(), step.mentions.made(), step.same_actor.made(),
        step.triggers.made(), step.parts,
    )  # fmt: skip


def _rows(examples: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    windows = [(n, w) for n, e in enumerate(examples) for w in e.windows]
    lengths = torch.tensor([len(w.ids) for _, w in windows])
    shape = (len(windows), int(lengths.max()))
    ids, cases = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    first = np.cumsum([0, *(len(e.document.words) for e in examples)])
    pieces = np.zeros(first[-1], dtype=np.int64)
    for row, (n, w) in enumerate(windows):
        ids[row, : len(w.ids)], cases[row, : len(w.ids)] = w.ids, w.cases
        pieces[first[n] + w.words] = row * shape[1] + w.at
    return torch.from_numpy(ids), torch.from_numpy(cases), lengths, torch.from_numpy(pieces)


@dataclass(slots=True)
class _Classes:
    words: list[int] = field(default_factory=list)
    classes: list[int] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)

    def add(self, words: Sequence[int], classes: Sequence[int], weights: Sequence[float]) -> None:
        self.words += words
        self.classes += classes
        self.weights += weights

    def made(self) -> Classes:
        words, classes = (torch.tensor(v, dtype=torch.long) for v in (self.words, self.classes))
        return Classes(words, classes, torch.tensor(self.weights))


@dataclass(slots=True)
class _Pairs:
    rows: list[Tensor] = field(default_factory=lambda: [torch.zeros(2, 0, dtype=torch.long)])
    gaps: list[Tensor] = field(default_factory=lambda: [torch.zeros(0, dtype=torch.long)])
    same: list[Tensor] = field(default_factory=lambda: [torch.zeros(0)])
    weights: list[Tensor] = field(default_factory=lambda: [torch.zeros(0)])

    def add(self, rows: Sequence[int], owners: Sequence[int], stand: Sequence[int], weight: float) -> None:
        """All pairs of some rows, but none with itself."""
        at, owner, place = (torch.tensor(v, dtype=torch.long) for v in (rows, owners, stand))
        left, right = torch.nonzero(~torch.eye(len(rows), dtype=torch.bool), as_tuple=True)
        self.rows.append(torch.stack((at[left], at[right])))
        self.gaps.append(buckets(place[left] - place[right], signed=False))
        self.same.append((owner[left] == owner[right]).float())
        self.weights.append(torch.full((len(left),), weight / len(left)))

    def made(self) -> Pairs:
        left, right = torch.cat(self.rows, 1)
        return Pairs(left, right, torch.cat(self.gaps), torch.cat(self.same), torch.cat(self.weights))


@dataclass(slots=True)
class _Groups:
    words: list[int] = field(default_factory=list)
    groups: list[int] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)

    def add(self, words: Sequence[int]) -> int:
        self.words += words
        self.groups += [len(self.sizes)] * len(words)
        self.sizes.append(len(words))
        return len(self.sizes) - 1

    def made(self) -> Groups:
        return Groups(*(torch.tensor(v, dtype=torch.long) for v in (self.words, self.groups, self.sizes)))


@dataclass(slots=True)
class _Step:
    """A step in the making."""

    share: float
    words: int = 0
    events: _Classes = field(default_factory=_Classes)
    kinds: _Classes = field(default_factory=_Classes)
    statuses: _Classes = field(default_factory=_Classes)
    same_event: _Pairs = field(default_factory=_Pairs)
    mentions: _Groups = field(default_factory=_Groups)
    same_actor: _Pairs = field(default_factory=_Pairs)
    triggers: _Groups = field(default_factory=_Groups)
    parts: list[Parts] = field(default_factory=list)

    def add(self, doc: Document, chance: random.Random) -> None:
        weight, count = doc.weight * self.share, len(doc.words)
        every = range(self.words, self.words + count)
        if "events" in doc.learns:
            told = [0] * count
            for happening in doc.happenings:
                for t in happening.triggers:
                    told[t] = told[t] or 1 + happening.sub_type
            each = [TRIGGER_WEIGHT if kind else 1.0 for kind in told]
            whole = sum(each) ** 0.5 * 12
            self.events.add(every, told, [weight * e / whole for e in each])
        if "kinds" in doc.learns:
            told = [0] * count
            for word, kind in doc.kinds.items():
                told[word] = OF_ANY_KIND if kind == SOME_KIND else 1 + kind
            self.kinds.add(every, told, [0.5 * weight / count] * count)
        if "actors" in doc.learns and len(doc.actors) > 1:
            some = doc.actors if len(doc.actors) <= MENTIONS else chance.sample(doc.actors, MENTIONS)
            rows = [self.mentions.add([self.words + w for w in words]) for _, words in some]
            self.same_actor.add(rows, [a for a, _ in some], [words[0] for _, words in some], 0.5 * weight)
        if doc.happenings:
            self._add_happenings(doc, weight, chance)
        self.words += count

    def _add_happenings(self, doc: Document, weight: float, chance: random.Random) -> None:
        owned = [(n, h.status, t) for n, h in enumerate(doc.happenings) for t in h.triggers]
        at = [self.words + t for _, _, t in owned]
        if "status" in doc.learns:
            self.statuses.add(at, [s for _, s, _ in owned], [0.3 * weight / len(at)] * len(at))
        if "pairs" in doc.learns and len(at) > 1:
            self.same_event.add(at, [n for n, _, _ in owned], [t for _, _, t in owned], weight)
        if "roles" in doc.learns:
            first, gaps = len(self.triggers.sizes), []
            for happening in doc.happenings:
                some = [t for t in happening.triggers if chance.random() > FORGOTTEN] or happening.triggers
                self.triggers.add([self.words + t for t in some])
                gaps.append(buckets(distances(len(doc.words), some), signed=True))
            gold, known = _roles(doc.happenings, len(doc.words), doc.roles)
            self.parts.append(Parts(
                slice(first, len(self.triggers.sizes)), slice(self.words, self.words + len(doc.words)),
                torch.stack(gaps), torch.from_numpy(gold),
                torch.from_numpy(known * np.float32(weight / (gold.sum() * 4 + 10))),
            ))  # fmt: skip


Floats = npt.NDArray[np.float32]


def _roles(happenings: Sequence[Happening], count: int, told: frozenset[int]) -> tuple[Floats, Floats]:
    """Which words play which roles, and where that is known, (events, words, roles) each."""
    gold = np.zeros((len(happenings), count, len(ROLES)), dtype=np.float32)
    known = np.ones_like(gold)
    for n, happening in enumerate(happenings):
        _set(known[n], happening.unsure, 0)
        _set(gold[n], happening.roles, 1)
        _set(known[n], happening.roles, 1)
    known[:, :, [r for r in range(len(ROLES)) if r not in told]] = 0
    return gold, known


def _set(cells: Floats, words_of: Mapping[int, set[int]], value: float) -> None:
    for role, words in words_of.items():
        cells[sorted(words), role] = value


def distances(count: int, triggers: Sequence[int]) -> Tensor:
    """Of each word to the nearest trigger, signed: positive where the word stands behind it."""
    words = torch.arange(count)[:, None] - torch.tensor(list(triggers))[None]
    nearest = words.abs().argmin(1)
    return words[torch.arange(count), nearest]
