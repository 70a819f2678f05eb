"""Control statements that follow from what happened: who took a place, and whom it was taken from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from marsad.knowledge.frames import Frame
from marsad.model.event import ControlState, ControlStatement, Event, EventType
from marsad.model.reading import NOT_DONE, RoleName, Status, Trigger
from marsad.model.time import When
from marsad.resolving.context import Context
from marsad.resolving.control.holders import holders_of
from marsad.resolving.control.listed import unit_taken
from marsad.resolving.control.parts import claims_on, dated
from marsad.resolving.control.spots import Spots
from marsad.resolving.control.taken import taken_places
from marsad.resolving.control.wording import SPOTS, named_in
from marsad.resolving.events.draft import Draft
from marsad.resolving.events.types import TAKEN

_POSITIONS = frozenset(
    "position positions base bases post posts checkpoint checkpoints outpost outposts barracks".split()
)


_FORWARD = re.compile(
    r"\b(?:for|towards?|before|until|pending|ahead of|aim\w* at|conditions for|prepar\w+ for) (?:the |its "
    r"|their )?(?:\w+ )?$",
    re.I,
)


_BROKEN = re.compile(
    r"\b(?:broke|broken|break|breaks|breaking|lift\w*|end|ends|ended|ending|pierc\w+)\s+(?:(?:the|an?|its|their|this)\s+)?$",
    re.I,
)
""" "broke the siege": who does so besieges nobody; "broke the army's siege" names who did."""


_REFUTED = re.compile(
    r"\b(?:refut|den(?:y|ie)|reject|dismiss)\w*\s[^.;]{0,60}\b(?:claims?|reports?|rumou?rs)\b[^.;]{0,40}"
    r"\b(?:of|about|that)\s[^.;]*$"
)


_LANDS_STAY = frozenset((EventType.VIOLENCE_AGAINST_CIVILIANS, EventType.PROTESTS, EventType.RIOTS))
"""Kinds of deeds by which no land changes hands: whom or what they took were people and things."""
_LANDS_STAY_BY = frozenset(("Disrupted weapons use", "Looting/property destruction", "Arrests"))
_LEAVING = re.compile(
    r"\b(?:withdr[ae]w\w*|retreat\w*|pull(?:s|ed|ing)?[ -]?(?:out|back|off)?|pull-?(?:out|back)s?|abandon\w*"
    r"|evacuat\w*|vacat\w*|quit\w*|le(?:ft|aves?|aving)|fle[de]\w*|depart\w*|redeploy\w*|hand(?:s|ed|ing)?|(?:f[ae]ll\w*|driv\w+"
    r"|g[ia]v\w+) (?:\w+ )?(?:back|over|off|up))\b",
    re.I,
)
""" "withdrew", "the pull-back": other words that a reader took for a withdrawal do not say who left."""


def from_happening(context: Context, draft: Draft, event: Event, spots: Spots) -> Iterator[ControlStatement]:
    """Gains for who took a place, losses for whom it was taken from, where both are told."""
    if draft.status in NOT_DONE:
        yield from _sought(context, draft, event, spots)
        return
    if event.type in _LANDS_STAY or event.sub_type in _LANDS_STAY_BY:
        return
    effects = [
        (trigger, control, {role: holders_of(context, draft, trigger, RoleName(role)) for role in control})
        for trigger, frame in zip(draft.triggers, draft.frames, strict=True)
        if (control := _effect_on(context, trigger, frame, event))
        and trigger.status not in NOT_DONE
        and not _looked_forward_to(context, trigger)
        and not (trigger.frame == "withdraw" and _LEAVING.search(trigger.clause.text) is None)
    ]
    gainers = {
        who.id
        for _, control, holders in effects
        for role, state in control.items()
        for who in holders[role]
        if state == "gains"
    }
    for trigger, control, holders in effects:
        for index, text in taken_places(context, draft, trigger) or _left_by(context, trigger, event):
            for role, state in control.items():
                for who in holders[role]:
                    if state == "loses" and who.id in gainers:
                        continue  # nobody takes a place from himself
                    yield ControlStatement(
                        spots.id_of(index, text, trigger.clause),
                        text,
                        who.id,
                        ControlState(state),
                        _since(event.when, draft.when),
                        None,
                        (trigger.clause,),
                        event.id,
                        claims_on(context, trigger.clause),
                    )


def _left_by(context: Context, trigger: Trigger, event: Event) -> list[tuple[int | None, str]]:
    """What was left by those whom somebody drove out, where only the event tells: "M23 chased them out"."""
    driven = trigger.frame == "drive-out" and any(r.name is RoleName.AGENT for r in trigger.roles)
    if not driven or event.where is None or named_in(context, trigger.clause):
        return []
    same = (
        i
        for i, p in context.places.items()
        if p.place is not None and p.place.id == event.where.place and p.precision in SPOTS
    )
    index = next(same, None)
    return [] if index is None else [(index, context.mention(index).span.text)]


def _sought(context: Context, draft: Draft, event: Event, spots: Spots) -> Iterator[ControlStatement]:
    """Who tries to take a place contests it: "are seeking to oust the militia from X"."""
    if draft.status is not Status.ATTEMPTED:
        return
    for trigger, frame in zip(draft.triggers, draft.frames, strict=True):
        if (frame.control or {}).get("agent") != "gains" or trigger.status is not Status.ATTEMPTED:
            continue
        for index, text in taken_places(context, draft, trigger):
            for who in holders_of(context, draft, trigger, RoleName.AGENT):
                yield ControlStatement(
                    spots.id_of(index, text, trigger.clause), text, who.id,
                    ControlState.CONTESTS, _since(event.when, draft.when), None, (trigger.clause,),
                    event.id, claims_on(context, trigger.clause),
                )  # fmt: skip


def _effect_on(context: Context, trigger: Trigger, frame: Frame, event: Event) -> Mapping[str, str]:
    """What the frame does to control; "captured several army positions" takes them, as if people, and who
    "entered" a place took it if that was the event.
    """
    if frame.id == "enter" and event.sub_type in TAKEN:
        return {"agent": "gains", "patient": "loses"}
    positions = (
        _ends_in_position(context.mention(r.mention).span.text)
        for r in trigger.roles
        if r.name is RoleName.VICTIMS
    )
    if frame.id == "capture-fighters" and (unit_taken(context, trigger) or any(positions)):
        return {"agent": "gains", "patient": "loses"}
    return frame.control or {}


def _ends_in_position(text: str) -> bool:
    return text.lower().split()[-1:] != [] and text.lower().split()[-1] in _POSITIONS


def _looked_forward_to(context: Context, trigger: Trigger) -> bool:
    """Whether a change of hands is still to come ("conditions for the liberation of X"), is told only to be
    denied ("refuted claims about winning back X"), or a siege only as one that is broken.
    """
    start = context.reading.sentences[trigger.sentence].start
    before = context.report.text[start : trigger.span.start]
    if trigger.frame == "besiege" and _BROKEN.search(before):
        return True
    return _FORWARD.search(before) is not None or _REFUTED.search(before) is not None


def _since(*whens: When | None) -> str | None:
    for when in whens:
        if when is not None and when.start is not None:
            return dated(when.end or when.start, when.precision)
    return None
