"""What a stream of bytes is, judged by its first bytes before its name."""

from __future__ import annotations

import json
import re
from enum import StrEnum

from marsad.intake.errors import IntakeError

SNIFF = 4096
"""Bytes of the head that ``identify`` looks at."""


class Kind(StrEnum):
    EMPTY = "empty"
    GZIP = "gzip"
    WARC = "warc"
    FEED = "feed"
    HTML = "html"
    JSON_LINES = "json lines"
    JSON = "json"
    PLAIN = "plain text"


# First bytes of files that people do give by mistake, with what helps.
_MAGIC = (
    (b"%PDF", "a PDF document", "convert it to text first, for example with `pdftotext`"),
    (b"PK\x03\x04", "a zip archive or office document", "unpack it, or save the document as text"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "save the document as text"),
    (b"{\\rtf", "a rich text document", "save the document as plain text"),
    (b"\x89PNG", "an image", "give the article's text"),
    (b"\xff\xd8\xff", "an image", "give the article's text"),
    (b"GIF8", "an image", "give the article's text"),
    (b"BZh", "a bzip2 archive", "expand it first with `bunzip2`"),
    (b"\xfd7zXZ", "an xz archive", "expand it first with `unxz`"),
    (b"\x28\xb5\x2f\xfd", "a zstandard archive", "expand it first with `unzstd`"),
    (b"SQLite format 3", "an SQLite database", "name reports, not a ledger, as input"),
    (b"\x7fELF", "a program", "give the article's text"),
)
_HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|article|main|section|div|p|h[1-6]|table|span|a|ul|script)"
    r"[\s>/]",
    re.IGNORECASE,
)
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF)[\s>]")


def identify(head: bytes, name: str) -> Kind:
    """The kind of a stream that begins with ``head``; ``name`` (a path or URL) settles only what is open.

    Raises IntakeError for kinds known to hold no article in a form that is read here.
    """
    if not head.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        return Kind.EMPTY
    if head.startswith(b"\x1f\x8b"):
        return Kind.GZIP
    if head.startswith(b"WARC/"):
        return Kind.WARC
    for magic, what, remedy in _MAGIC:
        if head.startswith(magic):
            raise IntakeError(f"it is {what}, not text", remedy)
    return _of_text(_glimpse(head), _suffix(name))


def _glimpse(head: bytes) -> str:
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff")) or head[:64].count(0) > 16
    text = head.replace(b"\0", b"").decode("latin-1") if wide else head.decode("utf-8", errors="replace")
    return text.lstrip("\ufeffÿþ \t\r\n")


def _suffix(name: str) -> str:
    bare = name.lower().split("?")[0].removesuffix(".gz")
    return bare.rsplit(".", 1)[-1] if "." in bare else ""


def _of_text(text: str, suffix: str) -> Kind:
    if text[:1] in "{[" and (suffix in {"json", "jsonl", "ndjson"} or re.match(r'[\[{]\s*["{]', text)):
        return _of_json(text, suffix)
    if suffix in {"jsonl", "ndjson"}:
        return Kind.JSON_LINES
    if _FEED.search(text[:1000]) and text.startswith("<"):
        return Kind.FEED
    if text.startswith("<") and _HTML.search(text):
        return Kind.HTML
    if suffix in {"html", "htm", "xhtml"} and re.search(r"<\w+[^>]*>", text):
        return Kind.HTML
    return Kind.PLAIN


def _of_json(text: str, suffix: str) -> Kind:
    """JSON lines where the first line is an object by itself (or too long to see its end)."""
    first, broken, _ = text.partition("\n")
    if suffix in {"jsonl", "ndjson"}:
        return Kind.JSON_LINES
    try:
        whole = isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        whole = False
    if text.startswith("{") and (whole or not broken):
        return Kind.JSON if suffix == "json" and not broken else Kind.JSON_LINES
    return Kind.JSON
