"""Gists in columns, so that hundreds of thousands are counted at once and take little room."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from marsad.ledger.columns.codes import Array, Codes, Mask, renewed
from marsad.ledger.series.gist import Gist
from marsad.ledger.series.subjects import Per
from marsad.model.event import Effect

_GISTS = np.dtype(
    [("incident", "i8"), ("first", "M8[D]"), ("last", "M8[D]"), *((per.value, "i4") for per in Per)]
)
AMOUNT = "best", "low", "high"
_HARM = np.dtype(
    [("incident", "i8"), ("effect", "i1"), ("numbered", "?"), *((n, "i8") for n in AMOUNT), ("open", "?")]
)
_TELLERS = np.dtype([("incident", "i8"), ("report", "i8"), ("outlet", "i4"), ("reader", "i4")])
EFFECTS = {effect: n for n, effect in enumerate(Effect)}


@dataclass(frozen=True, slots=True)
class Stock:
    """``gists`` with their ``harm`` and ``tellers``, all in the order of incidents; ``harmed`` and ``told``
    are where the gist of each of these stands. ``groups`` and ``names`` say what their numbers mean; a report
    stands as its hash, since only how many there are is asked.
    """

    gists: Array = field(default_factory=lambda: np.empty(0, _GISTS))
    harm: Array = field(default_factory=lambda: np.empty(0, _HARM))
    tellers: Array = field(default_factory=lambda: np.empty(0, _TELLERS))
    harmed: Array = field(default_factory=lambda: np.empty(0, np.int64))
    told: Array = field(default_factory=lambda: np.empty(0, np.int64))
    groups: Codes[tuple[Any, ...]] = field(default_factory=Codes)
    names: Codes[str] = field(default_factory=Codes)

    @property
    def size(self) -> int:
        """Bytes that the columns take."""
        return sum(a.nbytes for a in (self.gists, self.harm, self.tellers, self.harmed, self.told))

    def renewed(self, fresh: Iterable[tuple[int, Gist]], gone: Iterable[int] = ()) -> Stock:
        """This without the gists of incidents that are ``gone`` and with ``fresh`` ones; incidents stand by
        their numbers.
        """
        rows: list[tuple[object, ...]] = []
        harm: list[tuple[object, ...]] = []
        tellers: list[tuple[object, ...]] = []
        number, name = self.groups.number, self.names.number
        for incident, gist in fresh:
            groups = (number(gist.actors if per is Per.ACTOR else gist.groups[per]) for per in Per)
            rows.append((incident, gist.first, gist.last, *groups))
            for effect, a in gist.harm.items():
                cells = (a.best, a.low, a.high, a.open) if a else (0, 0, 0, False)
                harm.append((incident, EFFECTS[effect], a is not None, *cells))
            tellers += ((incident, hash(t.report), name(t.outlet), name(t.reader)) for t in gist.tellers)
        out = np.array(list(gone), np.int64)
        return self._of(
            renewed(self.gists, rows, out), renewed(self.harm, harm, out), renewed(self.tellers, tellers, out)
        )

    def picked(self, some: Mask) -> Stock:
        """Some of the gists."""
        return self._of(self.gists[some], self.harm[some[self.harmed]], self.tellers[some[self.told]])

    def _of(self, gists: Array, harm: Array, tellers: Array) -> Stock:
        harmed, told = (np.searchsorted(gists["incident"], a["incident"]) for a in (harm, tellers))
        return replace(self, gists=gists, harm=harm, tellers=tellers, harmed=harmed, told=told)


def stocked(gists: Iterable[Gist]) -> Stock:
    """Gists by themselves, of whatever they are."""
    return Stock().renewed(enumerate(gists))
