"""Deeds that somebody says are his own without the word "responsibility": "said it carried out the bombing",
"claimed the attack", "an ambush claimed by the rebels".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from marsad.model.actor import ActorKind
from marsad.model.reading import Mention
from marsad.model.span import Span
from marsad.resolving.actors.identity import Identity
from marsad.resolving.context import Context

_STATES = frozenset((ActorKind.STATE_FORCE, ActorKind.GOVERNMENT, ActorKind.POLICE, ActorKind.FOREIGN_FORCE))
"""An army that tells what it did reports; it is those who fight in the dark that claim."""
_ATTACK = (
    r"(?:attacks?|bombs?|bombings?|blasts?|explosions?|assaults?|killings?|murders?|assassinations?|ambush(?:es)?"
    r"|strikes?|raids?|shootings?|kidnappings?|abductions?|operations?)"
)
_THEIRS = r"(?:its|their|his|our|one of (?:its|their|our|the group['’]?s))"
_FIGHTERS = (
    r"(?:\w+ )?(?:fighters?|militants?|members?|men|forces|units?|troops|bombers?|gunmen|gunman|cells?)"
)
_OWN = re.compile(
    rf"\W*(?:that\s+)?(?:it|they|we|he|{_THEIRS} {_FIGHTERS}|(?:\w+ )?of {_THEIRS} {_FIGHTERS})\s+"
    r"(?:had |have |has )?(?:also )?"
    r"(?:(?:was|were|is|are|been) behind|carried out|killed|shot (?:down|dead)|downed|blew|bombed"
    r"|detonated|attacked|ambushed|assassinated|kidnapped|abducted|targeted|struck|staged|executed|planted)\b",
    re.I,
)
_TAKEN_ON = re.compile(
    rf"\s*(?:also\s+)?(?:(?:the|both|this|that|an?|these|those|dual|twin|\w+day['’]?s|last \w+['’]?s)\s+)?"
    rf"(?:[\w.-]+\s+){{0,3}}?{_ATTACK}\b(?!\s+(?:was|were|is|are|had|has|have|would|will)\b)",
    re.I,
)
_CLAIMED_BY = re.compile(
    rf"\b{_ATTACK}\b[^.;:]{{0,60}}?\b(?P<cue>claimed\s+by)\s+(?:the\s+)?(?:[\w-]+\s+){{0,3}}?"
    r"(?=[A-Z]|\w+ists?\b|rebels?\b)"
)
_REACH = 45
"""Characters between "claimed by" and the name of who claims."""


def own_deed(said: str, speaker: Identity | None) -> bool:
    """Whether what is said begins with an attack of the speaker's own; never of an army or a government."""
    hidden = speaker is not None and speaker.armed and speaker.kind not in _STATES
    return hidden and _OWN.match(said) is not None


def takes_on(cue: str, behind: str) -> bool:
    """Whether an attack is what is claimed, by the words behind the cue: "claimed the attack", not
    "claimed the attack was staged".
    """
    return "claim" in cue.lower() and _TAKEN_ON.match(behind) is not None


def claimed_by(context: Context) -> Iterator[tuple[Span, Mention, Identity]]:
    """Attacks that are claimed by somebody armed: the words "claimed by", who claims, and the actor."""
    for sentence in context.reading.sentences:
        for match in _CLAIMED_BY.finditer(sentence.text):
            start, end = match.span("cue")
            cue = Span.of(context.report.text, sentence.start + start, sentence.start + end)
            behind = [
                (context.mention(i).span.start, i)
                for i, who in context.actors.items()
                if who.armed and 0 < context.mention(i).span.start - cue.end <= _REACH
            ]
            if behind and min(behind)[0] < sentence.end:
                index = min(behind)[1]
                yield cue, context.mention(index), context.actors[index]
