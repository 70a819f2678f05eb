"""What one sentence says about who speaks: attributions before quotes and earlier sentences are looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from marsad.model.reading import Stance
from marsad.reading.speech.phrases import Phrase
from marsad.reading.speech.words import Words


@dataclass(frozen=True, slots=True)
class Draft:
    """An attribution in one sentence, in token indices: ``said`` are (first, last) stretches.

    ``waits``: what is said stands in the next sentence ("The minister said:"). ``aside``: it stands in a
    relative clause or between commas ("…, citing X, …"), and the sentence's own statement goes on after it.
    """

    speaker: Phrase
    cue: Phrase
    said: tuple[Phrase, ...]
    stance: Stance
    waits: bool = False
    aside: bool = False

    @property
    def last(self) -> int:
        return max(self.cue[1], self.speaker[1])

    @property
    def first(self) -> int:
        return min(self.cue[0], self.speaker[0])


def floor_after(drafts: Sequence[Draft]) -> int:
    """The first token that no earlier attribution of the sentence's own line has used."""
    return max((d.last + 1 for d in drafts if not d.aside), default=0)


def trimmed(words: Words, first: int, last: int) -> Phrase | None:
    """A stretch without punctuation and linking words at its edges; None where nothing is left."""
    while first <= last and (
        words.is_punctuation(first) or words.lower(first) in {"and", "but", "that", "while", "as"}
    ):
        if words.is_quote(first) and last > first:
            break
        first += 1
    while last >= first and words.is_punctuation(last) and not words.is_quote(last):
        last -= 1
    if last >= first and words.lower(last) in {"and", "but", "as", "while"}:
        last -= 1
    return (first, last) if first <= last else None
