"""The manifest of an archive: its form, how much it holds, and the checksum of each of its parts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from marsad.ledger.errors import LedgerError
from marsad.ledger.everything import Size

FORMAT = "marsad-archive"
VERSION = 1
"""The form of archive that this version of Marsad writes, and the newest that it reads."""
NAME = "manifest.json"


class ArchiveDamaged(LedgerError):
    """An archive that is cut off, was changed, or is none."""

    problem = "this archive is damaged"
    remedy = "get another copy of the file; nothing of it was taken in"


@dataclass(frozen=True, slots=True)
class Part:
    """One file in the archive, with the SHA-256 of its content as it is unpacked."""

    name: str
    lines: int
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """``marsad`` is the version that wrote the archive."""

    marsad: str
    counts: Size
    parts: tuple[Part, ...]

    def to_json(self) -> dict[str, object]:
        return {
            "format": FORMAT,
            "version": VERSION,
            "marsad": self.marsad,
            "counts": asdict(self.counts),
            "parts": [asdict(part) for part in self.parts],
        }


def manifest_of(written: bytes, where: str) -> Manifest:
    """The manifest that ``written`` is. Raises ArchiveDamaged for another form, or a newer one."""
    try:
        said: Mapping[str, Any] = json.loads(written)
        version = int(said["version"]) if said["format"] == FORMAT else 0
        parts = tuple(
            Part(str(p["name"]), int(p["lines"]), int(p["bytes"]), str(p["sha256"])) for p in said["parts"]
        )
        counts = Size(**{name: int(n) for name, n in said["counts"].items()})
        marsad = str(said["marsad"])
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise ArchiveDamaged(where, f"its part {NAME} is damaged ({error})") from error
    if version > VERSION:
        raise ArchiveDamaged(
            where,
            f"this archive was written by a newer version of Marsad ({marsad})",
            "upgrade with `pip install --upgrade marsad`",
        )
    if version < 1:
        raise ArchiveDamaged(where, f"its part {NAME} is not that of an archive of a ledger")
    return Manifest(marsad, counts, parts)
