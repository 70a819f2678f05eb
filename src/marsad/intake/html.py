"""HTML pages → drafts.

The draft's text is the whole body of the page in reading order, a line a block; what trafilatura does not
take for the main text is listed under ``removed``, so nothing is lost and every offset holds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from marsad.intake.align import main_lines
from marsad.intake.credits import split_names
from marsad.intake.draft import Draft
from marsad.intake.errors import IntakeError
from marsad.intake.lines import is_sentence, words_of
from marsad.intake.media import is_outlet
from marsad.intake.nesting import flattened
from marsad.intake.page import Line, page_lines
from marsad.intake.title import bare_title
from marsad.model.report import Removed
from marsad.model.span import Span

# Beyond these, trafilatura takes minutes: the page is read by the shape of its lines alone.
_MANY_ELEMENTS = 20_000
_LONG_PAGE = 4_000_000
# htmldate bounds dates by today unless told otherwise; the same page must give the same date on any day.
_DATES = {
    "original_date": True,
    "extensive_search": False,
    "max_date": "2100-01-01",
    "min_date": "1990-01-01",
}
# What parsers raise on hostile or odd pages.
_FAILURES = (etree.LxmlError, ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a page's metadata and main text say."""

    main: str = ""
    title: str | None = None
    outlet: str | None = None
    published: date | None = None
    bylines: tuple[str, ...] = ()
    url: str | None = None


def declared_charset(head: bytes) -> str | None:
    """The character set that a page declares in its first bytes."""
    m = re.search(
        rb"""charset\s*=\s*["']?\s*([\w.:-]{2,40})|encoding\s*=\s*["']([\w.:-]{2,40})""", head[:4096], re.I
    )
    found = (m.group(1) or m.group(2)) if m else None
    return found.decode("ascii", errors="ignore") if found else None


def read_page(page: str, source: str, url: str | None = None, name: str | None = None) -> Draft:
    """The draft of a page. Raises IntakeError where it holds no article."""
    tree = _tree(page)
    lines = page_lines(tree)
    if not lines:
        raise _no_article()
    language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    small = len(page) <= _LONG_PAGE and sum(1 for _ in tree.iter()) <= _MANY_ELEMENTS
    facts = _facts(tree, url) if small else _Facts(title=(tree.findtext(".//title") or "").strip() or None)
    title = _title_line(lines, facts.title)
    kept = main_lines([x.text for x in lines], facts.main) if facts.main else set()
    kept -= {n for n in kept if lines[n].region in {"caption", "hidden"}}
    if not _is_article(lines, kept):
        kept = _by_shape(lines)
    if not kept:
        raise _no_article()
    draft = _draft(lines, kept, title, facts)
    return replace(draft, source=source, url=url or facts.url, name=name, language=language)


def _no_article() -> IntakeError:
    return IntakeError("no article was found on the page", "open the page and save the article's text")


def _tree(page: str) -> Any:
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return lxml_html.document_fromstring(flattened(page).encode("utf-8", errors="replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise _no_article() from error


def _facts(tree: Any, url: str | None) -> _Facts:
    # Loaded on first use: runs over text or JSON lines never need it.
    import trafilatura  # noqa: PLC0415

    try:
        found: Any = trafilatura.bare_extraction(
            tree, url=url, include_comments=False, with_metadata=True, date_extraction_params=_DATES
        )
    except _FAILURES:
        return _Facts()
    if found is None:
        return _Facts()
    return _Facts(
        main=found.text or "",
        title=(found.title or "").strip() or None,
        outlet=(found.sitename or "").strip() or None,
        published=_day(found.date),
        bylines=tuple(
            n for part in (found.author or "").split(";") for n in split_names(part) if not is_outlet(n)
        ),
        url=found.url,
    )


def _day(words: str | None) -> date | None:
    try:
        return date.fromisoformat(words) if words else None
    except ValueError:
        return None


def _title_line(lines: Sequence[Line], title: str | None) -> int | None:
    """The line that is the page's headline: the title's words, else the first top heading."""
    wanted = " ".join(words_of(bare_title(title))).casefold() if title else ""
    same = [n for n, x in enumerate(lines) if wanted and " ".join(words_of(x.text)).casefold() == wanted]
    headings = [n for n, x in enumerate(lines) if x.heading]
    both = [n for n in same if lines[n].heading]
    if not title and headings:
        return headings[0]
    return next(iter(both or same), None)


def _is_article(lines: Sequence[Line], kept: set[int]) -> bool:
    """Whether the kept lines hold at least one sentence and more words than a list of links."""
    return any(is_sentence(lines[n].text) and len(lines[n].text) >= 40 for n in kept)


def _by_shape(lines: Sequence[Line]) -> set[int]:
    """Lines that are sentences outside navigation, for pages that trafilatura cannot take."""
    return {n for n, x in enumerate(lines) if not x.region and is_sentence(x.text) and len(x.text) >= 60}


def _draft(lines: Sequence[Line], kept: set[int], title: int | None, facts: _Facts) -> Draft:
    text = "\n".join(x.text for x in lines)
    starts, at = [], 0
    for x in lines:
        starts.append(at)
        at += len(x.text) + 1
    removed: list[Removed] = []
    for n, x in enumerate(lines):
        if n in kept or n == title:
            continue
        what, end = x.region or "page furniture", starts[n] + len(x.text)
        before = removed[-1] if removed else None
        if before and before.what == what and before.end + 1 == starts[n] and what != "caption":
            removed[-1] = Removed(what, before.start, end)
        else:
            removed.append(Removed(what, starts[n], end))
    first = min([*kept, *([title] if title is not None else [])])
    return Draft(
        source="",
        text=text,
        title=bare_title(facts.title) if facts.title else (lines[title].text if title is not None else None),
        outlet=facts.outlet,
        published=facts.published,
        bylines=facts.bylines,
        removed=tuple(removed),
        captions=tuple(
            Span.of(text, r.start, r.end) for r in removed if r.what == "caption" and r.start > starts[first]
        ),
        start=starts[first],
        dated=facts.published is not None,
    )
