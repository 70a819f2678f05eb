"""How likely something must be to the reader to count, and who its parts are."""

from __future__ import annotations

import re
from dataclasses import dataclass

from marsad.knowledge.frames import Frame
from marsad.model.actor import ActorKind
from marsad.model.event import EventType
from marsad.model.reading import Happening, HappeningPart, Mention, MentionKind, PartName, RoleName
from marsad.resolving.actors.identity import Identity
from marsad.resolving.actors.naming import TITLES
from marsad.resolving.context import Context, once
from marsad.resolving.events.merging import Cluster
from marsad.resolving.events.onlookers import accuses, holds_by, only_fought
from marsad.resolving.events.parties import DEEDS, as_party, state_named
from marsad.resolving.events.persons import somebody


@dataclass(frozen=True, slots=True)
class Limits:
    """Probabilities from which on something counts; tuned by ``tools/tune.py``."""

    happening: float = 0.8
    supported: float = 0.51
    """For one whose words grammar takes for a happening too."""
    planned: float = 0.9
    """For one that is only planned: of most that is still to come there is no record."""
    told_again: float = 0.4
    """For one that is told elsewhere too: it opens no event of its own."""
    side: float = 0.55
    doubtful: float = 0.34
    """Below it a party is left out that only grammar names."""
    lone_side: float = 0.36
    """For the likeliest actor of a side that has none."""
    place: float = 0.59
    time: float = 0.76
    figure: float = 0.85
    doubtful_figure: float = 0.26
    weapon: float = 0.73
    by_frames: float = 0.02
    """For the sub-type that the frames give."""
    by_frames_alike: float = 0.1
    """The same where the reader takes the deed for one of that type too, and only the sub-type is open."""


LIMITS = Limits()
SIDES = {
    PartName.SIDE_A: RoleName.AGENT,
    PartName.SIDE_B: RoleName.PATIENT,
    PartName.CIVILIANS: RoleName.VICTIMS,
}
"""The roles that sides have in drafts."""


def told_by(context: Context, number: int) -> Happening:
    """The reading's happening of that number; only asked where the reader tells happenings apart."""
    assert context.reading.happenings is not None
    return context.reading.happenings[number]


def told_of(context: Context, cluster: Cluster) -> list[Happening]:
    """The happenings that a cluster brings together; none where the reader does not tell them apart."""
    return [told_by(context, d.happening) for d in cluster.drafts if d.happening is not None]


@once
def frame_of(context: Context, sub_type: str) -> Frame:
    """The entry of the table of event types for words that it does not list."""
    frames = context.knowledge.frames.frames.values()
    return next((f for f in frames if f.sub_type == sub_type), context.knowledge.frames.frames["attack"])


def identity_of(context: Context, index: int, happening: Happening) -> Identity | None:
    """Who a mention is as a party to a happening: an actor, a state by its forces, a person of the report."""
    frame = frame_of(context, happening.sub_type)
    identity = context.actors.get(index) or state_named(context, index, frame)
    mention = context.mention(index)
    if frame.type in DEEDS and (
        _only_tells(context, mention, identity, happening)
        or _names_another(context, mention, identity, happening)
        or _only_holds(context, mention, frame, happening)
        or only_fought(context, mention, happening.triggers)
        or accuses(context, mention, happening.triggers)
    ):
        return None
    if identity is not None:
        return as_party(context, mention, identity, frame)
    return somebody(context, mention) if mention.kind is MentionKind.PERSON else None


@once
def sides_in(context: Context, number: int) -> tuple[tuple[HappeningPart, Identity], ...]:
    """The parts of a happening that are a side's, and who its mention is, where it is anybody."""
    happening = told_by(context, number)
    who = [(p, identity_of(context, p.mention, happening)) for p in happening.parts if p.name in SIDES]
    return tuple((part, identity) for part, identity in who if identity is not None)


def sides_of(context: Context, cluster: Cluster) -> list[tuple[HappeningPart, Identity]]:
    """The same of all happenings that a cluster brings together."""
    numbers = [d.happening for d in cluster.drafts if d.happening is not None]
    return [side for number in numbers for side in sides_in(context, number)]


def _only_tells(context: Context, mention: Mention, identity: Identity | None, happening: Happening) -> bool:
    """Whether a government or a spokesman only says that a deed was done: "the president said that the blast
    killed six", "Colonel Ali Sow denied that its jets had bombed the town".
    """
    titled = mention.kind is MentionKind.PERSON and not TITLES.isdisjoint(mention.span.text.lower().split())
    if not (titled if identity is None else identity.kind is ActorKind.GOVERNMENT):
        return False
    return any(
        a.speaker.overlaps(mention.span) and any(s.overlaps(t) for s in a.said for t in happening.triggers)
        for a in context.reading.attributions
    )


_SURE = 0.9
"""Probability from which on another actor of a deed is certain."""


def _names_another(
    context: Context, mention: Mention, identity: Identity | None, happening: Happening
) -> bool:
    """Whether an armed speaker tells who else did it: "according to X, thirty were killed by the army"."""
    if identity is None:
        return False
    told = [
        a for a in context.reading.attributions
        if a.speaker.covers(mention.span) and any(s.overlaps(t) for s in a.said for t in happening.triggers)
    ]  # fmt: skip
    if not told:
        return False
    others = [
        context.actors.get(p.mention) for p in happening.parts
        if p.name is PartName.SIDE_A
        and p.probability >= _SURE
        and any(s.covers(context.mention(p.mention).span) for a in told for s in a.said)
    ]  # fmt: skip
    return any(o is not None for o in others) and all(o is None or o.id != identity.id for o in others)


_FROM = re.compile(r"\b(?:fired|launched|shot|came|coming)\s+from\s+(?:an?\s+|the\s+)?$", re.I)
_HELD = re.compile(r"[-‑–](?:held|controlled|run|occupied)\b", re.I)


def _only_holds(context: Context, mention: Mention, frame: Frame, happening: Happening) -> bool:
    """Whether somebody only holds the place that is struck from afar: "raids on rebel-held quarters"."""
    text, start = context.report.text, mention.span.start
    if _FROM.search(text[max(0, start - 24) : start]):
        return False  # "fired from a rebel-held area"
    behind = text[mention.span.end : mention.span.end + 12]
    holds = _HELD.match(behind) or _HOLDING.match(context.report.text, mention.span.end)
    return frame.type is EventType.EXPLOSIONS and (
        holds is not None or holds_by(context, mention, happening.triggers)
    )


_HOLDING = re.compile(r"\s+(?:holding|controlling|who (?:hold|control|run))\s+the\b", re.I)
