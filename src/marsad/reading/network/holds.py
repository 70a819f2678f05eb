"""Who holds which place, as the network sees it: pairs of mentions and how likely each state is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from marsad.model.reading import Hold, Mention, MentionKind
from marsad.reading.network.labels import HOLDS
from marsad.reading.network.pieces import words_in
from marsad.reading.network.weights import Network, Told

FAR = 60
"""Words between a place and its holder, at most."""
LEAST = 0.1
"""What is less likely than this is not handed on."""
HOLDERS = frozenset((MentionKind.ACTOR, MentionKind.PERSON, MentionKind.PEOPLE))


def holds_of(network: Network, told: Told, mentions: Sequence[Mention]) -> Iterator[Hold]:
    """The likely states of control between places and actors that stand near each other."""
    words = [words_in(told.words, m.span.start, m.span.end) for m in mentions]
    full = [n for n, w in enumerate(words) if w.stop > w.start]
    places = [n for n in full if mentions[n].kind is MentionKind.PLACE]
    holders = [n for n in full if mentions[n].kind in HOLDERS]
    if not places or not holders:
        return
    logits = network.holds(told, [words[n] for n in places], [words[n] for n in holders])
    likely = 1 / (1 + np.exp(-logits.astype(np.float64)))
    for p, h, s in np.argwhere(likely > LEAST):
        place, holder = places[p], holders[h]
        if abs(words[place].start - words[holder].start) <= FAR:
            yield Hold(place, holder, HOLDS[s], float(likely[p, h, s]))
