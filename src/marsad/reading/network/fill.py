"""Happenings in words → happenings whose parts are mentions of the reading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np
import numpy.typing as npt

from marsad.model.actor import ActorKind
from marsad.model.reading import Attribution, Happening, HappeningPart, Mention, MentionKind, PartName, Status
from marsad.model.span import Span
from marsad.reading.network.happenings import (
    Thresholds,
    WordHappening,
    happenings_of,
    softmax,
)
from marsad.reading.network.labels import KINDS, ROLES, SUB_TYPES
from marsad.reading.network.pieces import words_in
from marsad.reading.network.tellers import with_tellers
from marsad.reading.network.unnoticed import unnoticed_actors, unnoticed_places
from marsad.reading.network.weights import Floats, Network, Told

LEAST = 0.1
"""What is less likely than this is not handed on."""
_SPEAKER = ROLES.index("speaker")
_PEOPLE = frozenset((MentionKind.ACTOR, MentionKind.PERSON, MentionKind.PEOPLE))
_COUNTED = frozenset((PartName.KILLED, PartName.WOUNDED, PartName.CAPTURED, PartName.DISPLACED))
"""Figures of harm: people with a number."""
_FIT: Mapping[str, frozenset[MentionKind]] = {
    PartName.SIDE_A: _PEOPLE | {MentionKind.PLACE},
    PartName.SIDE_B: _PEOPLE | {MentionKind.PLACE, MentionKind.THING},
    PartName.CIVILIANS: _PEOPLE,
    PartName.PLACE: frozenset((MentionKind.PLACE,)),
    PartName.TIME: frozenset((MentionKind.TIME,)),
    PartName.WEAPON: frozenset((MentionKind.WEAPON,)),
    PartName.SEIZED: frozenset((MentionKind.THING, MentionKind.WEAPON)),
    **dict.fromkeys(_COUNTED, _PEOPLE),
}
"""What kind of mention may play which part. A country acts by its forces, so a place may be a side."""
_KINDS = tuple(map(ActorKind, KINDS))


@dataclass(frozen=True, slots=True)
class Grammar:
    """What grammar found in a report: ``mentions`` grow by those that the network finds besides."""

    text: str
    sentences: Sequence[Span]
    mentions: list[Mention]
    attributions: Sequence[Attribution]
    hidden: Sequence[tuple[int, int]] = ()
    """Stretches whose words the network is not shown."""


@dataclass(frozen=True, slots=True)
class Found:
    """Who says something in a report, who tells without words of speech, and what happens, by the network.

    ``happenings`` is None where no network has read.
    """

    attributions: tuple[Attribution, ...]
    tellers: tuple[Attribution, ...] = ()
    happenings: tuple[Happening, ...] | None = None
    kinds: Mapping[int, Mapping[ActorKind, float]] = field(default_factory=dict)
    """How likely a mention means an actor of each kind, by its index."""


def find_happenings(network: Network, grammar: Grammar, limits: Thresholds) -> Found:
    """What the network reads in a text, with its parts among the mentions.

    What stands outside the sentences (page furniture) is left out.
    """
    text, sentences, mentions = grammar.text, grammar.sentences, grammar.mentions
    told = network.tell(text, grammar.hidden)
    if not told.words:
        return Found(tuple(grammar.attributions), happenings=())
    homes = np.full(len(told.words), -1)
    for number, sentence in enumerate(sentences):
        homes[words_in(told.words, sentence.start, sentence.end)] = number
    homes[[not text[start].isalnum() for start, _ in told.words]] = -1  # a mark tells of nothing
    happenings = happenings_of(network, told, homes, limits)
    mentions += unnoticed_actors(told, text, sentences, mentions)
    mentions += unnoticed_places(told, happenings, text, sentences, mentions)
    attributions, tellers = with_tellers(told, happenings, text, sentences, grammar.attributions)
    extents = _Extents.of(told, [m.span for m in mentions])
    speakers = _Extents.of(told, [a.speaker for a in (*attributions, *tellers)])
    fit = np.array([_fits(m.kind, m.quantity is not None) for m in mentions], dtype=bool)
    fit = fit.reshape(len(mentions), len(ROLES))  # also where there are none
    return Found(
        attributions,
        tellers,
        tuple(
            Happening(
                tuple(Span.of(text, *told.words[t]) for t in happening.triggers),
                int(homes[happening.triggers[0]]),
                dict(zip(SUB_TYPES, map(float, happening.sub_types), strict=True)),
                Status(happening.status),
                happening.confidence,
                tuple(_parts(happening, extents, fit)),
                _sources(happening, speakers),
                happening.alike,
            )
            for happening in happenings
        ),
        dict(_kinds(told, mentions)),
    )


def _kinds(told: Told, mentions: Sequence[Mention]) -> Iterator[tuple[int, Mapping[ActorKind, float]]]:
    """For each mention of an actor how likely it means one of each kind: the mean of its words."""
    likely = softmax(told.kinds)
    for index, mention in enumerate(mentions):
        words = words_in(told.words, mention.span.start, mention.span.end)
        if mention.kind is MentionKind.ACTOR and words.stop > words.start:
            means = likely[words].mean(0)[1:]
            yield index, dict(zip(_KINDS, means.tolist(), strict=True))


@cache
def _fits(kind: MentionKind, counted: bool) -> tuple[bool, ...]:
    """Which of ROLES a mention may play; ``counted`` where it has a number."""
    return tuple((counted or role not in _COUNTED) and kind in _FIT.get(role, ()) for role in ROLES)


@dataclass(frozen=True, slots=True)
class _Extents:
    """Stretches of the text as the words from ``starts`` to ``ends``."""

    starts: npt.NDArray[np.int64]
    ends: npt.NDArray[np.int64]

    @classmethod
    def of(cls, told: Told, spans: Sequence[Span]) -> _Extents:
        found = [words_in(told.words, s.start, s.end) for s in spans]
        starts, ends = [w.start for w in found], [w.stop for w in found]
        return cls(np.array(starts, dtype=np.int64), np.array(ends, dtype=np.int64))


def _means(roles: Floats, first: int, extents: _Extents) -> npt.NDArray[np.float64]:
    """The probability of each part for each stretch, (stretches, roles): the mean of its words.

    ``roles`` are the probabilities of words, (words, roles), from the word ``first`` on.
    """
    sums = np.zeros((len(roles) + 1, roles.shape[1]))
    roles.cumsum(0, dtype=np.float64, out=sums[1:])
    starts = (extents.starts - first).clip(0, len(roles))
    ends = (extents.ends - first).clip(0, len(roles))
    lengths = np.maximum(1, extents.ends - extents.starts)[:, None]
    means: npt.NDArray[np.float64] = (sums[ends] - sums[starts]) / lengths
    return means


def _parts(
    happening: WordHappening, extents: _Extents, fit: npt.NDArray[np.bool_]
) -> Iterator[HappeningPart]:
    means = _means(happening.roles, happening.first, extents)
    rows, columns = np.nonzero((means > LEAST) & fit)
    for row, column, likely in zip(
        rows.tolist(), columns.tolist(), means[rows, columns].tolist(), strict=True
    ):
        yield HappeningPart(PartName(ROLES[column]), row, likely)


def _sources(happening: WordHappening, speakers: _Extents) -> Mapping[int, float]:
    column = _means(happening.roles[:, _SPEAKER, None], happening.first, speakers)[:, 0]
    return {n: float(column[n]) for n in np.flatnonzero(column > LEAST).tolist()}
