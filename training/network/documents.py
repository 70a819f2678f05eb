"""Gold records and their texts as training examples: words, and for each happening its words and parts.

A stored quotation is either ``[start, end]`` (exact) or a string. A string that stands more than once in
the text is taken to be the occurrence nearest to the happening's triggers; its other occurrences are left
out of the loss.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from marsad.reading.network.labels import KINDS, ROLES, STATUSES, SUB_TYPES
from marsad.reading.network.pieces import words_in, words_of

_SIDES = {"a": "a", "agent": "a", "b": "b", "target": "b", "civilian": "civilian"}
_HARM = ("killed", "wounded", "captured", "displaced")

Place = tuple[int, int]
HEADS = frozenset(("events", "status", "pairs", "roles", "kinds", "actors"))
"""What there is to learn from a document: words that tell of happenings, their status, which tell the same,
parts in them, kinds of actors, and which mentions mean the same actor.
"""
NOT_HAPPENED = -1
"""Status of what did not happen, where a source says no more."""
SOME_KIND = -1
"""Kind of an actor, where a source says no more than that it is one."""


@dataclass(slots=True)
class Happening:
    """One event: word indices of its triggers, and for each role the word indices in and beside it."""

    sub_type: int
    status: int
    triggers: list[int]
    roles: dict[int, set[int]] = field(default_factory=dict)
    unsure: dict[int, set[int]] = field(default_factory=dict)


@dataclass(slots=True)
class Document:
    id: str
    text: str
    words: list[Place]
    happenings: list[Happening]
    kinds: dict[int, int]
    """Kind of actor by word, for the words that mention one."""
    actors: list[tuple[int, list[int]]] = field(default_factory=list)
    """Mentions of actors: number of the actor, and the words."""
    weight: float = 1.0
    learns: frozenset[str] = HEADS
    """Which heads it teaches; a document of a public set teaches few."""
    roles: frozenset[int] = frozenset(range(len(ROLES)))
    """The roles that its happenings tell; of the others it says nothing."""


def document(record: dict[str, Any], text: str, weight: float = 1.0) -> Document:
    """One record as an example; happenings without triggers in the text are left out."""
    words = words_of(text)
    found = Document(record["id"], text, words, [], {}, weight=weight)

    def inside(place: Place) -> set[int]:
        return inside_of(words, place)

    for event in record["events"]:
        spots = [p for t in event.get("triggers", ()) for p in places(t, text)[:1]]
        triggers = sorted({i for p in spots for i in inside(p)})
        if not triggers:
            continue
        happening = Happening(SUB_TYPES.index(event["sub_type"]), STATUSES.index(event["status"]), triggers)
        for role, value in parts(event):
            add_nearest(happening, role, [inside(p) for p in places(value, text)])
        found.happenings.append(happening)
    owners: dict[tuple[int, ...], set[int]] = {}
    for number, mention in enumerate(record.get("mentions", ())):
        kind = KINDS.index(mention["kind"])
        for value in mention["strings"]:
            for place in places(value, text):
                told = tuple(sorted(inside(place)))
                owners.setdefault(told, set()).add(number)
                for i in told:
                    found.kinds.setdefault(i, kind)
    # words given for two actors ("the militants") leave open whom they mean where
    found.actors = [(min(o), list(told)) for told, o in owners.items() if len(o) == 1 and told]
    return found


def inside_of(words: Sequence[Place], place: Place) -> set[int]:
    """Indices of the words in a stretch of the text."""
    return set(range(*words_in(words, *place).indices(len(words))))


def add_nearest(happening: Happening, role: str, spots: Iterable[set[int]]) -> None:
    """Give a role to the words of the spot nearest to the triggers; its other spots stay open."""
    nearest, *others = sorted(spots, key=lambda s: _distance(s, happening.triggers)) or [set()]
    number = ROLES.index(role)
    happening.roles.setdefault(number, set()).update(nearest)
    for other in others:
        happening.unsure.setdefault(number, set()).update(other)


def parts(event: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Each quotation of an event with the role that it plays."""
    for actor in event["actors"]:
        for value in actor["as_written"]:
            yield _SIDES[actor["side"]], value
    yield "place", (event["place"] or {}).get("as_written")
    yield "time", event["date"].get("as_written")
    for effect in _HARM:
        for figure in event.get(effect, ()):
            yield effect, figure.get("as_written")
    for weapon in event.get("weapons", ()):
        yield "weapon", weapon
    for thing in event.get("seized", ()):
        yield "seized", thing["what"]  # teaches where these are words of the text
    for speaker in event.get("said_by", ()):
        yield "speaker", speaker


def places(value: Any, text: str) -> list[Place]:
    """Where a stored quotation stands: one place for offsets, all occurrences for a string."""
    if not value:
        return []
    if isinstance(value, list):
        return [(value[0], value[1])]
    edge_left = r"(?<!\w)" if value[:1].isalnum() else ""
    edge_right = r"(?!\w)" if value[-1:].isalnum() else ""
    found = [m.span() for m in re.finditer(edge_left + re.escape(value) + edge_right, text)]
    return found or [m.span() for m in re.finditer(re.escape(value), text)]


def _distance(words: Iterable[int], triggers: Sequence[int]) -> int:
    return min((abs(w - t) for w in words for t in triggers), default=10**6)


def load(folder: Path, texts: dict[str, str], weight: float = 1.0) -> list[Document]:
    """The records of a folder whose texts are at hand, in the order of their names."""
    found = []
    for path in sorted(folder.glob("*.json")):
        if path.stem in texts:
            record = json.loads(path.read_text(encoding="utf-8"))
            found.append(document(record, texts[path.stem], weight))
    return found
