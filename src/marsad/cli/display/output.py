"""Writing records out: JSON lines and CSV on standard output, and text that does what it looks like."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Mapping
from io import StringIO

from rich.text import Text

from marsad.model.visible import visible

__all__ = ["json_line", "plain", "print_csv", "print_json", "visible", "write_bytes"]


def plain(text: object, style: str = "") -> Text:
    """A text of a report, or None as nothing, as it is: no markup in it is obeyed."""
    return Text("" if text is None else visible(str(text)), style)


def print_json(value: Mapping[str, object]) -> None:
    """One JSON object on a line of standard output, in UTF-8 whatever the terminal's encoding."""
    write_bytes(json_line(value) + b"\n")


def json_line(value: Mapping[str, object]) -> bytes:
    """``value`` as UTF-8 JSON; a lone surrogate, which UTF-8 lacks, becomes the escape that JSON has."""
    return json.dumps(value, ensure_ascii=False).encode("utf-8", errors="backslashreplace")


def print_csv(columns: Iterable[str], rows: Iterable[Mapping[str, object]]) -> None:
    """A heading and rows of CSV on standard output, in UTF-8."""
    line = StringIO()
    writer = csv.DictWriter(line, list(columns), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    write_bytes(line.getvalue().encode("utf-8", errors="replace"))


def write_bytes(data: bytes) -> None:
    """Bytes on standard output, behind all that was printed before."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
