"""Drafts of events: what the triggers of one sentence tell, before sentences are brought together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from marsad.knowledge.frames import Frame
from marsad.model.actor import ActorKind
from marsad.model.event import Effect, EventType, PlacePrecision
from marsad.model.reading import TO_COME, MentionKind, RoleName, Status, Trigger
from marsad.model.span import Span
from marsad.model.time import Precision, TimeLink, When
from marsad.resolving.actors.resolve import CIVILIANS
from marsad.resolving.context import Context, once
from marsad.resolving.events.harm import HarmFigure, harm_of
from marsad.resolving.events.parties import DEEDS, Party, bystanders_of, parties_by_role, parties_of
from marsad.resolving.events.support import supported
from marsad.resolving.events.taken_up import only_taken_up, own_day, own_place
from marsad.resolving.events.told import clause_time, place_told, time_told
from marsad.resolving.events.types import Typing, type_of
from marsad.resolving.events.unreal import (
    denied,
    held,
    is_caption,
    of_labour,
    of_past_years,
    only_wished,
    sums_up_years,
)
from marsad.resolving.events.victims import names_of_victims
from marsad.resolving.places.nearness import places_meet

_HARM_FRAMES = frozenset(("kill", "die", "wound"))
_TOLLS = _HARM_FRAMES | {"execute"}
_GENERIC = frozenset(
    (
        "attack",
        "under-attack",
        "strike",
        "kill",
        "die",
        "wound",
        "destroy",
        "offensive",
        "advance",
        "bomb",
        "explosion",
    )
)
_ELSEWHERE = re.compile(
    r"^\W*(?:\w+\W+){0,3}(?:elsewhere|separately)\b|\b(?:in a|a) (?:separate|different|second)\b"
    r"|\banother (?:\w+ )?(?:attack|strike|raid|blast|bomb|explosion|incident|clash|operation|air ?strike"
    r"|village|town|district|area)",
    re.I,
)
"""Words that tell of one more happening, not of the same again."""
_OTHERS = re.compile(
    r"^\W*(?:an)?other (?:[\d,]+|two|three|four|five|six|seven|eight|nine|ten|\w+teen|twenty|thirty"
    r"|dozens?) "
    r"[^.;]*\b(?:in|at|near|on|by)\b",
    re.I,
)
"""Words that do so unless they name the happening as known: "another five were killed in the clashes"."""


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
    victims: frozenset[str] = frozenset()
    """Last names of those whom it befell."""
    taken_up: bool = False
    """Whether its sentence tells something else and only names the deed beside it."""
    beside: int = 0
    """Which of several happenings told by the same words it is."""
    happening: int | None = None
    """Which of the reading's happenings it is, where the reader tells happenings apart."""

    def thin(self, context: Context) -> bool:
        """Whether it tells too little to be an event of its own: no figure, no actor, and no spot or no
        day.
        """
        if self.taken_up and not self.harm and self.place is None and self.when is None:
            return True
        if self.harm or any(p.identity != CIVILIANS for p in self.parties) or self.type not in DEEDS:
            return False
        if self.definite and self.typing.generic:
            return True  # "the attack" was told before
        spot = self.place is not None and context.places[self.place].precision not in {"country", None}
        day = self.when is not None and self.when.precision in {Precision.DAY, Precision.MONTH}
        return not spot if not self.typing.generic else not (spot and day)

    @property
    def key(self) -> tuple[int, int]:
        """Tells it from the other drafts of its report."""
        return self.triggers[0].span.start, self.beside

    @property
    def type(self) -> EventType:
        return self.typing.type

    def who(self, *roles: RoleName) -> frozenset[str]:
        """Ids of the actors in any of ``roles``, civilians left out."""
        return frozenset(p.identity.id for p in self.parties if p.role in roles and p.identity != CIVILIANS)


def drafts_of(context: Context) -> tuple[Draft, ...]:
    """Drafts in the order of the text."""
    war = tells_of_war(context)
    drafts = (draft_of(context, group) for group in deeds_of(context))
    return tuple(d for d in drafts if war or d.type not in FOUGHT)


def deeds_of(context: Context) -> Iterator[list[Trigger]]:
    """The triggers that tell a deed each, in the order of the text."""
    by_sentence: dict[int, list[Trigger]] = {}
    for trigger in context.reading.triggers:
        if supported(context, trigger):
            by_sentence.setdefault(trigger.sentence, []).append(trigger)
    for sentence in sorted(by_sentence):
        for group in _groups(context, by_sentence[sentence]):
            if not only_intended(context, group):
                yield group


_MURDER = re.compile(r"(?:murder|assassinat|massacre|kidnap|abduct|behead)", re.I)
FOUGHT = frozenset((EventType.BATTLES, EventType.VIOLENCE_AGAINST_CIVILIANS))


@once
def tells_of_war(context: Context) -> bool:
    """Whether anybody armed, any weapon or any figure of harm is in the report.

    Without any of them its battles are of another kind: sport, elections, disease.
    """
    if any(i.armed and i.kind is not ActorKind.GOVERNMENT for i in context.actors.values()):
        return True
    aircraft = context.knowledge.lexicon.classes["aircraft"]
    if any(m.kind is MentionKind.WEAPON or m.head in aircraft for m in context.reading.mentions):
        return True
    if any(_MURDER.match(t.span.text) for t in context.reading.triggers):
        return True
    return any(
        context.mention(r.mention).quantity is not None
        for t in context.reading.triggers if context.frame(t).effect
        for r in t.roles if r.name is RoleName.VICTIMS
    )  # fmt: skip


def only_intended(context: Context, group: Sequence[Trigger]) -> bool:
    """Deeds that were only threatened, promised or meant: the threat or promise is its own statement."""
    if context.frame(group[0]).type is EventType.STATEMENT:
        return False
    sentence = context.reading.sentences[group[0].sentence]
    return told_aside(context, group) or all(
        t.status in TO_COME or only_wished(sentence, t.span) for t in group
    )


def told_aside(context: Context, group: Sequence[Trigger]) -> bool:
    """Deeds that only a caption, a sum of years or who is still held tells: they make no event."""
    sentence = context.reading.sentences[group[0].sentence]
    if context.frame(group[0]).type is EventType.STATEMENT:
        return False
    if is_caption(sentence):
        return True
    if context.frame(group[0]).type is EventType.EXPLOSIONS and all(
        of_labour(sentence, t.span) for t in group
    ):
        return True
    if sums_up_years(sentence) and all(t.frame in _TOLLS for t in group):
        return True
    if of_past_years(sentence) and any(t.frame in _TOLLS for t in group):
        return True
    kept = held(sentence)  # "six are in custody" arrests nobody
    return kept is not None and all(kept.covers(t.span) for t in group)


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
        if frame.type is EventType.STATEMENT or (
            frame.type is not other_frame.type and not {frame.id, other_frame.id} & _GENERIC
        ):
            continue
        if frame.type is not other_frame.type and EventType.STRATEGIC_DEVELOPMENTS in {
            frame.type,
            other_frame.type,
        }:
            continue
        if _apart(context, trigger, other):
            continue
        return True
    return False


def _status_class(status: Status) -> str:
    return (
        "told" if status in {Status.HAPPENED, Status.ONGOING, Status.ALLEGED, Status.DENIED} else status.value
    )


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


def draft_of(context: Context, triggers: Sequence[Trigger]) -> Draft:
    ordered = tuple(sorted(triggers, key=lambda t: t.span.start))
    frames = tuple(context.frame(t) for t in ordered)
    parties = parties_of(context, ordered)
    kept = held(context.reading.sentences[ordered[0].sentence])
    weapons = _weapons(context, ordered)
    harm = tuple(h for h in harm_of(context, ordered) if not (h.effect is Effect.CAPTURED and kept))
    place = place_told(context, ordered)
    when, link = time_told(context, ordered)
    beside = only_taken_up(context, ordered)
    if beside and when is not None and not own_day(context, ordered, when):
        when, link = None, None
    if beside and place is not None and not own_place(context, ordered, place):
        place = None
    sentence = context.reading.sentences[ordered[0].sentence]
    known = all(t.definite or f.id in _GENERIC for t, f in zip(ordered, frames, strict=True))
    definite = beside or (known and any(t.definite for t in ordered))
    return Draft(
        triggers=ordered,
        frames=frames,
        typing=type_of(
            frames,
            parties_by_role(parties),
            _tools(context, ordered, parties, weapons),
            sentence.text,
            country_of(context, place),
        ),
        status=Status.DENIED if all(denied(sentence, t.span) for t in ordered) else _status(ordered, link),
        sentence=ordered[0].sentence,
        parties=parties,
        bystanders=tuple(bystanders_of(context, ordered, parties)),
        place=place,
        when=when,
        time_link=link,
        harm=harm,
        weapons=weapons,
        things=tuple(
            dict.fromkeys(
                r.mention
                for t in ordered
                for r in t.roles
                if r.name in {RoleName.THING, RoleName.PLACE}
                and context.mention(r.mention).kind is MentionKind.THING
            )
        ),
        evidence=sentence,
        definite=definite,
        elsewhere=_ELSEWHERE.search(sentence.text) is not None
        or (not definite and _OTHERS.search(sentence.text) is not None),
        victims=names_of_victims(context, ordered),
        taken_up=beside,
    )


def country_of(context: Context, place: int | None) -> str | None:
    """The country (ISO2) of a mention of a place; None where it is not known."""
    resolved = context.places[place].place if place is not None else None
    return resolved.country if resolved else None


def _tools(
    context: Context, triggers: Sequence[Trigger], parties: Sequence[Party], weapons: Sequence[Span]
) -> str:
    """The words for what was used: weapons, aircraft in the clause, agents that are means of attack
    ("warplanes").
    """
    aircraft = [
        m.span.text for m in context.reading.mentions
        if m.kind is MentionKind.ACTOR and context.knowledge.lexicon.has("aircraft", m.head)
        and any(t.clause.covers(m.span) for t in triggers)
    ]  # fmt: skip
    agents = [p.span.text for p in parties if p.role is RoleName.AGENT]
    return " ".join([*(w.text for w in weapons), *aircraft, *agents])


def _status(triggers: Sequence[Trigger], link: TimeLink | None) -> Status:
    """The status of the deed that is surest; what goes on since a day goes on, however it began."""
    if link is TimeLink.SINCE and any(t.status is Status.ONGOING for t in triggers):
        return Status.ONGOING
    order = [
        Status.HAPPENED,
        Status.ONGOING,
        Status.ALLEGED,
        Status.ATTEMPTED,
        Status.DENIED,
        Status.THREATENED,
        Status.PLANNED,
    ]
    return min((t.status for t in triggers), key=order.index)


def _weapons(context: Context, triggers: Sequence[Trigger]) -> tuple[Span, ...]:
    """Weapons in the clauses of the triggers, those named inside a trigger too ("mortar attack")."""
    found = [
        m.span for m in context.reading.mentions
        if m.kind is MentionKind.WEAPON and any(t.clause.covers(m.span) for t in triggers)
    ]  # fmt: skip
    return tuple(dict.fromkeys(found))


__all__ = ["Draft", "Party", "PlacePrecision", "drafts_of", "parties_by_role"]
