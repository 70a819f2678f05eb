"""Tokens and sentences with offsets into the untouched text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from marsad.model.report import Removed
from marsad.model.span import Span

# A word keeps inner hyphens, apostrophes and dots of acronyms; a number keeps its separators.
_TOKEN = re.compile(
    r"\d+(?:[.,:/]\d+)*(?:st|nd|rd|th)?(?!\w)"
    r"|(?:[A-Za-z]\.){2,}"
    r"|\w+(?:[-‑][\w]+|['’ʿʾ`](?!s\b)\w+)*"
    r"|['’]s\b"
    r"|\S"
)

_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen lt col maj sgt capt cpl brig adm gov sen rep rev st jan feb mar apr jun jul aug "
    "sep sept oct nov dec no vs etc inc ltd co corp dept est al km u.s u.k u.n d.c a.m p.m e.g i.e".split()
)
_CLOSERS = "\"”’'»)]"


@dataclass(frozen=True, slots=True)
class Token:
    """One token; ``lower`` is its lower-case form with typographic apostrophes made plain."""

    start: int
    end: int
    text: str
    lower: str

    @property
    def capitalised(self) -> bool:
        return self.text[:1].isupper()


def tokenize(text: str, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """Tokens of ``text[start:end]`` with offsets into the whole ``text``."""
    stop = len(text) if end is None else end
    return tuple(
        Token(m.start(), m.end(), m.group(), m.group().lower().replace("’", "'"))
        for m in _TOKEN.finditer(text, start, stop)
    )


def paragraphs(text: str, removed: Sequence[Removed] = ()) -> tuple[Span, ...]:
    """Paragraphs (separated by line breaks) outside the removed stretches, trimmed of white space."""
    kept: list[tuple[int, int]] = []
    at = 0
    for cut in sorted(removed, key=lambda r: r.start):
        if cut.start > at:
            kept.append((at, cut.start))
        at = max(at, cut.end)
    kept.append((at, len(text)))
    found = []
    for start, end in kept:
        for m in re.finditer(r"[^\r\n\u2028\u2029]+", text[start:end]):
            s, e = start + m.start(), start + m.end()
            while s < e and text[s].isspace():
                s += 1
            while e > s and text[e - 1].isspace():
                e -= 1
            if e > s:
                found.append(Span.of(text, s, e))
    return tuple(found)


def _ends_sentence(text: str, dot: int, limit: int) -> bool:
    """Whether the full stop at ``dot`` ends a sentence rather than an abbreviation or a number."""
    before = re.search(r"[\w.]*$", text[max(0, dot - 12) : dot])
    word = before.group().lower() if before else ""
    after = text[dot + 1 : min(limit, dot + 4)]
    if text[dot] == ".":
        if word in _ABBREVIATIONS and not (
            word in {"u.s", "u.k", "u.n", "a.m", "p.m", "d.c"} and after[:1] == ""
        ):
            return False
        if len(word) == 1 and word.isalpha():  # an initial: "J. Smith"
            return False
        if after[:1].isalnum() and not (after[:1].isupper() and len(word) > 2 and word.isalpha()):
            return False
    return after[:1] == "" or after[:1].isspace() or after[:1] in _CLOSERS or after[:1].isupper()


def sentences(text: str, removed: Sequence[Removed] = (), breaks: Sequence[int] = ()) -> tuple[Span, ...]:
    """Sentences in order; a sentence never crosses a paragraph, a removed stretch or one of ``breaks``."""
    found: list[Span] = []
    cuts = [*removed, *(Removed("", at, at) for at in breaks)]
    for paragraph in paragraphs(text, cuts):
        start = paragraph.start
        for m in re.finditer(r"[.!?…]+", paragraph.text):
            dot = paragraph.start + m.end() - 1
            if dot < start or not _ends_sentence(text, dot, paragraph.end):
                continue
            end = dot + 1
            while end < paragraph.end and text[end] in _CLOSERS:
                # A quote mark that follows after no space closes; after a space it would open.
                end += 1
            following = text[end : paragraph.end].lstrip()
            if following[:1].islower():
                continue
            if text[start:end].strip():
                found.append(_trimmed(text, start, end))
            start = end
        if text[start : paragraph.end].strip():
            found.append(_trimmed(text, start, paragraph.end))
    return tuple(found)


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span.of(text, start, end)
