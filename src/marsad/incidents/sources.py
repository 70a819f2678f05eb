"""Which reports are one witness: copies of one text, and those that credit one agency.

Two outlets that print one agency's wire have seen nothing twice. Copies are found by minhash
(``sieving/shingles.py``), so that no report is compared with all others.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from marsad.incidents.components import components
from marsad.sieving.shingles import HASHES, Signature, bands_of, likeness, runs_of, signature

BANDS = 64
"""Signatures that agree in both hashes of one of 64 bands are compared: reports that share a quarter of their
runs meet with a probability of 0.98.
"""
COPY = 0.5
"""Share of runs in common from which on one text is a copy of the other."""
HELD = 0.5
"""Share of the shorter text's runs from which on the longer one holds it: a wire with paragraphs added."""
_AGENCIES = {
    "afp": "AFP", "agence france-presse": "AFP", "agence france presse": "AFP", "reuters": "Reuters",
    "ap": "AP", "associated press": "AP", "dpa": "dpa", "xinhua": "Xinhua", "tass": "TASS",
    "anadolu": "Anadolu", "anadolu agency": "Anadolu", "efe": "EFE", "ansa": "ANSA", "upi": "UPI",
    "ria novosti": "RIA Novosti", "sana": "SANA", "irna": "IRNA", "interfax": "Interfax",
}  # fmt: skip
_AGENCY = re.compile(r"\b(?:" + "|".join(sorted(_AGENCIES, key=len, reverse=True)) + r")\b", re.I)


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
    length = {p.report: len(runs_of(p.text)) for p in told}
    agency = {p.report: _agency(p) for p in told}
    copies = []
    for one, other in _near(signed):
        one_agency = agency[one] is not None and agency[one] == agency[other]
        alike = likeness(signed[one], signed[other])
        shorter = alike / (1 + alike) * (length[one] + length[other]) / min(length[one], length[other])
        if alike >= (COPY / 2 if one_agency else COPY) or (alike >= COPY / 3 and shorter >= HELD):
            copies.append((one, other))
    return {report: same[0] for same in components(signed, copies) for report in same}


def _near(signed: Mapping[str, Signature]) -> set[tuple[str, str]]:
    """Pairs of reports that agree in all hashes of one band."""
    buckets: dict[tuple[int, bytes], list[str]] = defaultdict(list)
    for report, hashes in signed.items():
        for band in enumerate(bands_of(hashes, HASHES // BANDS)):
            buckets[band].append(report)
    return {pair for bucket in buckets.values() for pair in pairwise(sorted(bucket))}


def _agency(printed: Printed) -> str | None:
    """The agency that a report credits; short names mean other things inside a text."""
    match = _AGENCY.search(printed.credit or "")
    return _AGENCIES[match.group().lower()] if match else None
