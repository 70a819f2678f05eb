"""Fit what the signs of an event's place are worth: ``python tools/fit_places.py``.

A conditional logit over the places that a report names, on the events that match a gold event with a place.
It learns from the development part, the training articles that do not tell of Syria alone (FA-KES; it would
outweigh all other wars) and the project's own reports of odd batches. Articles of
``training/corpus/held.txt`` and own reports of even batches are left out, and the share of right places among
them is printed. Writes ``place_weights.json``; ``--dry`` writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from marsad.resolving.context import Context
from marsad.resolving.events.weighed_place import signs_by_mention
from marsad.resolving.places.resolve import ResolvedPlace

from choosing import SOURCE, Choice, fit, matched_clusters  # isort: skip

AREA_KM = 161
"""How far from its point a province or country that gold names may be taken to lie."""


def choices(contexts: Sequence[Context], gold: Path, scorer: ModuleType) -> Iterator[Choice]:
    """The events that match a gold event with a place: the signs of each place, and which are right."""
    for context, _, cluster, wanted in matched_clusters(contexts, gold, scorer):
        place = wanted.get("place")
        signs = signs_by_mention(context, cluster)
        if place and signs:
            yield list(signs.values()), np.array([_right(place, context.places[i], scorer) for i in signs])


def _right(gold: dict[str, Any], resolved: ResolvedPlace, scorer: ModuleType) -> bool:
    """Whether a place is the gold one, by the scorer's own rule."""
    place = resolved.place
    lat, lon = (place.lat, place.lon) if place else (None, None)
    given = {"name": resolved.mention.text, "lat": lat, "lon": lon}
    if gold.get("precision") in {"exact", "near", "area"}:
        return bool(scorer.same_place(gold, given))
    return resolved.precision in {"area", "admin1", "country"} and bool(
        scorer.same_place(gold, given, AREA_KM)
    )


if __name__ == "__main__":
    fit(choices, SOURCE / "events" / "place_weights.json")
