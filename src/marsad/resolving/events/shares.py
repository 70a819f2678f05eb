"""Figures that share the words for harm of the one before, each with a place of its own: "killed 247 people in
Kenya and 10 in Tanzania".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from marsad.model.reading import MentionKind
from marsad.model.span import Span
from marsad.resolving.context import Context

_IN = r"(?:in|at|near|outside|around)"
_LINK = re.compile(
    rf"(?:\s+(?:people|others?))?,?\s+{_IN}\s[^.;:]{{1,70}}?(?:[,;]|[,;]?\s+(?:and|including))\s+(?:another\s+|a further\s+)?"
)
_PLACED = re.compile(rf"\s+(?:more\s+|others?\s+)?{_IN}\s+(?:the\s+)?(?:[\w'’-]+\s+){{0,4}}")
_HARM = re.compile(r"\b(?:kill|wound|injur|hurt|died|dead|arrest|detain|captur|kidnap|abduct|displac|flee|fled)", re.I)


def sharing(context: Context, first: Span, sentence: int) -> Iterator[int]:
    """The mentions of bare numbers that carry on a list of figures that ``first`` begins."""
    text = context.report.text
    end = first.end
    for index, mention in sorted(enumerate(context.reading.mentions), key=lambda x: x[1].span.start):
        bare = mention.quantity is not None and mention.span == mention.quantity.span
        if mention.sentence != sentence or mention.kind is not MentionKind.PEOPLE or not bare:
            continue
        if mention.span.start < end:
            continue
        between = text[end : mention.span.start]
        if _LINK.fullmatch(between) is None or _HARM.search(between) or not _placed(context, mention.span):
            return
        yield index
        end = mention.span.end


def _placed(context: Context, number: Span) -> bool:
    """Whether a place stands right behind the number."""
    text = context.report.text
    return any(
        m.kind is MentionKind.PLACE
        and number.end <= m.span.start
        and _PLACED.fullmatch(text, number.end, m.span.start)
        for m in context.reading.mentions
    )
