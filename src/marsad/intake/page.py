"""The visible text of a parsed page in reading order, a line a block, with the region each line stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from marsad.intake.lines import word_set

_SKIPPED = word_set(
    "head script style noscript template svg math iframe object embed canvas audio video select option "
    "textarea datalist map input button"
)
_BLOCKS = word_set(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html li main menu nav ol p pre section summary table "
    "tbody tfoot thead tr ul br caption legend"
)
_REGIONS = {
    "nav": "navigation",
    "menu": "navigation",
    "footer": "page footer",
    "aside": "sidebar",
    "form": "form",
    "figcaption": "caption",
    "dialog": "dialog",
}
_ROLES = {
    "navigation": "navigation",
    "contentinfo": "page footer",
    "complementary": "sidebar",
    "search": "form",
    "dialog": "dialog",
    "menu": "navigation",
}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page; ``region`` names the part of the page that is no article by its markup."""

    text: str
    region: str | None = None
    heading: bool = False


def page_lines(tree: Any) -> list[Line]:
    """The lines of a parsed page that are not blank. No content of scripts, styles or form fields appears."""
    return [x for x in _walk(tree) if x.text]


def _walk(tree: Any) -> Iterator[Line]:
    parts: list[str] = []
    regions: list[str | None] = [None]
    heading = False
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if tag in _BLOCKS or not tag:
                yield _line(parts, regions[-1], heading)
            if tag in _SKIPPED or not tag:
                # The text after a skipped element still comes with its "end" event.
                walk.skip_subtree()
                regions.append(regions[-1])
                continue
            heading = heading or tag == "h1"
            regions.append(_region(element, tag) or regions[-1])
            parts.append(element.text or "")
        else:
            if tag in _BLOCKS:
                yield _line(parts, regions[-1], heading)
            heading = heading and tag != "h1"
            regions.pop()
            if tag in {"td", "th"}:
                parts.append(" ")
            parts.append(element.tail or "")
    yield _line(parts, None, heading)


def _line(parts: list[str], region: str | None, heading: bool) -> Line:
    # No-break spaces are the page's own and stay; its other white space is layout.
    text = re.sub(r"[ \t\n\r\f]+", " ", "".join(parts)).strip(" ")
    parts.clear()
    return Line(text if text.strip() else "", region, heading)


def _region(element: Any, tag: str) -> str | None:
    if (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or _HIDDEN.search(element.get("style") or "")
    ):
        return "hidden"
    return _REGIONS.get(tag) or _ROLES.get((element.get("role") or "").lower())
