"""The formats by name."""

from __future__ import annotations

from collections.abc import Mapping

from marsad.export.acled import ACLED
from marsad.export.casualty import CASUALTY
from marsad.export.form import Format
from marsad.export.ftm import FTM
from marsad.export.ged import GED
from marsad.export.geojson import GEOJSON
from marsad.export.hxl import HXL
from marsad.export.parquet import PARQUET
from marsad.export.plover import PLOVER

FORMATS: Mapping[str, Format] = {
    f.name: f for f in (ACLED, GED, PLOVER, HXL, CASUALTY, GEOJSON, PARQUET, FTM)
}
"""Formats of one file with rows of incidents; an archive of the whole ledger is no such file."""
