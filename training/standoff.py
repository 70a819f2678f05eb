"""Stand-off gold records: the annotations live in the project, the articles' texts outside it.

A stored record has the form of the annotation guide, with two changes: ``source`` says where the text is
to be found (``set`` and ``key``), and every longer quotation (evidence, ``as_written`` of more than
SHORT characters) is given as ``[start, end]`` offsets into that text. ``gold_records`` puts the words back.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
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
    for line in _lines(data / "muc4" / "train.json"):
        yield Article(f"muc-{line['docid']}", line["doctext"])
    for line in _lines(data / "wikievents" / "dev.jsonl"):
        yield Article(f"wikiev-dev-{line['doc_id']}", line["text"], published=_date_in(line["doc_id"]))
    for line in _lines(data / "wikievents" / "train.jsonl"):
        text = "\n".join(s if isinstance(s, str) else " ".join(s) for s in line["sentences"])
        yield Article(f"wikiev-train-{line['docid']}", text, published=_date_in(line["docid"]))
    yield from _passages(data / "wikievents" / "rams-dev.jsonl")


def _passages(path: Path) -> Iterator[Article]:
    """What RAMS holds of one article, as running text; named after the first of its rows.

    A row has five sentences around a trigger, and rows of one article overlap. The day is the address's.
    """
    found: dict[str, tuple[int, list[str]]] = {}
    for number, row in enumerate(_lines(path)):
        _, told = found.setdefault(row["source_url"], (number, []))
        told += [s for s in map(_running, row["sentences"]) if s not in told]
    for address, (number, sentences) in found.items():
        day = re.search(r"/(20\d\d)/(\d\d?)/(\d\d?)/", address)
        published = "-".join(p.zfill(2) for p in day.groups()) if day else None
        outlet = re.sub(r"^(www|edition|m)\.", "", address.split("/")[2])
        yield Article(f"ramsdoc-{number}", " ".join(sentences), None, outlet, published)


def _running(tokens: Sequence[str]) -> str:
    """Tokens of a sentence as it was written, near enough: marks closed up, quotation marks paired."""
    apart = r" (?=[,.;:!?%)\]”’]|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b)|(?<=[(\[“‘$£€#]) "
    text = re.sub(apart, "", " ".join(tokens))
    text = re.sub(r"(?<=\w) ?- ?(?=\w)", "-", text)
    return re.sub(r'" ([^"]*?) ?"', r'"\1"', text)


def gold_records(
    corpus: Path, part: str, texts: Mapping[str, Article], limit: int | None = None
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Names and records of one part of the corpus in the order of their names, their words put back.

    The project's own reports hold their texts.
    """
    for path in sorted((corpus / part).glob("*.json"))[:limit]:
        record = json.loads(path.read_text(encoding="utf-8"))
        yield path.stem, from_standoff(record, record.get("text") or texts[path.stem].text)


def article_of(record: Mapping[str, Any], texts: Mapping[str, Article]) -> Article:
    """The article of a gold record: one of the corpora, or the project's own report that the record holds."""
    if "text" not in record:
        return texts[record["id"]]
    told = {k: record.get(k) for k in ("title", "outlet", "published")}
    return Article(record["id"], record["text"], **told)


def fingerprint(corpus: Path, parts: Sequence[str]) -> str:
    """SHA-256 of the records of some parts of the corpus, and of which articles of them are held out."""
    sums = hashlib.sha256()
    for part in parts:
        for path in sorted((corpus / part).glob("*.json")):
            sums.update(path.name.encode() + path.read_bytes())
    sums.update((corpus / "held.txt").read_bytes())
    return sums.hexdigest()


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _date_in(name: str) -> str | None:
    """The date that VOA documents carry in their name ("64_VOA_EN_NW_2017.06.05.3887168")."""
    parts = name.rsplit("_", 1)[-1].split(".")
    return "-".join(parts[:3]) if len(parts) == 4 and parts[0].isdigit() else None


_MANY = frozenset((
    ("events", "evidence"), ("events", "said_by"), ("events", "weapons"), ("events", "triggers"),
    ("actors", "as_written"), ("mentions", "strings"), ("", "not_events"),
))  # fmt: skip
"""Fields that hold a list of quotations, with the name of what they are fields of."""


def to_standoff(record: dict[str, Any], text: str) -> dict[str, Any]:
    """The record with its longer quotations turned into offsets.

    A quotation may be given as ``[words, context]``, where the words stand more than once: it becomes the
    offsets of the words in that context; with a remark behind them, an object of both. Raises ValueError
    for a quotation that is not in the text, or for a context that does not stand there once.
    """

    def turn(value: Any, owner: str, key: str) -> Any:
        if isinstance(value, dict):
            return {k: turn(v, key, k) for k, v in value.items()}
        if isinstance(value, list) and (owner, key) in _MANY:
            return [_stored(v, text, key, record["id"]) for v in value]
        if isinstance(value, list) and not _in_context(value):
            return [turn(v, owner, key) for v in value]
        return _stored(value, text, key, record["id"])

    return {k: turn(v, "", k) for k, v in record.items()}


def _in_context(value: Any) -> bool:
    """Whether this is a quotation with its context, and perhaps a remark."""
    return isinstance(value, list) and len(value) > 1 and all(isinstance(v, str) for v in value)


def _stored(value: Any, text: str, key: str, record: str) -> Any:
    """One quotation as it is stored."""
    if _in_context(value):
        words, context, *remark = value
        if text.count(context) != 1 or words not in context:
            raise ValueError(f"{record}: not once in the text: {value!r}")
        start = text.index(context) + context.index(words)
        place = [start, start + len(words)]
        return {"words": place, "why": remark[0]} if remark else place
    if not isinstance(value, str):
        return value
    if value in text:
        start = text.index(value)
        return [start, start + len(value)] if len(value) > SHORT else value
    if key in _QUOTED:
        raise ValueError(f"{record}: not in the text: {value!r}")
    return value


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
