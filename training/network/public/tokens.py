"""Examples from sets that count in tokens: the text is the tokens with a blank between."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate

from marsad.reading.network.labels import ROLES
from marsad.reading.network.pieces import words_of

from ..documents import Document, Happening, inside_of

Range = tuple[int, int]
"""First token, and the one behind the last."""


class Tokens:
    """A text in tokens, and which of Marsad's words each range of them is."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self.text = " ".join(tokens)
        ends = list(accumulate(len(t) + 1 for t in tokens))
        self._spans = [(end - 1 - len(t), end - 1) for t, end in zip(tokens, ends, strict=True)]
        self.words = words_of(self.text)

    def inside(self, tokens: Range) -> set[int]:
        """Indices of the words in a range of tokens."""
        first, end = self._spans[tokens[0]][0], self._spans[tokens[1] - 1][1]
        return inside_of(self.words, (first, end))

    def happening(
        self, trigger: Range, roles: Iterable[tuple[str, Range]], status: int = 0, sub_type: int = 0
    ) -> Happening | None:
        """A happening and its parts; None where the trigger is no word."""
        triggers = sorted(self.inside(trigger))
        if not triggers:
            return None
        found = Happening(sub_type, status, triggers)
        for role, tokens in roles:
            found.roles.setdefault(ROLES.index(role), set()).update(self.inside(tokens))
        return found

    def document(
        self, name: str, happenings: Iterable[Happening | None], learns: str, roles: Sequence[str] = ()
    ) -> Document:
        """An example that teaches one head, and of the roles those given."""
        known = frozenset(ROLES.index(r) for r in roles)
        told = [h for h in happenings if h is not None]
        return Document(name, self.text, self.words, told, {}, learns=frozenset((learns,)), roles=known)
