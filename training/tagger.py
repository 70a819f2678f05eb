"""Train the part-of-speech tagger: ``python training/tagger.py SYNTAX_FOLDER OUT.npz``.

SYNTAX_FOLDER holds ``ud-ewt.tar.gz`` (UD English EWT, CC BY-SA 4.0) and ``gum-news.tar.gz`` (GUM, CC BY).
Sentences of EWT's dev and test parts and four GUM documents are kept out of training; prints accuracy
on them.
"""

from __future__ import annotations

import argparse
import random
import tarfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from marsad.reading.grammar.tagger import BUCKETS, Tagger, features

Sentence = tuple[list[str], list[str]]
EPOCHS = 6
SEED = 7
GUM_HELD_OUT = ("crane", "clock", "warhol", "korea")


def sentences(conllu: str) -> Iterator[Sentence]:
    words: list[str] = []
    tags: list[str] = []
    for line in [*conllu.splitlines(), ""]:
        if not line:
            if words:
                yield words, tags
            words, tags = [], []
        elif not line.startswith("#"):
            column = line.split("\t")
            if column[0].isdigit():
                words.append(column[1])
                tags.append(column[4])


def members(archive: Path) -> Iterator[tuple[str, str]]:
    with tarfile.open(archive) as tar:
        for member in tar:
            if member.name.endswith(".conllu") and (stream := tar.extractfile(member)):
                yield member.name, stream.read().decode("utf-8")


def load(folder: Path) -> tuple[list[Sentence], list[Sentence]]:
    train: list[Sentence] = []
    held: list[Sentence] = []
    for name, text in members(folder / "ud-ewt.tar.gz"):
        (train if "not-to-release" in name else held).extend(sentences(text))
    for name, text in members(folder / "gum-news.tar.gz"):
        (held if any(h in name for h in GUM_HELD_OUT) else train).extend(sentences(text))
    seen = {" ".join(w) for w, _ in held}
    return [s for s in train if " ".join(s[0]) not in seen], held


def bare(sentence: Sentence) -> Sentence:
    """The sentence as an archive without commas and apostrophes has it: "Syria's" becomes "Syrias"."""
    words: list[str] = []
    tags: list[str] = []
    for word, tag in zip(*sentence, strict=True):
        if word == ",":
            continue
        if word in {"'s", "’s"} and words:
            words[-1] += "s"
            continue
        words.append(word.replace("'", "").replace("’", "") or word)
        tags.append(tag)
    return words, tags


def train(data: list[Sentence]) -> tuple[np.ndarray, list[str]]:
    tags = sorted({t for _, ts in data for t in ts})
    index = {t: i for i, t in enumerate(tags)}
    weights = np.zeros((BUCKETS, len(tags)), dtype=np.float32)
    totals = np.zeros_like(weights)
    rng = random.Random(SEED)
    step = 1
    for epoch in range(EPOCHS):
        rng.shuffle(data)
        wrong = count = 0
        for sentence in data:
            words, gold = bare(sentence) if rng.random() < 0.5 else sentence
            previous = before = "<s>"
            for i, tag in enumerate(gold):
                rows = features(words, i, previous, before)
                guess = int(weights[rows].sum(axis=0).argmax())
                truth = index[tag]
                count += 1
                if guess != truth:
                    wrong += 1
                    weights[rows, truth] += 1
                    weights[rows, guess] -= 1
                    totals[rows, truth] += step
                    totals[rows, guess] -= step
                before, previous = previous, tags[guess]
                step += 1
        print(f"epoch {epoch + 1}: {100 * (1 - wrong / count):.2f} % right while training", flush=True)
    return weights - totals / step, tags


def accuracy(tagger: Tagger, data: list[Sentence]) -> float:
    right = total = 0
    for words, gold in data:
        right += sum(a == b for a, b in zip(tagger.tag(words), gold, strict=True))
        total += len(gold)
    return right / total


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("syntax", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    data, held = load(args.syntax)
    print(f"{len(data)} sentences to train on, {len(held)} held out")
    weights, tags = train(data)
    scale = 127 / np.abs(weights).max()
    small = np.clip(np.round(weights * scale * 2), -127, 127).astype(np.int8)
    tagger = Tagger(small, tags)
    whole, without = accuracy(tagger, held), accuracy(tagger, [bare(s) for s in held])
    print(f"held out: {100 * whole:.2f} %; without commas and apostrophes: {100 * without:.2f} %")
    np.savez_compressed(args.out, weights=small, tags=np.array(tags))


if __name__ == "__main__":
    main()
