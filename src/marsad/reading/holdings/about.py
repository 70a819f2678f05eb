"""What words of holding are said of: the subject before them, whatever it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from marsad.model.reading import Holding
from marsad.model.span import Span
from marsad.reading.holdings import words as forms
from marsad.reading.holdings.stretch import Stretch


def of_subject(
    stretch: Stretch, state: str, actor: int | None, m: re.Match[str], unnamed: bool = True
) -> Iterator[Holding]:
    """What the words at a match say of the place, or the places, that they are about; of one told before
    where they have none and ``unnamed`` ones count.
    """
    near = stretch.near
    place = stretch.arguments.apposed(m.start())
    place = near.subject_place(m.start()) if place is None else place
    subjects = stretch.arguments.subjects(m.start())
    if place is None and not subjects and unnamed:
        subjects = [(None, None)]
    elif place is not None and place not in {p for p, _ in subjects}:
        subjects = [(place, None)]
    whole = near.whole_of(place) if place is not None else None
    subjects = subjects if whole is None else [(whole, None), *subjects]
    last = next((i for i, _ in reversed(subjects) if i is not None), None)
    before = near.listed_with(last) if last is not None else []
    subjects = [*((i, None) for i in before if i not in {p for p, _ in subjects}), *subjects]
    if any(i is not None and near.is_excepted(i) for i, _ in subjects):
        subjects = [(None, _all_but(stretch, m.start()))]  # "all of the city except X": the city
    for index, words in subjects:
        yield replace(stretch.holding(state, actor, index, m.start(), m.end()), words=words)


def _all_but(stretch: Stretch, at: int) -> Span | None:
    """The words in the sentence before ``at`` for what is told of without a part of it."""
    found = forms.ALL_BUT.search(stretch.text, stretch.span.start, at)
    return Span.of(stretch.text, found.start("whole"), found.end("whole")) if found else None


def comes_to(stretch: Stretch, m: re.Match[str]) -> bool:
    """Whether control is told to begin: "into the hands of", "came back under", "returned to"."""
    came = forms.COMES.search(stretch.near.before(m.start(), 25)) is not None
    return came or m.groupdict().get("into") == "into"
