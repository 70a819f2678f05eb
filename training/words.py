"""Which words English writes small: ``python training/words.py OUT.txt.gz --data DATA``.

Counts the words of texts in natural case (event locations, UDS, RAMS, WikiEvents train, GeoVirus, UD English
EWT, GUM news, QA-SRL, the project's own reports), sentence openings left out. A word seen small twice is
listed; one seen more often with a capital ("national", "church") is marked with "^": it is part of a name
beside one. One seen with a capital NAMES times as often is a name that somebody wrote small, and is not
listed.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
import tarfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from marsad.knowledge.casing import without_case

OWN = Path(__file__).resolve().parent / "corpus" / "own"
LEAST = 2
NAMES = 8
_WORD = re.compile(r"(?<![\w.])([A-Za-z][a-zA-Z]+)(?:['’]s)?(?!\w)")


def texts(data: Path) -> Iterator[str]:
    for path, key in (
        (data / "event_location" / "train.jsonl", "text"),
        (data / "factuality" / "uds" / "train.jsonl", "text"),
        (data / "factuality" / "uds" / "dev.jsonl", "text"),
    ):
        yield from (json.loads(line)[key] for line in path.read_text(encoding="utf-8").splitlines())
    wikievents = data / "wikievents"
    for line in (wikievents / "rams-dev.jsonl").read_text(encoding="utf-8").splitlines():
        yield " ".join(" ".join(s) for s in json.loads(line)["sentences"])
    for line in (wikievents / "train.jsonl").read_text(encoding="utf-8").splitlines():
        yield " ".join(json.loads(line)["tokens"])
    yield re.sub("<[^>]*>", " ", (data / "geoparsing" / "GeoVirus.xml").read_text(encoding="utf-8"))
    with (data / "qasrl" / "wikinews.dev.full.csv").open(encoding="utf-8", newline="") as rows:
        yield from (row["sentence"] for row in csv.DictReader(rows))
    for name in ("ud-ewt.tar.gz", "gum-news.tar.gz"):
        with tarfile.open(data / "syntax" / name) as tar:
            for member in tar:
                if member.name.endswith(".conllu") and (stream := tar.extractfile(member)):
                    lines = stream.read().decode("utf-8").splitlines()
                    yield " ".join(x.split("\t")[1] if x[:1].isdigit() else "\n" for x in lines)
    for path in sorted(OWN.glob("*.json")):
        yield json.loads(path.read_text(encoding="utf-8"))["text"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--data", type=Path, required=True, help="the folder of the corpora")
    args = parser.parse_args()
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for text in texts(args.data):
        if without_case(text):
            continue
        for match in _WORD.finditer(text):
            before = text[max(0, match.start() - 3) : match.start()].rstrip()
            if match[1].islower():
                small[match[1]] += 1
            elif match[1][0].isupper() and before[-1:].isalnum():
                capital[match[1].lower()] += 1
    listed = [
        w if n >= capital[w] else f"^{w}" for w, n in small.items() if n >= LEAST and capital[w] < NAMES * n
    ]
    packed = gzip.compress("\n".join(sorted(listed)).encode(), mtime=0)
    args.out.write_bytes(packed)
    print(f"{len(listed)} words, {len(packed) / 1000:.0f} kB")


if __name__ == "__main__":
    main()
