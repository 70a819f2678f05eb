"""Harm: figures of people killed, wounded, captured and displaced, and to which side they belong."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from marsad.model.event import Effect
from marsad.model.reading import Mention, MentionKind, Quantity, RoleName, Trigger
from marsad.model.span import Span
from marsad.resolving.actors import CIVILIANS
from marsad.resolving.context import Context

_PART_OF = re.compile(r"(?:\bincluding|\bamong (?:them|whom|the dead)|\bof (?:them|whom)|\bamongst them|\bcounting)\W*(?:\w+\W+){0,3}$", re.I)
_CHILDREN = frozenset("child children baby babies infant infants toddler toddlers minor minors girl girls boy boys schoolchildren kids".split())
_CIVILIAN_WORDS = re.compile(r"\b(?:civilians?|residents?|villagers?|women|woman|worshippers?|students?|journalists?|passengers?|refugees?|patients?|famil(?:y|ies)|medics?|doctors?|workers?|displaced|pilgrims?|shoppers?)\b", re.I)


@dataclass(frozen=True, slots=True)
class HarmFigure:
    """One figure: effect, number, whose, and the words; ``mention`` indexes the reading's mentions."""

    effect: Effect
    who: str
    quantity: Quantity
    span: Span
    part_of_total: bool
    mention: int


def harm_of(context: Context, triggers: Sequence[Trigger]) -> tuple[HarmFigure, ...]:
    """The figures that the triggers of one happening tell, each stretch of words once an effect."""
    found: dict[tuple[Effect, int], HarmFigure] = {}
    for trigger in triggers:
        frame = context.knowledge.frames.frames[trigger.frame]
        if frame.effect is None:
            continue
        for role in trigger.roles:
            if role.name is RoleName.VICTIMS:
                _note(context, found, Effect(frame.effect), role.mention, trigger)
    _parts(context, found, triggers)
    return tuple(sorted(found.values(), key=lambda h: h.span.start))


def _in_sentences(context: Context, triggers: Sequence[Trigger]) -> list[tuple[int, Mention]]:
    wanted = {t.sentence for t in triggers}
    clauses = [t.clause for t in triggers]
    return [
        (i, m) for i, m in enumerate(context.reading.mentions)
        if m.sentence in wanted and any(c.overlaps(m.span) for c in clauses)
    ]  # fmt: skip


def _note(context: Context, found: dict[tuple[Effect, int], HarmFigure], effect: Effect, index: int, trigger: Trigger) -> None:
    mention = context.mention(index)
    quantity = mention.quantity
    if quantity is None or mention.kind in {MentionKind.PLACE, MentionKind.THING, MentionKind.WEAPON}:
        return
    before = context.report.text[max(0, mention.span.start - 40) : mention.span.start]
    part = bool(_PART_OF.search(before))
    found[effect, index] = HarmFigure(effect, _who(context, index), quantity, mention.span, part, index)


def _parts(context: Context, found: dict[tuple[Effect, int], HarmFigure], triggers: Sequence[Trigger]) -> None:
    """"…, including seven children": parts of a figure told just before, with its effect."""
    if not found:
        return
    taken = {i for _, i in found}
    for index, mention in _in_sentences(context, triggers):
        if index in taken or mention.quantity is None or mention.kind not in {MentionKind.PEOPLE, MentionKind.ACTOR}:
            continue
        before = context.report.text[max(0, mention.span.start - 60) : mention.span.start]
        owner = [h for h in found.values() if h.span.end <= mention.span.start]
        if owner and _PART_OF.search(before):
            nearest = max(owner, key=lambda h: h.span.end)
            found[nearest.effect, index] = HarmFigure(nearest.effect, _who(context, index), mention.quantity, mention.span, True, index)
        elif owner and re.search(r"\b(?:and|,)\s*$", before):
            # "including two women and three children": a part beside a part
            nearest = max(owner, key=lambda h: h.span.end)
            if nearest.part_of_total and mention.span.start - nearest.span.end <= 6:
                found[nearest.effect, index] = HarmFigure(nearest.effect, _who(context, index), mention.quantity, mention.span, True, index)


def _who(context: Context, index: int) -> str:
    mention = context.mention(index)
    if mention.head in _CHILDREN:
        return "children"
    identity = context.actors.get(index)
    if identity is not None and identity is not CIVILIANS:
        return identity.id
    return "civilians" if _CIVILIAN_WORDS.search(mention.span.text) else "unknown"
