"""How far two annotators of the same articles agree: ``python training/agreement.py --shared FOLDER``.

Scores the records of ``corpus/second`` against those of ``corpus/train`` by the scorer that lies in FOLDER
beside the corpora: the ceiling of what any reader can be measured to reach.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from standoff import articles, from_standoff

CORPUS = Path(__file__).resolve().parent / "corpus"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    args = parser.parse_args()
    sys.path.insert(0, str(args.shared / "eval"))
    from score import score  # noqa: PLC0415  (it lies where the argument says)

    texts = {a.id: a.text for a in articles(args.shared / "data")}
    names = sorted(p.name for p in (CORPUS / "second").glob("*.json"))
    with tempfile.TemporaryDirectory() as temporary:
        for part in ("train", "second"):
            folder = Path(temporary) / part
            folder.mkdir()
            for name in names:
                stored = json.loads((CORPUS / part / name).read_text(encoding="utf-8"))
                record = from_standoff(stored, texts[stored["id"]])
                (folder / name).write_text(json.dumps(record), encoding="utf-8")
        print(f"{len(names)} articles annotated twice")
        score(Path(temporary) / "train", Path(temporary) / "second")


if __name__ == "__main__":
    main()
