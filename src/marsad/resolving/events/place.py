"""Where an event happened: the place told with it, else that of the happening told beside it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta

from marsad.model.event import EventType, PlacePrecision, Where
from marsad.model.reading import PartName
from marsad.resolving.context import Context
from marsad.resolving.events.likely import LIMITS, told_of
from marsad.resolving.events.merging import Cluster
from marsad.resolving.events.told_place import may_be_there, place_told, stands_by

LENT = "the place of the happening told before"
_BACKGROUND = timedelta(days=60)
"""How long before publication a happening lies that is told as background."""


def event_place(
    context: Context, cluster: Cluster, clusters: Sequence[Cluster], place_ids: Mapping[int, str]
) -> Where | None:
    index = _own_place(context, cluster)
    reason = None
    if index is None and cluster.lead.type is not EventType.STATEMENT:
        index = _neighbour_place(context, cluster, clusters)
        reason = LENT
    if index is None:
        return None
    resolved = context.places[index]
    precision = PlacePrecision(resolved.precision) if resolved.precision else None
    return Where(place_ids.get(index), context.mention(index).span.text, precision, reason or resolved.reason)


def _own_place(context: Context, cluster: Cluster) -> int | None:
    """The place told of the event; in the country that its own clauses name, where they name no more."""
    index = cluster.place(context)
    if index is None or not may_be_there(context, index):
        return None
    own = [
        i for d in cluster.drafts
        if (i := place_told(context, d.triggers)) is not None and stands_by(context, d.triggers, i)
    ]  # fmt: skip
    countries = {p.country for i in own if (p := context.places[i].place) is not None and p.country}
    only = own and all(context.places[i].precision == "country" for i in own)
    place = context.places[index].place
    if not only or not countries or place is None or place.country in {None, *countries}:
        return index
    return _likeliest_in(context, cluster, countries) or own[0]


def _likeliest_in(context: Context, cluster: Cluster, countries: Collection[str]) -> int | None:
    """The spot of one of the countries that the reader holds for the event's, likely enough."""
    found = [
        (part.probability, part.mention)
        for happening in told_of(context, cluster)
        for part in happening.parts
        if part.name is PartName.PLACE
        and part.probability >= LIMITS.place
        and (resolved := context.places.get(part.mention)) is not None
        and resolved.place is not None
        and resolved.precision != "country"
        and resolved.place.country in countries
    ]
    return max(found)[1] if found else None


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
