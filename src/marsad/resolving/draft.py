"""Drafts of events: what the triggers of one sentence tell, before sentences are brought together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from marsad.knowledge.frames import Frame
from marsad.model.event import EventType, PlacePrecision
from marsad.model.reading import MentionKind, RoleName, Status, Trigger
from marsad.model.span import Span
from marsad.model.time import Precision, TimeLink, When
from marsad.resolving.actors import CIVILIANS
from marsad.resolving.context import Context
from marsad.resolving.harm import HarmFigure, harm_of
from marsad.resolving.nearness import places_meet
from marsad.resolving.parties import DEEDS, Party, bystanders_of, parties_by_role, parties_of
from marsad.resolving.places import ResolvedPlace
from marsad.resolving.told import clause_time, place_told, time_told
from marsad.resolving.types import Typing, type_of

_HARM_FRAMES = frozenset(("kill", "die", "wound"))
_GENERIC = frozenset(("attack", "under-attack", "strike", "kill", "die", "wound", "destroy", "offensive", "advance", "bomb", "explosion"))
_ELSEWHERE = re.compile(
    r"^\W*(?:\w+\W+){0,3}(?:elsewhere|separately)\b|\b(?:in a|a) (?:separate|different|second)\b"
    r"|\banother (?:\w+ )?(?:attack|strike|raid|blast|bomb|explosion|incident|clash|operation|air ?strike|village|town|district|area)",
    re.I,
)
"""Words that tell of one more happening, not of the same again."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One happening as one sentence tells it. ``places`` are mention indices, the chosen one first."""

    triggers: tuple[Trigger, ...]
    frames: tuple[Frame, ...]
    typing: Typing
    status: Status
    sentence: int
    parties: tuple[Party, ...]
    bystanders: tuple[Party, ...]
    """Armed actors of the same clause whose part the grammar left open: they count, but decide nothing."""
    place: int | None
    when: When | None
    time_link: TimeLink | None
    harm: tuple[HarmFigure, ...]
    weapons: tuple[Span, ...]
    things: tuple[int, ...]
    evidence: Span
    definite: bool
    elsewhere: bool

    def thin(self, context: Context) -> bool:
        """Whether it tells too little to be an event of its own: no figure, no actor, and no spot or no day."""
        if self.harm or any(p.identity != CIVILIANS for p in self.parties) or self.type not in DEEDS:
            return False
        if self.definite and self.typing.generic:
            return True  # "the attack" was told before
        spot = self.place is not None and context.places[self.place].precision not in {"country", None}
        day = self.when is not None and self.when.precision in {Precision.DAY, Precision.MONTH}
        return not spot if not self.typing.generic else not (spot and day)

    @property
    def harm_only(self) -> bool:
        """Whether it tells who was hurt, not what was done."""
        return all(t.frame in _HARM_FRAMES for t in self.triggers)

    @property
    def type(self) -> EventType:
        return self.typing.type

    def who(self, *roles: RoleName) -> frozenset[str]:
        """Ids of the actors in any of ``roles``, civilians left out."""
        return frozenset(p.identity.id for p in self.parties if p.role in roles and p.identity != CIVILIANS)


def drafts_of(context: Context) -> tuple[Draft, ...]:
    """Drafts in the order of the text."""
    by_sentence: dict[int, list[Trigger]] = {}
    for trigger in context.reading.triggers:
        if _supported(context, trigger):
            by_sentence.setdefault(trigger.sentence, []).append(trigger)
    drafts = []
    for sentence in sorted(by_sentence):
        drafts += [
            _draft(context, group)
            for group in _groups(context, by_sentence[sentence])
            if not _only_intended(context, group)
        ]
    return tuple(drafts)


def _only_intended(context: Context, group: Sequence[Trigger]) -> bool:
    """Deeds that were only threatened, promised or meant: the threat or promise is its own statement."""
    if context.frame(group[0]).type is EventType.STATEMENT:
        return False
    return all(t.status in {Status.THREATENED, Status.PLANNED} for t in group)


# ------------------------------------------------------------------ which triggers count


def _supported(context: Context, trigger: Trigger) -> bool:
    """Whether the company that the frame asks for is there ("fight" needs somebody armed)."""
    frame = context.frame(trigger)
    if frame.type is EventType.STATEMENT:
        return False  # what somebody says is drawn up from the speech itself: statements.py
    if frame.id == "besiege" or _whole_war(context, trigger, frame):
        return False  # a siege is a state of control; the toll of a whole war is no event
    if frame.type is EventType.STRATEGIC_DEVELOPMENTS and trigger.status is Status.ATTEMPTED:
        return False
    if not frame.support:
        return True
    roles = {r.name: [] for r in trigger.roles}  # type: dict[RoleName, list[int]]
    for role in trigger.roles:
        roles[role.name].append(role.mention)
    tests = {
        "armed": lambda: any(_armed(context, i) for r in trigger.roles if r.name in {RoleName.AGENT, RoleName.PATIENT, RoleName.VICTIMS} for i in [r.mention]),
        "party-agent": lambda: any(_armed(context, i) for i in roles.get(RoleName.AGENT, ())),
        "weapon": lambda: RoleName.WEAPON in roles or _weapon_in_clause(context, trigger),
        "place": lambda: any(context.places.get(i) is not None and _precise(context.places[i]) for i in roles.get(RoleName.PLACE, ())),
        "victims": lambda: RoleName.VICTIMS in roles,
        "counted": lambda: any(context.mention(i).quantity is not None for i in roles.get(RoleName.VICTIMS, ())),
        "armed-into": lambda: any(_armed(context, i) for i in roles.get(RoleName.AGENT, ()))
        and any(_is_object(context, trigger, i) for i in roles.get(RoleName.PLACE, ()) if context.mention(i).kind is MentionKind.PLACE),
        "weapon-object": lambda: any(context.mention(i).kind is MentionKind.WEAPON or _explosive(context, i) for i in roles.get(RoleName.THING, ())),
        "bodies": lambda: any(re.search(r"\b(?:bod(?:y|ies)|corpses?|remains|graves?)\b", context.mention(i).span.text, re.I) for i in roles.get(RoleName.VICTIMS, ())),
        "chemical": lambda: bool(_CHEMICAL.search(trigger.clause.text)),
        "captives": lambda: any(context.mention(i).kind in {MentionKind.PEOPLE, MentionKind.PERSON} for i in roles.get(RoleName.VICTIMS, ())),
        "agreed": lambda: _agreed(context, trigger),
        "people": lambda: any(context.mention(r.mention).kind is MentionKind.PEOPLE for r in trigger.roles),
        "people-object": lambda: any(context.mention(i).kind in {MentionKind.PEOPLE, MentionKind.ACTOR, MentionKind.PERSON} for i in roles.get(RoleName.VICTIMS, ())),
        "place-object": lambda: any(context.mention(i).kind is MentionKind.PLACE or context.mention(i).kind is MentionKind.THING and _place_like(context, i) for i in roles.get(RoleName.PLACE, ()) if _is_object(context, trigger, i)),
        "weapon-subject": lambda: any(context.mention(i).kind is MentionKind.WEAPON for i in roles.get(RoleName.WEAPON, ())),
        "aircraft": lambda: any(
            context.knowledge.lexicon.has("aircraft", context.mention(i).head)
            or context.mention(i).kind is MentionKind.WEAPON
            for i in roles.get(RoleName.THING, ())
        ),
    }  # fmt: skip
    return any(tests[name]() for name in frame.support)


_WAR = r"(?:civil |\w+ )?(?:conflict|war|uprising|crisis|unrest|revolt|revolution|insurgency|fighting|violence|hostilities)"
_WHOLE_WAR = re.compile(rf"\bsince (?:the |its |their )?{_WAR}|\b{_WAR} (?:now in its|which began|that began|began|has (?:killed|claimed|left|displaced|cost))|\b\w+-(?:year|month)-(?:old|long) {_WAR}", re.I)
_LARGE = 10_000


def _whole_war(context: Context, trigger: Trigger, frame: Frame) -> bool:
    """Whether a figure sums up a whole war: the guide leaves such totals out."""
    if frame.effect is None:
        return False
    counts = [q.low or q.high or 0 for r in trigger.roles if (q := context.mention(r.mention).quantity)]
    sentence = context.reading.sentences[trigger.sentence].text
    return any(c >= _LARGE for c in counts) or bool(_WHOLE_WAR.search(sentence)) and any(c >= 300 for c in counts)


def _armed(context: Context, index: int) -> bool:
    identity = context.actors.get(index)
    return identity is not None and identity.armed


def _precise(place: ResolvedPlace) -> bool:
    return place.precision in {"exact", "near", "area", "admin1"}


def _weapon_in_clause(context: Context, trigger: Trigger) -> bool:
    return any(m.kind is MentionKind.WEAPON and trigger.clause.covers(m.span) for m in context.reading.mentions)


def _explosive(context: Context, index: int) -> bool:
    return bool(re.search(r"\b(?:bombs?|explosives?|IEDs?|mines?|weapons?|ammunition|munitions?|shells?|rockets?|devices?|belts?)\b", context.mention(index).span.text, re.I))


_CHEMICAL = re.compile(r"\b(?:chemical|sarin|chlorine|mustard|nerve (?:gas|agent)|(?:poison|toxic)(?:ous)? gas|poison gas)\b", re.I)
_AGREEING = re.compile(r"\b(?:sign|reach|agreed|announc|declar|conclud|struck|strik|take effect|took effect|taken effect|came into|come into|entered into|extend|accept)\w*", re.I)


def _agreed(context: Context, trigger: Trigger) -> bool:
    """An agreement that is made or begins, not one that is only spoken of."""
    return context.report.text[trigger.span.start : trigger.span.end].count(" ") > 1 or bool(_AGREEING.search(trigger.clause.text))


_PLACE_LIKE = frozenset("village town city district neighbourhood neighborhood area territory hill hilltop base airbase checkpoint position point site post outpost camp airport dam bridge quarter suburb region province part crossing building school hospital field barracks".split())


def _place_like(context: Context, index: int) -> bool:
    head = context.mention(index).head
    return head in _PLACE_LIKE or head.rstrip("s") in _PLACE_LIKE or head.replace("ies", "y") in _PLACE_LIKE


def _is_object(context: Context, trigger: Trigger, index: int) -> bool:
    """Whether the place is what was taken, not merely where: next to the verb, no preposition of place between."""
    span = context.mention(index).span
    text = context.report.text
    if span.start >= trigger.span.end:
        between = text[trigger.span.end : span.start]
    elif span.end <= trigger.span.start:
        between = text[span.end : trigger.span.start]
    else:
        return True
    return len(between) <= _OBJECT_REACH and not _ASIDE.search(between)


_OBJECT_REACH = 60
"""Characters that may stand between "captured" and the place ("the strategic hilltop town of")."""
_ASIDE = re.compile(r"\b(?:in|near|at|between|from|into|on|after|with|for|by|during|inside|place|part)\b", re.I)


# ------------------------------------------------------------------ which triggers tell one happening


def _groups(context: Context, triggers: Sequence[Trigger]) -> list[list[Trigger]]:
    """The triggers of a sentence by happening: harm joins its cause, different deeds stay apart."""
    causes = [t for t in triggers if t.frame not in _HARM_FRAMES]
    groups: list[list[Trigger]] = []
    for trigger in causes:
        home = next((g for g in groups if _same_deed(context, g, trigger)), None)
        if home is None:
            groups.append([trigger])
        else:
            home.append(trigger)
    for trigger in triggers:
        if trigger.frame in _HARM_FRAMES:
            home = _cause_of(context, groups, trigger)
            if home is None:
                groups.append([trigger])
            else:
                home.append(trigger)
    return sorted(groups, key=lambda g: min(t.span.start for t in g))


def _same_deed(context: Context, group: Sequence[Trigger], trigger: Trigger) -> bool:
    """Whether two triggers of one sentence tell the same deed."""
    frame = context.frame(trigger)
    for other in group:
        other_frame = context.frame(other)
        if EventType.STATEMENT in {frame.type, other_frame.type} and frame.id != other_frame.id:
            continue
        if _status_class(trigger.status) != _status_class(other.status):
            continue
        if frame.type is EventType.STATEMENT or frame.type is not other_frame.type and not {frame.id, other_frame.id} & _GENERIC:
            continue
        if frame.type is not other_frame.type and EventType.STRATEGIC_DEVELOPMENTS in {frame.type, other_frame.type}:
            continue
        if _apart(context, trigger, other):
            continue
        return True
    return False


def _status_class(status: Status) -> str:
    return "told" if status in {Status.HAPPENED, Status.ONGOING, Status.ALLEGED} else status.value


def _apart(context: Context, a: Trigger, b: Trigger) -> bool:
    """Different clauses with different days or different places that do not lie in each other."""
    if a.clause == b.clause:
        return False
    day_a, day_b = clause_time(context, a), clause_time(context, b)
    if day_a and day_b and day_a.meets(day_b) is False:
        return True
    place_a, place_b = place_told(context, [a]), place_told(context, [b])
    if place_a is None or place_b is None or place_a == place_b:
        return False
    return not places_meet(context.places[place_a], context.places[place_b])


def _cause_of(context: Context, groups: Sequence[list[Trigger]], harm: Trigger) -> list[Trigger] | None:
    """The group that caused the harm: in the same clause first, else the nearest before, else after."""
    fitting = [
        g for g in groups
        if context.frame(g[0]).type not in {EventType.STATEMENT, EventType.PROTESTS}
        and (context.frame(g[0]).type is not EventType.STRATEGIC_DEVELOPMENTS or g[0].frame in _HARM_FRAMES)
        and _status_class(g[0].status) == _status_class(harm.status)
    ]  # fmt: skip
    fitting = [g for g in fitting if not all(_apart(context, harm, t) for t in g)]
    same_clause = [g for g in fitting if any(t.clause == harm.clause for t in g)]
    pool = same_clause or fitting
    if not pool:
        return None
    return min(pool, key=lambda g: min(abs(t.span.start - harm.span.start) for t in g))


# ------------------------------------------------------------------ one draft


def _draft(context: Context, triggers: Sequence[Trigger]) -> Draft:
    ordered = tuple(sorted(triggers, key=lambda t: t.span.start))
    frames = tuple(context.frame(t) for t in ordered)
    parties = parties_of(context, ordered)
    weapons = _weapons(context, ordered)
    harm = harm_of(context, ordered)
    place = place_told(context, ordered)
    when, link = time_told(context, ordered)
    sentence = context.reading.sentences[ordered[0].sentence]
    return Draft(
        triggers=ordered,
        frames=frames,
        typing=type_of(
            frames,
            parties_by_role(parties),
            _tools(context, ordered, parties, weapons),
            sentence.text,
            _country(context, place),
        ),
        status=_status(ordered),
        sentence=ordered[0].sentence,
        parties=parties,
        bystanders=tuple(bystanders_of(context, ordered, parties)),
        place=place,
        when=when,
        time_link=link,
        harm=harm,
        weapons=weapons,
        things=tuple(dict.fromkeys(r.mention for t in ordered for r in t.roles if r.name in {RoleName.THING, RoleName.PLACE} and context.mention(r.mention).kind is MentionKind.THING)),
        evidence=sentence,
        definite=any(t.definite for t in ordered) and all(t.definite or t.frame in _GENERIC for t in ordered),
        elsewhere=bool(_ELSEWHERE.search(sentence.text)),
    )


def _country(context: Context, place: int | None) -> str | None:
    resolved = context.places[place].place if place is not None else None
    return resolved.country if resolved else None


def _tools(
    context: Context, triggers: Sequence[Trigger], parties: Sequence[Party], weapons: Sequence[Span]
) -> str:
    """The words for what was used: weapons, aircraft in the clause, agents that are means of attack ("warplanes")."""
    aircraft = [
        m.span.text for m in context.reading.mentions
        if m.kind is MentionKind.ACTOR and context.knowledge.lexicon.has("aircraft", m.head)
        and any(t.clause.covers(m.span) for t in triggers)
    ]  # fmt: skip
    agents = [p.span.text for p in parties if p.role is RoleName.AGENT]
    return " ".join([*(w.text for w in weapons), *aircraft, *agents])


def _status(triggers: Sequence[Trigger]) -> Status:
    order = [Status.HAPPENED, Status.ONGOING, Status.ALLEGED, Status.ATTEMPTED, Status.DENIED, Status.THREATENED, Status.PLANNED]
    return min((t.status for t in triggers), key=order.index)


def _weapons(context: Context, triggers: Sequence[Trigger]) -> tuple[Span, ...]:
    """Weapons in the clauses of the triggers, those named inside a trigger too ("mortar attack")."""
    found = [
        m.span for m in context.reading.mentions
        if m.kind is MentionKind.WEAPON and any(t.clause.covers(m.span) for t in triggers)
    ]  # fmt: skip
    return tuple(dict.fromkeys(found))


__all__ = ["Draft", "Party", "PlacePrecision", "drafts_of", "parties_by_role"]
