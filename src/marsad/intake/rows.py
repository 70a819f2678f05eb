"""Rows of a Parquet file → drafts: columns as the fields of JSON lines, whatever other columns there are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from marsad.intake.addresses import opened
from marsad.intake.draft import Draft
from marsad.intake.errors import IntakeError, Skipped
from marsad.intake.jsonl import read_record

_FIELDS = ("id", "title", "text", "outlet", "published", "url")
MAGIC = b"PAR1"
_AT_ONCE = 64
"""Rows in memory at once, beside the pages of the file that they are in."""


def _parquet() -> Any:
    try:
        from pyarrow import parquet  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise IntakeError(
            "reading Parquet needs pyarrow", 'install it with `pip install "marsad[parquet]"`'
        ) from error
    return parquet


def groups(source: str) -> list[int]:
    """The number of rows in each row group of a Parquet file. Raises IntakeError and OSError."""
    with opened(source) as stream:
        meta = _file(stream).metadata
        return [meta.row_group(n).num_rows for n in range(meta.num_row_groups)]


def _file(stream: Any) -> Any:
    parquet = _parquet()
    try:
        found = parquet.ParquetFile(stream)
    except (ValueError, OSError) as error:
        raise IntakeError(f"it is no whole Parquet file ({error})", "write or fetch it again") from error
    if "text" not in found.schema_arrow.names:
        raise IntakeError(
            'it has no column "text"', f"name its columns {', '.join(_FIELDS)}; only text is needed"
        )
    return found


def read_rows(source: str, first: int = 0, end: int | None = None) -> Iterator[Draft | Skipped]:
    """A draft for each row of the row groups ``first`` to ``end``, or a Skipped that names it.

    A row is called ``source:N``, counted from 1 through the file. Raises IntakeError and OSError.
    """
    with opened(source) as stream:
        file = _file(stream)
        sizes = [file.metadata.row_group(n).num_rows for n in range(file.metadata.num_row_groups)]
        wanted = list(range(first, len(sizes) if end is None else end))
        columns = [c for c in _FIELDS if c in file.schema_arrow.names]
        number = sum(sizes[:first])
        for batch in file.iter_batches(_AT_ONCE, wanted, columns=columns):
            for row in batch.to_pylist():
                number += 1
                yield _draft(row, f"{source}:{number}")


def _draft(row: dict[str, object], at: str) -> Draft | Skipped:
    said = {k: v.isoformat() if isinstance(v, date | datetime) else v for k, v in row.items()}
    try:
        return read_record(said, at)
    except IntakeError as error:
        return Skipped.because(at, error)
