"""Figures of harm that count even where the reader does not see them: it is no judge of names, nor of numbers
that only a list or the word "toll" makes people, and it overlooks some that the words tell plainly.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Set

from marsad.model.event import Effect
from marsad.model.reading import MentionKind
from marsad.resolving.context import Context
from marsad.resolving.events.draft import Draft
from marsad.resolving.events.harm import HarmFigure, apposed, told_by_toll
from marsad.resolving.events.harmed_names import harmed_by_name
from marsad.resolving.events.shares import sharing
from marsad.resolving.events.victims import killed_by_name

_BEHIND = re.compile(
    r"\s+(?:(?:were|was|are|is|have|has|had|been|being|also|reportedly)\s+){1,3}(?:\w+ly\s+)?"
    r"(?:(?P<killed>killed|slain|martyred|murdered)|(?P<wounded>wounded|injured))\b",
    re.I,
)
_BEFORE = re.compile(
    r"\b(?:(?P<killed>kill(?:ed|ing|s)|claim(?:ed|ing|s) the li(?:ves|fe) of)"
    r"|(?P<wounded>(?:wound|injur)(?:ed|ing|e?s)))\s+\Z",
    re.I,
)
_LOOK = 40
"""Characters looked at before a number."""


def certain_figures(
    context: Context, draft: Draft, likely: Mapping[tuple[Effect, int], float], doubtful: float
) -> Set[int]:
    """The mentions of a draft's figures that count however unlikely they are to the reader.

    ``likely`` are its probabilities by effect and mention, of which those below ``doubtful`` count for none.
    """
    triggers = draft.triggers
    found = {*killed_by_name(context, triggers), *told_by_toll(context, triggers)}
    found |= {index for _, index in harmed_by_name(context, triggers)}
    seen = {effect for (effect, _), probability in likely.items() if probability >= doubtful}
    for figure in draft.harm:
        listed = {i for i, _ in sharing(context, figure.span, draft.sentence)}
        overlooked = figure.effect not in seen and _plainly_told(context, figure)
        if listed or overlooked or named_beside(context, figure):
            found |= listed | {figure.mention}
    return found


def _plainly_told(context: Context, figure: HarmFigure) -> bool:
    """Whether the word for its harm stands right beside a figure: "killing five", "five boys were killed"."""
    text, span = context.report.text, figure.span
    match = _BEHIND.match(text, span.end) or _BEFORE.search(text, max(0, span.start - _LOOK), span.start)
    return match is not None and match.lastgroup == figure.effect.value


def named_beside(context: Context, figure: HarmFigure) -> bool:
    """Whether the one whom a figure counts is named beside it: "Abu Khalid, a commander, was killed"."""
    sentence = context.mention(figure.mention).sentence
    return figure.quantity.low == 1 and any(
        apposed(context, m.span, [figure])
        for m in context.reading.mentions
        if m.kind is MentionKind.PERSON and m.sentence == sentence and m.quantity is None
    )
