"""Whom a description or pronoun means, as a reader that compares mentions holds for likely."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from marsad.resolving.actors.identity import Identity


@dataclass(frozen=True, slots=True)
class Likely:
    """Probabilities from which on two mentions count as of one actor; tuned on the development part."""

    sure: float = 0.5
    """For whom the words of a description alone would stand for."""
    possible: float = 0.15
    """For an actor that grammar would take up."""


LIKELY = Likely()


class Likeness:
    """The actors of one report as far as they are told, and how likely a mention means each of them."""

    def __init__(self, same: Mapping[int, Mapping[int, float]], limits: Likely = LIKELY) -> None:
        self._same = same
        self._limits = limits
        self._who: dict[int, Identity] = {}

    def note(self, index: int, identity: Identity) -> None:
        """Mention number ``index`` means ``identity``."""
        self._who[index] = identity

    def meant(self, index: int) -> Identity | None:
        """The actor that a mention means for sure enough; None where no mention told so far is like it."""
        best = max(
            ((p, -j) for j, p in self._same.get(index, {}).items() if j in self._who), default=(0.0, 0)
        )
        if best[0] < self._limits.sure:
            return None
        return self._who[-best[1]].because(f"likely the same ({best[0]:.2f})")

    def allows(self, index: int, identity: Identity) -> bool:
        """Whether a mention may mean ``identity``; always where no reader compared mentions."""
        if not self._same:
            return True
        like = self._same.get(index, {})
        return any(p >= self._limits.possible and self._id(j) == identity.id for j, p in like.items())

    def _id(self, index: int) -> str | None:
        told = self._who.get(index)
        return None if told is None else told.id
