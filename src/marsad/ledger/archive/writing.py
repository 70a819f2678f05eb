"""A ledger → an archive: a page at a time, and under its name only when it is whole."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection

from marsad import __version__
from marsad.ledger import everything
from marsad.ledger.adding import Kept
from marsad.ledger.archive.lines import decision_line, line_of
from marsad.ledger.archive.manifest import NAME, Manifest, Part
from marsad.ledger.errors import LedgerDamaged
from marsad.ledger.everything import Broken, Taken
from marsad.ledger.ledger import Ledger
from marsad.ledger.store.files import replacing

Tell = Callable[[int, int], None]
_Told = TypeVar("_Told", Kept, Taken)

PART = 10_000
"""Records in one part: a damaged part names these, and the checksum of one is found in seconds."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The day that all parts bear, the first that a zip knows: the same ledger makes the same file."""


def write(ledger: Ledger, path: Path, tell: Tell | None = None) -> Manifest:
    """Write all of ``ledger`` as it is now to ``path``, whatever others add meanwhile; gives the manifest.

    An archive that lies there is replaced when the new one is whole. ``tell`` is called with how many records
    are written and how many there are. Raises LedgerDamaged where a record cannot be made out, and
    LedgerUnwritable where the file cannot be written.
    """
    with replacing(path) as part, ledger.snapshot() as connection, zipfile.ZipFile(part, "w") as archive:
        size = everything.size(connection)
        parts = list(_parts(archive, connection, ledger.where, tell or _quiet, size.records))
        manifest = Manifest(__version__, size, tuple(parts))
        written = json.dumps(manifest.to_json(), indent=1).encode("ascii") + b"\n"
        with archive.open(_entry(NAME), "w") as target:
            target.write(written)
    return manifest


def _quiet(done: int, total: int) -> None:
    """Tell nobody."""


def _parts(
    archive: zipfile.ZipFile, connection: Connection, where: str, tell: Tell, total: int
) -> Iterator[Part]:
    lines = (line_of(k) for k in _told(where, everything.records(connection), tell, total))
    for number, first in enumerate(lines, start=1):
        yield _part(archive, f"records-{number:05}.jsonl", chain([first], islice(lines, PART - 1)))
    decided = (decision_line(t) for t in _whole(where, everything.decisions(connection)))
    yield _part(archive, "decisions.jsonl", decided)


def _told(where: str, found: Iterable[Kept | Broken], tell: Tell, total: int) -> Iterator[Kept]:
    for done, one in enumerate(_whole(where, found), start=1):
        yield one
        if done % 200 == 0 or done == total:
            tell(done, total)


def _whole(where: str, found: Iterable[_Told | Broken]) -> Iterator[_Told]:
    """What is found, as long as all of it can be made out: nobody would see what an archive lacks."""
    for one in found:
        if isinstance(one, Broken):
            raise LedgerDamaged(
                where,
                f"{one.what} cannot be made out ({one.why})",
                "run `marsad check`, which says what to do",
            )
        yield one


def _part(archive: zipfile.ZipFile, name: str, lines: Iterable[bytes]) -> Part:
    digest, count, size = hashlib.sha256(), 0, 0
    with archive.open(_entry(name), "w", force_zip64=True) as target:
        for line in lines:
            target.write(line)
            digest.update(line)
            count += 1
            size += len(line)
    return Part(name, count, size, digest.hexdigest())


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry
