"""Places as the gazetteer knows them and as a report's events are put there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """One place. ``lat``/``lon`` in degrees (WGS 84); ``country`` is ISO 3166-1 alpha-2.

    ``kind`` is one of the gazetteer's kinds (country, admin1, admin2, city, town, village,
    neighbourhood, district, region, camp, base, ...). ``radius_km`` is how far the place reaches
    where that is known. ``id`` is ``geonames:<id>``, ``wof:<id>``, ``region:<slug>`` (hand-made), or
    ``local:<n>`` for a place that only the report knows; then lat and lon may be None.
    """

    id: str
    name: str
    kind: str | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    population: int = 0
    radius_km: float | None = None
