"""Who says that an event happened: the speakers whose words cover it, or who speak beside it."""

from __future__ import annotations

from collections.abc import Mapping

from marsad.model.actor import ActorKind
from marsad.model.event import Claim
from marsad.model.reading import Attribution, Stance
from marsad.resolving.context import Context
from marsad.resolving.events.merging import Cluster

LIKELY, LONE, DOUBTFUL = 0.7, 0.4, 0.1
"""Probabilities from which on a source tells of an event, from which on the likeliest one does where nobody
else tells, and below which one does not although its words cover the event's.
"""
_NO_SOURCE = frozenset((Stance.PROMISES, Stance.THREATENS, Stance.DEMANDS, Stance.CONDEMNS))
"""Who promises or condemns a deed does not report it."""


def claims_of(context: Context, cluster: Cluster) -> tuple[tuple[Claim, ...], dict[int, int]]:
    """Who says so: the speakers whose words cover a trigger, or who speak in a sentence of the event."""
    chosen: dict[str, Claim] = {}
    numbers: dict[int, int] = {}
    for number, attribution in enumerate(context.reading.sources):
        if attribution.credit or attribution.stance in _NO_SOURCE:
            continue
        if not _tells_of(number, attribution, cluster):
            continue
        claim = context.claims[number]
        key = (claim.actor or claim.organisation or claim.speaker).lower() + claim.speaker.lower()
        if key not in chosen:
            chosen[key] = claim
        numbers[number] = list(chosen).index(key)
    if not chosen:
        if cluster.sources is None:
            neighbour = _told_beside(context, cluster)
        else:
            neighbour = _likeliest(context, cluster.sources)
        if neighbour is None:
            neighbour = _condemning(context, cluster)
        if neighbour is None:
            neighbour = _issuer(context)
        if neighbour is None:
            neighbour = _only_source(context, cluster)
        if neighbour is not None:
            chosen["beside"] = context.claims[neighbour]
    return tuple(chosen.values()), numbers


def _tells_of(number: int, attribution: Attribution, cluster: Cluster) -> bool:
    """Whether the speaker is a source of the event: as the reader has it, else where his words cover it."""
    if cluster.sources is None:
        return _covers(attribution, cluster)
    likely = cluster.sources.get(number, 0.0)
    return likely >= LIKELY or (likely >= DOUBTFUL and _covers(attribution, cluster))


def _likeliest(context: Context, sources: Mapping[int, float]) -> int | None:
    """The likeliest source of an event that nobody's words cover, wherever in the report it speaks."""
    spoken = {
        n: likely
        for n, likely in sources.items()
        if likely >= LONE
        and not context.reading.sources[n].credit
        and context.reading.sources[n].stance not in _NO_SOURCE
    }
    return max(spoken, key=lambda n: spoken[n], default=None)


def _told_beside(context: Context, cluster: Cluster) -> int | None:
    """The attribution of the sentence right behind an unattributed lead, or of the one before it."""
    spans = context.reading.sentences
    first, last = cluster.drafts[0].sentence, cluster.drafts[-1].sentence
    for index in (*range(first, last + 2), first - 1):
        if not 0 <= index < len(spans):
            continue
        for number, attribution in enumerate(context.reading.attributions):
            if (
                not attribution.credit
                and attribution.stance is Stance.ASSERTS
                and spans[index].covers(attribution.cue)
            ):
                return number
    return None


def _condemning(context: Context, cluster: Cluster) -> int | None:
    """Who condemns the event, where nobody reports it: to condemn a deed is to say that it was done."""
    return next(
        (
            n
            for n, a in enumerate(context.reading.sources)
            if a.stance is Stance.CONDEMNS and _covers(a, cluster)
        ),
        None,
    )


def _issuer(context: Context) -> int | None:
    """Who issued the report, where it is a release: all that nobody else tells in it."""
    spoken = len(context.reading.attributions)
    return next((n for n, a in enumerate(context.reading.sources) if n >= spoken and a.credit), None)


def _only_source(context: Context, cluster: Cluster) -> int | None:
    """The news agency or broadcaster that a report names again and again and alone, also ahead of the event.

    Only a medium retells whole reports; a monitor that is asked for a toll does not tell the background.
    """
    told = [
        n for n, a in enumerate(context.reading.attributions)
        if not a.credit and a.stance not in _NO_SOURCE
    ]  # fmt: skip
    sources = {context.claims[n].organisation or context.claims[n].speaker for n in told}
    start = context.reading.sentences[cluster.drafts[0].sentence].start
    before = [n for n in told if context.reading.attributions[n].cue.end <= start]
    if len(sources) != 1 or len(told) < _OFTEN or not before:
        return None
    source = context.knowledge.registry.actors.get(context.claims[before[-1]].actor or "")
    return before[-1] if source is not None and source.kind is ActorKind.MEDIA else None


_OFTEN = 2
"""How often a report must name its only source, for what stands between to be that source's too."""


def _covers(attribution: Attribution, cluster: Cluster) -> bool:
    for draft in cluster.drafts:
        if any(s.covers(t.span) or s.overlaps(t.span) for s in attribution.said for t in draft.triggers):
            return True
    return False
