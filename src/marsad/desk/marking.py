"""Text with stretches in it that are to be marked, cut so that a template can mark them."""

from __future__ import annotations

from collections.abc import Iterable

from marsad.model.span import Span


def marked(text: str, start: int, hits: Iterable[Span]) -> list[tuple[str, bool]]:
    """``text``, which begins at ``start`` of its report, in pieces, each with whether a hit covers it.

    >>> marked("the army came", 10, [Span(14, 18, "army")])
    [('the ', False), ('army', True), (' came', False)]
    """
    pieces: list[tuple[str, bool]] = []
    at = 0
    for hit in sorted(hits):
        begins, ends = max(at, hit.start - start), hit.end - start
        if ends <= begins:
            continue
        pieces += [(text[at:begins], False), (text[begins:ends], True)]
        at = ends
    return [piece for piece in (*pieces, (text[at:], False)) if piece[0]]
