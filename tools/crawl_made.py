"""Crawls made up for ``crawl_bench.py``: archives in the form of Common Crawl's news crawl, of any size.

The pages are sentences of our own with places, actors and numbers of many wars put in, each page different;
between them stand requests, pictures and pages of no war, as in a real crawl.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_SCENES = (
    ("Syria", ("Azaz", "Idlib", "Palmyra", "Manbij"), ("the Syrian army", "ISIS", "rebel fighters")),
    ("Ukraine", ("Tokmak", "Bakhmut", "Kherson", "Avdiivka"), ("Ukrainian forces", "Russian forces")),
    ("Sudan", ("El Fasher", "Khartoum", "Nyala", "Omdurman"), ("the army", "the Rapid Support Forces")),
    ("Congo", ("Goma", "Beni", "Bunia", "Rutshuru"), ("the army", "M23 rebels", "a Mai-Mai militia")),
    ("Nigeria", ("Maiduguri", "Bama", "Gwoza", "Damaturu"), ("soldiers", "Boko Haram")),
    ("Somalia", ("Mogadishu", "Kismayo", "Baidoa", "Beledweyne"), ("government troops", "al-Shabaab")),
    ("Myanmar", ("Lashio", "Myawaddy", "Minbya", "Loikaw"), ("the military", "the Arakan Army")),
)  # fmt: skip
_WORDS = ("market", "school", "bridge", "checkpoint", "hospital", "bus station", "power plant", "mosque")
_PEACE = (
    "The home side won the derby {a} to {b} on Sunday before {c} spectators, and the coach praised his "
    "youngest player. Tickets for the return match in {place} go on sale on Monday.",
    "The harvest around {place} brought {c} tonnes of maize this year, {a} per cent more than the year "
    "before, the chamber of farmers said. Prices at the {thing} fell by {b} per cent.",
    "A new line of {a} trams will run between {place} and its airport from next spring, the mayor said. The "
    "works cost {c} million and take {b} years.",
)  # fmt: skip
_FIGHT = (
    "At least {a} people were killed and {b} wounded on {day} when {one} attacked a {thing} in {place}, "
    "officials said.",
    "{One} seized control of a {thing} near {place} after clashes with {two} on {day}, residents said.",
    "Shelling by {one} hit a {thing} in {place}, killing {a} civilians, a medical source said on {day}.",
    "{Two} said that {b} of their fighters had died in {place} since {day}, and denied that {one} held the "
    "{thing}.",
    "An air strike destroyed a {thing} in {place} on {day}. {One} blamed {two} for the attack.",
    "More than {c} people fled {place} after {one} threatened to storm the {thing}, aid workers said.",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def article(n: int, sentences: int = 9) -> tuple[str, str, date]:
    """Title, text and day of the article numbered ``n``; every third is of no war."""
    chance = random.Random(n)
    country, places, sides = chance.choice(_SCENES)
    one, two = chance.sample(sides, 2)
    day = date(2024, 5, 1) + timedelta(days=n % 31)
    models = _PEACE if n % 3 == 2 else _FIGHT
    told = [
        chance.choice(models).format(
            a=chance.randrange(2, 40), b=chance.randrange(2, 90), c=chance.randrange(100, 9000),
            one=one, two=two, One=one[0].upper() + one[1:], Two=two[0].upper() + two[1:],
            place=chance.choice(places), thing=chance.choice(_WORDS), day=chance.choice(_DAYS),
        )
        for _ in range(sentences if n % 3 < 2 else 3)
    ]  # fmt: skip
    return f"{told[0].split(',')[0][:70]} (report {n} from {country})", "\n".join(told), day


def page(n: int, sentences: int = 9) -> bytes:
    """The article as a page of an outlet, with the furniture that pages have."""
    title, text, day = article(n, sentences)
    body = "".join(f"<p>{p}</p>" for p in text.split("\n"))
    links = "".join(f'<li><a href="/{k}">Section {k}</a></li>' for k in range(25))
    return (
        f'<!doctype html><html lang="en"><head><title>{title} | Outlet {n % 40}</title>'
        f'<meta property="article:published_time" content="{day}T09:00:00Z">'
        f'<meta property="og:site_name" content="Outlet {n % 40}"></head><body><nav><ul>{links}</ul></nav>'
        f"<article><h1>{title}</h1>{body}</article><footer><p>All rights reserved.</p></footer></body></html>"
    ).encode()


def record(kind: str, url: str, head: str, body: bytes, number: int) -> bytes:
    """A WARC record of an exchange over HTTP."""
    http = f"{head}\r\n\r\n".encode() + body
    named = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number:032x}>\r\n"
        f"WARC-Target-URI: {url}\r\nWARC-Date: 2024-05-01T00:00:00Z\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return named.encode() + http + b"\r\n\r\n"


def archive(path: Path, first: int, count: int, sentences: int = 9) -> Path:
    """A gzipped archive of ``count`` articles, a member a record, with requests and pictures between."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        info = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 4\r\n\r\na: b\r\n\r\n"
        file.write(gzip.compress(info, 6, mtime=0))
        for n in range(first, first + count):
            url = f"https://outlet{n % 40}.example/{n}"
            for one in (
                record("request", url, "GET / HTTP/1.1", b"", 2 * n),
                record(
                    "response",
                    url,
                    "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8",
                    page(n, sentences),
                    2 * n + 1,
                ),
            ):
                file.write(gzip.compress(one, 6, mtime=0))
    return path


def large(path: Path, size: int, articles: int) -> Path:
    """A gzipped archive of ``size`` bytes or more: ``articles`` pages among pictures, which stay large."""
    path.parent.mkdir(parents=True, exist_ok=True)
    chance, each = random.Random(7), max(1, size // articles)
    with path.open("wb") as file:
        for n in range(articles):
            head = "HTTP/1.1 200 OK\r\nContent-Type: text/html"
            file.write(
                gzip.compress(record("response", f"https://a.example/{n}", head, page(n), n), 6, mtime=0)
            )
            written = 0
            while written < each:
                picture = chance.randbytes(min(each, 4_000_000))
                head = "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg"
                done = gzip.compress(
                    record("response", "https://a.example/p.jpg", head, picture, n), 1, mtime=0
                )
                file.write(done)
                written += len(done)
    return path


def short(path: Path, count: int) -> Path:
    """JSON lines of ``count`` short articles."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        for n in range(count):
            title, text, day = article(n, sentences=1)
            row = {
                "id": str(n),
                "title": title,
                "text": text,
                "published": day.isoformat(),
                "outlet": f"Outlet {n % 40}",
            }
            file.write(json.dumps(row) + "\n")
    return path


def real(path: Path, shared: Path, most: int | None = None) -> Path | None:
    """JSON lines of the real articles of the corpora, those of the test part left out, ``most`` of them.

    None where the corpora are absent.
    """
    if not (shared / "data").is_dir():
        return None
    sys.path.insert(0, str(ROOT / "training"))
    from standoff import articles  # noqa: PLC0415

    held = {p.stem for p in (ROOT / "training" / "corpus" / "test").glob("*.json")}
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        wanted = (one for one in articles(shared / "data") if one.id not in held)
        for one in islice(wanted, most):
            file.write(one.to_line() + "\n")
    return path
