"""Between looking and reading: which reports of a crawl are copies of which, over all splits at once.

Decided by one process, from fingerprints alone, in the order of the inputs: how they were cut, and which
workers looked at them when, plays no part. What was decided stays, so that inputs can be added later.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from marsad.engines.copies import CopyFiles, Original, Round, Seen
from marsad.engines.splits import Split
from marsad.sieving.groups import REPORT, Marks, Numbers, band_keys, copies_among
from marsad.sieving.shingles import HASHES

Kind = TypeVar("Kind", bound=np.generic)
Tell = Callable[[int], None]
"""Called with how many splits more were gone through."""


def settle(files: CopyFiles, splits: Sequence[Split], tell: Tell | None = None) -> int:
    """Decide about splits that were looked at and not decided about yet; gives how many copies they hold."""
    rounds = files.rounds()
    decided = {split for some in rounds for split in some}
    fresh: Round = {s.id: list(s.numbers) for s in splits if s.id not in decided}
    if not fresh:
        return 0
    rounds.append(fresh)
    found: dict[str, dict[str, Original]] = defaultdict(dict)
    with tempfile.TemporaryDirectory(prefix="marsad-copies-") as folder:
        pile = _Pile(Path(folder))
        for number, some in enumerate(rounds):
            for split, numbers in some.items():
                pile.add(number, numbers, files.marks(split))
                if tell:
                    tell(1)
        marks = pile.marks()
        for copy, original in copies_among(marks, pile.order(), pile.band):
            if (split := pile.split_of(copy)) in fresh:
                there = Original(marks.reports[original].decode("ascii"), pile.split_of(original))
                found[split].setdefault(marks.reports[copy].decode("ascii"), there)
        del marks  # Windows deletes no file that is mapped
    stale = files.with_copies() & fresh.keys()  # of a run that was killed here
    for split in stale | found.keys():
        files.put_originals(split, found[split])
    files.put_rounds(rounds)
    return sum(map(len, found.values()))


class _Pile:
    """The fingerprints of all splits, in files of this machine; what orders them is in memory."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._splits: list[str] = []
        self._ends: list[int] = []
        self._orders: list[Numbers] = []
        self._counts: list[Numbers] = []

    def add(self, round_: int, numbers: Sequence[int], seen: Seen) -> None:
        """Put a split's fingerprints on it; ``numbers`` are those of its pieces among all of the inputs."""
        marks = seen.marks
        for name in ("reports", "days", "minhash", "keys", "telling"):
            self._append(name, getattr(marks, name))
        for n, keys in enumerate(band_keys(marks.minhash)):
            self._append(f"band{n}", keys)
        self._splits.append(seen.split)
        self._ends.append((self._ends[-1] if self._ends else 0) + len(marks))
        places = np.array(numbers, dtype=np.int64)[seen.pieces]
        self._orders.append(np.stack([np.full(len(marks), round_), places, seen.documents]))
        self._counts.append(np.diff(marks.starts))

    def marks(self) -> Marks:
        """All of them; rows as they were added."""
        counts = np.concatenate([np.zeros(1, np.int64), *self._counts])
        return Marks(
            self._mapped("reports", REPORT),
            self._mapped("days", np.dtype(np.int32)),
            self._mapped("minhash", np.dtype(np.uint32)).reshape(-1, HASHES),
            np.cumsum(counts),
            self._mapped("keys", np.dtype(np.uint64)),
            self._mapped("telling", np.dtype(np.bool_)),
        )

    def band(self, number: int) -> npt.NDArray[np.uint64]:
        return np.fromfile(self._folder / f"band{number}", dtype=np.uint64)

    def order(self) -> Numbers:
        """Rows by round, place of their piece among the inputs, place of their document in it, and row."""
        rounds, pieces, documents = np.concatenate(self._orders, axis=1)
        return np.lexsort((documents, pieces, rounds)).astype(np.int64)

    def split_of(self, row: int) -> str:
        return self._splits[int(np.searchsorted(self._ends, row, side="right"))]

    def _append(self, name: str, values: npt.NDArray[np.generic]) -> None:
        with (self._folder / name).open("ab") as file:
            file.write(values.tobytes())

    def _mapped(self, name: str, kind: np.dtype[Kind]) -> npt.NDArray[Kind]:
        path = self._folder / name
        if not path.stat().st_size:  # an empty file cannot be mapped
            return np.zeros(0, dtype=kind)
        return np.memmap(path, dtype=kind, mode="r")
