"""The measure of template filling on MUC-4: CEAF-REE micro-F1 as GTT computes it.

The definition is that of ``eval.py`` of GTT (Du, Rush and Cardie 2021, "Template Filling with Generative
Transformers", github.com/xinyadu/gtt), which IterX (Chen et al. 2023, github.com/wanmok/iterx) takes over in
``src/iterx/metrics/muc/gtt_eval_utils.py``. What counts:

- **Mentions** are compared as strings: lower case, punctuation removed, the words a, an and the removed,
  white space made single.
- **A predicted entity matches** a gold entity when each of its mentions is one of the gold entity's. With one
  mention an entity: when that mention is among the gold entity's.
- **Templates** of one document are aligned one to one; each may stay alone. A pair counts only when the
  predicted incident type is contained in the gold type as a string, since gold has "bombing / attack"; a pair
  of other types is two templates left alone.
- **Incident type** is a slot with one filler: each predicted template is one more to be right in, each gold
  template one more to be found, and an aligned pair has it right on both sides.
- **In an aligned pair**, role by role, a predicted entity is right when it matches some gold entity, and a
  gold entity is found when some predicted entity matches it. This is not one to one: a prediction that stands
  twice is right twice, and both sides are counted apart. All fillers of templates left alone are wrong or
  missed.
- **Of all alignments** of a document the one with the highest F1 of its own counts; of equals, the first.
- **Precision** is right / predicted and **recall** found / gold, summed over documents and slots (micro).
- Gold templates that are alike, offsets aside, count once.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
TYPE = "incident_type"
SLOTS = (TYPE, *ROLES)

Entity = frozenset[str]
"""The mentions of one filler, normalised."""

_MARKS = str.maketrans("", "", string.punctuation)
_ARTICLES = re.compile(r"\b(?:a|an|the)\b")


@dataclass(frozen=True, slots=True)
class Template:
    """One incident: its type, and for each role its fillers."""

    incident_type: str
    fillers: Mapping[str, Sequence[Entity]] = field(default_factory=dict)

    def of(self, role: str) -> Sequence[Entity]:
        return self.fillers.get(role, ())


@dataclass(frozen=True, slots=True)
class Counts:
    """Fillers that are right, of those predicted, and that are found, of those in gold."""

    right: int = 0
    predicted: int = 0
    found: int = 0
    gold: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.right + other.right,
            self.predicted + other.predicted,
            self.found + other.found,
            self.gold + other.gold,
        )

    @property
    def precision(self) -> float:
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.found / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """Counts by slot, over one document or many."""

    slots: Mapping[str, Counts]

    @property
    def micro(self) -> Counts:
        return sum(self.slots.values(), Counts())


def normalise(mention: str) -> str:
    """The form in which mentions are compared."""
    return " ".join(_ARTICLES.sub(" ", mention.lower().translate(_MARKS)).split())


def template(incident_type: str, fillers: Mapping[str, Iterable[Iterable[str]]]) -> Template:
    """A template from mention strings; fillers without a mention are left out."""
    return Template(
        incident_type,
        {r: [frozenset(map(normalise, e)) for e in map(list, fillers.get(r, ())) if e] for r in ROLES},
    )


def gold_templates(record: Mapping[str, Any]) -> list[Template]:
    """The templates of one line of the data, whose mentions are pairs of string and offset."""
    distinct: list[dict[str, Any]] = []
    for told in record["templates"]:
        plain = {r: [[m for m, _ in e] for e in told[r] if e] for r in ROLES} | {TYPE: told[TYPE]}
        if plain not in distinct:
            distinct.append(plain)
    return [template(t[TYPE], t) for t in distinct]


def score_document(predicted: Sequence[Template], gold: Sequence[Template]) -> Score:
    """Counts of one document under the alignment that serves it best."""
    return _counts(predicted, gold, _best_alignment(predicted, gold))


def score(pairs: Iterable[tuple[Sequence[Template], Sequence[Template]]]) -> Score:
    """Counts over documents, each given as its predicted and its gold templates."""
    total = dict.fromkeys(SLOTS, Counts())
    for predicted, gold in pairs:
        for slot, counts in score_document(predicted, gold).slots.items():
            total[slot] += counts
    return Score(total)


Alignment = tuple[int | None, ...]
"""For each predicted template, the index of the gold template it is aligned with."""


def _best_alignment(predicted: Sequence[Template], gold: Sequence[Template]) -> Alignment:
    """The alignment with the highest F1; of equals the one that comes first when gold templates, of whatever
    type, are tried in their order and leaving alone last, as ``eval.py`` does: equals may differ in counts.

    Template by template, of the ways that took the same gold templates and count the same only the first goes
    on: to list all alignments of ten templates of one type would take hours.
    """
    ways: dict[tuple[frozenset[int], int, int], Alignment] = {(frozenset(), 0, 0): ()}
    for one in predicted:
        options = [(n, *_gain(one, g)) for n, g in enumerate(gold)]
        on: dict[tuple[frozenset[int], int, int], Alignment] = {}
        for (taken, right, found), way in ways.items():
            for n, more_right, more_found in options:
                if n not in taken:
                    on.setdefault((taken | {n}, right + more_right, found + more_found), (*way, n))
            on.setdefault((taken, right, found), (*way, None))
        ways = on
    all_predicted, all_gold = _size(predicted), _size(gold)
    best = max(ways, key=lambda w: Counts(w[1], all_predicted, w[2], all_gold).f1)
    return ways[best]


def _gain(predicted: Template, gold: Template) -> tuple[int, int]:
    """Fillers right and found in an aligned pair, the incident type among them; none where types differ."""
    counts = _counts([predicted], [gold], (0,)).micro
    return counts.right, counts.found


def _size(templates: Sequence[Template]) -> int:
    return sum(1 + sum(len(t.of(r)) for r in ROLES) for t in templates)


def _counts(predicted: Sequence[Template], gold: Sequence[Template], alignment: Alignment) -> Score:
    aligned = [(p, gold[n]) for p, n in zip(predicted, alignment, strict=True) if n is not None]
    pairs = [(p, g) for p, g in aligned if p.incident_type in g.incident_type]
    slots = {TYPE: Counts(len(pairs), len(predicted), len(pairs), len(gold))}
    for role in ROLES:
        slots[role] = Counts(
            sum(any(p <= g for g in b.of(role)) for a, b in pairs for p in a.of(role)),
            sum(len(t.of(role)) for t in predicted),
            sum(any(p <= g for p in a.of(role)) for a, b in pairs for g in b.of(role)),
            sum(len(t.of(role)) for t in gold),
        )
    return Score(slots)
