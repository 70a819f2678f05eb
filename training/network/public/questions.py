"""Who did what to whom, asked and answered (QA-SRL Gold, its Wikinews part): the sides, place and time."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from ..documents import Document
from .tokens import Range, Tokens

ROLES = ("a", "b", "place", "time")


def documents(data: Path) -> Iterator[Document]:
    """Each sentence with its verbs as triggers."""
    with (data / "qasrl" / "wikinews.dev.full.csv").open(encoding="utf-8", newline="") as rows:
        texts = {row["qasrl_id"]: Tokens(row["tokens"].split(" ")) for row in csv.DictReader(rows)}
    asked: dict[str, dict[int, list[tuple[str, Range]]]] = {}
    with (data / "qasrl" / "wikinews.dev.gold.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            verbs = asked.setdefault(row["qasrl_id"], {}).setdefault(int(row["verb_idx"]), [])
            role = _role(row)
            if role is not None:
                verbs.extend((role, _range(r)) for r in row["answer_range"].split("~!~") if r)
    for name, verbs in asked.items():
        text = texts.get(name)
        if text is not None:
            told = [text.happening((verb, verb + 1), roles) for verb, roles in verbs.items()]
            yield text.document(f"questions-{name}", told, "roles", ROLES)


def _range(written: str) -> Range:
    first, _, end = written.partition(":")
    return int(first), int(end)


def _role(row: Mapping[str, str]) -> str | None:
    """What the answer to a question is to its verb; None for what plays no part of a happening."""
    if row["wh"] in {"where", "when"}:
        return {"where": "place", "when": "time"}[row["wh"]]
    if row["wh"] != "who" or row["obj2"]:
        return None
    passive = row["is_passive"] == "True"
    if not row["subj"]:
        return "b" if passive else "a"
    if passive:
        return "a" if row["prep"] == "by" else None
    return "b" if not row["obj"] and not row["prep"] else None
