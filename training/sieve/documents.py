"""The texts that the sieve learns from and is measured on: about armed conflict, and about all else.

About conflict: articles with at least one event in the corpus. About all else: news and web texts of public
sets, the project's reports about other matters, and ``corpus/unrelated``. The test part is never among them;
``tested`` hands it to the last measurement alone.
"""

from __future__ import annotations

import json
import re
import sys
import tarfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from standoff import Article, articles

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
LATIN_AMERICA = ("El Salvador", "Nicaragua", "Guatemala", "Peru", "Colombia")
_SHORTEST = 150
"""Characters; shorter texts of the web say nothing of any subject."""


@dataclass(frozen=True, slots=True)
class Document:
    """A text. ``war`` groups those about conflict by the war they tell of; ``held`` is never trained on."""

    id: str
    source: str
    text: str
    conflict: bool
    war: str = ""
    held: bool = False


def documents(data: Path) -> list[Document]:
    """All texts but those of the test part. ``data`` is the folder of the corpora."""
    return [*_about_conflict(data), *_about_else(data)]


def tested(data: Path) -> Iterator[Document]:
    """The articles with events of the test part. To be measured on at the end, never to be looked at."""
    texts = {a.id: a for a in articles(data)}
    for path in sorted((CORPUS / "test").glob("*.json")):
        if json.loads(path.read_text(encoding="utf-8"))["events"]:
            yield Document(path.stem, _set(path.stem), _whole(texts[path.stem]), True, held=True)


def _about_conflict(data: Path) -> Iterator[Document]:
    texts = {a.id: a for a in articles(data)}
    for part in ("train", "dev"):
        for path in sorted((CORPUS / part).glob("*.json")):
            if json.loads(path.read_text(encoding="utf-8"))["events"]:
                name = path.stem
                yield Document(name, _set(name), _whole(texts[name]), True, _war_of(_set(name)))
    for path in sorted((CORPUS / "own").glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        war = record.get("war") or "none"
        if record["events"]:
            yield Document(path.stem, "own", record["text"], True, _war_of(war))
        elif re.match("none|no conflict", war):
            # Reports of a war without an event are neither: to keep them is no fault, nor to drop them.
            yield Document(path.stem, "own", record["text"], False)


def _set(name: str) -> str:
    return name.split("-", maxsplit=1)[0]


def _whole(article: Article) -> str:
    return f"{article.title}\n\n{article.text}" if article.title else article.text


def _war_of(label: str) -> str:
    """Articles of one war, or of wars told alike, are left out together."""
    if label in {"fakes", "re3d"} or label.startswith("Syria"):
        return "Syria"
    if label == "muc" or label.startswith(LATIN_AMERICA):
        return "Latin America"
    return "bombings (WikiEvents)" if label == "wikiev" else re.split(r"[ (:/,]", label)[0]


def _about_else(data: Path) -> Iterator[Document]:
    apart = [w for w in _lines(Path(__file__).with_name("about_war.txt")) if not w.startswith("#")]
    for source, texts in (
        ("ewt", _ewt(data)),
        ("gum", _gum(data)),
        ("aquaint", _aquaint(data)),
        ("geovirus", _geovirus(data)),
        ("wikigold", _wikigold(data)),
        ("politics", _politics(data)),
        ("meantime", _meantime(data)),
        ("unrelated", _unrelated(first=True)),
        ("lookalikes", _unrelated(first=False)),
    ):
        for name, text in texts:
            if len(text) >= _SHORTEST and not any(w in name for w in apart):
                yield Document(name, source, text, False, held=_is_held(source, name))


_FIRST = frozenset(
    ("accidents", "business", "crime", "health", "nature", "politics", "science", "screen", "sport", "towns")
)
"""Files of ``corpus/unrelated`` that train. The others sound like war in every line ("lookalikes") and only
measure: trained on, they teach that words of war tell little, and more other news is let through for it.
"""


def _is_held(source: str, name: str) -> bool:
    """EWT's own test part; of the others that measure, some by the checksum of their names."""
    if source == "ewt":
        return name.startswith("test ")
    if source == "lookalikes":
        return True
    share = {"gum": 2, "aquaint": 2, "unrelated": 3}.get(source)
    return bool(share) and zlib.crc32(name.encode()) % share == 0


def _ewt(data: Path) -> Iterator[tuple[str, str]]:
    """The documents of UD English EWT; those of its test part under a name that begins with "test"."""
    with tarfile.open(data / "syntax" / "ud-ewt.tar.gz") as tar:
        found: dict[str, tuple[str, str]] = {}
        for member in tar.getnames():
            part = "test " if member.endswith("en_ewt-ud-test.conllu") else ""
            if member.endswith(".conllu") and (stream := tar.extractfile(member)):
                for name, text in _conllu(stream.read().decode("utf-8")):
                    # The sources repeat every document of the parts.
                    if part or name not in found:
                        found[name] = f"{part}{name}", text
    yield from found.values()


def _conllu(content: str) -> Iterator[tuple[str, str]]:
    name, sentences = "", list[str]()
    for line in content.splitlines():
        if line.startswith("# newdoc id = "):
            if sentences:
                yield name, " ".join(sentences)
            name, sentences = line.removeprefix("# newdoc id = "), []
        elif line.startswith("# text = "):
            sentences.append(line.removeprefix("# text = "))
    if sentences:
        yield name, " ".join(sentences)


def _gum(data: Path) -> Iterator[tuple[str, str]]:
    with tarfile.open(data / "syntax" / "gum-news.tar.gz") as tar:
        for member in sorted(tar.getnames()):
            if member.startswith("gum/dep/") and (stream := tar.extractfile(member)):
                blocks = stream.read().decode("utf-8").split("\n\n")
                words = (
                    " ".join(x.split("\t")[1] for x in b.splitlines() if x[:1].isdigit()) for b in blocks
                )
                yield Path(member).stem, " ".join(words)


def _aquaint(data: Path) -> Iterator[tuple[str, str]]:
    for path in sorted((data / "time" / "aquaint").glob("*.tml")):
        content = path.read_text(encoding="utf-8", errors="replace")
        parts = re.findall(r"<(HEADLINE|TEXT)>(.*?)</\1>", content, re.S)
        yield path.stem, re.sub("<[^>]*>", "", "\n\n".join(text for _, text in parts))


def _geovirus(data: Path) -> Iterator[tuple[str, str]]:
    content = (data / "geoparsing" / "GeoVirus.xml").read_text(encoding="utf-8")
    rows = re.findall(r"<source>(.*?)</source>\s*<text>(.*?)</text>", content, re.S)
    yield from {source.rsplit("/", 1)[-1]: text for source, text in rows}.items()


def _wikigold(data: Path) -> Iterator[tuple[str, str]]:
    content = (data / "ner" / "wikigold.conll.txt").read_text(encoding="utf-8")
    for n, block in enumerate(content.split("-DOCSTART- O")):
        yield f"wikigold-{n}", " ".join(line.split()[0] for line in block.splitlines() if line.strip())


def _politics(data: Path) -> Iterator[tuple[str, str]]:
    content = (data / "ner" / "crossner-politics" / "train.txt").read_text(encoding="utf-8")
    sentences = (" ".join(x.split("\t")[0] for x in b.splitlines()) for b in content.split("\n\n"))
    yield from _bundles("politics", sentences, 5)


def _meantime(data: Path) -> Iterator[tuple[str, str]]:
    rows = map(json.loads, _lines(data / "factuality" / "meantime" / "train.jsonl"))
    yield from _bundles("meantime", dict.fromkeys(row["text"] for row in rows), 6)


def _bundles(source: str, sentences: Iterable[str], size: int) -> Iterator[tuple[str, str]]:
    """Single sentences of a set, ``size`` of them as one text."""
    rows = list(sentences)
    for at in range(0, len(rows), size):
        yield f"{source}-{at}", " ".join(rows[at : at + size])


def _unrelated(first: bool) -> Iterator[tuple[str, str]]:
    """The project's texts on other news: in each file, a title after "# " and the text below it."""
    for path in sorted((CORPUS / "unrelated").glob("*.txt")):
        if (path.stem in _FIRST) is not first:
            continue
        for text in re.split(r"^# ", path.read_text(encoding="utf-8"), flags=re.M)[1:]:
            yield f"{path.stem}: {text.splitlines()[0]}", text


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()
