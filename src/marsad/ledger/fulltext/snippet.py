"""Where a question's words stand in a text, and the stretch that shows them best."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from marsad.ledger.fulltext.folding import Word, placed_words
from marsad.ledger.fulltext.question import Question, Term
from marsad.model.span import Span

LENGTH = 200
"""Characters of a snippet, about two lines of a terminal."""
_BEFORE = 60
"""Characters that a snippet shows before its first hit, so that its sentence can be understood."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch of the text that a term of the question asks for; ``term`` is the term's number."""

    start: int
    end: int
    term: int


@dataclass(frozen=True, slots=True)
class Snippet:
    """A stretch of a text with the hits inside it, all by their offsets in that text.

    ``cut`` says whether the text goes on after it.
    """

    span: Span
    hits: tuple[Span, ...]
    cut: bool


def hits(text: str, question: Question) -> list[Hit]:
    """Every stretch of ``text`` that a wanted term asks for, by where it begins."""
    placed = list(placed_words(text))
    found = [
        Hit(placed[at].start, placed[at + len(term.words) - 1].end, n)
        for n, term in enumerate(question.terms)
        for at in _places(placed, term)
    ]
    return sorted(found, key=lambda h: (h.start, h.end, h.term))


def _places(placed: Sequence[Word], term: Term) -> Iterator[int]:
    *first, last = term.words
    for at in range(len(placed) - len(first)):
        end = placed[at + len(first)].text
        if (end.startswith(last) if term.begins else end == last) and all(
            placed[at + n].text == word for n, word in enumerate(first)
        ):
            yield at


def snippet(text: str, question: Question) -> Snippet:
    """The stretch of about ``LENGTH`` characters with most of the terms; the beginning where none stands."""
    found = hits(text, question)
    start = max(0, _best(found) - _BEFORE) if found else 0
    start = _after_space(text, start)
    end = _before_space(text, start, min(len(text), start + LENGTH))
    inside = dict.fromkeys((h.start, h.end) for h in found if start <= h.start and h.end <= end)
    return Snippet(
        Span.of(text, start, end), tuple(Span.of(text, *place) for place in _apart(inside)), end < len(text)
    )


def _best(found: Sequence[Hit]) -> int:
    """Where the richest stretch begins: most different terms, then most hits, then the earliest."""
    room = LENGTH - _BEFORE
    best, most, last = found[0].start, (0, 0), 0
    for at, first in enumerate(found):
        last = max(last, at)
        while last < len(found) and found[last].end <= first.start + room:
            last += 1
        near = found[at:last]
        worth = (len({h.term for h in near}), len(near))
        if worth > most:
            best, most = first.start, worth
    return best


def _apart(places: Sequence[tuple[int, int]] | dict[tuple[int, int], None]) -> Iterator[tuple[int, int]]:
    """The same stretches with those that overlap made one."""
    begun: tuple[int, int] | None = None
    for start, end in places:
        if begun and start < begun[1]:
            begun = begun[0], max(begun[1], end)
            continue
        if begun:
            yield begun
        begun = start, end
    if begun:
        yield begun


def _after_space(text: str, at: int) -> int:
    """The beginning of the word at ``at`` or after it, so that no snippet begins inside a word."""
    if at == 0 or text[at - 1].isspace():
        return at
    for n in range(at, min(len(text), at + _BEFORE)):
        if text[n].isspace():
            return n + 1
    return at


def _before_space(text: str, start: int, end: int) -> int:
    if end == len(text) or text[end].isspace():
        return end
    for n in range(end - 1, max(start, end - _BEFORE), -1):
        if text[n].isspace():
            return n
    return end
