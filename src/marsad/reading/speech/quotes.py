"""Quoted stretches of a text, over sentences and paragraphs, with marks of all kinds or lost ones."""

from __future__ import annotations

import re
from dataclasses import dataclass

from marsad.model.span import Span

_MARK = re.compile(r"[\"“”«»„‟]|''|(?<![\w‘’])‘(?=\w)|(?<=[,.!?…])’(?!\w)")
# What follows a closing mark: lower-case words, or "Name said".
_CLOSED = re.compile(r"[a-z]|(?:[\w.’'-]+ ){1,4}(?:said|says|told|added|wrote)\b")
_BREAK = re.compile(r"[\r\n\u2028\u2029]+")
# A quote that has not closed after so many characters lost its closing mark.
_LONGEST = 2500


@dataclass(frozen=True, slots=True)
class Quote:
    """A quoted stretch; ``span`` holds the words inside the marks, ``start`` and ``end`` the marks too."""

    start: int
    end: int
    span: Span
    closed: bool


def find_quotes(text: str) -> tuple[Quote, ...]:
    """Quotes in order, never overlapping; one that is not closed runs to its paragraph's end."""
    found: list[Quote] = []
    opened: re.Match[str] | None = None
    for mark in _MARK.finditer(text):
        kind = _kind(text, mark)
        if opened is not None and (kind == "open" or mark.start() - opened.end() > _LONGEST):
            if not _nested(opened, mark, kind):
                found.append(_cut(text, opened, None, mark.start()))
                opened = mark if kind != "close" else None
            continue
        if opened is None:
            if kind != "close":
                opened = mark
        elif _matches(opened.group(), mark.group()):
            found.append(_cut(text, opened, mark, mark.start()))
            opened = None
    if opened is not None:
        found.append(_cut(text, opened, None, len(text)))
    return tuple(q for q in found if q.span.text)


def _kind(text: str, mark: re.Match[str]) -> str:
    """Whether a mark opens or closes, or may do either."""
    sign = mark.group()
    if sign in "“«„‘":
        return "open"
    if sign in "”»’":
        return "close"
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    starts = before == "" or before.isspace() or before in "([—–-:"
    ends = after == "" or after.isspace() or after in ",.;:!?)]—–-"
    if starts and not ends:
        return "open"
    if ends and not starts:
        return "close"
    return _by_neighbours(text, mark)


def _by_neighbours(text: str, mark: re.Match[str]) -> str:
    """What a mark with spaces on both sides does: archives of tokenised text have only such marks."""
    before = text[max(0, mark.start() - 3) : mark.start()].rstrip(" ")
    after = text[mark.end() : mark.end() + 60].lstrip(" ")
    if _CLOSED.match(after):
        return "close" if before.endswith((",", ".", "?", "!")) else "either"
    if before == "" or before.endswith(("\n", "\r", ":")):
        return "open"
    return "either"


def _nested(opened: re.Match[str], mark: re.Match[str], kind: str) -> bool:
    """A single mark inside a double-marked quote is a quote in the quote."""
    return kind == "open" and mark.group() == "‘" and opened.group() != "‘"


def _matches(opening: str, closing: str) -> bool:
    return (opening == "‘") == (closing == "’")


def _cut(text: str, opened: re.Match[str], closing: re.Match[str] | None, limit: int) -> Quote:
    end = limit
    if closing is None:
        line = _BREAK.search(text, opened.end(), limit)
        end = line.start() if line else limit
    inside = _trimmed(text, opened.end(), end)
    return Quote(opened.start(), closing.end() if closing else end, inside, closing is not None)


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and (text[start].isspace()):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] == ","):
        end -= 1
    return Span.of(text, start, end)


def quote_at(quotes: tuple[Quote, ...], offset: int) -> Quote | None:
    """The quote that covers ``offset``, marks included."""
    return next((q for q in quotes if q.start <= offset < q.end), None)
