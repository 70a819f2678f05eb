"""Whether an event happened, goes on, was tried in vain, or is only alleged or denied."""

from __future__ import annotations

from marsad.model.event import EventType
from marsad.model.reading import Stance, Status
from marsad.resolving.context import Context
from marsad.resolving.events.draft import Draft
from marsad.resolving.events.likely import told_of
from marsad.resolving.events.merging import Cluster
from marsad.resolving.events.unreal import denied_outright

_BY_READER = frozenset((Status.ALLEGED, Status.ATTEMPTED, Status.DENIED))
"""What the reader knows better than grammar, whose lists have few of the words for it ("suspected",
"foiled"); taken where all that the report tells of the event reads so.
"""


def status_of(context: Context, cluster: Cluster) -> Status:
    """The status of an event, from those of its drafts and from who answers for all that is told of it."""
    if cluster.lead.type is EventType.STATEMENT:
        return Status.ALLEGED if cluster.lead.typing.sub_type == "Accusation" else Status.HAPPENED
    statuses = [d.status for d in cluster.drafts]
    if all(s is Status.HAPPENED for s in statuses):
        return _of_what_happened(context, cluster)
    if Status.ONGOING in (statuses[0], statuses[-1]):
        return Status.ONGOING
    return Status.HAPPENED if Status.HAPPENED in statuses else statuses[0]


def _of_what_happened(context: Context, cluster: Cluster) -> Status:
    """The status of an event that grammar takes for one that happened, in all its sentences.

    Who denies a part in a deed or accuses another of it does not say that it was not done: where the reader
    tells happenings apart, it says so.
    """
    if all(_denied_outright(context, d) for d in cluster.drafts):
        return Status.DENIED
    read = {h.status for h in told_of(context, cluster)}
    if read:
        return read.pop() if len(read) == 1 and read <= _BY_READER else Status.HAPPENED
    if all(_rests_on(context, d, Stance.DENIES) for d in cluster.drafts):
        return Status.DENIED
    accused = all(_rests_on(context, d, Stance.ACCUSES) for d in cluster.drafts)
    return Status.ALLEGED if accused else Status.HAPPENED


def _denied_outright(context: Context, draft: Draft) -> bool:
    """Whether the deed itself is what somebody denies: "denied that its jets had bombed the town"."""
    return denied_outright(context.reading.sentences[draft.sentence], draft.triggers[0].span)


def _rests_on(context: Context, draft: Draft, stance: Stance) -> bool:
    """Whether the draft is told only as what somebody denies or accuses another of."""
    return any(
        a.stance is stance and any(s.covers(draft.triggers[0].span) for s in a.said)
        for a in context.reading.attributions
    )
