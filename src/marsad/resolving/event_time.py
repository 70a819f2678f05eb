"""When an event happened: the time told with it, else the day of the happening told beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from marsad.model.event import EventType
from marsad.model.time import Precision, When
from marsad.resolving.context import Context
from marsad.resolving.dates import current_week
from marsad.resolving.merging import Cluster
from marsad.resolving.nearness import places_meet

_NEAR = 5
"""How many sentences away the news may lend its day to a happening that is told without any."""
_CURRENT = timedelta(days=31)
"""How long before publication a happening may lie to be of the news; older ones lend to the next sentence only."""


def event_time(context: Context, cluster: Cluster, clusters: Sequence[Cluster]) -> When:
    own = cluster.when()
    if own is not None:
        return own
    return (
        _told_before(context, cluster, clusters)
        or _told_next(context, cluster, clusters)
        or current_week(context.report.published)
    )


def _told_before(context: Context, cluster: Cluster, clusters: Sequence[Cluster]) -> When | None:
    """The day of the happening told last before this one, where that is near and a day."""
    first = cluster.drafts[0].sentence
    earlier = [c for c in clusters if c.drafts[0].sentence <= first and c is not cluster]
    for other in sorted(earlier, key=lambda c: -c.drafts[0].sentence):
        when = other.when()
        if when is None or when.precision is not Precision.DAY:
            continue
        near = min(abs(first - d.sentence) for d in other.drafts)
        if near <= (_NEAR if _is_current(context, when) else 1):
            return replace(when, reason="the day of the happening told before")
    return None


def _told_next(context: Context, cluster: Cluster, clusters: Sequence[Cluster]) -> When | None:
    """The day of the same kind of happening told next at the same place: a lead may leave the day to what follows."""
    last = cluster.drafts[-1].sentence
    place = cluster.place(context)
    for other in clusters:
        when, elsewhere = other.when(), other.place(context)
        if (
            other is cluster
            or when is None
            or when.precision is not Precision.DAY
            or not _is_current(context, when)
        ):
            continue
        gap = other.drafts[0].sentence - last
        if (
            not 0 <= gap <= _NEAR
            or other.lead.type is EventType.STATEMENT
            or other.lead.type is not cluster.lead.type
        ):
            continue
        if (
            place is None
            or elsewhere is None
            or places_meet(context.places[place], context.places[elsewhere])
        ):
            return replace(when, reason="the day of the happening told next")
    return None


def _is_current(context: Context, when: When) -> bool:
    published = context.report.published
    return published is None or when.end is None or when.end >= published.start - _CURRENT
