"""Persons told side by side who are one figure: "a trader and his wife", "a lieutenant and three conscripts".

Who tells a deed so counts nobody one by one: it tells whom the deed harmed, in one breath.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from marsad.model.reading import MentionKind
from marsad.model.span import Span
from marsad.resolving.context import Context
from marsad.resolving.events.harm import HarmFigure

_AND = re.compile(r"(?:,?\s\(?\d{1,2}\)?,?)?\s+and\s+", re.I)
"""What stands between two persons, the age of the first included."""
_THEIRS = re.compile(r"(?:his|her|its|their)\s", re.I)
_COUNTED = re.compile(r"\b(?:one|another|\d+)\b", re.I)
_BESIDES = re.compile(r"\b(?:another|others?|more)\b", re.I)
_UNARMED = frozenset(("civilians", "children", "unknown"))


def side_by_side(context: Context, figures: Sequence[HarmFigure]) -> tuple[HarmFigure, ...]:
    """The figures in their order, persons that stand side by side as one."""
    found: list[HarmFigure] = []
    for figure in sorted(figures, key=lambda h: h.span.start):
        if found and _beside(context, found[-1], figure):
            found[-1] = _joined(context, found[-1], figure.span, figure.quantity.low or 0, figure.who)
        else:
            found.append(figure)
    return tuple(_with_their_own(context, f) for f in found)


def _beside(context: Context, one: HarmFigure, other: HarmFigure) -> bool:
    """Whether a single person and another one of the same side are harmed together; of fighters also several,
    of whom the first is as a rule the officer.
    """
    return (
        one.effect is other.effect
        and _single(one)
        and other.quantity.low is not None
        and other.quantity.low == other.quantity.high
        and not _BESIDES.search(other.span.text)
        and (_single(other) or one.who not in _UNARMED)
        and not other.part_of_total
        and (one.who == other.who or {one.who, other.who} <= _UNARMED)
        and _AND.fullmatch(context.report.text, one.span.end, other.span.start) is not None
    )


def _single(figure: HarmFigure) -> bool:
    quantity = figure.quantity
    return (
        quantity.low == quantity.high == 1
        and not figure.part_of_total
        and not _COUNTED.search(figure.span.text)
    )


def _with_their_own(context: Context, figure: HarmFigure) -> HarmFigure:
    """The figure of a person with the one of his own right behind: "a man and his young daughter"."""
    if not _single(figure):
        return figure
    text = context.report.text
    for mention in context.reading.mentions:
        between = _AND.fullmatch(text, figure.span.end, max(figure.span.end, mention.span.start))
        if (
            between is not None
            and mention.kind is MentionKind.PEOPLE
            and mention.quantity is None
            and _THEIRS.match(mention.span.text)
            and context.knowledge.lexicon.classes["people"].get(mention.head) == mention.head
        ):
            return _joined(context, figure, mention.span, 1, figure.who)
    return figure


def _joined(context: Context, one: HarmFigure, span: Span, more: int, who: str) -> HarmFigure:
    whole = Span.of(context.report.text, one.span.start, span.end)
    count = (one.quantity.low or 0) + more
    return replace(
        one,
        who=one.who if one.who == who else "civilians",
        quantity=replace(one.quantity, span=whole, low=count, high=count),
        span=whole,
    )
