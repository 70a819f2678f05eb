"""What the network sees of who holds which place, beside what the words say by rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from marsad.model.event import ControlStatement
from marsad.model.reading import Hold, Holding
from marsad.model.span import Span
from marsad.resolving.context import Context


@dataclass(frozen=True, slots=True)
class Limits:
    """From which probability on a state that only the network sees is told, and below which one that only
    rules see is not.
    """

    told: float = 0.6
    doubted: float = 0.0


LIMITS = Limits()


def seen(context: Context, limits: Limits = LIMITS) -> Iterator[Holding]:
    """Who the network is sure to gain, lose, hold, contest or besiege a place, the likeliest first."""
    for hold in sorted(context.reading.holds, key=lambda h: -h.probability):
        if hold.probability >= limits.told:
            yield _holding(context, hold)


def _holding(context: Context, hold: Hold) -> Holding:
    place, holder = context.mention(hold.place), context.mention(hold.holder)
    clause = place.span
    if place.sentence == holder.sentence:
        first, last = sorted((place.span, holder.span), key=lambda s: s.start)
        clause = Span.of(context.report.text, first.start, max(first.end, last.end))
    return Holding(hold.state, hold.holder, hold.place, clause, place.sentence, clause)


def doubted(
    context: Context, statement: ControlStatement, place_ids: Mapping[int, str], limits: Limits = LIMITS
) -> bool:
    """Whether the network sees nothing of a statement that rules made."""
    return context.reading.happenings is not None and likely(context, statement, place_ids) < limits.doubted


def likely(context: Context, statement: ControlStatement, place_ids: Mapping[int, str]) -> float:
    """The highest probability that the network gives to a statement's state, of its place and actor."""
    return max(
        (
            h.probability
            for h in context.reading.holds
            if h.state == statement.state
            and h.holder in context.actors
            and context.actors[h.holder].id == statement.actor
            and _same(context, h.place, statement, place_ids)
        ),
        default=0.0,
    )


def _same(context: Context, index: int, statement: ControlStatement, place_ids: Mapping[int, str]) -> bool:
    text = context.mention(index).span.text
    return text in statement.place_text or (
        statement.place is not None and place_ids.get(index) == statement.place
    )


def told_already(found: Sequence[ControlStatement], new: ControlStatement) -> bool:
    """Whether a statement of the same place, actor and state is among those found."""
    return any(
        s.actor == new.actor
        and s.state == new.state
        and ((s.place is not None and s.place == new.place) or new.place_text in s.place_text)
        for s in found
    )
