"""A record as a row of Parquet, and back: some columns to choose by, and the whole record beside them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from marsad.ledger.adding import Kept
from marsad.ledger.archive.lines import kept_of, line_of


@dataclass(frozen=True, slots=True)
class Row:
    """``record`` is the line that an archive would hold: the contract's JSON, and what is beside it."""

    report: str
    reader: str
    day: date | None
    """Of publication, where it is known to the day; the files are parted by it."""
    source: str
    url: str | None
    outlet: str | None
    title: str | None
    language: str | None
    events: int
    read_at: datetime
    record: str


def row_of(kept: Kept) -> Row:
    """The row of a record that has its times."""
    record, report = kept.record, kept.record.report
    assert kept.read_at is not None
    return Row(
        report=report.id,
        reader=record.reader,
        day=report.published.day if report.published else None,
        source=_utf8(report.source),
        url=_maybe(report.url),
        outlet=_maybe(report.outlet),
        title=_maybe(report.title),
        language=_maybe(report.language),
        events=len(record.events),
        read_at=kept.read_at,
        record=line_of(kept).decode("ascii").rstrip("\n"),
    )


def kept_of_row(record: str) -> Kept:
    """The record of a row. Raises LookupError, TypeError or ValueError where it is none."""
    return kept_of(record.encode("utf-8"))


def schema(pa: Any) -> Any:
    """The columns of a file, given pyarrow. The day is in the name of the file's folder."""
    text = pa.string()
    return pa.schema(
        [
            ("report", text),
            ("reader", text),
            ("source", text),
            ("url", text),
            ("outlet", text),
            ("title", text),
            ("language", text),
            ("events", pa.int32()),
            ("read_at", pa.timestamp("us", tz="UTC")),
            ("record", text),
        ]
    )


def _utf8(words: str) -> str:
    """Lone surrogates, which UTF-8 lacks, as question marks; the record itself keeps them."""
    return words.encode("utf-8", errors="replace").decode("utf-8")


def _maybe(words: str | None) -> str | None:
    return None if words is None else _utf8(words)
