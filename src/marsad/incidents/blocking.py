"""Which pairs of tellings are compared at all: those that share a time and a piece of the map.

Every telling stands in cells (day or month, square of the map or country, family of types); only tellings
that meet in one are compared, so the work grows with the tellings, not with their square. Tellings of a
month and of a whole province or country are few: they meet all that lies inside them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from marsad.incidents.telling import Telling
from marsad.model.event import EventType

SLACK = timedelta(days=1)
"""How far apart reports may date one happening."""
SHORT = timedelta(days=8)
"""Up to here a telling stands in each of its days, beyond in its months."""
LONGEST = timedelta(days=62)
"""A telling of a longer stretch (a year's) is no single happening and is compared with none."""
SQUARE = 0.5
"""Side of a square of the map, in degrees: with its neighbours it holds all within some 35 km."""
_FAMILY = {
    EventType.BATTLES: "violence",
    EventType.EXPLOSIONS: "violence",
    EventType.VIOLENCE_AGAINST_CIVILIANS: "violence",
    EventType.PROTESTS: "unrest",
    EventType.RIOTS: "unrest",
    EventType.STRATEGIC_DEVELOPMENTS: "strategic",
}
_WIDE = frozenset(("country", "admin1"))

Cell = tuple[str, ...]


def candidates(tellings: Iterable[Telling]) -> Iterator[tuple[Telling, Telling]]:
    """Pairs of tellings of different reports that may be one incident, each once, the smaller key first."""
    cells: dict[Cell, list[Telling]] = defaultdict(list)
    for telling in sorted(tellings, key=lambda t: t.key):
        met: dict[str, Telling] = {}
        for cell in _looks_in(telling):
            met |= {other.key: other for other in cells.get(cell, ())}
        for other in met.values():
            if other.report != telling.report:
                yield other, telling
        for cell in _stands_in(telling):
            cells[cell].append(telling)


def _stands_in(telling: Telling) -> Iterator[Cell]:
    """The cells in which others find a telling."""
    family = _FAMILY.get(telling.type)
    if family is None:
        return
    for when in _times(telling, timedelta(0)):
        if _is_wide(telling):
            yield (when, f"wide {telling.country}", family)
        else:
            yield (when, f"spots {telling.country}", family)
            yield (when, _square(telling, 0, 0), family)


def _looks_in(telling: Telling) -> Iterator[Cell]:
    """The cells in which a telling looks for others: its own and their neighbours."""
    family = _FAMILY.get(telling.type)
    if family is None:
        return
    for when in _times(telling, SLACK):
        yield (when, f"wide {telling.country}", family)
        if _is_wide(telling):
            yield (when, f"spots {telling.country}", family)
        else:
            for up in (-1, 0, 1):
                for right in (-1, 0, 1):
                    yield (when, _square(telling, up, right), family)


def _times(telling: Telling, slack: timedelta) -> Iterator[str]:
    """Names of the times that a telling looks or stands in.

    A short one stands in its days, and in its months under another name, where only long ones look.
    """
    if telling.first is None or telling.last is None or telling.last - telling.first > LONGEST:
        return
    short = telling.last - telling.first <= SHORT
    looks = bool(slack)
    first = telling.first - min(slack, telling.first - date.min)
    last = telling.last + min(slack, date.max - telling.last)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    months = sorted({f"{d:%Y-%m}" for d in days})
    if short:
        yield from (d.isoformat() for d in days)
        yield from (f"{m} {'long' if looks else 'short'}" for m in months)
    else:
        yield from (f"{m} long" for m in months)
        if looks:
            yield from (f"{m} short" for m in months)


def _is_wide(telling: Telling) -> bool:
    return telling.lat is None or telling.lon is None or telling.precision in _WIDE


def _square(telling: Telling, up: int, right: int) -> str:
    """The name of the square that a telling's point lies in, or of one beside it."""
    lat, lon = telling.lat or 0.0, telling.lon or 0.0
    return f"{int(lat // SQUARE) + up}/{int(lon // SQUARE) + right}"
