"""Tokens and sentences with offsets into the untouched text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

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
    """Paragraphs outside the removed stretches, trimmed of white space: lines, or wrapped lines joined."""
    kept: list[tuple[int, int]] = []
    at = 0
    for cut in sorted(removed, key=lambda r: r.start):
        if cut.start > at:
            kept.append((at, cut.start))
        at = max(at, cut.end)
        dash = _DASH.match(text, at)  # "X, 3 May - The army": no part of the sentence
        at = dash.end() if dash else at
    kept.append((at, len(text)))
    found = []
    width = wrapped_at(text)
    for start, end in kept:
        for first, last in _blocks(text[start:end], start, width):
            block = _trimmed(text, first, last)
            if block.text:
                found.append(block)
    return tuple(found)


_DASH = re.compile(r"[^\S\n]*[-–—][^\S\n]+")
_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_WIDEST, _NARROWEST = 130, 40
"""Columns between which text is wrapped by hand or by old programs."""
_LEAST_LINES = 3


def wrapped_at(text: str) -> int | None:
    """The column at which the lines of a text are wrapped; None where a line is a paragraph.

    Wrapped lines end where the next line's first word would not have fitted any more.
    """
    lines = [line.rstrip() for line in text.splitlines()]
    width = max((len(line) for line in lines), default=0)
    if not _NARROWEST <= width <= _WIDEST:
        return None
    pairs = [(a, b) for a, b in pairwise(lines) if a and b]
    full = sum(_runs_on(a, b, width) for a, b in pairs)
    return width if full >= _LEAST_LINES - 1 and full * 2 >= len(pairs) else None


def _runs_on(line: str, following: str, width: int) -> bool:
    """Whether a line ends only because the next word did not fit."""
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) > width if following.strip() else False


def _blocks(text: str, offset: int, width: int | None) -> Iterator[tuple[int, int]]:
    """The paragraphs of a text as offsets: its lines; of wrapped text, lines that run on are one."""
    first, last = None, ""
    end = 0
    for match in _LINE.finditer(text):
        one_break = text[end : match.start()] in {"\n", "\r\n", "\r"}
        if first is None:
            first = match.start()
        elif not (
            width is not None and one_break and _runs_on(last.rstrip(), match.group(), width)
        ) and not _cut_in_date(last, match.group()):
            yield offset + first, offset + end
            first = match.start()
        last, end = match.group(), match.end()
    if first is not None:
        yield offset + first, offset + end


_MONTH_ENDS = re.compile(r"\b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?\s*$", re.IGNORECASE)
_DAY_BEGINS = re.compile(r"\s*(?:3[01]|[12]\d|0?[1-9])\b")


def _cut_in_date(line: str, following: str) -> bool:
    """Whether a line ends at the stop of a month's name: some collections put "on Aug. 4" on two lines."""
    return bool(_MONTH_ENDS.search(line) and _DAY_BEGINS.match(following))


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
