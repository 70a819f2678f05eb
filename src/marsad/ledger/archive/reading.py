"""An archive → records and decisions, after all of it was seen to be as it was written."""

from __future__ import annotations

import hashlib
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypeVar

from marsad.ledger.adding import Kept
from marsad.ledger.archive.lines import kept_of, taken_of
from marsad.ledger.archive.manifest import NAME, ArchiveDamaged, Manifest, Part, manifest_of
from marsad.ledger.errors import LedgerUnwritable
from marsad.ledger.everything import Broken, Taken

LONGEST = 256 * 2**20
"""Bytes that a line may have; a report's record has some thousands."""
_MANIFEST_MOST = 2**24
_HEAD = struct.Struct("<4s5H3I2H")
"""The local header before each file of a zip (APPNOTE.TXT 4.3.7)."""
_HEAD_SIGN = b"PK\x03\x04"
_Told = TypeVar("_Told", Kept, Taken)


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive that was looked through. Its lines are read from the file each time they are asked for."""

    path: Path
    manifest: Manifest

    def records(self) -> Iterator[Kept | Broken]:
        """The records of all parts; what cannot be made out is told in its place."""
        for part in self.manifest.parts:
            if part.name.startswith("records-"):
                yield from self._told(part, kept_of)

    def decisions(self) -> Iterator[Taken | Broken]:
        for part in self.manifest.parts:
            if part.name == "decisions.jsonl":
                yield from self._told(part, taken_of)

    def _told(self, part: Part, told: Callable[[bytes], _Told]) -> Iterator[_Told | Broken]:
        with _opened(self.path) as archive, _inside(self.path, archive, part.name) as file:
            for number, line in enumerate(_lines(file), start=1):
                try:
                    yield told(line)
                except (LookupError, TypeError, ValueError, RecursionError) as error:
                    yield Broken(f"line {number} of {part.name}", _said(error))


def _said(error: Exception) -> str:
    return f"{error} is missing" if isinstance(error, KeyError) else str(error)


def is_archive(path: Path) -> bool:
    """Whether a file is meant to be an archive: it begins as a zip does."""
    try:
        with path.open("rb") as file:
            return file.read(len(_HEAD_SIGN)) == _HEAD_SIGN
    except OSError:
        return False


def read(path: Path, tell: Callable[[int, int], None] | None = None) -> Archive:
    """Look an archive through. Raises ArchiveDamaged, which names the part, where it was cut or changed.

    ``tell`` is called with how many parts are looked through and how many there are.
    """
    with _opened(path) as archive:
        with _inside(path, archive, NAME) as file:
            manifest = manifest_of(file.read(_MANIFEST_MOST), str(path))
        for done, part in enumerate(manifest.parts, start=1):
            _check(path, archive, part)
            if tell:
                tell(done, len(manifest.parts))
    return Archive(path, manifest)


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error) as error:
        broken = _last_part(path)
        told = f"it is cut off in its part {broken}" if broken else f"this is no archive ({error})"
        raise ArchiveDamaged(str(path), told) from error
    except OSError as error:
        raise LedgerUnwritable(
            str(path), f"this file cannot be read ({error.strerror})", "check the path"
        ) from error


@contextmanager
def _inside(path: Path, archive: zipfile.ZipFile, name: str) -> Iterator[IO[bytes]]:
    try:
        with archive.open(name) as file:
            yield file
    except KeyError as error:
        raise ArchiveDamaged(str(path), f"its part {name} is missing") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise ArchiveDamaged(str(path), f"its part {name} is damaged ({error})") from error


def _check(path: Path, archive: zipfile.ZipFile, part: Part) -> None:
    digest, count = hashlib.sha256(), 0
    with _inside(path, archive, part.name) as file:
        while block := file.read(2**20):
            digest.update(block)
            count += block.count(b"\n")
    if digest.hexdigest() != part.sha256 or count != part.lines:
        raise ArchiveDamaged(str(path), f"its part {part.name} is not what was written: its checksum differs")


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    while line := file.readline(LONGEST):
        yield line
        while not line.endswith(b"\n") and line:  # the rest of one that is too long is passed over
            line = file.readline(LONGEST)


def _last_part(path: Path) -> str | None:
    """The part in which a file that lost its end breaks off; None where it does not begin as a zip."""
    name, size = None, path.stat().st_size
    with path.open("rb") as file:
        while len(head := file.read(_HEAD.size)) == _HEAD.size:
            sign, *_, packed, _unpacked, named, extra = _HEAD.unpack(head)
            if sign != _HEAD_SIGN:  # all parts are there; the table at the end that lists them is not
                return name
            name = file.read(named).decode("ascii", "replace")
            more = file.read(extra)
            if packed == 0xFFFFFFFF and len(more) >= 20:  # zip64: both sizes stand in the extra field
                packed = int.from_bytes(more[12:20], "little")
            if file.tell() + packed > size:
                return name
            file.seek(packed, 1)
    return name
