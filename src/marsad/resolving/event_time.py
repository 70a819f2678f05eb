"""When an event happened: the time told with it, else the day of the happening told beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from marsad.model.time import When
from marsad.resolving.context import Context
from marsad.resolving.dates import current_week
from marsad.resolving.merging import Cluster

_NEAR = 5


def event_time(context: Context, cluster: Cluster, clusters: Sequence[Cluster]) -> When:
    own = cluster.when()
    if own is not None:
        return own
    inherited = _neighbour_when(cluster, clusters)
    if inherited is not None:
        return inherited
    return current_week(context.report.published)


def _neighbour_when(cluster: Cluster, clusters: Sequence[Cluster]) -> When | None:
    """The day of the happening told last before this one, where that is near and a day."""
    first = cluster.drafts[0].sentence
    earlier = [c for c in clusters if c.drafts[0].sentence <= first and c is not cluster and c.when() is not None]
    for other in sorted(earlier, key=lambda c: -c.drafts[0].sentence):
        when = other.when()
        near = min(abs(first - d.sentence) for d in other.drafts)
        if when is not None and when.precision == "day" and near <= _NEAR:
            return replace(when, reason="the day of the happening told before")
    return None


