"""Which reports are one witness: copies of one text, and those that credit one agency.

Two outlets that print one agency's wire have seen nothing twice. Copies are found by minhash over runs of
words (Broder 1997), so that no report is compared with all others.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

RUN = 4
"""Words of one run."""
HASHES = 128
BANDS = 32
"""Signatures that agree in all four hashes of one of 32 bands are compared: copies that share half of their
runs meet with a probability of 0.87, those that share three quarters with 0.99999.
"""
COPY = 0.5
"""Share of runs in common from which on one text is a copy of the other."""
_WORD = re.compile(r"\w+")
_PRIME = (1 << 61) - 1
_AGENCY = re.compile(
    r"\b(AFP|Agence France[- ]Presse|Reuters|AP|Associated Press|DPA|dpa|Xinhua|TASS|Anadolu|AA|EFE|ANSA|UPI"
    r"|RIA Novosti|SANA|IRNA|Interfax)\b"
)

Signature = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Printed:
    """A report as it was printed: its text, and whom it credits."""

    report: str
    text: str
    credit: str | None = None


def witnesses(printed: Iterable[Printed]) -> dict[str, str]:
    """Report → the witness behind it: the first (by id) of the reports that are one with it.

    A report is its own witness unless it copies another or credits the same agency as one that shares half
    as many runs as a copy does: an agency tells of many things, and each wire is its own.
    """
    told = sorted(printed, key=lambda p: p.report)
    signed = {p.report: signature(p.text) for p in told}
    agency = {p.report: _agency(p) for p in told}
    parent = {p.report: p.report for p in told}

    def root(report: str) -> str:
        while parent[report] != report:
            parent[report] = parent[parent[report]]
            report = parent[report]
        return report

    for one, other in sorted(_near(signed)):
        alike = likeness(signed[one], signed[other])
        one_agency = agency[one] is not None and agency[one] == agency[other]
        if alike >= (COPY / 2 if one_agency else COPY):
            first, second = sorted((root(one), root(other)))
            parent[second] = first
    return {report: root(report) for report in parent}


def signature(text: str) -> Signature:
    """The least hash of the runs of a text under each of HASHES hash functions."""
    words = _WORD.findall(text.lower())
    runs = {" ".join(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1))}
    raw = np.array(
        [
            int.from_bytes(hashlib.blake2b(r.encode("utf-8", "replace"), digest_size=4).digest(), "big")
            for r in runs
        ],
        dtype=np.uint64,
    )
    rng = np.random.default_rng(1997)
    a = rng.integers(1, 1 << 29, HASHES, dtype=np.uint64)
    b = rng.integers(0, 1 << 29, HASHES, dtype=np.uint64)
    hashed = (raw[None, :] * a[:, None] + b[:, None]) % np.uint64(_PRIME)
    least: Signature = hashed.min(1)
    return least


def likeness(one: Signature, other: Signature) -> float:
    """An estimate of the share of runs that two texts have in common (Jaccard)."""
    return float((one == other).mean())


def _near(signed: Mapping[str, Signature]) -> set[tuple[str, str]]:
    """Pairs of reports that agree in all hashes of one band."""
    rows = HASHES // BANDS
    found: set[tuple[str, str]] = set()
    for band in range(BANDS):
        buckets: dict[bytes, list[str]] = defaultdict(list)
        for report, hashes in signed.items():
            buckets[hashes[band * rows : (band + 1) * rows].tobytes()].append(report)
        for bucket in buckets.values():
            found.update(_neighbours(bucket))
    return found


def _neighbours(bucket: list[str]) -> Iterator[tuple[str, str]]:
    """Each report beside the first of its bucket: what ties them together, without all pairs."""
    first, *others = sorted(bucket)
    for other in others:
        yield first, other


def _agency(printed: Printed) -> str | None:
    match = _AGENCY.search(f"{printed.credit or ''} {printed.text[:200]}")
    return match.group().lower() if match else None
