"""The gazetteer: names of places and what they may mean.

``Gazetteer.open()`` reads the packs; ``lookup`` gives every place that a name may stand for, best
first. Which of them a report means is chosen in ``marsad.resolving.places.resolve``.
"""

from __future__ import annotations

from marsad.knowledge.gazetteer.candidates import Candidate, How
from marsad.knowledge.gazetteer.gazetteer import Gazetteer
from marsad.knowledge.gazetteer.geo import distance_km
from marsad.knowledge.gazetteer.keys import article_key, name_key, plain_key
from marsad.knowledge.gazetteer.store import GazetteerMissing, PackInfo, packs

__all__ = [
    "Candidate",
    "Gazetteer",
    "GazetteerMissing",
    "How",
    "PackInfo",
    "article_key",
    "distance_km",
    "name_key",
    "packs",
    "plain_key",
]
