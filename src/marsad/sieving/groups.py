"""The copies among all reports of a crawl, whatever order they were looked at in: one pass over fingerprints.

``Copies`` decides report by report as they come and forgets the oldest; this decides the same way over as
many as there are, in the order of their sources. Only the hashes of one band are in memory at once, and
which reports share a band with another; the fingerprints may lie in files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from marsad.sieving.copies import ROWS, Fingerprint, Short, matched
from marsad.sieving.shingles import HASHES, mixed

BANDS = HASHES // ROWS
NO_DAY = -(10**6)
"""The number of a day that is not known; others count from the first of January of the year 1."""

REPORT: np.dtype[np.bytes_] = np.dtype("S21")
"""The id of a report."""
Numbers = npt.NDArray[np.int64]
Few = npt.NDArray[np.int32]
Keys = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Marks:
    """Fingerprints of many reports, a row each; arrays may be mapped from files.

    The sentences of row n are those from ``starts[n]`` to ``starts[n + 1]`` in ``keys`` and ``telling``.
    """

    reports: npt.NDArray[np.bytes_]
    days: npt.NDArray[np.int32]
    minhash: Short
    starts: Numbers
    keys: Keys
    telling: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, found: list[Fingerprint]) -> Marks:
        counts = [len(f.sentences) for f in found]
        return cls(
            np.array([f.report.encode("ascii") for f in found], dtype=REPORT),
            np.array([f.day.toordinal() if f.day else NO_DAY for f in found], dtype=np.int32),
            np.array([f.signature for f in found], dtype=np.uint32).reshape(len(found), HASHES),
            np.cumsum([0, *counts]).astype(np.int64),
            np.array([k for f in found for k in f.sentences], dtype=np.uint64),
            np.array([t for f in found for t in f.telling], dtype=np.bool_),
        )

    def __len__(self) -> int:
        return len(self.reports)

    def at(self, row: int) -> Fingerprint:
        start, end, day = int(self.starts[row]), int(self.starts[row + 1]), int(self.days[row])
        return Fingerprint(
            self.reports[row].decode("ascii"),
            tuple(self.keys[start:end].tolist()),
            tuple(self.telling[start:end].tolist()),
            np.asarray(self.minhash[row]),
            None if day == NO_DAY else date.fromordinal(day),
        )


def band_keys(minhash: Short) -> Keys:
    """A hash of each band (first axis) of each report."""
    keys = np.zeros((BANDS, len(minhash)), dtype=np.uint64)
    for place in range(ROWS):
        keys = mixed(keys ^ minhash[:, place : BANDS * ROWS : ROWS].T.astype(np.uint64)) + np.uint64(1)
    return keys


def copies_among(
    marks: Marks, order: Numbers, band: Callable[[int], Keys] | None = None
) -> Iterator[tuple[int, int]]:
    """Rows of copies, each with the row of the report that is read in its stead.

    ``order`` has the rows in the order of the reports: the first of several copies is the original of the
    others. ``band`` gives the hashes of one band, a row each (None: they are worked out here).
    """
    if band is None:
        every = band_keys(marks.minhash)
        band = every.__getitem__
    ranks, groups, number = _sharing(order, band)
    newest = np.full(number, -1, dtype=np.int64)
    known: dict[bytes, int | None] = {}
    ends = np.append(np.flatnonzero(np.diff(ranks)) + 1, len(ranks)) if len(ranks) else ranks
    start = 0
    for end in ends.tolist():
        row, own = int(order[ranks[start]]), groups[start:end]
        start = end
        name = bytes(marks.reports[row])
        if name in known:  # the same report again, under another address: as it was decided before
            original = known[name]
        else:
            original = known[name] = _original(marks, row, newest[own])
        if original is None:
            newest[own] = row
        else:
            yield row, original


def _original(marks: Marks, row: int, near: Numbers) -> int | None:
    found = {other: marks.at(other) for other in dict.fromkeys(near.tolist()) if other >= 0}
    match = matched(marks.at(row), found.values()) if found else None
    return next(other for other, f in found.items() if f.report == match.original) if match else None


def _sharing(order: Numbers, band: Callable[[int], Keys]) -> tuple[Few, Few, int]:
    """Reports by rank and the groups that they share a band with somebody in, by rank; how many groups."""
    ranks, groups, number = [], [], 0
    for n in range(BANDS):
        keys = band(n)[order]
        by_key = np.argsort(keys, kind="stable")
        same = keys[by_key][1:] == keys[by_key][:-1]
        shared = np.append(same, False) | np.append(False, same)
        begins = ~np.append(False, same)[shared]
        ranks.append(by_key[shared].astype(np.int32))
        groups.append((np.cumsum(begins) - 1 + number).astype(np.int32))
        number += int(begins.sum())
    by_rank, by_group = np.concatenate(ranks), np.concatenate(groups)
    sorting = np.argsort(by_rank, kind="stable")
    return by_rank[sorting], by_group[sorting], number
