"""Countries as the formats call them: ISO 3166-1, Gleditsch and Ward's numbers, ACLED's and UCDP's regions.

``countries.csv``: ISO codes; Gleditsch-Ward state numbers (Gleditsch and Ward 1999, with their microstates);
ACLED's regions. Names come from the actor registry's table of countries.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

_UCDP_REGIONS = (
    (2, 199, "Americas"), (200, 399, "Europe"), (400, 626, "Africa"), (630, 699, "Middle East"),
    (700, 999, "Asia"),
)  # fmt: skip
"""UCDP's regions are ranges of Gleditsch-Ward numbers (UCDP/PRIO Armed Conflict Dataset codebook)."""


@dataclass(frozen=True, slots=True)
class CountryCodes:
    """``iso`` and ``iso3`` are None where ISO 3166-1 has none; ``gw`` where there is no such state."""

    iso2: str
    iso3: str | None
    iso: int | None
    gw: int | None
    acled_region: str

    @property
    def ucdp_region(self) -> str | None:
        if self.gw is None:
            return None
        return next((name for first, last, name in _UCDP_REGIONS if first <= self.gw <= last), None)


@lru_cache(maxsize=1)
def countries() -> Mapping[str, CountryCodes]:
    """The table by ISO 3166-1 alpha-2."""
    text = (files("marsad.export") / "countries.csv").read_text(encoding="utf-8")
    return {
        row["iso2"]: CountryCodes(
            row["iso2"], row["iso3"] or None, _number(row["iso"]), _number(row["gw"]), row["region"]
        )
        for row in csv.DictReader(text.splitlines())
    }


def _number(text: str) -> int | None:
    return int(text) if text else None
