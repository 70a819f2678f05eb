"""On which side of an area a place lies: "Dungu in northeastern Congo"."""

from __future__ import annotations

from math import cos, radians

from marsad.model.place import Place

UP_RIGHT = {
    "north": (1, 0), "south": (-1, 0), "east": (0, 1), "west": (0, -1),
    "northeast": (1, 1), "northwest": (1, -1), "southeast": (-1, 1), "southwest": (-1, -1),
}  # fmt: skip
"""Steps up and to the right, by compass word."""


def lies_on_side(place: Place, area: Place, side: str) -> bool | None:
    """Whether ``place`` lies on that side of the centre of ``area``; None where either has no point.

    For a word like "northeast" the two steps count together: the far north of the middle is northeast enough.
    """
    if place.lat is None or place.lon is None or area.lat is None or area.lon is None:
        return None
    up, right = UP_RIGHT[side]
    east = (place.lon - area.lon) * cos(radians(area.lat))
    return up * (place.lat - area.lat) + right * east > 0
