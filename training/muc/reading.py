"""From what the reader tells of a document to templates: candidates, how likely they are, what is kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from .examples import TYPES, Example, Span
from .model import Reader, decode, strength
from .score import ROLES, Score, Template, normalise, score, template

BIAS = 1.5
"""Against OUT when candidates are found: they are judged again, so finding too many is the lesser harm."""
MOST = 16
"""Candidates of one role in one document: before the tags are learned, every word would be one."""
THRESHOLDS = tuple(n / 20 for n in range(2, 15))


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may fill a role: its mentions, and as which string it would be told."""

    role: int
    spans: tuple[Span, ...]
    strings: frozenset[str]
    told: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Of one document: probability of each type, and of each candidate in each type given the type."""

    types: tuple[float, ...]
    fillers: tuple[tuple[Candidate, tuple[float, ...]], ...]


@dataclass(frozen=True, slots=True)
class Cut:
    """Least probabilities at which a template and a filler are told."""

    template: float = 0.4
    filler: float = 0.3


def candidates(example: Example, tags: Tensor, sure: Sequence[Sequence[Span]] = ()) -> list[Candidate]:
    """Candidates by logits of tags, (roles, words, 3), with those of ``sure`` spans, by role, among them."""
    found = []
    for role, logits in enumerate(tags.cpu()):
        certain = set(sure[role]) if sure else set()
        named = {s: normalise(example.string(s)) for s in {*decode(logits, BIAS), *certain}}
        weights = {s: strength(logits, s) for s in named}
        ranked = []
        for group in _groups({n for n in named.values() if n}):
            spans = sorted(s for s in named if named[s] in group)
            surest = max(spans, key=weights.__getitem__)
            rank = (certain.isdisjoint(spans), -weights[surest])
            ranked.append((rank, Candidate(role, tuple(spans), group, example.string(surest))))
        found += [c for _, c in sorted(ranked, key=lambda r: r[0])[:MOST]]
    return found


def _groups(strings: set[str]) -> list[frozenset[str]]:
    """Strings that mean the same: those whose words stand, in a row, in the longest of the group."""
    groups: list[list[str]] = []
    for string in sorted(strings, key=lambda s: (-len(s), s)):
        home = next((g for g in groups if f" {string} " in f" {g[0]} "), None)
        if home is None:
            groups.append([string])
        else:
            home.append(string)
    return [frozenset(g) for g in groups]


@torch.no_grad()
def read(readers: Sequence[Reader], example: Example) -> Reading:
    """What several readers, trained apart, tell of a document in the mean."""
    if not example.words:
        return Reading((0.0,) * len(TYPES), ())
    states = [r.states(example.windows, len(example.words)) for r in readers]
    tags = torch.stack([r.tags(s).log_softmax(-1) for r, s in zip(readers, states, strict=True)]).mean(0)
    types = [r.types(s) for r, s in zip(readers, states, strict=True)]
    fillers = []
    for candidate in candidates(example, tags):
        each = [
            r.fills(s, seen, candidate.role, candidate.spans).sigmoid()
            for r, s, (_, seen) in zip(readers, states, types, strict=True)
        ]
        fillers.append((candidate, tuple(torch.stack(each).mean(0).tolist())))
    told = torch.stack([logits.sigmoid() for logits, _ in types]).mean(0)
    return Reading(tuple(told.tolist()), tuple(fillers))


def templates(reading: Reading, cut: Cut) -> list[Template]:
    """One template for each type that is likely, with the fillers likely in it.

    A filler needs ``cut.filler`` together with its template: where the incident is in doubt, so is its part.
    """
    found = []
    for n, (name, likely) in enumerate(zip(TYPES, reading.types, strict=True)):
        if likely < cut.template:
            continue
        fillers: dict[str, list[list[str]]] = {}
        for candidate, given in reading.fillers:
            if likely * given[n] >= cut.filler:
                fillers.setdefault(ROLES[candidate.role], []).append([candidate.told])
        found.append(template(name, fillers))
    return found


def measure(readings: Iterable[Reading], examples: Iterable[Example], cut: Cut) -> Score:
    """The score of readings of documents."""
    return score((templates(r, cut), e.templates) for r, e in zip(readings, examples, strict=True))


def tune(readings: Sequence[Reading], examples: Sequence[Example]) -> Cut:
    """The thresholds that serve these documents best: first of templates, then of fillers, twice."""
    best = Cut()
    for _ in range(2):
        tries = [replace(best, template=t) for t in THRESHOLDS]
        best = max(tries, key=lambda c: measure(readings, examples, c).micro.f1)
        tries = [replace(best, filler=t) for t in THRESHOLDS]
        best = max(tries, key=lambda c: measure(readings, examples, c).micro.f1)
    return best
