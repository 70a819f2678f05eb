"""One person who is hurt together with others, told as one number: "a woman and her two daughters" are three,
"an officer and three conscripts" four.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from marsad.model.event import Effect
from marsad.model.reading import MentionKind, Quantity
from marsad.model.span import Span
from marsad.resolving.context import Context
from marsad.resolving.events.harm import HarmFigure

_AND_AFTER = r"(?:,? (?:aged )?\d{1,2},?| \([^()]{1,40}\))? and "
"""What joins a person, behind his age or a bracket, with who comes next."""
_AND = re.compile(rf"{_AND_AFTER}(?P<own>(?:his|her|their) )?\Z")
_KIN = re.compile(
    _AND_AFTER + r"(?:his|her|their) (?:[\w-]+[ -]){0,4}?"
    r"(?:wife|husband|son|daughter|child|baby|infant|newborn|mother|father|brother|sister|cousin|nephew|niece"
    r"|uncle|aunt|grandson|granddaughter|grandmother|grandfather|(?P<comrade>bodyguard|driver|deputy|colleague))\b"
    r"(?!['’])"
)
_OWN = re.compile(r"(?:his|her|their)\b|\w+ of (?:his|her|their)\b", re.IGNORECASE)
_COUNTED = re.compile(r"\b(?:one|another|\d+)\b", re.IGNORECASE)
NO_SIDE = frozenset(("civilians", "children", "unknown"))
"""Whose figures are those of people, of no fighting side."""
_MOST = 40
"""Characters between the two: what is set apart by more is told apart."""


def with_company(context: Context, figures: Sequence[HarmFigure]) -> tuple[HarmFigure, ...]:
    """The figures, each single person joined with those who are told right behind "and"."""
    found: list[HarmFigure] = []
    for figure in sorted(figures, key=lambda h: h.span.start):
        before = next((h for h in reversed(found) if h.effect is figure.effect), None)
        if before is not None and _joined(context, before, figure):
            found[found.index(before)] = _sum(context, before, figure)
        else:
            found.append(figure)
    return tuple(_with_kin(context, h, found) for h in found)


def _is_single(context: Context, figure: HarmFigure) -> bool:
    """Whether a figure is one person whom no number and no name counts: names are told again elsewhere."""
    kind = context.mention(figure.mention).kind
    counted = _COUNTED.search(figure.span.text) is not None or kind is MentionKind.PERSON
    return figure.quantity.low == figure.quantity.high == 1 and not counted


def _joined(context: Context, one: HarmFigure, others: HarmFigure) -> bool:
    text = context.report.text
    between = text[one.span.end : max(one.span.end, others.span.start)]
    match = None if len(between) > _MOST else _AND.fullmatch(between)
    if match is None or one.part_of_total or others.part_of_total or others.quantity.low is None:
        return False
    # people whom nothing but the sentence joins ("a farmer and three traders") are as often told apart
    own = match["own"] is not None or _OWN.match(others.span.text) is not None
    comrades = one.who == others.who and one.who not in NO_SIDE
    passers_by = {one.who, others.who} <= NO_SIDE and (own or _is_single(context, others))
    return _is_single(context, one) and (passers_by or comrades)


def _sum(context: Context, one: HarmFigure, others: HarmFigure) -> HarmFigure:
    low, high = others.quantity.low, others.quantity.high
    known = {one.who, others.who} - {"unknown"}
    who = "civilians" if len(known) > 1 else next(iter(known), "unknown")
    span = Span.of(context.report.text, one.span.start, others.span.end)
    quantity = Quantity(span, 1 + (low or 0), None if high is None else 1 + high)
    return replace(one, who=who, quantity=quantity, span=span)


def _with_kin(context: Context, figure: HarmFigure, figures: Sequence[HarmFigure]) -> HarmFigure:
    """A single person with one of his own behind, whom no figure counts: "a man and his young daughter"."""
    match = _KIN.match(context.report.text, figure.span.end)
    if match is None or figure.part_of_total or not _is_single(context, figure):
        return figure
    if figure.who not in NO_SIDE and not match["comrade"]:
        return figure  # a commander's wife is none of his side
    if figure.effect not in {Effect.KILLED, Effect.WOUNDED} or any(
        h is not figure and figure.span.end <= h.span.start < match.end() for h in figures
    ):
        return figure
    span = Span.of(context.report.text, figure.span.start, match.end())
    return replace(figure, quantity=Quantity(span, 2, 2), span=span)
