"""Where an event happened: the place told with it, else that of the happening told beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from marsad.model.event import EventType, PlacePrecision, Where
from marsad.resolving.context import Context
from marsad.resolving.merging import Cluster


def event_place(
    context: Context, cluster: Cluster, clusters: Sequence[Cluster], place_ids: Mapping[int, str]
) -> Where | None:
    index = cluster.place(context)
    reason = None
    if index is None and cluster.lead.type is not EventType.STATEMENT:
        index = _neighbour_place(context, cluster, clusters)
        reason = "the place of the happening told before"
    if index is None:
        return None
    resolved = context.places[index]
    precision = PlacePrecision(resolved.precision) if resolved.precision else None
    return Where(place_ids.get(index), context.mention(index).span.text, precision, reason or resolved.reason)


def _neighbour_place(context: Context, cluster: Cluster, clusters: Sequence[Cluster]) -> int | None:
    first = cluster.drafts[0].sentence
    placed = [c for c in clusters if c is not cluster and c.place(context) is not None and c.lead.type is not EventType.STATEMENT]
    before = [c for c in placed if c.drafts[0].sentence <= first]
    after = [c for c in placed if c.drafts[0].sentence > first]
    chosen = before[-1] if before else (after[0] if after else None)
    if chosen is not None:
        return chosen.place(context)
    # no event has a place: the first place that the report names with some precision
    named = [i for i, p in context.places.items() if p.precision in {"exact", "near", "area", "admin1"}]
    return min(named, key=lambda i: context.mention(i).span.start, default=None)


