"""What the whole report tells of an event that its own sentences leave open: who, where, when."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from marsad.model.reading import Happening, HappeningPart, PartName, RoleName
from marsad.model.time import Precision, TimeLink, When
from marsad.resolving.actors.identity import CIVILIANS
from marsad.resolving.context import Context
from marsad.resolving.events.draft import Draft, country_of
from marsad.resolving.events.likely import SIDES, Limits, sides_of, told_of
from marsad.resolving.events.merging import Cluster
from marsad.resolving.events.parties import Party, land_taken, takers
from marsad.resolving.events.types import TAKEN, Typing


def completed(context: Context, cluster: Cluster, limits: Limits) -> Cluster:
    """The cluster with what other sentences tell of it: a side without an actor, a place, a day."""
    told = told_of(context, cluster)
    lead = cluster.drafts[0]
    lead = replace(lead, parties=(*lead.parties, *_missing(context, cluster, told, limits)))
    if not _placed(context, cluster.place(context)):
        likely = _best(told, PartName.PLACE, limits.place, _spots(context))
        lead = lead if likely is None else replace(lead, place=likely)
    lead = replace(lead, typing=_by_taker(context, cluster, lead))
    index = _likelier_time(context, cluster.when(), told, limits)
    if index is not None:
        time = context.mention(index).time
        lead = replace(lead, when=context.times[index], time_link=time.link if time else TimeLink.AT)
    sources = {n: max(h.sources.get(n, 0.0) for h in told) for n in {n for h in told for n in h.sources}}
    confidence = max((h.confidence for h in told), default=None)
    return Cluster((lead, *cluster.drafts[1:]), cluster.reasons, confidence, sources)


def _by_taker(context: Context, cluster: Cluster, lead: Draft) -> Typing:
    """The type of land taken by one whom only other words than the taking name."""
    parties = [p for d in (lead, *cluster.drafts[1:]) for p in d.parties]
    if takers(cluster.drafts[0].parties) or not takers(parties) or lead.typing.sub_type not in TAKEN:
        return lead.typing
    return replace(lead.typing, sub_type=land_taken(parties, country_of(context, lead.place)))


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
    """The likeliest actor of each side that no sentence of the event fills, and who surely acts with him."""
    here = {p.identity.id for d in cluster.drafts for p in d.parties}
    for name, role in SIDES.items():
        if name is PartName.CIVILIANS or _has(cluster, role):
            continue
        best: dict[str, tuple[float, Party]] = {}
        for part, identity in sides_of(context, cluster):
            if part.name is not name or identity == CIVILIANS or identity.id in here:
                continue
            if _of_another(context, part, told, limits):
                continue
            mention = context.mention(part.mention)
            party = Party(identity, role, mention.span, mention.name is not None)
            if part.probability > best.get(identity.id, (0.0,))[0]:
                best[identity.id] = (part.probability, party)
        likeliest = max(best.values(), key=lambda b: b[0], default=None)
        if likeliest is not None and likeliest[0] >= limits.lone_side:
            yield likeliest[1]
            if name is PartName.SIDE_A:
                others = [b for b in best.values() if b is not likeliest]
                yield from (p for sure, p in others if _acts_too(context, p, sure, likeliest[1], limits))


_CERTAIN = 0.9
"""Probability from which on somebody acts whoever else does."""
_AND = re.compile(r"\W*(?:and|or)\W+(?:[\w'’-]+\s+){0,2}")


def _acts_too(context: Context, party: Party, sure: float, likeliest: Party, limits: Limits) -> bool:
    """Whether somebody acts beside the likeliest: "both Russian and Syrian warplanes"."""
    first, last = sorted((party.span, likeliest.span), key=lambda s: s.start)
    joined = first.end <= last.start and _AND.fullmatch(context.report.text, first.end, last.start)
    return sure >= (limits.side if joined else _CERTAIN)


def _of_another(context: Context, part: HappeningPart, told: Sequence[Happening], limits: Limits) -> bool:
    """Whether the reader holds a mention rather for a party to another happening of its own sentence.

    Who acts in one deed often acts in the next too ("five more died in another district"), so one that the
    reader is sure of acts in both; whom it is done to changes from deed to deed.
    """
    if part.name is PartName.SIDE_A and part.probability >= limits.side:
        return False
    sentence = context.mention(part.mention).sentence
    others = [h for h in context.reading.happenings or () if h.sentence == sentence and h not in told]
    parts = [p for h in others for p in h.parts if p.mention == part.mention and p.name in SIDES]
    return max((p.probability for p in parts), default=0.0) > part.probability


def _has(cluster: Cluster, role: RoleName) -> bool:
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
