"""Who holds which place, as examples: gold control statements put to the mentions that grammar finds.

A statement names its place and its holder, and quotes the words that tell it. The place is the mention of
that name in or nearest to the quotation, the holder the nearest mention of the actor. Other mentions of the
same two may tell it again, so what they are to each other stays open; so does every pair of a statement
whose place or holder no mention names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from anyascii import anyascii

from marsad.model.reading import Mention, MentionKind
from marsad.reading.network.holds import HOLDERS
from marsad.reading.network.labels import HOLDS
from marsad.reading.network.pieces import words_in

from .documents import Document, Place, places

_COMMON = frozenset(
    """
    the of in and al el ad as ash at city town village district province governorate region area camp
    countryside north south east west northern southern eastern western
    """.split()
)


@dataclass(frozen=True, slots=True)
class Statement:
    """One gold control statement: number of its state, words of its place's name, where it is told, and where
    its holder is named or described.
    """

    state: int
    name: frozenset[str]
    told: Place
    holders: tuple[Place, ...]


@dataclass(slots=True)
class Holdings:
    """Mentions of places and of those who may hold them, as word indices, and what ties them.

    ``pairs`` are (place, holder, state) by index; ``open`` are (place, holder) of which nothing is known.
    """

    places: list[list[int]] = field(default_factory=list)
    holders: list[list[int]] = field(default_factory=list)
    pairs: set[tuple[int, int, int]] = field(default_factory=set)
    open: set[tuple[int, int]] = field(default_factory=set)


def holdings_of(document: Document, mentions: Sequence[Mention]) -> Holdings | None:
    """Who holds which place, by the document's gold record; None where it has none that says so."""
    if "control" not in document.record:
        return None
    return holdings(statements(document.record, document.text), document.words, mentions)


def statements(record: Mapping[str, Any], text: str) -> list[Statement]:
    """The control statements of a gold record whose words stand in the text."""
    strings = {_string(m["name"], text): m["strings"] for m in record.get("mentions", ())}
    found = []
    for told in record["control"]:
        spots = places(told["as_written"], text)
        if not spots:
            continue
        actor, place = (_string(told[part], text) for part in ("actor", "place"))
        spellings = [actor, *strings.get(actor, ())]
        holders = tuple(p for s in spellings for p in places(s, text))
        found.append(Statement(HOLDS.index(told["state"]), _words(place), spots[0], holders))
    return found


def holdings(told: Sequence[Statement], words: Sequence[Place], mentions: Sequence[Mention]) -> Holdings:
    """The statements put to the mentions of a report."""
    spots = [m.span for m in mentions if m.kind is MentionKind.PLACE]
    people = [m.span for m in mentions if m.kind in HOLDERS]
    found = Holdings(
        [_indices(words, s.start, s.end) for s in spots], [_indices(words, s.start, s.end) for s in people]
    )
    named = [_words(s.text) for s in spots]
    for statement in told:
        fit = [n for n, name in enumerate(named) if name & statement.name]
        own = [
            n
            for n, s in enumerate(people)
            if any(s.start < end and start < s.end for start, end in statement.holders)
        ]
        place = _nearest(fit, [(s.start, s.end) for s in spots], statement.told)
        holder = _nearest(own, [(s.start, s.end) for s in people], statement.told)
        if place is None or holder is None:
            inside = [n for n, s in enumerate(spots) if _gap((s.start, s.end), statement.told) == 0]
            found.open |= {(n, m) for n in {*fit, *inside} for m in range(len(people))}
            continue
        found.open |= {(n, m) for n in fit for m in own}
        found.pairs.add((place, holder, statement.state))
    found.open -= {(p, h) for p, h, _ in found.pairs}
    return found


def _string(told: str | list[int], text: str) -> str:
    """A stored name, which long ones are as offsets."""
    return told if isinstance(told, str) else text[told[0] : told[1]]


def _nearest(among: Iterable[int], where: Sequence[Place], told: Place) -> int | None:
    return min(among, key=lambda n: (_gap(where[n], told), n), default=None)


def _gap(one: Place, other: Place) -> int:
    return max(0, other[0] - one[1], one[0] - other[1])


def _indices(words: Sequence[Place], start: int, end: int) -> list[int]:
    return list(range(*words_in(words, start, end).indices(len(words))))


def _words(name: str) -> frozenset[str]:
    """What tells a place's name from another: its words without articles and kinds of places."""
    return frozenset(w for w in re.findall(r"\w+", anyascii(name).lower()) if len(w) > 2) - _COMMON
