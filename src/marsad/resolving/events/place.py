"""Where an event happened: the place told with it, else that of the happening told beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from marsad.model.event import EventType, PlacePrecision, Where
from marsad.resolving.context import Context
from marsad.resolving.events.likely import LIMITS, told_of
from marsad.resolving.events.merging import Cluster
from marsad.resolving.events.told_place import may_be_there
from marsad.resolving.events.weighed_place import weighed_places

LENT = "the place of the happening told before"
_BACKGROUND = timedelta(days=60)
"""How long before publication a happening lies that is told as background."""


def event_place(
    context: Context, cluster: Cluster, clusters: Sequence[Cluster], place_ids: Mapping[int, str]
) -> Where | None:
    """The likeliest place of the report; by the words alone where the reader gives no probabilities."""
    chosen = chosen_place(context, cluster, clusters)
    if chosen is None:
        return None
    index, lent = chosen
    resolved = context.places[index]
    precision = PlacePrecision(resolved.precision) if resolved.precision else None
    reason = LENT if lent else resolved.reason
    return Where(place_ids.get(index), context.mention(index).span.text, precision, reason)


def chosen_place(context: Context, cluster: Cluster, clusters: Sequence[Cluster]) -> tuple[int, bool] | None:
    """The mention of an event's place, and whether nothing but the report around it names it."""
    own = cluster.place(context)
    if told_of(context, cluster) and not _is_one_of_several(cluster, clusters):
        weighed = weighed_places(context, cluster, LIMITS.place)
        return (_narrowest(context, weighed[0].mention), not weighed[0].told) if weighed else None
    if own is not None and may_be_there(context, own):
        return own, False
    lent = _neighbour_place(context, cluster, clusters)
    return None if lent is None or cluster.lead.type is EventType.STATEMENT else (lent, True)


def _narrowest(context: Context, index: int) -> int:
    """The place ahead of a country or area that only says where that lies: Erbil of "Erbil, Iraq"."""
    mention = context.mention(index)
    text, start = context.report.text, mention.span.start
    if not _is_wide(context, index) or text[max(0, start - 2) : start] != ", ":
        return index
    for i, place in context.places.items():
        if context.mention(i).span.end == start - 2 and not _is_wide(context, i):
            area = context.places[index].place
            if place.place is None or area is None or place.place.country == area.country:
                return i
    return index


def _is_wide(context: Context, index: int) -> bool:
    return context.places[index].precision in {"country", "admin1"}


def _is_one_of_several(cluster: Cluster, clusters: Sequence[Cluster]) -> bool:
    """Whether the same words tell other events of their own places: "raids hit Idlib, Hama and Homs"."""
    words = {d.triggers[0].span for d in cluster.drafts}
    return any(c is not cluster and any(d.triggers[0].span in words for d in c.drafts) for c in clusters)


def _neighbour_place(context: Context, cluster: Cluster, clusters: Sequence[Cluster]) -> int | None:
    """The place of the happening told last before, of the same news if any is; else of the one told next."""
    first = cluster.drafts[0].sentence
    placed = [
        c
        for c in clusters
        if c is not cluster and c.place(context) is not None and c.lead.type is not EventType.STATEMENT
    ]
    placed = [c for c in placed if _lends(context, c, cluster)] or placed
    placed = [c for c in placed if _is_found(context, c)] or placed
    before = [c for c in placed if c.drafts[0].sentence <= first]
    after = [c for c in placed if c.drafts[0].sentence > first]
    chosen = before[-1] if before else (after[0] if after else None)
    if chosen is not None:
        return chosen.place(context)
    # no event has a place: the first place that the report names with some precision, at home if any is
    named = [i for i, p in context.places.items() if p.precision in {"exact", "near", "area", "admin1"}]
    home = [i for i in named if _at_home(context, i)]
    return min(home or named, key=lambda i: context.mention(i).span.start, default=None)


def _is_found(context: Context, cluster: Cluster) -> bool:
    place = cluster.place(context)
    return place is not None and context.places[place].place is not None


def _lends(context: Context, other: Cluster, cluster: Cluster) -> bool:
    """Whether the other happening is of the same news, not of its background elsewhere."""
    place = other.place(context)
    if place is not None and not _at_home(context, place):
        return False
    mine, theirs = cluster.when(), other.when()
    if theirs is None or theirs.end is None:
        return True
    if mine is not None:
        return mine.meets(theirs, slack_days=_BACKGROUND.days) is not False
    published = context.report.published
    return published is None or theirs.end >= published.start - _BACKGROUND


def _at_home(context: Context, index: int) -> bool:
    """Whether a place lies in a country that the report is about; an unknown one may."""
    place = context.places[index].place
    return place is None or place.country is None or place.country in context.scene.main
