"""``--out DIR``: one contract record a file, under names that stay inside the folder."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path

from marsad.cli.display.output import json_line
from marsad.cli.exits import Exit
from marsad.cli.problems import CliError
from marsad.model.record import ReportRecord

_FORBIDDEN = re.compile(r'[\0-\x1f\x7f-\x9f/\\:*?"<>|\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]')
# Names that Windows keeps for devices, whatever their ending.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_LONGEST = 180
"""Bytes of a name without its ending; most file systems allow 255."""


def safe_name(name: str) -> str:
    """``name`` as a file name that no system takes for a path; empty where nothing of it is left."""
    safe = _FORBIDDEN.sub("_", unicodedata.normalize("NFC", name)).strip(" .")
    while len(safe.encode("utf-8")) > _LONGEST:
        safe = safe[:-1]
    return f"_{safe}" if _DEVICES.match(safe) else safe


class OutFolder:
    """A folder of records. Raises CliError where it cannot be made or written."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ids: dict[str, str] = {}
        """File name without case → id of the report that has it."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _cannot(folder, error) from error

    def write(self, record: ReportRecord, called: str | None) -> str | None:
        """Write ``<called>.json``, or ``<id>.json`` for a report without a name.

        Returns a remark where the name was taken by another report of this run. The file appears whole or
        not at all.
        """
        stem = safe_name(called or "") or safe_name(record.report.id) or "report"
        name, number = stem, 1
        while self._ids.setdefault(name.casefold(), record.report.id) != record.report.id:
            number += 1
            name = f"{stem}-{number}"
        path = self._folder / f"{name}.json"
        part = self._folder / f".{name}.json.part"
        try:
            part.write_bytes(json_line(record.to_json()) + b"\n")
            os.replace(part, path)  # noqa: PTH105 - replaces on every system
        except OSError as error:
            part.unlink(missing_ok=True)
            raise _cannot(path, error) from error
        if number > 1:
            return f"{record.report.source}: another report is called {stem} too; its record is {path}"
        return None


def _cannot(path: Path, error: OSError) -> CliError:
    return CliError(
        f"{path}: cannot be written ({error.strerror}); free some space, change its permissions or name "
        "another folder with --out, and run the same command again",
        Exit.LEDGER,
    )
