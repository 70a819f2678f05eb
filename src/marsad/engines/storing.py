"""From a folder of records into a ledger, split by split; what the ledger holds already is not even read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from marsad.ledger import Ledger
from marsad.ledger.adding import Kept, readers_of
from marsad.ledger.archive.folder import RecordsFolder
from marsad.ledger.errors import RecordRefused
from marsad.ledger.everything import Broken

_BATCH = 100
"""Records of one transaction: others who write wait no longer."""


def store(ledger: Ledger, folder: RecordsFolder, split: str) -> list[Broken]:
    """Put a finished split's records into the ledger; gives those that cannot be kept, and why."""
    keys = folder.keys(split)
    with ledger.snapshot() as connection:
        known = readers_of(connection, {report for report, _ in keys})
    if all(reader in known[report] for report, reader in keys):
        return []
    refused: list[Broken] = []
    for some in _batches(folder.records([split])):
        whole = [one for one in some if isinstance(one, Kept)]
        refused += [one for one in some if isinstance(one, Broken)]
        for one, became in zip(whole, ledger.add_many(whole), strict=True):
            if isinstance(became, RecordRefused):
                refused.append(Broken(one.record.report.source, str(became)))
    return refused


def _batches(found: Iterable[Kept | Broken]) -> Iterator[list[Kept | Broken]]:
    values = iter(found)
    while some := list(islice(values, _BATCH)):
        yield some
