"""Train the sieve's classifier: ``python -m training.sieve.train --data DATA [--out FOLDER]``.

Logistic regression over the stems of ``marsad.sieving.words``, each weighed by its rarity, each text of
length one; a text is judged by its likeliest passage. Needs numpy and scipy; takes ten seconds. The limit is
set where LEAST of the articles with events are kept by classifiers that have not seen their war: five times a
fifth of the wars is left out of training.
``--test`` measures on the test part at the end and prints one number.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from training.sieve.documents import Document, documents, tested

from marsad.sieving.topic import CARD, WEIGHTS, Topic
from marsad.sieving.words import passages, subject_words

SHIPPED = Path(__file__).resolve().parents[2] / "src" / "marsad" / "sieving" / "shipped"
VERSION = "sieve-2"
LEAST = 0.998
"""Share of the articles with events that must be kept, in wars that the classifier has not seen."""
RARE = 3
"""Texts that a stem must stand in."""
PENALTY = 0.1
FOLDS = 5
WEIGHT = {
    "ewt": 0.1, "politics": 0.3, "geovirus": 0.5, "wikigold": 0.5, "meantime": 0.5,
    "own": 10.0, "aquaint": 10.0, "gum": 10.0, "unrelated": 5.0,
}  # fmt: skip
"""What a text about other matters counts: news of every kind much, what crawls of news hold little of
(reviews, e-mails) little. A text about conflict counts 1. These and PENALTY were chosen by how many of the
training texts on other news are dropped by classifiers that have not seen them.
"""
MEASURED = ("unrelated", "gum", "aquaint", "ewt", "lookalikes")


class Texts:
    """The training texts as a matrix, a row each."""

    def __init__(self, found: Sequence[Document]) -> None:
        stems = [subject_words(d.text) for d in found]
        seen = Counter(s for d, some in zip(found, stems, strict=True) if not d.held for s in some)
        self.stems = sorted(s for s, n in seen.items() if n >= RARE)
        self._at = {s: n for n, s in enumerate(self.stems)}
        total = sum(not d.held for d in found)
        self.rare = np.array([np.log(total / seen[s]) for s in self.stems])
        self.matrix = self._matrix(stems)
        parts = [[*passages(d.text)] for d in found]
        self._passages = self._matrix([p for some in parts for p in some])
        self._starts = np.cumsum([0, *map(len, parts)])[:-1]
        self.conflict = np.array([d.conflict for d in found])
        self.weight = np.array([1.0 if d.conflict else WEIGHT.get(d.source, 0.0) for d in found])

    def _matrix(self, texts: Sequence[Iterable[str]]) -> Any:
        rows = [sorted(self._at[s] for s in some if s in self._at) for some in texts]
        values = [self.rare[r] / max(1e-9, np.linalg.norm(self.rare[r])) for r in rows]
        ends = np.cumsum([0, *map(len, rows)])
        shape = len(rows), len(self.stems)
        return csr_matrix((np.concatenate(values), np.concatenate(rows).astype(int), ends), shape)

    def scores(self, weights: Any, bias: float) -> Any:
        """The score of each text: that of its likeliest passage."""
        return np.maximum.reduceat(self._passages @ weights + bias, self._starts)

    def fit(self, on: Any) -> tuple[Any, float]:
        """Weights and bias from the rows ``on``."""
        x, w = self.matrix[on], self.weight[on]
        sign = np.where(self.conflict[on], 1.0, -1.0)
        back = x.T.tocsr()

        def loss(p: Any) -> tuple[float, Any]:
            margin = sign * (x @ p[:-1] + p[-1])
            slope = -sign * w / (1 + np.exp(np.clip(margin, -30, 30)))
            value = (np.logaddexp(0, -margin) * w).sum() + PENALTY / 2 * p[:-1] @ p[:-1]
            return value, np.append(back @ slope + PENALTY * p[:-1], slope.sum())

        start = np.zeros(x.shape[1] + 1)
        found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 60}).x
        return found[:-1], float(found[-1])


def fold_of(name: str) -> int:
    return zlib.crc32(name.encode()) % FOLDS


def crossed(texts: Texts, found: Sequence[Document], fold: Callable[[Document], int]) -> Any:
    """The score of each text that trains, by a classifier that has not seen its fold."""
    scores = np.zeros(len(found))
    held = np.array([d.held for d in found])
    folds = np.array([fold(d) for d in found])
    for n in range(FOLDS):
        out = (folds == n) & ~held
        weights, bias = texts.fit(~out & ~held)
        scores[out] = texts.scores(weights, bias)[out]
    return scores


def by_war(d: Document) -> int:
    return fold_of(d.war if d.conflict else d.id)


def by_document(d: Document) -> int:
    return fold_of(d.id)


def limit_for(scores: Any, share: float) -> float:
    """The largest limit that keeps ``share`` of ``scores``."""
    return float(np.sort(scores)[int(len(scores) * (1 - share))])


def write(folder: Path, texts: Texts, weights: Any, card: dict[str, Any]) -> None:
    rows = zip(texts.stems, texts.rare, weights, strict=True)
    table = "".join(f"{s}\t{r:.3f}\t{w:.3f}\n" for s, r, w in rows)
    packed = gzip.compress(table.encode(), mtime=0)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / WEIGHTS).write_bytes(packed)
    card = card | {"sha256": hashlib.sha256(packed).hexdigest()}
    (folder / CARD).write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def dropped(topic: Topic, found: Sequence[Document]) -> dict[str, tuple[int, int]]:
    """Source → how many of its held-out texts are dropped, of how many."""
    told: dict[str, list[bool]] = defaultdict(list)
    for d in found:
        if d.held and not d.conflict:
            told[d.source].append(topic.score(d.text) < topic.limit)
    return {source: (sum(told[source]), len(told[source])) for source in MEASURED}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder of the corpora")
    parser.add_argument("--out", type=Path, default=SHIPPED)
    parser.add_argument("--test", action="store_true", help="measure on the test part at the end")
    args = parser.parse_args()
    found = documents(args.data)
    texts = Texts(found)
    conflict = texts.conflict
    unseen = crossed(texts, found, by_war)
    limit = round(limit_for(unseen[conflict], LEAST), 2)
    seen = crossed(texts, found, by_document)[conflict]
    weights, bias = texts.fit(np.array([not d.held for d in found]))
    trained = Counter((d.source, d.conflict) for d in found if not d.held)
    card: dict[str, Any] = {
        "version": VERSION, "limit": limit, "bias": round(bias, 3), "stems": len(texts.stems),
        "about conflict": {s: n for (s, c), n in sorted(trained.items()) if c},
        "about else": {s: n for (s, c), n in sorted(trained.items()) if not c},
        "kept, war not seen": round(float((unseen[conflict] >= limit).mean()), 4),
        "kept, war seen": round(float((seen >= limit).mean()), 4),
    }  # fmt: skip
    write(args.out, texts, weights, card)
    topic = Topic.of(args.out)
    card["dropped, held out"] = {s: f"{k} of {n}" for s, (k, n) in dropped(topic, found).items()}
    wars = defaultdict(list)
    for d, score in zip(found, unseen, strict=True):
        if d.conflict:
            wars[d.war].append(score >= limit)
    lost = {w: f"{sum(kept)} of {len(kept)}" for w, kept in sorted(wars.items()) if not all(kept)}
    card["kept, by war not seen, where any was lost"] = lost
    if args.test:
        kept = [topic.score(d.text) >= topic.limit for d in tested(args.data)]
        card["kept, test part"] = f"{sum(kept)} of {len(kept)}"
    write(args.out, texts, weights, card)
    print(json.dumps(card, indent=1))


if __name__ == "__main__":
    main()
