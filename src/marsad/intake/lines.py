"""The lines of a text with their offsets, and small questions that many rules ask of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from marsad.model.report import Removed
from marsad.model.span import Span


def word_set(words: str) -> frozenset[str]:
    """The words of a list that is written as plain text, for a reader's sake."""
    return frozenset(words.split())


SMALL_WORDS = word_set(
    "a an and as at by de del for from in into of on or over the to under via vs with al el bin ibn and/or"
)
CAPITAL = "A-Z" + "".join(c for c in map(chr, range(0xC0, 0x250)) if c.isupper())
"""The capital letters of the Latin alphabets, to stand inside a character class: "Š" and "İ" too."""

_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*(?=\s|$)")
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Sgt|Capt|Brig|Adm|Gov|Sen|Rep|St|No|Jan|Feb|Mar|Apr|Jun|Jul|Aug|"
    r"Sept?|Oct|Nov|Dec|vs)|\b[A-Z](?:\.[A-Z])*)\.$"
)


def lines_of(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """The lines of ``text[start:end]`` that are not blank, trimmed of white space."""
    return tuple(_lines(text, start, len(text) if end is None else end))


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    for m in re.compile(r"[^\n\r\u2028\u2029]+").finditer(text, start, end):
        found = trimmed(text, m.start(), m.end())
        if found.text:
            yield found


def trimmed(text: str, start: int, end: int) -> Span:
    """The stretch without white space (and invisible marks of writing direction) at its ends."""
    while start < end and (text[start].isspace() or text[start] in "\u200b\u200e\u200f\ufeff"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "\u200b\u200e\u200f\ufeff"):
        end -= 1
    return Span.of(text, start, end)


def words_of(text: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:[-.'’&/][^\W_]+)*", text)


def sentence_ends(text: str, start: int, end: int) -> list[int]:
    """Offsets just after each full stop (and closing quote) that ends a sentence in ``text[start:end]``."""
    return [
        m.end()
        for m in _SENTENCE_END.finditer(text, start, end)
        if not _ABBREVIATED.search(text, max(start, m.start() - 12), m.start() + 1)
    ]


def is_sentence(line: str) -> bool:
    """Whether a line reads as a sentence of an article rather than a label, list or headline."""
    return len(words_of(line)) >= 6 and bool(re.search(r"[.!?…:;][\"”’')\]]*$", line))


def capitalised(words: Iterable[str]) -> bool:
    """Whether all words that carry a name's weight start with a capital or a digit."""
    heavy = [w for w in words if w.lower() not in SMALL_WORDS]
    return bool(heavy) and all(
        w[0].isupper() or w[0].isdigit() or re.match(r"(?:al|el|an|as|ash|ad|de|bin)-[A-Z]", w) for w in heavy
    )


def disjoint(found: Iterable[Removed], length: int) -> tuple[Removed, ...]:
    """Removed stretches in order, inside the text, none overlapping; the earlier one keeps its name."""
    kept: list[Removed] = []
    at = 0
    for r in sorted(found, key=lambda r: (r.start, -r.end)):
        start, end = max(r.start, at), min(r.end, length)
        if start < end:
            kept.append(Removed(r.what, start, end))
            at = end
    return tuple(kept)


def outside(text: str, removed: Iterable[Removed]) -> str:
    """``text`` without its removed stretches, a line break in the place of each."""
    parts, at = [], 0
    for r in removed:
        parts.append(text[at : r.start])
        at = r.end
    parts.append(text[at:])
    return "\n".join(parts)
