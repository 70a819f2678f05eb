"""Figures that share the words for harm of the one before, each with a place of its own: "killed 247 people
in Kenya and 10 in Tanzania".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from marsad.model.reading import MentionKind
from marsad.model.span import Span
from marsad.resolving.context import Context

_IN = r"(?:in|at|near|outside|around)"
_LINK = re.compile(
    rf"(?:\s+(?:people|others?))?,?\s+{_IN}\s[^.;:]{{1,70}}?(?:[,;]|[,;]?\s+(?:and"
    rf"|including))\s+(?:another\s+|a further\s+)?"
)
_MORE = re.compile(r"\b(?:another|a further)\s", re.I)
_PLACED = re.compile(
    rf"(?:,? (?:among them|including) [^.;]{{1,40}})?,?\s+(?:more\s+"
    rf"|others?\s+)?{_IN}\s+(?:the\s+)?(?:[\w'’-]+\s+){{0,4}}"
)
_HARM = re.compile(
    r"\b(?:kill|wound|injur|hurt|died|dead|arrest|detain|captur|kidnap|abduct|displac|flee|fled)", re.I
)


def sharing(context: Context, first: Span, sentence: int) -> Iterator[tuple[int, bool]]:
    """The mentions of numbers that carry on a list of figures that ``first`` begins, and whether each is told
    as one more ("another 23").
    """
    text = context.report.text
    end = first.end
    for index, mention in sorted(enumerate(context.reading.mentions), key=lambda x: x[1].span.start):
        if mention.sentence != sentence or mention.quantity is None or mention.span.start < end:
            continue
        if mention.kind is not MentionKind.PEOPLE:
            continue
        between = text[end : mention.span.start]
        more = _MORE.search(between) or _MORE.match(mention.span.text)
        bare = mention.span == mention.quantity.span
        if not (bare or more):
            continue
        if _LINK.fullmatch(between) is None or _HARM.search(between) or not _placed(context, mention.span):
            return
        yield index, more is not None
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
