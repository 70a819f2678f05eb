"""Distances on the globe."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the earth, km (IUGG)."""
KM_A_DEGREE = 111.2
"""Length of a degree of latitude, km."""


def distance_km(a_lat: float, a_lon: float, b_lat: float, b_lon: float) -> float:
    """Great-circle distance in km between two points given in degrees (haversine formula)."""
    half_lat = radians(b_lat - a_lat) / 2
    half_lon = radians(b_lon - a_lon) / 2
    root = sin(half_lat) ** 2 + cos(radians(a_lat)) * cos(radians(b_lat)) * sin(half_lon) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(root)))
