"""When an event happened by the words alone: the time told with it, else the day of the happening told beside
it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from marsad.model.event import EventType
from marsad.model.time import Precision, TimeKind, TimeLink, When
from marsad.resolving.context import Context
from marsad.resolving.dates.resolve import current_week
from marsad.resolving.events.merging import Cluster
from marsad.resolving.events.own_time import dates_another, is_background
from marsad.resolving.places.nearness import places_meet

BACKGROUND = "background told without a day"
LENT = {
    "heading": "the date that heads it",
    "told_before": "the day of the happening told before",
    "told_next": "the day of the happening told next",
}
"""Why an event has a day that its own sentences do not tell."""
_ENTRY = 2
"""Sentences of an entry behind the date that heads it."""
_BULLET = 3
"""Characters that may stand before a heading date: a bullet, a dash."""
_NEAR = 5
"""How many sentences away the news may lend its day to a happening that is told without any."""
_BESIDE = 1
"""The same for happenings of different kinds."""
_AT_ONCE = frozenset(
    ("Agreement", "Government regains territory", "Non-state actor overtakes territory",
     "Non-violent transfer of territory", "Headquarters or base established", "Change to group/activity")
)  # fmt: skip
"""What happens once and does not go on."""
_CURRENT = timedelta(days=31)
"""How long before publication the news may lie; older happenings lend to the next sentence only."""


def time_by_rules(context: Context, cluster: Cluster, clusters: Sequence[Cluster]) -> When:
    """The time told with it; else that of its entry, of a happening beside it, or the week of the news."""
    own = cluster.when() if _is_own(context, cluster) else None
    if own is not None:
        return going_on(context, cluster, own) if _only_since(cluster) else own
    if all(is_background(context, t) for d in cluster.drafts for t in d.triggers):
        return When.unknown(BACKGROUND)
    return (
        heading(context, cluster)
        or told_before(context, cluster, clusters)
        or told_next(context, cluster, clusters)
        or current_week(context.report.published)
    )


def _is_own(context: Context, cluster: Cluster) -> bool:
    """Whether the event's time does not date what is said or done about it, wherever it came from."""
    when = cluster.when()
    index = next((i for i, w in context.times.items() if w is when), None)
    if index is None or cluster.lead.type is EventType.STATEMENT:
        return True
    sentence = context.mention(index).sentence
    beside = [t for d in cluster.drafts for t in d.triggers if t.sentence == sentence]
    return not beside or not all(dates_another(context, t, index) for t in beside)


def _only_since(cluster: Cluster) -> bool:
    """Whether all that is told of the time is since when the event goes on."""
    links = [d.time_link for d in cluster.drafts if d.when is not None and d.when.start is not None]
    return bool(links) and all(link is TimeLink.SINCE for link in links)


def going_on(context: Context, cluster: Cluster, since: When) -> When:
    """The time from ``since`` to publication, for what is told to go on since then; else ``since`` itself."""
    published = context.report.published
    at_once = cluster.lead.typing.sub_type in _AT_ONCE
    if at_once or published is None or since.start is None or since.start > published.start:
        return since
    return replace(since, end=published.end, reason=f"going on since {since.start}")


def heading(context: Context, cluster: Cluster) -> When | None:
    """The date that opens an entry of a chronology: "19 April 1995. A bomb …", "May 3: Rebels …"."""
    sentences = context.reading.sentences
    first = cluster.drafts[0].sentence
    headings = [
        i
        for i in context.times
        if first - _ENTRY <= context.mention(i).sentence <= first
        and context.mention(i).span.start - sentences[context.mention(i).sentence].start <= _BULLET
        and _is_date(context, i)
    ]
    last = max(headings, key=lambda i: context.mention(i).span.start, default=None)
    return replace(context.times[last], reason=LENT["heading"]) if last is not None else None


def _is_date(context: Context, index: int) -> bool:
    time, when = context.mention(index).time, context.times[index]
    dated = time is not None and time.kind is TimeKind.DATE and time.day is not None
    return dated and when.precision is Precision.DAY and when.start is not None


def told_before(context: Context, cluster: Cluster, clusters: Sequence[Cluster]) -> When | None:
    """The day of the happening told last before this one, where that is near and a day."""
    first = cluster.drafts[0].sentence
    earlier = [c for c in clusters if c.drafts[0].sentence <= first and c is not cluster]
    for other in sorted(earlier, key=lambda c: -c.drafts[0].sentence):
        when = other.when()
        if when is None or when.precision is not Precision.DAY:
            continue
        near = min(abs(first - d.sentence) for d in other.drafts)
        if near <= (_NEAR if _is_current(context, when) else 1):
            return replace(when, reason=LENT["told_before"])
    return None


def told_next(context: Context, cluster: Cluster, clusters: Sequence[Cluster]) -> When | None:
    """The day of the happening told next at the same place: a lead may leave the day to what follows."""
    last = cluster.drafts[0].sentence
    place = cluster.place(context)
    for other in clusters:
        when = other.when()
        if other is cluster or other.lead.type is EventType.STATEMENT or when is None:
            continue
        gap = other.drafts[0].sentence - last
        reach = _NEAR if other.lead.type is cluster.lead.type else _BESIDE
        if when.precision is not Precision.DAY or not _is_current(context, when) or not 0 <= gap <= reach:
            continue
        elsewhere = other.place(context)
        if reach == _NEAR and gap <= 1:  # a lead and the sentence that goes on with it
            return replace(when, reason=LENT["told_next"])
        if (
            place is None
            or elsewhere is None
            or places_meet(context.places[place], context.places[elsewhere])
        ):
            return replace(when, reason=LENT["told_next"])
    return None


def _is_current(context: Context, when: When) -> bool:
    published = context.report.published
    return published is None or when.end is None or when.end >= published.start - _CURRENT
