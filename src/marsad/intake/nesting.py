"""Depth of nested tags, bounded before a parser sees it: libxml2 drops what lies beyond 256 levels."""

from __future__ import annotations

import re

from marsad.intake.lines import word_set

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)[^<>]*>")
_VOID = word_set("area base br col embed hr img input link meta param source track wbr")
# Parsers close these themselves where the next one opens.
_CLOSED = word_set("p li dt dd option tr td th thead tbody tfoot html head body a")
_RAW = frozenset({"script", "style", "textarea", "title"})
DEEPEST = 200


def flattened(page: str) -> str:
    """``page`` without the tags below ``DEEPEST`` levels; their text stays. Linear in the page's length."""
    depth = 0
    parts: list[str] = []
    at = position = 0
    while m := _TAG.search(page, position):
        position = m.end()
        name = m[2].lower()
        if name in _VOID or name in _CLOSED or m.group().endswith("/>"):
            continue
        if name in _RAW:
            if not m[1]:
                position = _raw_end(page, name, position)
            continue
        if m[1]:
            beyond = depth > DEEPEST
            depth = max(0, depth - 1)
        else:
            depth += 1
            beyond = depth > DEEPEST
        if beyond:
            parts.append(page[at : m.start()])
            at = m.end()
    return " ".join([*parts, page[at:]]) if parts else page


def _raw_end(page: str, name: str, position: int) -> int:
    """The end of an element whose content is no markup."""
    end = re.compile(rf"</{name}", re.IGNORECASE).search(page, position)
    return end.start() if end else len(page)
