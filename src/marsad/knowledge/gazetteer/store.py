"""Packs on disk: where they lie, what they say of themselves, and reading them."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, radians
from pathlib import Path
from typing import NamedTuple

from marsad.knowledge.gazetteer.geo import KM_A_DEGREE
from marsad.knowledge.gazetteer.table import FORMAT, Row, pack_head

SHIPPED = Path(__file__).resolve().parent.parent / "packs"
"""Packs that come with the package; the build hook compiles them."""
_REINSTALL = (
    "reinstall it (`pip install --force-reinstall marsad`), or in a checkout run `python hatch_build.py`."
)

_COLUMNS = (
    "place.id, place.name, place.kind, place.lat, place.lon, place.country, place.admin1, place.admin2, "
    "place.population, place.radius_km, place.names"
)
_Cells = tuple[str, str, str, float, float, str, str | None, str | None, int, float | None, str | None]


class GazetteerMissing(Exception):
    """No pack, or one that was asked for, can be opened; the message says what to do."""


@dataclass(frozen=True, slots=True)
class PackInfo:
    """One pack: how many places and names it holds, where its facts come from, and the credit due."""

    name: str
    path: Path
    places: int
    names: int
    source: str
    credit: str


def user_packs_folder() -> Path:
    """Where ``marsad gazetteer add`` puts packs: ``$XDG_DATA_HOME/marsad/gazetteer``."""
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share"
    return Path(data) / "marsad" / "gazetteer"


def pack_info(path: Path) -> PackInfo:
    """What the pack says of itself; raises ``GazetteerMissing`` where it is no pack, or an older one."""
    head = pack_head(path)
    if head.get("format") != FORMAT:
        by_hand = "make it again with `marsad gazetteer add`, or delete it."
        again = _REINSTALL if path.parent == SHIPPED else by_hand
        raise GazetteerMissing(f"{path} is not a gazetteer pack of this version of Marsad: {again}")
    return PackInfo(
        name=head.get("name", path.stem),
        path=path,
        places=int(head.get("places", 0)),
        names=int(head.get("names", 0)),
        source=head.get("source", ""),
        credit=head.get("credit", ""),
    )


def packs(extra: Sequence[Path] = ()) -> tuple[PackInfo, ...]:
    """Every pack that ``Gazetteer.open`` reads, the ones that win first: ``extra``, the user's, the shipped.

    Of the shipped ones the world comes last. Raises ``GazetteerMissing`` for an ``extra`` that is no pack.
    """
    shipped = sorted(SHIPPED.glob("*.sqlite"), key=lambda path: (path.stem == "world", path.stem))
    return tuple(map(pack_info, [*extra, *sorted(user_packs_folder().glob("*.sqlite")), *shipped]))


class Spot(NamedTuple):
    """Where a row lies, and the ``name_key`` of its name and of each of its ``names``, parted by ``|``."""

    id: str
    lat: float
    lon: float
    admin1: str | None
    keys: str


class Pack:
    """One open pack. Reading is safe from any thread: each has its own read-only connection."""

    def __init__(self, info: PackInfo) -> None:
        self.info = info
        self._local = threading.local()

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            uri = f"{self.info.path.resolve().as_uri()}?mode=ro&immutable=1"
            connection = self._local.connection = sqlite3.connect(uri, uri=True)
        return connection

    def named(self, key: str) -> Iterator[tuple[Row, int]]:
        """Rows with a spelling of this ``name_key``, and which: 0 the name, n the nth of ``names``."""
        query = f"SELECT {_COLUMNS}, spelling FROM name JOIN place ON place.n = name.place WHERE name.key = ?"
        for cells in self._connection().execute(query, (key,)):
            yield _row(cells[:-1]), cells[-1]

    def beginning(self, key: str, most: int) -> Iterator[tuple[Row, int]]:
        """As ``named``, of spellings whose key begins with ``key``; of very many the first ``most``."""
        query = (
            f"SELECT {_COLUMNS}, spelling FROM name JOIN place ON place.n = name.place"
            " WHERE name.key >= ? AND name.key < ? LIMIT ?"
        )
        for cells in self._connection().execute(query, (key, f"{key}\U0010ffff", most)):
            yield _row(cells[:-1]), cells[-1]

    def get(self, id_: str) -> Row | None:
        """The row of that id."""
        found = self._connection().execute(f"SELECT {_COLUMNS} FROM place WHERE id = ?", (id_,)).fetchone()
        return _row(found) if found else None

    def of_kind(self, kind: str) -> list[Row]:
        """All rows of a kind; reads the whole pack."""
        query = f"SELECT {_COLUMNS} FROM place WHERE kind = ?"
        return [_row(cells) for cells in self._connection().execute(query, (kind,))]

    def around(self, lat: float, lon: float, km: float, area: str, area_km: float) -> Iterator[Spot]:
        """What may lie within ``km`` of a point, or is listed under ``area`` and within ``area_km``."""
        query = (
            "SELECT id, lat, lon, admin1, keys FROM place WHERE lat BETWEEN ? AND ? AND lon BETWEEN ? AND ?"
            " AND (admin1 = ? OR (lat BETWEEN ? AND ? AND lon BETWEEN ? AND ?))"
        )
        boxes = (*_box(lat, lon, max(km, area_km)), area, *_box(lat, lon, km))
        return map(Spot._make, self._connection().execute(query, boxes))


def _box(lat: float, lon: float, km: float) -> tuple[float, float, float, float]:
    """South, north, west and east of what lies within ``km`` of a point, degrees."""
    tall, wide = km / KM_A_DEGREE, km / (KM_A_DEGREE * max(0.1, cos(radians(lat))))
    return lat - tall, lat + tall, lon - wide, lon + wide


def _row(cells: _Cells) -> Row:
    id_, name, kind, lat, lon, country, admin1, admin2, population, radius, names = cells
    return Row(
        id_, name, kind, lat, lon, country, admin1 or "", admin2 or "", population, radius,
        tuple(names.split("|")) if names else (),
    )  # fmt: skip


def open_packs(extra: Sequence[Path] = ()) -> tuple[Pack, ...]:
    """Open every pack; raises ``GazetteerMissing`` where the shipped world pack is not there."""
    found = packs(extra)
    if not any(info.path.parent == SHIPPED and info.path.stem == "world" for info in found):
        raise GazetteerMissing(
            f"The gazetteer's packs are missing from {SHIPPED}. They are compiled when Marsad is built: "
            + _REINSTALL
        )
    return tuple(map(Pack, found))
