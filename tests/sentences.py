"""A sentence as the grammar's rules get it, for tests."""

from __future__ import annotations

from marsad.model.span import Span
from marsad.reading.grammar.sentence import Sentence
from marsad.reading.quantities.find import find_quantities
from marsad.reading.times.find import find_times


def sentence(text: str) -> Sentence:
    """``text`` as one sentence with its tags, times and numbers."""
    spans = (Span.of(text, 0, len(text)),)
    times = find_times(text, spans)
    return Sentence.of(text, spans[0], 0, times, find_quantities(text, spans, times))


def words(text: str, found: Sentence, start: int, end: int) -> str:
    """The words of tokens ``start`` to ``end`` (exclusive)."""
    return found.span_of(text, start, end).text
