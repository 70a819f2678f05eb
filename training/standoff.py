"""Stand-off gold records: the annotations live in the project, the articles' texts outside it.

A stored record has the form of the annotation guide, with two changes: ``source`` says where the text is
to be found (``set`` and ``key``), and every longer quotation (evidence, ``as_written`` of more than
SHORT characters) is given as ``[start, end]`` offsets into that text. ``load_gold`` puts the words back.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SHORT = 40
_QUOTED = frozenset(("as_written", "evidence"))


@dataclass(frozen=True, slots=True)
class Article:
    """One article of the corpora: ``published`` is what the corpus says, as an ISO date."""

    id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    published: str | None = None

    def to_line(self) -> str:
        """The article as a JSON line that ``marsad read`` takes."""
        fields = {
            "id": self.id,
            "title": self.title,
            "text": self.text,
            "published": self.published,
            "outlet": self.outlet,
        }
        return json.dumps({k: v for k, v in fields.items() if v}, ensure_ascii=False)


def articles(data: Path) -> Iterator[Article]:
    """Every article of the corpora that gold records point to; ``data`` is the folder of the corpora."""
    for row in json.loads((data / "news" / "fa-kes-dev.json").read_text(encoding="utf-8")):
        month, day, year = row["date"].split("/")
        yield Article(
            f"fakes-{row['unit_id']}", row["article_content"], row["article_title"], row["source"],
            f"{year}-{int(month):02d}-{int(day):02d}",
        )  # fmt: skip
    for line in _lines(data / "re3d" / "documents.jsonl"):
        yield Article(f"re3d-{line['_id'][:8]}", line["text"], line["title"], line["sourceName"])
    for line in _lines(data / "wikievents" / "dev.jsonl"):
        yield Article(f"wikiev-dev-{line['doc_id']}", line["text"], published=_date_in(line["doc_id"]))
    for line in _lines(data / "wikievents" / "train.jsonl"):
        text = "\n".join(s if isinstance(s, str) else " ".join(s) for s in line["sentences"])
        yield Article(f"wikiev-train-{line['docid']}", text, published=_date_in(line["docid"]))


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _date_in(name: str) -> str | None:
    """The date that VOA documents carry in their name ("64_VOA_EN_NW_2017.06.05.3887168")."""
    parts = name.rsplit("_", 1)[-1].split(".")
    return "-".join(parts[:3]) if len(parts) == 4 and parts[0].isdigit() else None


def to_standoff(record: dict[str, Any], text: str) -> dict[str, Any]:
    """The record with its longer quotations turned into offsets. Raises ValueError for one not in the
    text.
    """

    def turn(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {k: turn(v, k) for k, v in value.items()}
        if isinstance(value, list):
            return [turn(v, key) for v in value]
        if isinstance(value, str) and len(value) > SHORT and value in text:
            start = text.index(value)
            return [start, start + len(value)]
        if key in _QUOTED and isinstance(value, str) and value not in text:
            raise ValueError(f"{record['id']}: not in the text: {value!r}")
        return value

    return {k: turn(v, k) for k, v in record.items()}


def from_standoff(record: dict[str, Any], text: str) -> dict[str, Any]:
    """The record with its quotations put back."""

    def turn(value: Any) -> Any:
        if isinstance(value, dict):
            return {k: turn(v) for k, v in value.items()}
        if isinstance(value, list):
            if len(value) == 2 and all(isinstance(v, int) for v in value):
                return text[value[0] : value[1]]
            return [turn(v) for v in value]
        return value

    return {k: turn(v) for k, v in record.items()}
