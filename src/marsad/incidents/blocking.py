"""Which pairs of tellings are compared at all: those that share a time and a piece of the map, or a mark.

Every telling stands in cells (a day or month with a square of the map or a country) and looks in cells; a
pair is compared where one looks in a cell in which the other stands. This is symmetrical: if A finds B, B
finds A, so that it does not matter which of two was known first. The work grows with the tellings, not with
their square: tellings of a month, of a whole country or of no known place are few, and meet all that lies
inside them.

A place may be read wrongly. So a telling of few days also stands under a mark that few others of those days
have: a high toll, wherever it was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from marsad.incidents.telling import Telling
from marsad.model.event import Effect, EventType

SLACK = timedelta(days=1)
"""How far apart reports may date one happening."""
UNDATED = timedelta(days=31)
"""A telling without a day is taken to be of so many days before its report was published."""
SHORT = timedelta(days=8)
"""Up to here a telling stands in each of its days, beyond in its months."""
LONGEST = timedelta(days=366)
"""A telling of a longer stretch is no single happening and is compared with none."""
REACH_KM = 50.0
"""How far apart reports may place one happening: spots that are nearer are always compared (up to 63 degrees
of latitude; beyond, degrees of longitude are shorter).
"""
HIGH_TOLL = 20
"""A toll from which on few happenings of one day have the same."""
_HIGH, _WIDE = 0.5, 1.0
"""Height and width of a square of the map in degrees: one holds REACH_KM each way."""
_COLUMNS = round(360 / _WIDE)
_WIDE_AREAS = frozenset(("country", "admin1"))


def candidates(tellings: Iterable[Telling]) -> Iterator[tuple[Telling, Telling]]:
    """Pairs of tellings of different reports that may be one incident, each once, the smaller key first."""
    cells: dict[str, list[Telling]] = defaultdict(list)
    for telling in sorted(tellings, key=lambda t: t.key):
        met: dict[str, Telling] = {}
        for cell in looks_in(telling):
            met |= {other.key: other for other in cells.get(cell, ())}
        for _, other in sorted(met.items()):
            if other.report != telling.report:
                yield other, telling
        for cell in stands_in(telling):
            cells[cell].append(telling)


def meet(one: Telling, other: Telling) -> bool:
    """Whether two tellings are compared; the order of the two does not matter."""
    return one.report != other.report and not looks_in(one).isdisjoint(stands_in(other))


def stands_in(telling: Telling) -> frozenset[str]:
    """The cells in which others find a telling; none for one that is never compared."""
    if not (times := _times(telling)):
        return frozenset()
    days, months, short = times
    spell = "short" if short else "long"
    whens = [*(d.isoformat() for d in days), *(f"{m} {spell}" for m in months)]
    areas = ["anywhere", _where(telling)]
    if _kind(telling) == "spot":
        areas.append(_square(telling, 0, 0))
    return frozenset(f"{when} {area}" for when in whens for area in areas) | _marked(telling, stands=True)


def looks_in(telling: Telling) -> frozenset[str]:
    """The cells in which a telling looks for others: its own and their neighbours."""
    if not (times := _times(telling, SLACK)):
        return frozenset()
    days, months, short = times
    whens = [*(d.isoformat() for d in days), *(f"{m} long" for m in months)]
    if not short:
        whens += [f"{m} short" for m in months]
    areas = _areas_around(telling)
    return frozenset(f"{when} {area}" for when in whens for area in areas) | _marked(telling, stands=False)


def share_mark(one: Telling, other: Telling) -> bool:
    """Whether two tellings are compared wherever they are placed."""
    return not _marked(one, stands=False).isdisjoint(_marked(other, stands=True))


def _marked(telling: Telling, *, stands: bool) -> frozenset[str]:
    """The cells of a telling's marks: its days, each with a toll. None for a telling of many days."""
    tolls = [(effect, telling.toll(effect) or 0) for effect in (Effect.KILLED, Effect.WOUNDED)]
    marks = [f"{n} {effect}" for effect, n in tolls if n >= HIGH_TOLL]
    times = _times(telling, timedelta(0) if stands else SLACK) if marks else None
    return (
        frozenset(f"{day.isoformat()} {mark}" for day in times[0] for mark in marks) if times else frozenset()
    )


def _areas_around(telling: Telling) -> list[str]:
    kind = _kind(telling)
    if kind == "nowhere":
        return ["anywhere"]
    areas = ["nowhere", f"wide {telling.country}"]
    if kind == "wide":
        return [*areas, f"spot {telling.country}"]
    return [*areas, *(_square(telling, up, right) for up in (-1, 0, 1) for right in (-1, 0, 1))]


def _kind(telling: Telling) -> str:
    """``spot``: a point of the map; ``wide``: somewhere in a country; ``nowhere``: no place is known."""
    if telling.lat is not None and telling.lon is not None and telling.precision not in _WIDE_AREAS:
        return "spot"
    return "wide" if telling.country else "nowhere"


def _where(telling: Telling) -> str:
    kind = _kind(telling)
    return kind if kind == "nowhere" else f"{kind} {telling.country}"


def _times(telling: Telling, slack: timedelta = timedelta(0)) -> tuple[list[date], list[str], bool] | None:
    """The days of a telling, its months with slack, and whether it is short; a long one has no days.

    Months always have the slack, on both sides: a short telling stands and looks in the same ones.
    None for a telling that is never compared.
    """
    span = days_told(telling)
    if span is None or telling.type is EventType.STATEMENT or span[1] - span[0] > LONGEST:
        return None
    months = sorted({f"{d:%Y-%m}" for d in _days(*span, SLACK)})
    short = span[1] - span[0] <= SHORT
    return (_days(*span, slack) if short else []), months, short


def days_told(telling: Telling) -> tuple[date, date] | None:
    """First and last day that a telling may be of; None where neither it nor its report has one."""
    if telling.first is not None and telling.last is not None:
        return telling.first, telling.last
    if telling.published is None:
        return None
    return telling.published - min(UNDATED, telling.published - date.min), telling.published


def _days(first: date, last: date, slack: timedelta) -> list[date]:
    first -= min(slack, first - date.min)
    last += min(slack, date.max - last)
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _square(telling: Telling, up: int, right: int) -> str:
    """The name of the square that a telling's point lies in, or of one beside it."""
    lat, lon = telling.lat or 0.0, telling.lon or 0.0
    return f"{int(lat // _HIGH) + up}/{(int(lon // _WIDE) + right) % _COLUMNS}"
