"""The company that a frame asks for: "fight" needs somebody armed, "captured" a place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from marsad.knowledge.frames import Frame
from marsad.model.event import EventType
from marsad.model.reading import Mention, MentionKind, RoleName, Status, Trigger
from marsad.resolving.context import Context

_CHEMICAL = re.compile(
    r"\b(?:chemical|sarin|chlorine|mustard|nerve (?:gas|agent)|(?:poison|toxic)(?:ous)? gas)\b", re.I
)
_AGREEING = re.compile(
    r"\b(?:sign|reach|agreed|announc|declar|conclud|struck|strik|take effect|took effect|taken effect"
    r"|came into|come into|entered into|extend|accept)\w*",
    re.I,
)
_EXPLOSIVE = re.compile(
    r"\b(?:bombs?|explosives?|IEDs?|mines?|weapons?|ammunition|munitions?|shells?|rockets?|devices?"
    r"|belts?)\b",
    re.I,
)
_BODIES = re.compile(r"\b(?:bod(?:y|ies)|corpses?|remains|graves?)\b", re.I)
_WAR = (
    r"(?:civil |\w+ )?(?:conflict|war|uprising|crisis|unrest|revolt|revolution|insurgency|fighting|violence"
    r"|hostilities)"
)
_WHOLE_WAR = re.compile(
    rf"\bsince (?:the |its |their )?{_WAR}"
    rf"|\b{_WAR} (?:now in its|which began|that began|began|has (?:killed|claimed|left|displaced|cost))"
    rf"|\b\w+-(?:year|month)-(?:old|long) {_WAR}",
    re.I,
)
_LARGE, _WAR_TOLL = 10_000, 300
"""Figures from which on a toll can only be that of a war, and can be where the sentence speaks of one."""
_PLACE_LIKE = frozenset(
    """
    village town city district neighbourhood neighborhood area territory hill hilltop base airbase checkpoint
    position point site post outpost camp airport dam bridge quarter suburb region province part crossing
    building school hospital field barracks
    """.split()
)
_OBJECT_REACH = 60
"""Characters that may stand between "captured" and the place ("the strategic hilltop town of")."""
_ASIDE = re.compile(
    r"\b(?:in|near|at|between|from|into|on|after|with|for|by|during|inside|place|part)\b", re.I
)
_PEOPLE = frozenset((MentionKind.PEOPLE, MentionKind.PERSON))


@dataclass(frozen=True, slots=True)
class _Company:
    """A trigger with the mentions in its roles."""

    context: Context
    trigger: Trigger
    roles: Mapping[RoleName, tuple[int, ...]]

    def indices(self, *names: RoleName) -> list[int]:
        return [i for n in names for i in self.roles.get(n, ())]

    def mentions(self, *names: RoleName) -> list[Mention]:
        return [self.context.mention(i) for i in self.indices(*names)]

    def armed(self, *names: RoleName) -> bool:
        identities = (self.context.actors.get(i) for i in self.indices(*names))
        return any(i is not None and i.armed for i in identities)

    def place_taken(self) -> bool:
        """Whether a place, or a thing that is held like one, is the object of the trigger."""
        return any(
            self.context.mention(i).kind is MentionKind.PLACE or _place_like(self.context.mention(i))
            for i in self.indices(RoleName.PLACE)
            if is_object(self.context, self.trigger, i)
        )

    def weapon_in_clause(self) -> bool:
        clause = self.trigger.clause
        mentions = self.context.reading.mentions
        return any(m.kind is MentionKind.WEAPON and clause.covers(m.span) for m in mentions)


_TESTS: Mapping[str, Callable[[_Company], bool]] = {
    "armed": lambda c: c.armed(RoleName.AGENT, RoleName.PATIENT, RoleName.VICTIMS),
    "party-agent": lambda c: c.armed(RoleName.AGENT),
    "armed-into": lambda c: (
        c.armed(RoleName.AGENT)
        and any(
            c.context.mention(i).kind is MentionKind.PLACE and is_object(c.context, c.trigger, i)
            for i in c.indices(RoleName.PLACE)
        )
    ),
    "weapon": lambda c: bool(c.indices(RoleName.WEAPON)) or c.weapon_in_clause(),
    "weapon-subject": lambda c: any(m.kind is MentionKind.WEAPON for m in c.mentions(RoleName.WEAPON)),
    "weapon-object": lambda c: any(
        m.kind is MentionKind.WEAPON or _EXPLOSIVE.search(m.span.text) for m in c.mentions(RoleName.THING)
    ),
    "place": lambda c: any(
        c.context.places[i].precision in {"exact", "near", "area", "admin1"}
        for i in c.indices(RoleName.PLACE)
        if i in c.context.places
    ),
    "place-object": lambda c: c.place_taken(),
    "victims": lambda c: bool(c.indices(RoleName.VICTIMS)),
    "counted": lambda c: any(m.quantity is not None for m in c.mentions(RoleName.VICTIMS)),
    "people": lambda c: any(m.kind is MentionKind.PEOPLE for m in c.mentions(*RoleName)),
    "people-object": lambda c: any(
        m.kind in {*_PEOPLE, MentionKind.ACTOR} for m in c.mentions(RoleName.VICTIMS)
    ),
    "captives": lambda c: any(m.kind in _PEOPLE for m in c.mentions(RoleName.VICTIMS)),
    "bodies": lambda c: any(_BODIES.search(m.span.text) for m in c.mentions(RoleName.VICTIMS)),
    "chemical": lambda c: bool(_CHEMICAL.search(c.trigger.clause.text)),
    "agreed": lambda c: c.trigger.span.text.count(" ") > 1 or bool(_AGREEING.search(c.trigger.clause.text)),
    "aircraft": lambda c: any(
        m.kind is MentionKind.WEAPON or c.context.knowledge.lexicon.has("aircraft", m.head)
        for m in c.mentions(RoleName.THING)
    ),
}


def supported(context: Context, trigger: Trigger) -> bool:
    """Whether a trigger counts: its frame's company is there, and it tells a happening."""
    frame = context.frame(trigger)
    if frame.type is EventType.STATEMENT:
        return False  # what somebody says is drawn up from the speech itself: statements.py
    if frame.id == "besiege" or _whole_war(context, trigger, frame):
        return False  # a siege is a state of control; the toll of a whole war is no event
    if frame.type is EventType.STRATEGIC_DEVELOPMENTS and trigger.status is Status.ATTEMPTED:
        return False
    start = trigger.span.start
    if _OF_THE_BODY.search(context.report.text[max(0, start - 12) : start]):
        return False
    if _make_believe(context, trigger) or (frame.id in _HARM and _mishap(context, trigger)):
        return False
    if not frame.support:
        return True
    roles: dict[RoleName, tuple[int, ...]] = {}
    for role in trigger.roles:
        roles[role.name] = (*roles.get(role.name, ()), role.mention)
    company = _Company(context, trigger, roles)
    return any(_TESTS[name](company) for name in frame.support)


_HARM = frozenset(("kill", "die", "wound"))
_MISHAP = re.compile(
    r"\b(?:accidents?|collision|earthquake|floods?|flooding|landslides?|mudslides?|hurricane|cyclone|typhoon"
    r"|storms?|virus|covid\S*|cholera|measles|ebola|disease|epidemic|malnutrition|heart attack|drowned"
    r"|wildfires?|avalanche|capsized|overturned|stampede|famine|heatwave)\b",
    re.I,
)
_OF_THE_BODY = re.compile(r"\b(?:heart|panic|asthma|anxiety)\s+$", re.I)
""" "Died of a heart attack": nobody attacked him."""
_MAKE_BELIEVE = re.compile(
    r"\b(?:in (?:the|a|his|her|their) (?:film|movie|novel|video game|game|series|play|book|drill|exercise)"
    r"|video game|simulat\w+|mock (?:attack|battle)|(?:military|training|live-fire) (?:exercises?|drills?)"
    r"|during (?:the|a) (?:drill|exercise))\b",
    re.I,
)


def _mishap(context: Context, trigger: Trigger) -> bool:
    """Whether the harm comes of an accident, disease or the weather: no arms in the sentence."""
    sentence = context.reading.sentences[trigger.sentence]
    if not _MISHAP.search(sentence.text):
        return False
    for index, mention in enumerate(context.reading.mentions):
        if mention.sentence == trigger.sentence:
            identity = context.actors.get(index)
            if mention.kind is MentionKind.WEAPON or (identity is not None and identity.armed):
                return False
    return True


def _make_believe(context: Context, trigger: Trigger) -> bool:
    """Whether the sentence tells of a film, a game or an exercise."""
    return bool(_MAKE_BELIEVE.search(context.reading.sentences[trigger.sentence].text))


def is_object(context: Context, trigger: Trigger, index: int) -> bool:
    """Whether the place is what was taken, not merely where.

    It stands next to the verb, with no preposition of place between.
    """
    span = context.mention(index).span
    text = context.report.text
    if span.start >= trigger.span.end:
        between = text[trigger.span.end : span.start]
    elif span.end <= trigger.span.start:
        between = text[span.end : trigger.span.start]
    else:
        return True
    return len(between) <= _OBJECT_REACH and not _ASIDE.search(between)


def _place_like(mention: Mention) -> bool:
    if mention.kind is not MentionKind.THING:
        return False
    head = mention.head
    return bool({head, head.rstrip("s"), head.replace("ies", "y")} & _PLACE_LIKE)


def _whole_war(context: Context, trigger: Trigger, frame: Frame) -> bool:
    """Whether a figure sums up a whole war: the guide leaves such totals out."""
    if frame.effect is None:
        return False
    counts = [q.low or q.high or 0 for r in trigger.roles if (q := context.mention(r.mention).quantity)]
    sentence = context.reading.sentences[trigger.sentence].text
    toll = any(c >= _WAR_TOLL for c in counts)
    return any(c >= _LARGE for c in counts) or (toll and bool(_WHOLE_WAR.search(sentence)))
