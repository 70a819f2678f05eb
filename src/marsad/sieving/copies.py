"""Reprints: which report says nothing that another one has not said.

A copy has the words of an earlier report, or most of them, and adds no sentence that could change a record.
``Copies`` remembers what was read by a fingerprint of each, and forgets the oldest, so that its memory is
bounded. A copy that is missed is only read twice: the ledger counts copies as one source whatever was done
here.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from marsad.knowledge.frames import GAP, shipped_frames
from marsad.model.report import Report
from marsad.sieving.sentences import Sentence, sentences_of
from marsad.sieving.shingles import bands_of, likeness, signature

NEAR = 0.7
"""Share of runs of words in common from which on two texts are compared sentence by sentence."""
ROWS = 5
"""Hashes of a band: of texts that share seven tenths of their runs 99 in a hundred meet in one of 25 bands,
of such that share a tenth one in four thousand.
"""
APART = 3
"""Days between two printings of one text; what is printed again later is a new report with an old text."""
ROOM = 50_000
"""Reports that are remembered."""
SHORTEST = 25
"""Words below which a text is no wire that could be recognised."""
Short = npt.NDArray[np.uint32]
_FIGURE = re.compile(
    r"\d|^(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty"
    r"|sixty|seventy|eighty|ninety|hundreds?|thousands?|dozens?|scores|several|many|few|no|not|none)$"
)


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A report as it is compared. ``sentences`` are the keys of its sentences, in order.

    ``telling`` says of each whether it has a figure or a word for a deed; ``signature`` has 32 bits a hash.
    """

    report: str
    sentences: tuple[int, ...]
    telling: tuple[bool, ...]
    signature: Short
    day: date | None


@dataclass(frozen=True, slots=True)
class Match:
    """A report that another one prints. ``same`` where they have every sentence in common."""

    original: str
    same: bool


def fingerprint(report: Report) -> Fingerprint | None:
    """The fingerprint of a report; None for one too short to be recognised."""
    told = sentences_of(report)
    if sum(len(s.words) for s in told) < SHORTEST:
        return None
    words = " ".join(w for s in told for w in s.words)
    day = report.published.day if report.published else None
    keys, telling = tuple(s.key for s in told), tuple(map(_matters, told))
    # Half of each hash is enough: two that differ have the same half once in four thousand million times.
    return Fingerprint(report.id, keys, telling, signature(words).astype(np.uint32), day)


def matched(one: Fingerprint, others: Iterable[Fingerprint]) -> Match | None:
    """Which of ``others`` the report ``one`` prints, the most alike first; None if none.

    A report under the id of ``one`` is none of which it is a copy.
    """
    close = [f for f in others if f.report != one.report and _printed_together(one.day, f.day)]
    for other in sorted(close, key=lambda f: -likeness(one.signature, f.signature)):
        known = frozenset(other.sentences)
        if set(one.sentences) == known:
            return Match(other.report, same=True)
        pairs = zip(one.sentences, one.telling, strict=True)
        adds = any(telling and key not in known for key, telling in pairs)
        if not adds and likeness(one.signature, other.signature) >= NEAR:
            return Match(other.report, same=False)
    return None


class Copies:
    """The reports read so far, as far as is needed to know their copies.

    Order matters in one way only: the first of several copies is the original of the others.
    """

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._seen: OrderedDict[str, Fingerprint] = OrderedDict()
        self._bands: dict[int, str] = {}
        """A hash of a band and its place → the newest report that has it."""

    def __len__(self) -> int:
        return len(self._seen)

    def add(self, one: Fingerprint) -> None:
        """Remember a report that is read."""
        self._seen[one.report] = one
        for band in _bands(one):
            self._bands[band] = one.report
        while len(self._seen) > self._room:
            _, oldest = self._seen.popitem(last=False)
            for band in _bands(oldest):
                if self._bands.get(band) == oldest.report:
                    del self._bands[band]

    def merge(self, other: Copies) -> None:
        """Remember what another pass has read too, as if it had been read after this one's."""
        for one in other._seen.values():
            self.add(one)

    def match(self, report: Report) -> tuple[Match | None, Fingerprint | None]:
        """The report that ``report`` is a copy of, if any, and its fingerprint, for ``add`` if it is read.

        The same report under the same id is no copy of itself.
        """
        one = fingerprint(report)
        return (None, None) if one is None else (matched(one, self._near(one)), one)

    def _near(self, one: Fingerprint) -> list[Fingerprint]:
        """Reports that agree in a band."""
        names = dict.fromkeys(self._bands[b] for b in _bands(one) if b in self._bands)
        return [self._seen[n] for n in names]


def _bands(one: Fingerprint) -> list[int]:
    """Eight bytes for each band and its place, the same on every machine."""
    found = enumerate(bands_of(one.signature, ROWS))
    return [int.from_bytes(blake2b(b, digest_size=8, salt=bytes((n,))).digest(), "big") for n, b in found]


def _printed_together(one: date | None, other: date | None) -> bool:
    """Whether the words for days mean the same in both: unknown days are the same only to each other."""
    if one is None or other is None:
        return one is other
    return abs((one - other).days) <= APART


def _matters(sentence: Sentence) -> bool:
    """Whether a sentence of the copy alone could change a record: it has a figure or a word for a deed."""
    words = frozenset(sentence.words)
    return any(_FIGURE.search(w) or any(p <= words for p in _deeds(w)) for w in words)


@lru_cache(maxsize=1 << 15)
def _deeds(word: str) -> tuple[frozenset[str], ...]:
    """The words of each phrase for a deed that begins with ``word``, in any order."""
    return tuple(frozenset(p.words) - {GAP} for p in shipped_frames().starting_with(word))
