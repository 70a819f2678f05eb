"""Where incidents lie, in columns: all that a map and a strip of days are drawn from."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from sqlalchemy import Connection, Select, func, select

from marsad.ledger.columns.codes import Array, Codes, incident_of, number_of, renewed
from marsad.ledger.columns.keeping import rows_of
from marsad.ledger.store.tables import INCIDENT_POINT

NAMED = "precision", "place", "place_name", "country", "type", "sub_type"
_POINTS = np.dtype(
    [
        ("incident", "i8"),
        ("first", "M8[D]"),
        ("last", "M8[D]"),
        *((name, "f8") for name in ("x", "y", "radius_km", "killed")),
        *((name, "i4") for name in NAMED),
    ]
)


@dataclass(frozen=True, slots=True)
class Points:
    """The incidents that are on the map, in the order of their ids; unknown numbers are NaN. ``words`` says
    what the numbers of names mean.
    """

    rows: Array = field(default_factory=lambda: np.empty(0, _POINTS))
    words: Codes[str] = field(default_factory=Codes)

    @property
    def size(self) -> int:
        """Bytes that the columns take."""
        return self.rows.nbytes

    def renewed(self, connection: Connection, changed: Collection[str] | None) -> Points:
        """These as the ledger is now, as ``Facts.renewed``; some may have been put on the map meanwhile."""
        gone = np.array([number_of(name) for name in changed or ()], np.int64)
        rows = renewed(self.rows, self._read(connection, changed), gone)
        pinned = select(INCIDENT_POINT.c.incident).where(_PINNED)
        if len(rows) != connection.execute(select(func.count()).select_from(pinned.subquery())).scalar_one():
            here = set(map(incident_of, rows["incident"].tolist()))
            late = here.symmetric_difference(connection.execute(pinned).scalars())
            gone = np.array([number_of(name) for name in late], np.int64)
            rows = renewed(rows, self._read(connection, late), gone)
        return replace(self, rows=rows)

    def _read(self, connection: Connection, changed: Collection[str] | None) -> Iterator[tuple[Any, ...]]:
        p, number = INCIDENT_POINT.c, self.words.number
        numbers = (p.incident, p.first, p.last, p.x, p.y, p.radius_km, p.killed)
        query: Select[Any] = select(*numbers, *(p[name] for name in NAMED)).where(_PINNED)
        for name, *cells in rows_of(connection, query, changed):
            yield number_of(name), *cells[: -len(NAMED)], *map(number, cells[-len(NAMED) :])


_PINNED = INCIDENT_POINT.c.type.is_not(None)
