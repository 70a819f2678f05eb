"""GeoJSON (RFC 7946): an incident a feature, with a point only where a point says something."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from marsad.export import facts
from marsad.export.cells import Cell, Column, Row
from marsad.export.deaths import figure, grade
from marsad.export.form import (
    BY_GROUP,
    CONFIDENCE,
    RIVAL_TOLLS,
    SEIZED,
    Format,
    everything,
)
from marsad.export.parties import ACTING, SUFFERING, side_names
from marsad.export.text import json_bytes
from marsad.export.unit import Unit
from marsad.model.event import Effect, PlacePrecision

GEOMETRY = "geometry"
_NO_POINT = "geometry: no point, because only the province or country is known, or nothing"
_DECIMALS = 6
"""RFC 7946, section 11.2: more would claim less than a hand's breadth."""


def _geometry(unit: Unit) -> Cell:
    place = facts.pinned(unit.lead)
    if place is None or place.lon is None or place.lat is None:
        cell = facts.of_place(unit, None)
        return Cell(None, cell.origins, cell.rule, (_NO_POINT,))
    point = [round(place.lon, _DECIMALS), round(place.lat, _DECIMALS)]
    where = unit.lead.event.where
    rule = facts.place_rule(place, where.reason if where else None)
    return Cell({"type": "Point", "coordinates": point}, facts.place_origins(unit.lead), rule)


def _radius(unit: Unit) -> Cell:
    """How far an area reaches around its point."""
    place = facts.pinned(unit.lead)
    if place is None or facts.precision(unit.lead) is not PlacePrecision.AREA:
        return Cell(rule="only areas given by a point have a radius")
    if place.radius_km is None:
        return Cell(
            None, (), "how far the area reaches is not known", ("radius_km: areas of unknown extent",)
        )
    return Cell(place.radius_km, facts.place_origins(unit.lead), f"the extent of {place.id} in the gazetteer")


COLUMNS = (
    Column("id", facts.incident_id),
    Column(GEOMETRY, _geometry),
    Column("precision", facts.precision_word),
    Column("radius_km", _radius),
    Column("first_day", facts.first_day),
    Column("last_day", facts.last_day),
    Column("type", lambda u: facts.kind(u, u.lead.event.type.value)),
    Column("sub_type", lambda u: facts.kind(u, u.lead.event.sub_type, "sub_type")),
    Column("status", facts.status),
    Column("place", facts.place_name),
    Column("place_id", facts.about_place("id")),
    Column("admin1", facts.about_place("admin1")),
    Column("country", lambda u: facts.of_place(u, u.country)),
    Column("side_a", lambda u: side_names(u, ACTING)),
    Column("side_b", lambda u: side_names(u, SUFFERING)),
    Column("killed_low", lambda u: figure(u, Effect.KILLED, "low")),
    Column("killed_best", lambda u: figure(u, Effect.KILLED, "best")),
    Column("killed_high", lambda u: figure(u, Effect.KILLED, "high")),
    Column("wounded_low", lambda u: figure(u, Effect.WOUNDED, "low")),
    Column("wounded_best", lambda u: figure(u, Effect.WOUNDED, "best")),
    Column("wounded_high", lambda u: figure(u, Effect.WOUNDED, "high")),
    Column("grade", grade),
    Column("outlets", facts.outlets),
    Column("witnesses", facts.independent),
    Column("says", facts.speakers),
    Column("words", facts.words),
)  # fmt: skip


class GeoJsonWriter:
    """A FeatureCollection, a feature a line."""

    def __init__(self, file: BinaryIO, columns: Sequence[Column]) -> None:
        self._file = file
        self._between = b"\n"
        file.write(b'{"type": "FeatureCollection", "features": [')

    def write(self, row: Row) -> None:
        properties = {name: cell.value for name, cell in row.items() if name != GEOMETRY}
        feature = {
            "type": "Feature",
            "id": row["id"].value,
            "geometry": row[GEOMETRY].value,
            "properties": properties,
        }
        self._file.write(self._between + json_bytes(feature))
        self._between = b",\n"

    def finish(self) -> None:
        self._file.write(b"\n]}\n")


GEOJSON = Format(
    name="geojson",
    title="GeoJSON, RFC 7946",
    columns=COLUMNS,
    writer=GeoJsonWriter,
    ending=".geojson",
    admit=everything,
    unsaid=(RIVAL_TOLLS, BY_GROUP, SEIZED, CONFIDENCE),
    row_word="feature",
    differs=(
        "Threats and plans stand among what happened; the property status tells them apart.",
        "A place near by, or an area, is one point all the same: precision and radius_km say what it means.",
    ),
)
