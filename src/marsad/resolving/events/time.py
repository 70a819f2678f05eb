"""When an event happened: the likeliest of its report's times; by the words alone where the reader gives no
probabilities.
"""

from __future__ import annotations

from collections.abc import Sequence

from marsad.model.time import When
from marsad.resolving.context import Context
from marsad.resolving.events.likely import told_of
from marsad.resolving.events.merging import Cluster
from marsad.resolving.events.ruled_time import time_by_rules
from marsad.resolving.events.weighed_time import weighed_time


def event_time(context: Context, cluster: Cluster, clusters: Sequence[Cluster]) -> When:
    """The time of an event; unknown, with the reason, where the report leaves it open."""
    weigh = weighed_time if told_of(context, cluster) else time_by_rules
    return weigh(context, cluster, clusters)
