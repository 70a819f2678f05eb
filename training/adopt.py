"""Take annotated records into the corpus: ``python training/adopt.py RECORDS PART --data FOLDER``.

RECORDS is a folder of records as annotators write them. PART is ``train``, ``dev`` or ``test``, ``own`` for
reports of the project, whose records hold their texts, ``afield`` for kinds of text that nothing learns from,
with or without their texts, or ``second`` for second records of articles that have one. Each is checked
against its text and stored stand-off. An article that shares a run of 30 words with one of an earlier part
(test, then dev, then train) is refused: take in the test part first.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from standoff import articles, to_standoff

CORPUS = Path(__file__).resolve().parent / "corpus"
RUN = 30
PARTS = ("test", "dev", "train", "own")


def runs(text: str) -> set[str]:
    """Every run of RUN words of a text."""
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("records", type=Path)
    parser.add_argument("part", choices=("train", "dev", "test", "own", "afield", "second"))
    parser.add_argument("--data", type=Path, required=True, help="the folder of the corpora")
    args = parser.parse_args()
    texts = {a.id: a.text for a in articles(args.data)}
    earlier = PARTS[: PARTS.index(args.part)] if args.part in PARTS else ()
    others = [p.stem for part in earlier for p in (CORPUS / part).glob("*.json")]
    taken = set().union(*(runs(texts[o]) for o in others))
    folder = CORPUS / args.part
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for path in sorted(args.records.glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        text = record.get("text") or texts[path.stem]
        if runs(text) & taken:
            print(f"{path.stem}: shares {RUN} words in a row with an article of another part; left out")
            continue
        try:
            stored = to_standoff(record, text) | ({"text": text} if "text" in record else {})
        except (ValueError, KeyError, TypeError) as error:
            print(f"{path.stem}: {error}; left out")
            continue
        stored_text = json.dumps(stored, ensure_ascii=False, indent=1) + "\n"
        (folder / path.name).write_text(stored_text, encoding="utf-8")
        count += 1
    print(f"{count} records stored in {folder.relative_to(CORPUS.parent)}")


if __name__ == "__main__":
    main()
