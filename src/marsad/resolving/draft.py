"""Drafts of events: what the triggers of one sentence tell, before sentences are brought together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from marsad.knowledge.frames import Frame
from marsad.model.event import EventType, PlacePrecision
from marsad.model.reading import MentionKind, RoleName, Status, Trigger
from marsad.model.span import Span
from marsad.model.time import Precision, TimeLink, When
from marsad.resolving.actors import CIVILIANS, Identity, identify
from marsad.resolving.context import Context
from marsad.resolving.harm import HarmFigure, harm_of
from marsad.resolving.nearness import places_meet
from marsad.resolving.places import ResolvedPlace
from marsad.resolving.types import Typing, type_of

_HARM_FRAMES = frozenset(("kill", "die", "wound"))
_GENERIC = frozenset(("attack", "strike", "kill", "die", "wound", "destroy", "offensive", "advance", "bomb", "explosion"))
_ELSEWHERE = frozenset("elsewhere separately meanwhile another separate".split())


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody's part in a draft: who, in which role, and the words that say so."""

    identity: Identity
    role: RoleName
    span: Span


@dataclass(frozen=True, slots=True)
class Draft:
    """One happening as one sentence tells it. ``places`` are mention indices, the chosen one first."""

    triggers: tuple[Trigger, ...]
    frames: tuple[Frame, ...]
    typing: Typing
    status: Status
    sentence: int
    parties: tuple[Party, ...]
    place: int | None
    when: When | None
    time_link: TimeLink | None
    harm: tuple[HarmFigure, ...]
    weapons: tuple[Span, ...]
    things: tuple[int, ...]
    evidence: Span
    definite: bool
    elsewhere: bool

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
        for group in _groups(context, by_sentence[sentence]):
            drafts.append(_draft(context, group))
    return tuple(drafts)


def _frame(context: Context, trigger: Trigger) -> Frame:
    return context.knowledge.frames.frames[trigger.frame]


# ------------------------------------------------------------------ which triggers count


def _supported(context: Context, trigger: Trigger) -> bool:
    """Whether the company that the frame asks for is there ("fight" needs somebody armed)."""
    frame = _frame(context, trigger)
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
        "people": lambda: any(context.mention(r.mention).kind is MentionKind.PEOPLE for r in trigger.roles),
        "people-object": lambda: any(context.mention(i).kind in {MentionKind.PEOPLE, MentionKind.ACTOR, MentionKind.PERSON} for i in roles.get(RoleName.VICTIMS, ())),
        "place-object": lambda: any(context.mention(i).kind is MentionKind.PLACE or context.mention(i).kind is MentionKind.THING and _place_like(context, i) for i in roles.get(RoleName.PLACE, ()) if _is_object(context, trigger, i)),
        "weapon-subject": lambda: any(context.mention(i).kind is MentionKind.WEAPON for i in roles.get(RoleName.WEAPON, ())),
        "aircraft": lambda: any(context.knowledge.lexicon.has("aircraft", context.mention(i).head) for i in roles.get(RoleName.THING, ())),
    }  # fmt: skip
    return any(tests[name]() for name in frame.support)


def _armed(context: Context, index: int) -> bool:
    identity = context.actors.get(index)
    return identity is not None and identity.armed


def _precise(place: ResolvedPlace) -> bool:
    return place.precision in {"exact", "near", "area", "admin1"}


def _weapon_in_clause(context: Context, trigger: Trigger) -> bool:
    return any(m.kind is MentionKind.WEAPON and trigger.clause.covers(m.span) for m in context.reading.mentions)


_PLACE_LIKE = frozenset("village town city district neighbourhood neighborhood area territory hill hilltop base airbase checkpoint position point site post outpost camp airport dam bridge quarter suburb region province part crossing building school hospital field barracks".split())


def _place_like(context: Context, index: int) -> bool:
    head = context.mention(index).head
    return head in _PLACE_LIKE or head.rstrip("s") in _PLACE_LIKE or head.replace("ies", "y") in _PLACE_LIKE


def _is_object(context: Context, trigger: Trigger, index: int) -> bool:
    """Whether the place is what was taken, not merely where: no preposition of place before it."""
    span = context.mention(index).span
    before = context.report.text[max(0, span.start - 6) : span.start].lower()
    return not before.endswith((" in ", " near ", " at ", "inside ")) or trigger.frame == "fall"


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
    frame = _frame(context, trigger)
    for other in group:
        other_frame = _frame(context, other)
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
    day_a, day_b = _clause_time(context, a), _clause_time(context, b)
    if day_a and day_b and day_a.meets(day_b) is False:
        return True
    place_a, place_b = _best_place(context, [a]), _best_place(context, [b])
    if place_a is None or place_b is None or place_a == place_b:
        return False
    return not places_meet(context.places[place_a], context.places[place_b])


def _cause_of(context: Context, groups: Sequence[list[Trigger]], harm: Trigger) -> list[Trigger] | None:
    """The group that caused the harm: in the same clause first, else the nearest before, else after."""
    fitting = [
        g for g in groups
        if _frame(context, g[0]).type not in {EventType.STATEMENT, EventType.PROTESTS}
        and (_frame(context, g[0]).type is not EventType.STRATEGIC_DEVELOPMENTS or g[0].frame in _HARM_FRAMES)
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
    frames = tuple(_frame(context, t) for t in ordered)
    parties = _parties(context, ordered)
    weapons = _weapons(context, ordered)
    harm = harm_of(context, ordered)
    place = _best_place(context, ordered)
    when, link = _when(context, ordered)
    sentence = context.reading.sentences[ordered[0].sentence]
    words = set(sentence.text.lower().split()[:8])
    return Draft(
        triggers=ordered,
        frames=frames,
        typing=type_of(frames, parties_by_role(parties), weapons, sentence.text, context),
        status=_status(ordered),
        sentence=ordered[0].sentence,
        parties=parties,
        place=place,
        when=when,
        time_link=link,
        harm=harm,
        weapons=weapons,
        things=tuple(dict.fromkeys(r.mention for t in ordered for r in t.roles if r.name in {RoleName.THING, RoleName.PLACE} and context.mention(r.mention).kind is MentionKind.THING)),
        evidence=sentence,
        definite=all(t.definite or t.frame in _HARM_FRAMES for t in ordered) and any(t.definite for t in ordered),
        elsewhere=bool(words & _ELSEWHERE),
    )


def parties_by_role(parties: Sequence[Party]) -> dict[RoleName, tuple[Identity, ...]]:
    found: dict[RoleName, tuple[Identity, ...]] = {}
    for party in parties:
        found[party.role] = (*found.get(party.role, ()), party.identity)
    return found


def _status(triggers: Sequence[Trigger]) -> Status:
    order = [Status.HAPPENED, Status.ONGOING, Status.ALLEGED, Status.ATTEMPTED, Status.DENIED, Status.THREATENED, Status.PLANNED]
    return min((t.status for t in triggers), key=order.index)


def _parties(context: Context, triggers: Sequence[Trigger]) -> tuple[Party, ...]:
    found: dict[tuple[str, RoleName], Party] = {}
    for trigger in triggers:
        frame = _frame(context, trigger)
        for role in trigger.roles:
            if role.name not in {RoleName.AGENT, RoleName.PATIENT, RoleName.VICTIMS}:
                continue
            identity = context.actors.get(role.mention) or _state_named(context, role.mention, frame)
            if identity is None:
                continue
            party = Party(identity, role.name, context.mention(role.mention).span)
            found.setdefault((identity.id, role.name), party)
    return tuple(found.values())


def _state_named(context: Context, index: int, frame: Frame) -> Identity | None:
    """A country that acts ("Turkey shelled …") is its forces, or its government where it speaks."""
    mention = context.mention(index)
    if mention.kind is not MentionKind.PLACE or mention.name is None:
        return None
    codes = context.knowledge.registry.lands.ids(mention.name.text)
    if not codes:
        return None
    registry = context.knowledge.registry
    actor = registry.government(codes[0]) if frame.type is EventType.STATEMENT else registry.forces(codes[0])
    return identify(actor, context.scene.day, f"the country {mention.name.text!r} acts") if actor else None


def _weapons(context: Context, triggers: Sequence[Trigger]) -> tuple[Span, ...]:
    """Weapons in the clauses of the triggers, those named inside a trigger too ("mortar attack")."""
    found = [
        m.span for m in context.reading.mentions
        if m.kind is MentionKind.WEAPON and any(t.clause.covers(m.span) for t in triggers)
    ]  # fmt: skip
    return tuple(dict.fromkeys(found))


_PRECISION_RANK = {"exact": 0, "near": 1, "area": 2, "admin1": 3, "country": 4}


def _best_place(context: Context, triggers: Sequence[Trigger]) -> int | None:
    """The most specific place that the clauses of the triggers name, the nearest among equals."""
    indices = dict.fromkeys(r.mention for t in triggers for r in t.roles if r.name is RoleName.PLACE and context.mention(r.mention).kind is MentionKind.PLACE)
    told = [i for i in indices if i in context.places and not _origin(context, i)]
    usable = [i for i in told if context.places[i].place is not None] or told
    if not usable:
        return None

    def rank(i: int) -> tuple[int, int]:
        precision = _PRECISION_RANK.get(context.places[i].precision or "", 5)
        span = context.mention(i).span
        distance = min(abs(span.start - t.span.start) for t in triggers)
        return (precision // 2, distance)  # exact and near alike, area and admin1 alike

    return min(usable, key=rank)


def _origin(context: Context, index: int) -> bool:
    """A place that something comes from, or that only says what somebody is based on or named after."""
    span = context.mention(index).span
    text = context.report.text
    after = text[span.end : span.end + 8].lower()
    before = text[max(0, span.start - 6) : span.start].lower()
    return after.startswith(("-based", "-born", "-backed", " based")) or before.endswith((" told ",))


def _clause_time(context: Context, trigger: Trigger) -> When | None:
    for role in trigger.roles:
        if role.name is RoleName.TIME and role.mention in context.times:
            when = context.times[role.mention]
            if when.start is not None:
                return when
    return None


def _when(context: Context, triggers: Sequence[Trigger]) -> tuple[When | None, TimeLink | None]:
    """The most precise time in the triggers' clauses, nearest to a trigger; the sentence's where those have none."""
    best: tuple[tuple[int, int], When, TimeLink] | None = None
    order = [Precision.DAY, Precision.WEEK, Precision.MONTH, Precision.YEAR, Precision.UNKNOWN]
    for trigger in triggers:
        for role in trigger.roles:
            if role.name is not RoleName.TIME or role.mention not in context.times:
                continue
            when = context.times[role.mention]
            mention = context.mention(role.mention)
            link = mention.time.link if mention.time else TimeLink.AT
            if _reporting_time(context, mention.span):
                continue
            key = (order.index(when.precision), abs(mention.span.start - trigger.span.start))
            if best is None or key < best[0]:
                best = (key, when, link)
    if best is not None:
        return best[1], best[2]
    sentence = triggers[0].sentence
    for index, mention in enumerate(context.reading.mentions):
        if mention.sentence == sentence and mention.kind is MentionKind.TIME and index in context.times:
            when = context.times[index]
            if when.start is not None and not _reporting_time(context, mention.span):
                return when, mention.time.link if mention.time else TimeLink.AT
    return None, None


def _reporting_time(context: Context, span: Span) -> bool:
    """Whether the time says when somebody spoke ("said on Tuesday"), not when it happened."""
    for attribution in context.reading.attributions:
        if attribution.said and any(s.covers(span) for s in attribution.said):
            continue
        cue = attribution.cue
        if 0 <= span.start - cue.end <= 12 or 0 <= cue.start - span.end <= 4:
            return True
    return False


__all__ = ["Draft", "Party", "PlacePrecision", "drafts_of", "parties_by_role"]
