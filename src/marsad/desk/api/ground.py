"""What the parts of the map share: how a part of the earth and a day are asked for, and GeoJSON."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import Depends, HTTPException, Query
from pydantic import BaseModel

from marsad.desk.asking import Workplaces, bounds
from marsad.ledger import EventFilter
from marsad.ledger.atlas.asking import Box
from marsad.ledger.keys import name_key
from marsad.model.place import Place

Day = Annotated[str, Query(max_length=10, description="YYYY-MM-DD; else the ledger's last day")]


def _box(
    box: Annotated[str, Query(max_length=120, description="west,south,east,north in degrees")] = "",
) -> Box:
    try:
        west, south, east, north = (float(part) for part in box.split(",")) if box else (-180, -90, 180, 90)
    except ValueError:
        raise HTTPException(422, f"box {box!r}: write it as west,south,east,north in degrees") from None
    if not (-90 <= south <= north <= 90 and all(-540 <= lon <= 540 for lon in (west, east))):
        raise HTTPException(422, f"box {box!r} is no part of the earth: west,south,east,north in degrees")
    if east - west >= 360:
        return Box(-180, south, 180, north)
    return Box((west + 180) % 360 - 180, south, (east + 180) % 360 - 180 or 180, north)


Boxes = Annotated[Box, Depends(_box)]


class Feature(BaseModel):
    """A feature of GeoJSON (RFC 7946)."""

    type: str = "Feature"
    id: str | None = None
    geometry: dict[str, Any] | None
    properties: dict[str, Any]


class Features(BaseModel):
    """``waiting`` incidents are still to be put on the map; ``left_out`` areas were too many to draw."""

    type: str = "FeatureCollection"
    features: list[Feature]
    waiting: int = 0
    left_out: int = 0


def day_of(text: str) -> date | None:
    """The day that is written, the last of a month or year; None for nothing."""
    found = bounds(text)
    return found and found[1]


def day_on(workplace: Workplaces, text: str) -> date:
    """The day asked for, else the ledger's last."""
    with workplace.ledger() as ledger:
        return day_of(text) or workplace.holders.told(ledger).last or date.max


def is_wanted(place: Place, asked: EventFilter) -> bool:
    """Whether a place of control is asked for: by its country, and by its id or part of a name."""
    if asked.country and place.country != asked.country.upper():
        return False
    if not asked.place or asked.place == place.id:
        return True
    names = (name_key(n) for n in (place.name, place.admin1, place.admin2) if n)
    return any((name_key(asked.place) or asked.place) in n for n in names)
