"""Events from happenings that a reader tells apart: its probabilities beside what grammar says of the words.

Each happening becomes a draft like those of grammar, drafts are merged as usual, and what no sentence of an
event says of itself (who did it, where, when) comes from the parts that the reader holds for likely.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from marsad.model.event import Effect, EventType
from marsad.model.reading import TO_COME, Happening, PartName, RoleName, Status, Trigger
from marsad.model.span import Span
from marsad.model.time import Precision
from marsad.resolving.actors.identity import CIVILIANS, Identity
from marsad.resolving.context import Context
from marsad.resolving.events.certain_figures import certain_figures
from marsad.resolving.events.completing import completed
from marsad.resolving.events.countries import joined
from marsad.resolving.events.draft import (
    FOUGHT,
    Draft,
    country_of,
    deeds_of,
    draft_of,
    only_intended,
    tells_of_war,
    told_aside,
)
from marsad.resolving.events.harm import (
    HarmFigure,
    apposed,
    figures_of,
    of_either,
    said_behind,
    told_either_way,
)
from marsad.resolving.events.likely import LIMITS, SIDES, Limits, frame_of, sides_in, told_by
from marsad.resolving.events.merging import WEIGHTS, Cluster, Weights, merge
from marsad.resolving.events.onlookers import owns_up
from marsad.resolving.events.parties import DEEDS, Party, land_taken
from marsad.resolving.events.support import supported
from marsad.resolving.events.types import NO_WEAPON, TAKEN, TYPES, Typing
from marsad.resolving.events.unreal import held, only_charged, only_wished, tried

_PLAIN = "Sexual violence"
"""A sub-type whose words ("raped") tell nothing else."""
_TRANSFER = "Non-violent transfer of territory"
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
    war = tells_of_war(context) or any(d is not None and d.harm for d in drafts)
    told = [d for d in drafts if d is not None and (war or d.type not in FOUGHT)]
    told = sorted((*told, *_overlooked(context, happenings)), key=lambda d: d.key)
    merged = [c for c in merge(context, told, weights) if any(_sure(context, d, limits) for d in c.drafts)]
    return tuple(completed(context, c, limits) for c in merged)


def _by_grammar(context: Context, triggers: Sequence[Trigger]) -> list[Trigger]:
    """Those of the triggers that grammar takes for a deed too."""
    return [t for t in triggers if t in context.reading.triggers]


def _sure(context: Context, draft: Draft, limits: Limits) -> bool:
    """Whether a draft can stand for an event of its own; others only tell more of one."""
    if draft.happening is None:
        return True
    certain = any(supported(context, t) for t in _by_grammar(context, draft.triggers))
    likely = told_by(context, draft.happening).confidence
    return likely >= (limits.supported if certain else limits.happening)


# ------------------------------------------------------------------ one happening as one sentence tells it


def _draft(context: Context, number: int, limits: Limits) -> Draft | None:
    """The draft of a happening; None for statements, and for what is too doubtful or only intended, where the
    reader is not sure that it is a plan.
    """
    happening = told_by(context, number)
    if TYPES[happening.sub_type] is EventType.STATEMENT:
        return None
    triggers = list(_triggers(context, happening))
    known = _by_grammar(context, triggers)
    if not known and (_imagined(context, happening) or _only_charged(context, triggers)):
        return None
    if happening.confidence < limits.told_again:
        return None
    planned = happening.status is Status.PLANNED and happening.confidence >= limits.planned
    if told_aside(context, triggers) or (not planned and _not_done(context, triggers, known, happening)):
        return None
    draft = draft_of(context, triggers)
    likely = _likely_sides(context, number)
    kept = [
        p for p in draft.parties
        if p.owner
        or (p.role is RoleName.AGENT and owns_up(context, p.identity, p.span))
        or max(likely.get(p.identity.id, 0.0), likely.get(p.beside or "", 0.0)) >= limits.doubtful
    ]  # fmt: skip
    beside = [p for p in draft.bystanders if likely.get(p.identity.id, 0.0) >= limits.doubtful]
    parties = _parties(context, kept, number, limits)
    return replace(
        draft,
        typing=_by_side(_typing(context, draft, happening, known, limits), parties, context, draft),
        status=draft.status if (known and not planned) or draft.status is Status.DENIED else happening.status,
        parties=parties,
        bystanders=tuple(beside),
        harm=_harm(context, draft, happening, limits),
        weapons=_weapons(context, draft, happening, limits),
        happening=number,
    )


def _not_done(
    context: Context, triggers: Sequence[Trigger], known: Sequence[Trigger], happening: Happening
) -> bool:
    """Whether words or reader tell that it was only threatened, promised, meant or hoped for."""
    return only_intended(context, triggers) or _hoped_for(context, known) or happening.status in TO_COME


def _overlooked(context: Context, happenings: Sequence[Happening]) -> Iterator[Draft]:
    """Protests that only the background of another deed tells, with their day or month ("since the conflict
    began in March 2011 with protests"): grammar sees them where the reader sees no happening at all.
    """
    seen = [s for h in happenings for s in h.triggers]
    for deed in deeds_of(context):
        dated = any(
            r.name is RoleName.TIME
            and r.mention in context.times
            and context.times[r.mention].precision in {Precision.DAY, Precision.MONTH}
            for t in deed
            for r in t.roles
        )
        new = not any(s.overlaps(t.span) for t in deed for s in seen)
        if dated and new and (draft := draft_of(context, deed)).type is EventType.PROTESTS:
            yield draft


def _triggers(context: Context, happening: Happening) -> Iterator[Trigger]:
    """The triggers that grammar found at the happening's words; bare ones where it found none."""
    used: set[Span] = set()
    frame = frame_of(context, happening.sub_type)
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


def _only_charged(context: Context, triggers: Sequence[Trigger]) -> bool:
    """Whether words that grammar does not know as deeds only say what somebody is accused of: "theft"."""
    sentences = context.reading.sentences
    return all(only_charged(sentences[t.sentence], t.span) for t in triggers)


def _imagined(context: Context, happening: Happening) -> bool:
    """Whether grammar reads some of a happening's words as denied or imagined: "could have killed"."""
    return any(s.overlaps(t) for s in context.reading.unreal for t in happening.triggers)


def _hoped_for(context: Context, known: Sequence[Trigger]) -> bool:
    """Whether all words that grammar takes for a deed tell it as hoped for or owed."""
    wished = [only_wished(context.reading.sentences[t.sentence], t.span) for t in known]
    return bool(wished) and all(wished)


def _of_no_land(context: Context, known: Sequence[Trigger], happening: Happening) -> bool:
    """Whether the reader takes for a transfer of land what the words tell of people: "freed hostages"."""
    land = any(context.frame(t).control for t in known)
    return happening.sub_type == _TRANSFER and bool(known) and not land


def _of_people(context: Context, draft: Draft, known: Sequence[Trigger], happening: Happening) -> bool:
    """Whether the words seem to tell of land, but name none that was taken, and the reader sees people taken:
    "took thirty boys by force".
    """
    if draft.typing.sub_type not in TAKEN or happening.sub_type in TAKEN:
        return False
    return not any(supported(context, t) for t in known if context.frame(t).control)


def _typing(
    context: Context, draft: Draft, happening: Happening, known: Sequence[Trigger], limits: Limits
) -> Typing:
    """The reader's sub-type; the one that the frames give, where the reader holds it for likely enough."""
    alike = draft.typing.type is TYPES[happening.sub_type]
    limit = limits.by_frames_alike if alike else limits.by_frames
    likely = happening.sub_types.get(draft.typing.sub_type, 0.0) >= limit
    if alike and draft.typing.reason == NO_WEAPON:
        likely = False  # the frames only guess, the reader has seen the words
    plain = draft.typing.sub_type == _PLAIN or _of_no_land(context, known, happening)
    if known and (plain or (likely and not _of_people(context, draft, known, happening))):
        return draft.typing
    return Typing(TYPES[happening.sub_type], happening.sub_type, "as the reader has it")


def _by_side(typing: Typing, parties: Sequence[Party], context: Context, draft: Draft) -> Typing:
    """Who regains land and who overtakes it is told by who they are, which the network is not shown."""
    if typing.sub_type not in TAKEN or typing == draft.typing:
        return typing
    sub_type = land_taken(parties, country_of(context, draft.place))
    return replace(typing, sub_type=sub_type) if sub_type in TAKEN else typing


def _parties(context: Context, by_grammar: Sequence[Party], number: int, limits: Limits) -> tuple[Party, ...]:
    """Grammar's parties that the reader does not rule out, and those of the sentence that it is sure of."""
    happening = told_by(context, number)
    found = {p.identity.id: p for p in by_grammar}
    for part, identity in sides_in(context, number):
        mention = context.mention(part.mention)
        if mention.sentence != happening.sentence or part.probability < limits.side:
            continue
        if not _fits(part.name, identity):
            continue
        allies = joined(context, mention) if frame_of(context, happening.sub_type).type in DEEDS else []
        for one in (identity, *allies):
            found.setdefault(one.id, Party(one, SIDES[part.name], mention.span, mention.name is not None))
    return tuple(dict.fromkeys([*by_grammar, *found.values()]))


def _fits(name: PartName, identity: Identity) -> bool:
    """Whether somebody can have a part: civilians suffer, and act where no more is known ("three men")."""
    if name is PartName.CIVILIANS:
        return identity == CIVILIANS
    return identity != CIVILIANS or name is PartName.SIDE_A


def _likely_sides(context: Context, number: int) -> dict[str, float]:
    """How likely each actor takes part, by its likeliest mention."""
    found: dict[str, float] = {}
    for part, identity in sides_in(context, number):
        found[identity.id] = max(found.get(identity.id, 0.0), part.probability)
    return found


def _harm(context: Context, draft: Draft, happening: Happening, limits: Limits) -> tuple[HarmFigure, ...]:
    """Grammar's figures that the reader does not rule out, and those of the sentence that it is sure of."""
    likely = {(_EFFECTS[p.name], p.mention): p.probability for p in happening.parts if p.name in _EFFECTS}
    sure = certain_figures(context, draft, likely, limits.doubtful_figure)
    kept = [
        h for h in (_as_said(context, h) for h in draft.harm)
        if h.effect not in _EFFECTS.values()
        or likely.get((h.effect, h.mention), 0.0) >= limits.doubtful_figure
        or h.mention in sure
    ]  # fmt: skip
    text, freed = context.report.text, _freed(context, happening.sentence)

    def unharmed(effect: Effect, index: int) -> bool:
        """Whether a court tries them, or they are set free."""
        span = context.mention(index).span
        return tried(text, span) or (effect is Effect.CAPTURED and any(s.overlaps(span) for s in freed))

    kept = [h for h in kept if not unharmed(h.effect, h.mention)]
    told = [(h.effect, h.span) for h in kept]
    more = [
        (effect, index)
        for (effect, index), probability in likely.items()
        if probability >= limits.figure
        and context.mention(index).sentence == happening.sentence
        and not unharmed(effect, index)
        and not apposed(context, context.mention(index).span, [h for h in kept if h.effect is effect])
        and not (effect is Effect.CAPTURED and held(context.reading.sentences[happening.sentence]))
        and not any(
            (e is effect or not told_either_way(context, index)) and s.overlaps(context.mention(index).span)
            for e, s in told
        )
    ]
    added = figures_of(context, _longest(context, more), ()) if more else ()
    return of_either((*kept, *(_as_said(context, h) for h in added)))


def _freed(context: Context, sentence: int) -> list[Span]:
    """The words of a sentence for those who are set free in it: "rescued 14 women"."""
    return [
        context.mention(r.mention).span
        for t in context.reading.triggers
        if t.frame == "release" and t.sentence == sentence
        for r in t.roles
        if r.name is not RoleName.AGENT
    ]


def _as_said(context: Context, figure: HarmFigure) -> HarmFigure:
    """A figure with the effect that the word right behind it tells."""
    said = said_behind(context, figure.mention)
    if said is None or told_either_way(context, figure.mention):
        return figure
    return replace(figure, effect=said)


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
