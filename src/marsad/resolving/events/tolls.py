"""Whether what two tellings say of the dead and wounded can be one toll."""

from __future__ import annotations

import re
from collections.abc import Sequence

from marsad.model.event import Effect
from marsad.resolving.events.draft import Draft
from marsad.resolving.events.harm import HarmFigure

_COUNTED = (Effect.KILLED, Effect.WOUNDED)
_MANY = 5
"""Dead that two happenings of one report seldom share by chance."""
_VAGUE = re.compile(r"\b(?:tens|dozens|scores|hundreds)\b", re.IGNORECASE)


def tolls_differ(some: Sequence[Draft], others: Sequence[Draft]) -> bool:
    """Whether both tell figures of one effect that cannot be of the same people; where the dead are as many,
    another number of wounded is a rival one.
    """
    for effect in _COUNTED:
        mine, theirs = _figures(some, effect), _figures(others, effect)
        if effect is Effect.KILLED and set(_totals(mine)) & set(_totals(theirs)) - {1}:
            return False
        if _totals(mine) and _totals(theirs) and not _agree(mine, theirs):
            return True
    return False


def same_figures(some: Sequence[Draft], others: Sequence[Draft]) -> bool:
    """Whether both tell a figure of one effect alike."""
    return any(_lows(_figures(some, e)) & _lows(_figures(others, e)) for e in _COUNTED)


def same_toll(some: Sequence[Draft], others: Sequence[Draft]) -> bool:
    """Whether both tell as many dead, and more than chance makes alike."""
    mine, theirs = (set(_totals(_figures(drafts, Effect.KILLED))) for drafts in (some, others))
    return any(low >= _MANY for low in mine & theirs)


def _figures(drafts: Sequence[Draft], effect: Effect) -> list[HarmFigure]:
    return [h for d in drafts for h in d.harm if h.effect is effect and h.quantity.low]


def _lows(figures: Sequence[HarmFigure]) -> set[int]:
    return {h.quantity.low for h in figures if h.quantity.low}


def _totals(figures: Sequence[HarmFigure]) -> list[int]:
    """Figures that are no parts of others."""
    return [h.quantity.low for h in figures if h.quantity.low and not h.part_of_total]


def _agree(mine: Sequence[HarmFigure], theirs: Sequence[HarmFigure]) -> bool:
    """Whether the figures can be of the same people: one told twice, be it as the part of another ("11
    children"; "15, among them 11 children"), one that the others add up to, or "dozens" that are more.
    """
    if (_lows(mine) & _lows(theirs)) - {1} or set(_totals(mine)) & set(_totals(theirs)):
        return True
    return _holds(mine, theirs) or _holds(theirs, mine)


def _holds(whole: Sequence[HarmFigure], parts: Sequence[HarmFigure]) -> bool:
    """Whether a figure of ``whole`` is the sum of those of ``parts``, or a vague one that they make plain."""
    told = _totals(parts)
    if len(told) > 1 and sum(told) in _totals(whole):
        return True
    return any(_VAGUE.search(h.quantity.span.text) and max(told) > (h.quantity.low or 0) for h in whole)
