"""What was hit or where in a town it was, by the words that name it: a hospital is no market.

Keys are stems (``words.stems``), values the kind of target. Kinds follow what casualty recorders and ACLED's
tags of infrastructure tell apart.
"""

from __future__ import annotations

from marsad.incidents.words import stems

_KINDS = {
    "medical": "hospital hospitals clinic clinics ambulance ambulances medics paediatric pediatric",
    "school": "school schools university students classroom pupils college",
    "market": "market markets souk bazaar marketplace shoppers",
    "worship": "mosque mosques church churches shrine worshippers temple synagogue monastery",
    "aid": "convoy convoys trucks humanitarian crescent",
    "camp": "camp camps displaced refugees",
    "transport": "bus buses train station passengers pilgrims ferry minibus",
    "air": "airport airbase airfield runway",
    "base": "outpost barracks headquarters checkpoint checkpoints garrison orphanage",
    "bakery": "bakery bread",
    "prison": "prison jail prisoners detainees inmates",
    "funeral": "funeral wedding mourners",
    "power": "pipeline refinery electricity dam bridge",
    "truce": "truce ceasefire cessation agreement deal zones",
}


KIND_OF = {stem: kind for kind, words in _KINDS.items() for stem in stems(words)}


def targets(words: frozenset[str]) -> frozenset[str]:
    """The kinds of target that the words of a telling name."""
    return frozenset(KIND_OF[w] for w in words & KIND_OF.keys())
