"""Is a text about armed conflict? A linear model over its words, trained by ``training/sieve``.

The weights are a table that a person can read: a stem, how rare it is, and how much it speaks for conflict.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import as_file, files
from math import sqrt
from pathlib import Path

from marsad.sieving.words import passages, subject_words

WEIGHTS = "topic.tsv.gz"
CARD = "card.json"


class SieveDamaged(Exception):
    """The sieve's weights in the package are not those that were released; the remedy is to install again."""


@dataclass(frozen=True, slots=True)
class Topic:
    """The classifier. ``limit`` is the score from which on a text is taken for one about armed conflict."""

    version: str
    limit: float
    bias: float
    weights: Mapping[str, tuple[float, float]]
    """Stem → how rare it is (logarithm of the inverse share of texts that have it), and its weight."""

    @classmethod
    def open(cls) -> Topic:
        """The shipped classifier. Raises SieveDamaged."""
        with as_file(files("marsad.sieving") / "shipped") as folder:
            return cls.of(folder)

    @classmethod
    def of(cls, folder: Path) -> Topic:
        """The classifier of a folder that ``training.sieve.train`` wrote. Raises SieveDamaged."""
        try:
            card = json.loads((folder / CARD).read_text(encoding="utf-8"))
            packed = (folder / WEIGHTS).read_bytes()
            wanted, version = card["sha256"], card["version"]
            limit, bias = float(card["limit"]), float(card["bias"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise SieveDamaged(
                f"the sieve's weights cannot be read ({error}); install marsad again"
            ) from error
        if hashlib.sha256(packed).hexdigest() != wanted:
            raise SieveDamaged(f"{folder / WEIGHTS} is not what was released; install marsad again")
        rows = (row.split("\t") for row in gzip.decompress(packed).decode("utf-8").splitlines())
        return cls(version, limit, bias, {word: (float(rare), float(weight)) for word, rare, weight in rows})

    def score(self, text: str) -> float:
        """The logit that the likeliest passage of ``text`` is about armed conflict."""
        return max(map(self._of_passage, passages(text)))

    def _of_passage(self, stems: Iterable[str]) -> float:
        """The logit of one passage; the bias alone where it holds no known word."""
        total = norm = 0.0
        for stem in stems:
            known = self.weights.get(stem)
            if known:
                rare, weight = known
                total += rare * weight
                norm += rare * rare
        return self.bias + (total / sqrt(norm) if norm else 0.0)

    def telling(self, text: str, count: int = 5) -> tuple[str, ...]:
        """The stems of ``text`` that speak most for conflict, the strongest first."""
        found = [(r * w, s) for s in subject_words(text) if s in self.weights for r, w in [self.weights[s]]]
        return tuple(s for value, s in sorted(found, reverse=True)[:count] if value > 0)
