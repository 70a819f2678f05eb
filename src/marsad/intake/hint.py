"""About how many items the inputs hold, without reading them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from marsad.intake.urls import is_url

_SAMPLE = 1 << 18


def count_hint(inputs: Sequence[str]) -> int | None:
    """About how many items ``inputs`` hold, for progress bars; None where that is not cheap to say.

    A file of JSON lines is counted by the length of its first lines. Archives and feeds are not guessed.
    """
    total = 0
    for name in inputs:
        if name == "-" or is_url(name):
            return None
        paths = _files(Path(name)) if Path(name).is_dir() else [Path(name)]
        for path in paths:
            count = _count(path)
            if count is None:
                return None
            total += count
    return total


def _files(folder: Path) -> list[Path]:
    found = []
    for at, folders, files in os.walk(folder):
        folders[:] = [f for f in folders if not f.startswith(".")]
        found += [Path(at) / f for f in files if not f.startswith(".")]
    return found


def _count(path: Path) -> int | None:
    name = path.name.lower()
    if ".warc" in name or name.endswith((".jsonl.gz", ".ndjson.gz", ".xml", ".rss", ".atom")):
        return None
    if not name.endswith((".jsonl", ".ndjson")):
        return 1
    try:
        with path.open("rb") as stream:
            head = stream.read(_SAMPLE)
            size = os.fstat(stream.fileno()).st_size
    except OSError:
        return 1
    lines = head.count(b"\n") + (0 if head.endswith(b"\n") else 1)
    return lines if size <= len(head) else max(1, round(lines * size / max(1, len(head))))
