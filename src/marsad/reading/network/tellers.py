"""Who tells of happenings, where the network sees more than the grammar of speech: the head of a communiqué,
"we", and speakers of whom grammar found but a part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from marsad.model.reading import Attribution, Stance
from marsad.model.span import Span
from marsad.reading.network.happenings import WordHappening
from marsad.reading.network.labels import ROLES
from marsad.reading.network.unnoticed import Stretch, stretches
from marsad.reading.network.weights import Told

_LIKELY = 0.5
"""Probability from which on a word belongs to one who tells of a happening."""
_LONGEST = 120
"""Characters of the longest speaker."""
_SPEAKER = ROLES.index("speaker")


def with_tellers(
    told: Told,
    happenings: Sequence[WordHappening],
    text: str,
    sentences: Sequence[Span],
    attributions: Sequence[Attribution],
) -> tuple[tuple[Attribution, ...], tuple[Attribution, ...]]:
    """The attributions of grammar with their speakers whole, and those who tell without words of speech."""
    inside = np.zeros(len(told.words), dtype=bool)
    for happening in happenings:
        tells = happening.roles[:, _SPEAKER] > _LIKELY
        inside[happening.first : happening.first + len(tells)] |= tells
    whole: dict[Span, Span] = {}
    tellers: list[Attribution] = []
    for found in stretches(inside, told, text, sentences):
        speakers = {a.speaker for a in attributions if found.span.overlaps(a.speaker)}
        if not speakers:
            tellers.append(Attribution(found.span, found.span, (), Stance.ASSERTS))
        elif len(speakers) == 1:
            speaker = speakers.pop()
            if (span := _joined(text, found, speaker, attributions)) is not None:
                whole[speaker] = span
    return tuple(_whole(a, whole) for a in attributions), tuple(tellers)


def _joined(text: str, found: Stretch, speaker: Span, attributions: Sequence[Attribution]) -> Span | None:
    """The speaker and the words around that the network takes for the same; None where a cue lies there."""
    span = Span.of(text, min(found.span.start, speaker.start), max(found.span.end, speaker.end))
    taken = any(span.overlaps(a.cue) or any(span.overlaps(s) for s in a.said) for a in attributions)
    return None if taken or span.end - span.start > _LONGEST else span


def _whole(attribution: Attribution, whole: dict[Span, Span]) -> Attribution:
    """The attribution with its speaker, and the earlier one that it takes up, as they are whole."""
    antecedent = attribution.antecedent
    return replace(
        attribution,
        speaker=whole.get(attribution.speaker, attribution.speaker),
        antecedent=None if antecedent is None else whole.get(antecedent, antecedent),
    )
