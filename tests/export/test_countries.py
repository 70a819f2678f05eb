"""The table of countries: it covers the registry's, and gives UCDP's regions."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from marsad.export.countries import countries
from marsad.knowledge.actors import Registry


def test_every_country_of_the_registry_has_its_codes(registry: Registry) -> None:
    assert set(registry.countries) <= set(countries())


@pytest.mark.parametrize("field", ["iso3", "iso", "gw"])
def test_no_code_is_given_twice(field: str) -> None:
    codes = [code for c in countries().values() if (code := getattr(c, field)) is not None]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize(
    ("iso2", "iso", "gw", "acled", "ucdp"),
    [
        ("SY", 760, 652, "Middle East", "Middle East"),
        ("CD", 180, 490, "Middle Africa", "Africa"),
        ("UA", 804, 369, "Europe", "Europe"),
        ("CO", 170, 100, "South America", "Americas"),
        ("MM", 104, 775, "Southeast Asia", "Asia"),
        ("AF", 4, 700, "Caucasus and Central Asia", "Asia"),
        ("PS", 275, None, "Middle East", None),
    ],
)  # fmt: skip
def test_codes_and_regions(iso2: str, iso: int, gw: int | None, acled: str, ucdp: str | None) -> None:
    found = countries()[iso2]
    assert (found.iso, found.gw, found.acled_region, found.ucdp_region) == (iso, gw, acled, ucdp)


def test_numbers_and_regions_are_those_of_ucdp(shared_folder: Path) -> None:
    """UCDP's own table of dyads: every country of today that it gives a number has it here, in its region."""
    regions = {"1": "Europe", "2": "Middle East", "3": "Asia", "4": "Africa", "5": "Americas"}
    gone = {345, 680, 751, 817}  # Yugoslavia, South Yemen, Hyderabad, South Vietnam
    with (shared_folder / "data/actors/ucdp-dyadic-241.csv").open(encoding="utf-8-sig", newline="") as f:
        told = {
            (int(row["gwno_loc"]), regions[row["region"].strip()])
            for row in csv.DictReader(f)
            if row["gwno_loc"].strip().isdigit() and row["region"].strip() in regions
        }
    ours = {c.gw: c.ucdp_region for c in countries().values()}
    assert len(told) > 100
    assert {(n, r) for n, r in told if n not in gone} <= set(ours.items())
