"""Fit what the signs of an event's time are worth: ``python tools/fit_times.py``.

A conditional logit over the times that a report tells, the week of the news and no time at all, on the events
that match a gold event. It learns from the development part, the training articles that do not tell of Syria
alone (FA-KES; they would outweigh all other wars) and the project's own reports of odd batches. Articles of
``training/corpus/held.txt`` and own reports of even batches are left out, and the share of right times among
them is printed. Writes ``time_weights.json``; ``--dry`` writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from marsad.model.time import When
from marsad.resolving.context import Context
from marsad.resolving.events.likely import told_of
from marsad.resolving.events.weighed_time import candidates

from choosing import SOURCE, Choice, fit, matched_clusters  # isort: skip


def choices(contexts: Sequence[Context], gold: Path, scorer: ModuleType) -> Iterator[Choice]:
    """The events that match a gold event: the signs of each time it may have, and which are right."""
    for context, clusters, cluster, wanted in matched_clusters(contexts, gold, scorer):
        if told_of(context, cluster):
            found = candidates(context, cluster, clusters)
            date = wanted.get("date") or {}
            yield [c.signs for c in found], np.array([_right(date, c.when, scorer) for c in found])


def _right(gold: dict[str, Any], when: When, scorer: ModuleType) -> bool:
    """Whether a time is the gold one, by the scorer's own rule; a gold day wants a day."""
    if not gold.get("start"):
        return when.start is None
    given = {"start": when.start and when.start.isoformat(), "end": when.end and when.end.isoformat()}
    exact = gold.get("precision") != "day" or when.precision.value == "day"
    return exact and bool(scorer.dates_meet(gold, given))


if __name__ == "__main__":
    fit(choices, SOURCE / "events" / "time_weights.json")
