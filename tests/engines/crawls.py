"""Small crawls, made up: pages of a few outlets in gzipped archives, as crawlers write them."""

from __future__ import annotations

import gzip
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from marsad.engines.guard import Limits
from marsad.engines.splitting import Job
from marsad.engines.work import Work
from marsad.intake import IntakeOptions, Skipped, read_sources
from marsad.intake.cutting import MOST
from marsad.ledger.adding import Kept
from marsad.ledger.archive.folder import RecordsFolder
from marsad.ledger.archive.lines import beside
from marsad.model.record import ReportRecord
from marsad.model.report import Report
from tests.archives import INFO, record
from tests.cli.stub import READER, Stub
from tests.engines.stubs import open_fragile

SMALL = 1500
"""Bytes of a split, so that a small archive has many."""


def page(n: int, more: str = "") -> bytes:
    day = date(2020, 3, 1) + timedelta(days=n % 5)
    return (
        f'<html><head><meta property="article:published_time" content="{day}T08:00:00Z">'
        f"<title>Raid {n} on the mill</title></head><body><article><h1>Raid {n} on the mill</h1>"
        f"<p>Hammer killed {n + 2} people in Marj on Tuesday, residents of the town near the mill said after "
        f"the raid numbered {n}. {more}</p><p>The road to the mill was closed for {n % 9 + 1} days after it, "
        "and the market did not open again until traders came back.</p></article></body></html>"
    ).encode()


def archive(path: Path, count: int, words: Mapping[int, str] | None = None, first: int = 0) -> Path:
    """An archive of pages numbered from ``first``; ``words`` are those that some of them hold besides."""
    records = [INFO]
    for n in range(first, first + count):
        records.append(record(f"http://mill.example/{n}", page(n, (words or {}).get(n, ""))))
        if n % 5 == 4:
            records.append(record(f"http://mill.example/{n}.png", b"\x89PNG" * 20, "image/png"))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"".join(map(gzip.compress, records)))
    return path


def job(folder: Path, seconds: float = 60.0) -> Job:
    return Job(Work(open_fragile, READER), str(folder), Limits(seconds=seconds))


def said(item: ReportRecord) -> str:
    """All that a record says, the form that the contract leaves out included."""
    return repr((item.to_json(), beside(item)))


def alone(inputs: Sequence[Path]) -> list[str]:
    """The records that one process makes of the inputs, one report after another."""
    found = read_sources([str(i) for i in inputs], IntakeOptions())
    return sorted(said(Stub().read(r)) for r in found if isinstance(r, Report))


def skipped(inputs: Sequence[Path]) -> list[str]:
    found = read_sources([str(i) for i in inputs], IntakeOptions())
    return [s.source for s in found if isinstance(s, Skipped)]


def kept(folder: Path) -> list[str]:
    """The records in a folder."""
    found = list(RecordsFolder(str(folder)).records())
    assert all(isinstance(k, Kept) for k in found)
    return sorted(said(k.record) for k in found if isinstance(k, Kept))


__all__ = ["MOST", "SMALL", "alone", "archive", "job", "kept", "page", "said", "skipped"]
