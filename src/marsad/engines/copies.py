"""What a crawl keeps in its folder to read every wire once.

```
_seen/3f….npz           fingerprints of the reports of a split that are to be read, and where they stand
_seen/3f….json          documents of it that need no more: dropped, skipped, set aside; written last
_copies.json            the splits decided about, in rounds; a round changes nothing of earlier ones
_copies/3f….json        which reports of a split are copies, of which report, and the split of that
_reprints/3f….parquet   these reports, until the records of their originals are there
```
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from marsad.engines.guard import Poisoned
from marsad.engines.work import Outcome, Sifted
from marsad.intake import Skipped
from marsad.ledger.adding import Kept
from marsad.ledger.archive.folder import RecordsFolder
from marsad.ledger.archive.rows import Row
from marsad.ledger.everything import Broken
from marsad.sieving import Fingerprint
from marsad.sieving.groups import Marks, Numbers

_ROUNDS = "_copies.json"
LENT = "-copies"
"""Behind a split's id: the split of the records of its copies."""
Settled = list[Outcome] | Poisoned
Round = dict[str, list[int]]
"""Split → the number of each of its pieces among all pieces of the inputs."""


@dataclass(frozen=True, slots=True)
class Original:
    """The report that is read in a copy's stead, and the split that it is of."""

    report: str
    split: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document stands: the piece of its split, and its number in the stretch that the piece is of."""

    piece: int
    document: int


@dataclass(frozen=True, slots=True)
class Seen:
    """The fingerprints of a split; the piece of each, and its document's number in the stretch."""

    split: str
    marks: Marks
    pieces: Numbers
    documents: Numbers


class CopyFiles:
    """These files of one folder. Raises FolderUnusable where the store fails."""

    def __init__(self, folder: RecordsFolder) -> None:
        self._folder = folder

    def seen(self) -> frozenset[str]:
        """The splits that were looked at."""
        return frozenset(name.removesuffix(".json") for name in self._folder.names("_seen", ".json"))

    def put_seen(
        self, split: str, found: Sequence[tuple[Place, Fingerprint]], settled: Mapping[int, Settled]
    ) -> None:
        """Keep what was seen in a split: fingerprints in order, and, by number, what needs no more."""
        marks, into = Marks.of([f for _, f in found]), io.BytesIO()
        pieces = np.array([p.piece for p, _ in found], dtype=np.int64)
        documents = np.array([p.document for p, _ in found], dtype=np.int64)
        columns = {name: getattr(marks, name) for name in Marks.__slots__}
        np.savez(into, pieces=pieces, documents=documents, **columns)
        self._folder.write(f"_seen/{split}.npz", into.getvalue())
        self._put_settled(split, settled)

    def marks(self, split: str) -> Seen:
        """The fingerprints of a split and where they stand."""
        with np.load(io.BytesIO(self._folder.read(f"_seen/{split}.npz")), allow_pickle=False) as kept:
            marks = Marks(**{name: kept[name] for name in Marks.__slots__})
            return Seen(split, marks, kept["pieces"], kept["documents"])

    def settled(self, split: str) -> dict[int, Settled]:
        """The documents of a split that need no more, by their number, with what came of them."""
        name = f"_seen/{split}.json"
        said = json.loads(self._folder.read(name)) if self._folder.is_there(name) else {}
        return {int(number): _settled(one) for number, one in said.items()}

    def unsettle(self, split: str) -> None:
        """Have documents that ended their process be tried again when the split is read."""
        known = self.settled(split)
        whole = {number: one for number, one in known.items() if not isinstance(one, Poisoned)}
        if len(whole) < len(known):
            self._put_settled(split, whole)

    def rounds(self) -> list[Round]:
        known: list[Round] = self._json(_ROUNDS, [])
        return known

    def put_rounds(self, rounds: Sequence[Round]) -> None:
        self._folder.write(_ROUNDS, _line(rounds))

    def with_copies(self) -> frozenset[str]:
        """The splits that hold copies."""
        return frozenset(name.removesuffix(".json") for name in self._folder.names("_copies", ".json"))

    def originals(self, split: str) -> dict[str, Original]:
        """The copies in a split, each with the report that is read in its stead."""
        said = self._json(f"_copies/{split}.json", {})
        return {copy: Original(*original) for copy, original in said.items()}

    def put_originals(self, split: str, found: Mapping[str, Original]) -> None:
        said = {copy: [original.report, original.split] for copy, original in sorted(found.items())}
        self._folder.write(f"_copies/{split}.json", _line(said))

    def put_reprints(self, split: str, rows: Sequence[Row]) -> None:
        self._folder.put_rows(f"_reprints/{split}.parquet", rows)

    def reprints(self, split: str) -> Iterable[Kept | Broken]:
        """The reports of a split that are copies, as records that say nothing yet."""
        name = f"_reprints/{split}.parquet"
        return self._folder.rows(name) if self._folder.is_there(name) else ()

    def _put_settled(self, split: str, settled: Mapping[int, Settled]) -> None:
        self._folder.write(f"_seen/{split}.json", _line({str(n): _said(one) for n, one in settled.items()}))

    def _json(self, name: str, otherwise: Any) -> Any:
        return json.loads(self._folder.read(name)) if self._folder.is_there(name) else otherwise


def _line(said: object) -> bytes:
    return json.dumps(said).encode("ascii") + b"\n"


def _said(one: Settled) -> dict[str, Any]:
    if isinstance(one, Poisoned):
        return {"poisoned": asdict(one)}
    return {
        "outcomes": [["skipped" if isinstance(o, Skipped) else "sifted", asdict(o)] for o in one],
    }


def _settled(said: Mapping[str, Any]) -> Settled:
    if "poisoned" in said:
        return Poisoned(**said["poisoned"])
    return [Skipped(**o) if kind == "skipped" else Sifted(**o) for kind, o in said["outcomes"]]
