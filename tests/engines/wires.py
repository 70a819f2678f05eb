"""Wires that many outlets print, made up, and what one process makes of them."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from marsad.engines.splitting import Job
from marsad.intake import IntakeOptions, read_sources
from marsad.model.report import Report
from marsad.sieving import Copy, Sifter, lend
from tests.archives import INFO, record
from tests.cli.stub import Stub

from .crawls import job, said
from .stubs import OfMills

TOWNS = ("Marj", "Tell", "Qasr", "Wadi", "Jebel", "Bahr")


def wire(n: int, town: str, more: str = "") -> str:
    return (
        f"<p>Hammer killed {n} people in {town} on Tuesday, residents of the town near the mill said after "
        f"the raid. {more}</p><p>The road from {town} to the mill was closed for {n} days after it, and the "
        "market did not open again until traders came back with grain from the other side of the river.</p>"
    )


def page(outlet: str, body: str, day: str = "2020-03-01") -> bytes:
    return (
        f'<html><head><meta property="article:published_time" content="{day}T08:00:00Z">'
        f"<title>News from {outlet}</title></head><body><article><h1>News from "
        f"{outlet}</h1>{body}</article></body></html>"
    ).encode()


def prints() -> list[bytes]:
    """Five printings of each of six wires, mixed, and a page on something else behind each."""
    found = []
    for n in range(30):
        body = wire(n % 6 + 2, TOWNS[n % 6], "Our thanks go to all readers." if n > 20 else "")
        found.append(page(f"outlet {n}", body))
        found.append(page(f"outlet {n}", f"<p>The bakery of street {n} won a prize for its cake.</p>"))
    return found


def archive(path: Path, pages: Iterable[bytes], whole: bool = False) -> Path:
    records = [INFO, *(record(f"http://{path.stem}.example/{n}", p) for n, p in enumerate(pages))]
    packed = gzip.compress(b"".join(records)) if whole else b"".join(map(gzip.compress, records))
    path.write_bytes(packed)
    return path


def looking(folder: Path) -> Job:
    plain = job(folder)
    return replace(plain, work=replace(plain.work, sieve=OfMills), copies=True)


def alone(*inputs: Path) -> list[str]:
    """The records of one process that sieves and lends, one report after another."""
    sifter = Sifter(OfMills())
    records = {}
    found = []
    for report in read_sources([str(i) for i in inputs], IntakeOptions()):
        assert isinstance(report, Report)
        became = sifter.sift(report)
        if isinstance(became, Copy):
            found.append(lend(records[became.original], report))
        elif isinstance(became, Report):
            found.append(Stub().read(report))
            records[report.id] = found[-1]
    return sorted(map(said, found))
