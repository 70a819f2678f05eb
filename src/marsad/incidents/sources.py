"""Which reports are one witness: copies of one text, and those that credit one agency.

Two outlets that print one agency's wire have seen nothing twice. Copies are found by minhash over runs of
words (Broder 1997), so that no report is compared with all others.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from marsad.incidents.components import components

RUN = 4
"""Words of one run."""
HASHES = 128
BANDS = 64
"""Signatures that agree in both hashes of one of 64 bands are compared: reports that share a quarter of their
runs meet with a probability of 0.98.
"""
COPY = 0.5
"""Share of runs in common from which on one text is a copy of the other."""
HELD = 0.5
"""Share of the shorter text's runs from which on the longer one holds it: a wire with paragraphs added."""
_WORD = re.compile(r"\w+")
_AGENCIES = {
    "afp": "AFP", "agence france-presse": "AFP", "agence france presse": "AFP", "reuters": "Reuters",
    "ap": "AP", "associated press": "AP", "dpa": "dpa", "xinhua": "Xinhua", "tass": "TASS",
    "anadolu": "Anadolu", "anadolu agency": "Anadolu", "efe": "EFE", "ansa": "ANSA", "upi": "UPI",
    "ria novosti": "RIA Novosti", "sana": "SANA", "irna": "IRNA", "interfax": "Interfax",
}  # fmt: skip
_AGENCY = re.compile(r"\b(?:" + "|".join(sorted(_AGENCIES, key=len, reverse=True)) + r")\b", re.I)

Signature = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Printed:
    """A report as it was printed: its text, and whom it credits."""

    report: str
    text: str
    credit: str | None = None


def witnesses(printed: Iterable[Printed]) -> dict[str, str]:
    """Report → the witness behind it: the first (by id) of the reports that are one with it.

    A report is its own witness unless it copies another, holds it whole, or credits the same agency as one
    that shares half as many runs as a copy does: an agency tells of many things, and each wire is its own.
    """
    told = sorted(printed, key=lambda p: p.report)
    signed = {p.report: signature(p.text) for p in told}
    length = {p.report: len(_runs(p.text)) for p in told}
    agency = {p.report: _agency(p) for p in told}
    copies = []
    for one, other in _near(signed):
        one_agency = agency[one] is not None and agency[one] == agency[other]
        alike = likeness(signed[one], signed[other])
        shorter = alike / (1 + alike) * (length[one] + length[other]) / min(length[one], length[other])
        if alike >= (COPY / 2 if one_agency else COPY) or (alike >= COPY / 3 and shorter >= HELD):
            copies.append((one, other))
    return {report: same[0] for same in components(signed, copies) for report in same}


def signature(text: str) -> Signature:
    """The least hash of the runs of a text under each of HASHES hash functions."""
    runs = _runs(text)
    raw = np.array(
        [
            int.from_bytes(hashlib.blake2b(r.encode("utf-8", "replace"), digest_size=8).digest(), "big")
            for r in runs
        ],
        dtype=np.uint64,
    )
    least: Signature = _mixed(raw[None, :] ^ _seeds()[:, None]).min(1)
    return least


def _runs(text: str) -> set[str]:
    words = _WORD.findall(text.lower())
    return {" ".join(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1))}


@cache
def _seeds() -> Signature:
    """What tells the hash functions apart: the same for every text."""
    return np.random.default_rng(1997).integers(0, 1 << 63, HASHES, dtype=np.uint64)


def _mixed(bits: Signature) -> Signature:
    """Every bit of the outcome hangs on every bit of the number (the last step of splitmix64).

    A product and a sum alone keep the order of small numbers: all functions would pick the same run.
    """
    bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return bits ^ (bits >> np.uint64(31))


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
            found.update(pairwise(sorted(bucket)))
    return found


def _agency(printed: Printed) -> str | None:
    """The agency that a report credits; short names mean other things inside a text."""
    match = _AGENCY.search(printed.credit or "")
    return _AGENCIES[match.group().lower()] if match else None
