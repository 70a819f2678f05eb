"""Mentions that grammar left aside and the network sees: "rebel fire", names on no list, "the city"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from marsad.knowledge.casing import small_words
from marsad.model.reading import Mention, MentionKind
from marsad.model.span import Span
from marsad.reading.names.place_words import HELD
from marsad.reading.network.happenings import WordHappening, softmax
from marsad.reading.network.labels import KINDS, ROLES
from marsad.reading.network.pieces import words_in
from marsad.reading.network.weights import Told

_LIKELY = 0.5
"""Probability from which on words that grammar left aside mention an actor, or the place of a happening."""
_BESIDE = 2
"""Characters between words such as "the outskirts of" and the place that grammar found behind them."""
_LOOK = 12
"""Characters looked at behind a name."""
_SHORTEST = 4
"""Letters that the longest word of a name has at least: "al-" and "the" are none."""
_JOINING = frozenset("of in on at by to for from with as that than and or but who which when while".split())
_DETERMINERS = frozenset("the a an his her its their this these those".split())
_JOINT = re.compile(r",\s*(?:(?:and|or)\s+)?|\s+(?:and|or)\s+")
"""What stands between the names of a list."""
_KNOWN = frozenset((MentionKind.ACTOR, MentionKind.PERSON, MentionKind.PEOPLE, MentionKind.PLACE))


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of words, ``first`` to ``end`` (exclusive), and the sentence that it stands in."""

    first: int
    end: int
    span: Span
    sentence: int


def unnoticed_actors(
    told: Told, text: str, sentences: Sequence[Span], mentions: Sequence[Mention]
) -> Iterator[Mention]:
    """Stretches of words that mention an actor and overlap nobody that grammar found."""
    kinds = softmax(told.kinds)
    inside = 1 - kinds[:, 0] > _LIKELY
    for mention in mentions:
        if mention.kind in _KNOWN:
            inside[words_in(told.words, mention.span.start, mention.span.end)] = False
    for stretch in stretches(inside, told, text, sentences):
        found = _trimmed(stretch, told, text)
        if found is None:
            continue
        words, span = found.span.text.split(), found.span
        name = span if _names(found, told, text, sentences) else None
        likeliest = KINDS[int(kinds[found.first : found.end, 1:].sum(0).argmax())]
        kind = MentionKind.PERSON if likeliest == "person" and name is not None else MentionKind.ACTOR
        head = "name" if name is not None else words[-1].lower()
        yield Mention(kind, span, found.sentence, head=head, name=name, definite=words[0].lower() == "the")


def _trimmed(found: Stretch, told: Told, text: str) -> Stretch | None:
    """A stretch without the prepositions and conjunctions at its ends, None where it holds nothing else."""
    words = [text[start:end].lower() for start, end in told.words[found.first : found.end]]
    first, last = 0, len(words)
    while first < last and words[first] in _JOINING:
        first += 1
    while first < last and (words[last - 1] in _JOINING | _DETERMINERS or not words[last - 1][0].isalnum()):
        last -= 1
    if first == last:
        return None
    span = Span.of(text, told.words[found.first + first][0], told.words[found.first + last - 1][1])
    return Stretch(found.first + first, found.first + last, span, found.sentence)


def _names(found: Stretch, told: Told, text: str, sentences: Sequence[Span]) -> bool:
    """Whether a stretch holds a name: a capital that is not merely that of a sentence's first word."""
    opens = sentences[found.sentence].start
    return any(
        text[start].isupper() and (start != opens or text[start:end].lower() not in small_words())
        for start, end in told.words[found.first : found.end]
    )


def unnoticed_places(
    told: Told,
    happenings: Sequence[WordHappening],
    text: str,
    sentences: Sequence[Span],
    mentions: Sequence[Mention],
) -> Iterator[Mention]:
    """Where happenings were, in words that hold no place that grammar found: names, and descriptions."""
    inside = np.zeros(len(told.words), dtype=bool)
    for happening in happenings:
        near = happening.roles[:, ROLES.index("place")] > _LIKELY
        inside[happening.first : happening.first + len(near)] |= near
    for mention in mentions:
        if mention.kind in {MentionKind.PLACE, MentionKind.TIME, MentionKind.PERSON}:
            inside[words_in(told.words, mention.span.start, mention.span.end)] = False
    known = [m.span.start for m in mentions if m.kind is MentionKind.PLACE]
    for found in stretches(inside, told, text, sentences):
        span, words = found.span, found.span.text.split()
        if any(0 <= start - span.end <= _BESIDE for start in known):
            continue
        name = _name_in(text, sentences[found.sentence], told.words[found.first : found.end])
        if name is not None and text[name.end : name.end + _LOOK].lower().startswith(HELD):
            continue  # "the Houthi-held areas": who holds them, not where they are
        if name is not None:
            for part in _listed(text, name):
                yield Mention(MentionKind.PLACE, part, found.sentence, head="name", name=part)
        elif len(words[-1]) >= _SHORTEST and span.text.islower() and not text.startswith(" of ", span.end):
            yield Mention(MentionKind.PLACE, span, found.sentence, head=words[-1].lower(), definite=True)


def _listed(text: str, names: Span) -> Iterator[Span]:
    """Each name of a stretch that joins several: "Toumour and Kindjandi"."""
    joints = [(j.start(), j.end()) for j in _JOINT.finditer(names.text)]
    starts = [0, *(end for _, end in joints)]
    ends = [*(start for start, _ in joints), len(names.text)]
    for start, end in zip(starts, ends, strict=True):
        if end - start >= _SHORTEST - 1 and names.text[start].isupper():
            yield Span.of(text, names.start + start, names.start + end)


def stretches(
    inside: npt.NDArray[np.bool_], told: Told, text: str, sentences: Sequence[Span]
) -> Iterator[Stretch]:
    """The runs of marked words that lie in one sentence."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], inside.astype(int), [0]))))
    for first, end in zip(edges[::2], edges[1::2], strict=True):
        span = Span.of(text, told.words[first][0], told.words[end - 1][1])
        number = next((n for n, s in enumerate(sentences) if s.covers(span)), None)
        if number is not None and span.text[0].isalnum():
            yield Stretch(int(first), int(end), span, number)


def _name_in(text: str, sentence: Span, words: Sequence[tuple[int, int]]) -> Span | None:
    """The capitalised words of a stretch; a sentence's first only where it is no plain word elsewhere."""

    def named(start: int, end: int) -> bool:
        word = text[start:end]
        if not word[:1].isupper() or (word.isupper() and len(word) > _SHORTEST):
            return False
        return start != sentence.start or f" {word.lower()} " not in text.lower()

    capital = [w for w in words if named(*w)]
    if not capital or max(end - start for start, end in capital) < _SHORTEST:
        return None
    return Span.of(text, capital[0][0], capital[-1][1])
