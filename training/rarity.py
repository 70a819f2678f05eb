"""How many sentences of news of war use each word: ``python training/rarity.py OUT.txt.gz --data DATA``.

Counts the stems of words (``marsad.incidents.words``) in the sentences of FA-KES, re3d, MUC-4, WikiEvents and
the project's own reports; articles of the test part are left out. A stem weighs the logarithm of one over the
share of sentences that use it, in tenths. Lines are ``tenths<TAB>stems``; stems of fewer than LEAST sentences
are not listed and weigh most (the line without stems).
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from math import log
from pathlib import Path

from standoff import articles

from marsad.incidents.words import stems

CORPUS = Path(__file__).resolve().parent / "corpus"
LEAST = 5
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")


def texts(data: Path) -> Iterator[str]:
    test = {path.stem for part in ("test", "second") for path in (CORPUS / part).glob("*.json")}
    yield from (a.text for a in articles(data) if a.id not in test)
    yield from (
        json.loads(path.read_text(encoding="utf-8"))["text"]
        for path in sorted((CORPUS / "own").glob("*.json"))
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--data", type=Path, required=True, help="the folder of the corpora")
    args = parser.parse_args()
    count: Counter[str] = Counter()
    sentences = 0
    for text in texts(args.data):
        for sentence in _SENTENCE.split(text):
            if used := stems(sentence):
                sentences += 1
                count.update(used)
    level: dict[int, list[str]] = defaultdict(list)
    for stem, n in count.items():
        if n >= LEAST:
            level[round(10 * log(sentences / n))].append(stem)
    lines = [f"{tenths}\t{' '.join(sorted(level[tenths]))}" for tenths in sorted(level)]
    lines.append(f"{round(10 * log(sentences / (LEAST - 1)))}\t")
    packed = gzip.compress(("\n".join(lines) + "\n").encode(), mtime=0)
    args.out.write_bytes(packed)
    print(f"{sentences} sentences, {sum(map(len, level.values()))} stems, {len(packed) / 1000:.0f} kB")


if __name__ == "__main__":
    main()
