"""Offices told by a list of what they see to: "the minister of defense, energy, and transport".

The commas and the "and" of such a list part nothing; they are tagged like the hyphen of a name, so that no
rule for appositions and clauses stops at them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from marsad.reading.grammar.tokens import Token
from marsad.reading.speech.cues import grammar, speech_words

_OFFICES = grammar("offices")
_FIELDS = grammar("fields")
_LONGEST = 4
"""Words that one item has at most: "occupied Palestinian refugee affairs"."""


def with_joined_offices(tokens: Sequence[Token], tags: Sequence[str]) -> tuple[str, ...]:
    """The tags of one sentence, the joints of lists of offices tagged as parts of a name."""
    done = list(tags)
    for i, token in enumerate(tokens):
        if token.lower in _OFFICES and i + 1 < len(tokens) and tokens[i + 1].lower in {"of", "for"}:
            for joint in _joints(tokens, tags, i + 2):
                done[joint] = "HYPH"
    return tuple(done)


def _joints(tokens: Sequence[Token], tags: Sequence[str], first: int) -> list[int]:
    """The commas and the "and" of the list that begins at ``first``; none where it is no list."""
    end = _item(tokens, tags, first)
    joints: list[int] = []
    while end is not None and end < len(tokens):
        link = list(_link(tokens, end))
        after = _item(tokens, tags, link[-1] + 1) if link else None
        if after is None or tokens[link[-1] + 1].capitalised != tokens[first].capitalised:
            return []
        joints.extend(link)
        if tokens[link[-1]].lower == "and":
            return joints
        end = after
    return []


def _link(tokens: Sequence[Token], at: int) -> Iterator[int]:
    """What joins two items: a comma, "and", or both."""
    for word in (",", "and"):
        if at < len(tokens) and tokens[at].lower == word:
            yield at
            at += 1


def _item(tokens: Sequence[Token], tags: Sequence[str], first: int) -> int | None:
    """The token behind one item of the list; None where what begins there is none of an office's fields."""
    at = first
    while at < min(len(tokens), first + _LONGEST) and tags[at][:2] in {"NN", "JJ"}:
        at += 1
        if tokens[at - 1].lower in _FIELDS:
            return at if at >= len(tokens) or tokens[at].lower not in speech_words().bodies else None
    return None
