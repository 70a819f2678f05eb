"""RSS and Atom feeds → their entries: links to pages, and full texts where the feed carries them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from lxml import etree

from marsad.intake.errors import IntakeError

# A summary is shorter than this; what is longer is taken for the article.
_FULL = 800
_UNFINISHED = ("…", "...", "[…]", "[...]", "read more", "continue reading")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed; ``content`` is HTML where the feed carries the whole article, else None."""

    title: str | None
    link: str | None
    published: date | None
    content: str | None


def read_feed(data: bytes) -> Iterator[Entry]:
    """The entries of a feed in order. Raises IntakeError where it is no feed.

    Entities are not expanded and nothing outside the file is loaded.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise IntakeError(
            "it is no readable feed", "check the address; name the page itself instead"
        ) from error
    if root is None:
        raise IntakeError("it is no readable feed", "check the address; name the page itself instead")
    entries = [e for e in root.iter() if isinstance(e.tag, str) and _local(e) in {"item", "entry"}]
    if not entries:
        raise IntakeError("the feed has no entries", "name the page itself instead")
    for entry in entries:
        yield _entry(entry)


def _local(element: Any) -> str:
    return str(etree.QName(element).localname).lower() if isinstance(element.tag, str) else ""


def _entry(element: Any) -> Entry:
    title = link = day = content = None
    for child in element:
        name = _local(child)
        words = "".join(child.itertext()).strip()
        if name == "title":
            title = title or words or None
        elif name == "link" and child.get("rel", "alternate") == "alternate":
            link = link or (child.get("href") or words).strip() or None
        elif name in {"pubdate", "published", "date", "issued"}:
            day = day or _day(words)
        elif name in {"encoded", "content"} and len(words) >= _FULL:
            content = content or (None if words.lower().rstrip(" \n<>/p").endswith(_UNFINISHED) else words)
    return Entry(title, link, day, content)


def _day(words: str) -> date | None:
    try:
        return parsedate_to_datetime(words).date()
    except (ValueError, TypeError, IndexError):
        pass
    try:
        return datetime.fromisoformat(words).date()
    except ValueError:
        return None
