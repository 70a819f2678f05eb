"""Events from happenings that a reader tells apart: its probabilities beside what grammar says of the words.

Each happening becomes a draft like those of grammar, drafts are merged as usual, and what no sentence of an
event says of itself (who did it, where, when) comes from the parts that the reader holds for likely.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace

from marsad.knowledge.frames import Frame
from marsad.model.event import Effect, EventType
from marsad.model.reading import Happening, MentionKind, PartName, RoleName, Status, Trigger
from marsad.model.span import Span
from marsad.model.time import Precision, TimeLink, When
from marsad.resolving.actors.identity import CIVILIANS, Identity
from marsad.resolving.context import Context
from marsad.resolving.events.draft import FOUGHT, Draft, draft_of, only_intended, tells_of_war
from marsad.resolving.events.harm import HarmFigure, figures_of
from marsad.resolving.events.merging import WEIGHTS, Cluster, Weights, merge
from marsad.resolving.events.participants import somebody
from marsad.resolving.events.parties import Party, acting, state_named
from marsad.resolving.events.support import supported
from marsad.resolving.events.types import TYPES, Typing


@dataclass(frozen=True, slots=True)
class Limits:
    """Probabilities from which on something counts; tuned by ``tools/tune.py``."""

    happening: float = 0.75
    supported: float = 0.56
    """For one whose words grammar takes for a happening too."""
    side: float = 0.48
    doubtful: float = 0.33
    """Below it a party is left out that only grammar names."""
    lone_side: float = 0.29
    """For the likeliest actor of a side that has none."""
    civilians: float = 0.25
    place: float = 0.39
    time: float = 0.64
    figure: float = 0.69
    doubtful_figure: float = 0.24
    weapon: float = 0.49
    by_frames: float = 0.08
    """For the sub-type that the frames give."""


LIMITS = Limits()
_SIDES = {
    PartName.SIDE_A: RoleName.AGENT,
    PartName.SIDE_B: RoleName.PATIENT,
    PartName.CIVILIANS: RoleName.VICTIMS,
}
_EFFECTS = {
    PartName.KILLED: Effect.KILLED,
    PartName.WOUNDED: Effect.WOUNDED,
    PartName.CAPTURED: Effect.CAPTURED,
    PartName.DISPLACED: Effect.DISPLACED,
}


def clusters_of(
    context: Context, happenings: Sequence[Happening], limits: Limits = LIMITS, weights: Weights = WEIGHTS
) -> tuple[Cluster, ...]:
    """The events of a report as clusters of drafts, in the order of first telling."""
    drafts = [_draft(context, n, limits) for n in range(len(happenings))]
    war = tells_of_war(context)
    told = [d for d in drafts if d is not None and (war or d.type not in FOUGHT)]
    return tuple(_completed(context, c, limits) for c in merge(context, told, weights))


# ------------------------------------------------------------------ one happening as one sentence tells it


def _draft(context: Context, number: int, limits: Limits) -> Draft | None:
    """The draft of a happening; None for statements, and for what is too doubtful or only intended."""
    happening = _told(context, number)
    if TYPES[happening.sub_type] is EventType.STATEMENT:
        return None
    triggers = list(_triggers(context, happening))
    known = [t for t in triggers if t in context.reading.triggers]
    certain = any(supported(context, t) for t in known)
    if happening.confidence < (limits.supported if certain else limits.happening):
        return None
    if only_intended(context, triggers) or happening.status in {Status.THREATENED, Status.PLANNED}:
        return None
    draft = draft_of(context, triggers)
    return replace(
        draft,
        typing=_typing(draft, happening, bool(known), limits),
        status=draft.status if known else happening.status,
        parties=_parties(context, draft, happening, limits),
        bystanders=_not_ruled_out(context, draft.bystanders, happening, limits),
        harm=_harm(context, draft, happening, limits),
        weapons=_weapons(context, draft, happening, limits),
        happening=number,
    )


def _told(context: Context, number: int) -> Happening:
    assert context.reading.happenings is not None
    return context.reading.happenings[number]


def _triggers(context: Context, happening: Happening) -> Iterator[Trigger]:
    """The triggers that grammar found at the happening's words; bare ones where it found none."""
    used: set[Span] = set()
    frame = _frame(context, happening.sub_type)
    for span in happening.triggers:
        known = [
            t for t in context.reading.triggers
            if t.span.overlaps(span) and context.frame(t).type is not EventType.STATEMENT
        ]  # fmt: skip
        for trigger in known:
            if trigger.span not in used:
                used.add(trigger.span)
                yield trigger
        if not known:
            sentence = context.reading.sentences[happening.sentence]
            yield Trigger(span, happening.sentence, sentence, frame.id, happening.status)


def _frame(context: Context, sub_type: str) -> Frame:
    """The entry of the table of event types for words that it does not list."""
    frames = context.knowledge.frames.frames.values()
    return next((f for f in frames if f.sub_type == sub_type), context.knowledge.frames.frames["attack"])


def _typing(draft: Draft, happening: Happening, known: bool, limits: Limits) -> Typing:
    """The reader's sub-type; the one that the frames give, where the reader holds it for likely enough."""
    likely = happening.sub_types.get(draft.typing.sub_type, 0.0)
    if known and likely >= limits.by_frames:
        return draft.typing
    return Typing(TYPES[happening.sub_type], happening.sub_type, "as the reader has it")


def _parties(context: Context, draft: Draft, happening: Happening, limits: Limits) -> tuple[Party, ...]:
    """Grammar's parties that the reader does not rule out, and those of the sentence that it is sure of."""
    by_grammar = _not_ruled_out(context, draft.parties, happening, limits)
    found = {p.identity.id: p for p in by_grammar}
    for part in happening.parts:
        mention = context.mention(part.mention)
        role = _SIDES.get(part.name)
        if role is None or mention.sentence != happening.sentence or part.probability < limits.side:
            continue
        identity = _identity(context, part.mention, happening)
        if identity is None or (part.name is PartName.CIVILIANS) != (identity == CIVILIANS):
            continue
        if identity.id not in found:
            found[identity.id] = Party(identity, role, mention.span, mention.name is not None)
    return tuple(dict.fromkeys([*by_grammar, *found.values()]))


def _not_ruled_out(
    context: Context, parties: Sequence[Party], happening: Happening, limits: Limits
) -> tuple[Party, ...]:
    likely = _likely_sides(context, happening)
    return tuple(p for p in parties if likely.get(p.identity.id, 0.0) >= limits.doubtful)


def _likely_sides(context: Context, happening: Happening) -> dict[str, float]:
    """How likely each actor takes part, by its likeliest mention."""
    found: dict[str, float] = {}
    for part in happening.parts:
        if part.name in _SIDES:
            identity = _identity(context, part.mention, happening)
            if identity is not None:
                found[identity.id] = max(found.get(identity.id, 0.0), part.probability)
    return found


def _identity(context: Context, index: int, happening: Happening) -> Identity | None:
    frame = _frame(context, happening.sub_type)
    identity = context.actors.get(index) or state_named(context, index, frame)
    if identity is not None:
        return acting(context, identity, frame)
    mention = context.mention(index)
    return somebody(context, mention) if mention.kind is MentionKind.PERSON else None


def _harm(context: Context, draft: Draft, happening: Happening, limits: Limits) -> tuple[HarmFigure, ...]:
    """Grammar's figures that the reader does not rule out, and those of the sentence that it is sure of."""
    likely = {(_EFFECTS[p.name], p.mention): p.probability for p in happening.parts if p.name in _EFFECTS}
    kept = [
        h for h in draft.harm
        if h.effect not in _EFFECTS.values()
        or likely.get((h.effect, h.mention), 0.0) >= limits.doubtful_figure
    ]  # fmt: skip
    told = {(h.effect, h.mention) for h in kept}
    spans = [(h.effect, h.span) for h in kept]
    more = [
        (effect, index)
        for (effect, index), probability in likely.items()
        if probability >= limits.figure
        and (effect, index) not in told
        and context.mention(index).sentence == happening.sentence
        and not any(e is effect and s.overlaps(context.mention(index).span) for e, s in spans)
    ]
    return (*kept, *figures_of(context, _longest(context, more), ())) if more else tuple(kept)


def _longest(context: Context, noted: Sequence[tuple[Effect, int]]) -> list[tuple[Effect, int]]:
    """Of figures told by words inside each other ("seven" in "at least seven fighters") the longest."""

    def inside(effect: Effect, index: int) -> bool:
        span = context.mention(index).span
        others = (context.mention(i).span for e, i in noted if e is effect and i != index)
        return any(o.covers(span) and o != span for o in others)

    return [(e, i) for e, i in noted if not inside(e, i)]


def _weapons(context: Context, draft: Draft, happening: Happening, limits: Limits) -> tuple[Span, ...]:
    likely = [
        context.mention(p.mention).span for p in happening.parts
        if p.name is PartName.WEAPON and p.probability >= limits.weapon
        and context.mention(p.mention).sentence == happening.sentence
    ]  # fmt: skip
    return tuple(dict.fromkeys([*draft.weapons, *likely]))


# ------------------------------------------------------------------ what the whole report tells of an event


def _completed(context: Context, cluster: Cluster, limits: Limits) -> Cluster:
    """The cluster with what other sentences tell of it: a side without an actor, a place, a day."""
    told = [_told(context, d.happening) for d in cluster.drafts if d.happening is not None]
    lead = cluster.drafts[0]
    lead = replace(lead, parties=(*lead.parties, *_missing(context, cluster, told, limits)))
    if not _placed(context, cluster.place(context)):
        likely = _best(told, PartName.PLACE, limits.place, _spots(context))
        lead = lead if likely is None else replace(lead, place=likely)
    index = _likelier_time(context, cluster.when(), told, limits)
    if index is not None:
        time = context.mention(index).time
        lead = replace(lead, when=context.times[index], time_link=time.link if time else TimeLink.AT)
    sources = {n: max(h.sources.get(n, 0.0) for h in told) for n in {n for h in told for n in h.sources}}
    confidence = max((h.confidence for h in told), default=None)
    return Cluster((lead, *cluster.drafts[1:]), cluster.reasons, confidence, sources)


def _likelier_time(
    context: Context, own: When | None, told: Sequence[Happening], limits: Limits
) -> int | None:
    """The likeliest time of an event that names none; of one that names no day, a day that is likelier."""
    if own is not None and own.precision is Precision.DAY:
        return None
    named = {i for i, w in context.times.items() if w == own}
    days = {
        i for i, w in context.times.items()
        if w.start is not None and (own is None or w.precision is Precision.DAY)
    }  # fmt: skip
    limit = max([limits.time, *(p.probability for h in told for p in h.parts if p.mention in named)])
    return _best(told, PartName.TIME, limit, days)


def _placed(context: Context, index: int | None) -> bool:
    """Whether a place is told that says more than the country."""
    return index is not None and context.places[index].precision != "country"


def _spots(context: Context) -> Container[int]:
    return {i for i, p in context.places.items() if p.precision not in {"country", None}}


def _missing(
    context: Context, cluster: Cluster, told: Sequence[Happening], limits: Limits
) -> Iterator[Party]:
    """The likeliest actor of each side that no sentence of the event fills."""
    here = {p.identity.id for d in cluster.drafts for p in d.parties}
    for name, role in _SIDES.items():
        if name is PartName.CIVILIANS or cluster_has(cluster, role):
            continue
        best: dict[str, tuple[float, Party]] = {}
        for happening in told:
            for part in happening.parts:
                identity = _identity(context, part.mention, happening) if part.name is name else None
                if identity is None or identity == CIVILIANS or identity.id in here:
                    continue
                mention = context.mention(part.mention)
                party = Party(identity, role, mention.span, mention.name is not None)
                if part.probability > best.get(identity.id, (0.0,))[0]:
                    best[identity.id] = (part.probability, party)
        likeliest = max(best.values(), key=lambda b: b[0], default=None)
        if likeliest is not None and likeliest[0] >= limits.lone_side:
            yield likeliest[1]


def cluster_has(cluster: Cluster, role: RoleName) -> bool:
    """Whether any sentence of the event names somebody in a role, civilians aside."""
    return any(p.role is role and p.identity != CIVILIANS for d in cluster.drafts for p in d.parties)


def _best(told: Sequence[Happening], name: PartName, limit: float, among: Container[int]) -> int | None:
    """The mention that is likeliest to play a part, over all sentences of an event."""
    found = [
        (p.probability, p.mention)
        for h in told
        for p in h.parts
        if p.name is name and p.probability >= limit and p.mention in among
    ]
    return max(found)[1] if found else None
