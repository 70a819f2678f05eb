"""Other incidents that may be the same as one: those like it, those near it, those of some words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from marsad.incidents import blocking, comparing
from marsad.knowledge.actors import Registry
from marsad.ledger.incidents import Incident, together
from marsad.ledger.queries import event_rows
from marsad.ledger.search import ReportFilter, Stretch, search
from marsad.ledger.store.batches import batches
from marsad.ledger.store.tables import LIKENESS, TELLING, TELLING_CELL
from marsad.ledger.tellings import hashed, standing, telling_in
from marsad.ledger.views import EventRow

_LOOKED_AT = 40
"""Events near in time and place that are compared, besides those known to be like it."""
_REPORTS = 60
"""Reports whose incidents are offered for words."""


@dataclass(frozen=True, slots=True)
class Near:
    """An incident offered for joining. ``likeness``: how likely the two likeliest of their events are one, in
    [0, 1]; None where words brought it up. ``reasons`` say what speaks for it, strongest first.
    """

    incident: Incident
    likeness: float | None = None
    reasons: tuple[str, ...] = ()


def near(connection: Connection, registry: Registry, name: str, limit: int) -> list[Near]:
    """The incidents with events near in time and place to those of ``name``, the likeliest first."""
    inside = connection.execute(select(TELLING.c.n).where(TELLING.c.incident == name)).scalars().all()
    mine = _tellings(connection, inside)
    others = _like(connection, mine) | _around(connection, mine, name)
    rows = _tellings(connection, sorted(others))
    home = _homes(connection, rows)
    world = comparing.World(registry)
    own = [telling_in(row) for row in mine.values()]
    best: dict[str, comparing.Judgement] = {}
    for n, row in rows.items():
        if home[n] == name:
            continue
        told = telling_in(row)
        judged = [comparing.compare(one, told, world) for one in own if one.report != told.report]
        for found in judged:
            if home[n] not in best or found.probability > best[home[n]].probability:
                best[home[n]] = found
    order = sorted(best, key=lambda i: (-best[i].probability, i))[:limit]
    return [
        Near(found, best[found.id].probability, _speaking(best[found.id]))
        for found in together(connection, order)
    ]


def _speaking(judged: comparing.Judgement) -> tuple[str, ...]:
    return tuple(sign for sign, added in judged.reasons if added > 0)


def by_words(connection: Connection, name: str, words: str, limit: int) -> list[Near]:
    """The incidents of reports that hold ``words``, the best answer first. Raises BadSearch."""
    reports = [found.report.id for found in search(connection, words, ReportFilter(), Stretch(_REPORTS))]
    query = select(TELLING.c.incident, TELLING.c.report).where(
        TELLING.c.report.in_(reports), TELLING.c.incident.is_not(None), TELLING.c.incident != name
    )
    place = {report: at for at, report in enumerate(reports)}
    told = sorted(connection.execute(query.order_by(TELLING.c.n)), key=lambda t: place[t.report])
    order = list(dict.fromkeys(t.incident for t in told))[:limit]
    return [Near(found) for found in together(connection, order)]


def _tellings(connection: Connection, numbers: Sequence[int]) -> dict[int, EventRow]:
    query = standing().where(TELLING.c.n.in_(numbers)).order_by(TELLING.c.n)
    told = connection.execute(query).all()
    rows = event_rows(connection, [(t.reading, t.number) for t in told])
    return {t.n: row for t, row in zip(told, rows, strict=True)}


def _like(connection: Connection, mine: Iterable[int]) -> set[int]:
    """Events that were weighed against one of ``mine`` and are not impossible, the likeliest."""
    found: dict[int, float] = {}
    for some in batches(sorted(mine)):
        for end, far in ((LIKENESS.c.one, LIKENESS.c.other), (LIKENESS.c.other, LIKENESS.c.one)):
            query = select(far.label("n"), LIKENESS.c.probability).where(end.in_(some))
            for row in connection.execute(query.order_by(LIKENESS.c.probability.desc()).limit(_LOOKED_AT)):
                found[row.n] = max(found.get(row.n, 0.0), row.probability)
    return set(sorted(found, key=lambda n: (-found[n], n))[:_LOOKED_AT])


def _around(connection: Connection, mine: Mapping[int, EventRow], name: str) -> set[int]:
    """Some events that stand where those of ``mine`` look for others."""
    cells = sorted({c for row in mine.values() for c in hashed(blocking.looks_in(telling_in(row)))})
    found: set[int] = set()
    for some in batches(cells):
        query = (
            select(TELLING_CELL.c.telling)
            .join(TELLING, TELLING.c.n == TELLING_CELL.c.telling)
            .where(TELLING_CELL.c.cell.in_(some), TELLING.c.incident != name)
            .distinct()
            .limit(_LOOKED_AT)
        )
        found.update(connection.execute(query).scalars())
    return set(sorted(found)[:_LOOKED_AT])


def _homes(connection: Connection, numbers: Iterable[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for some in batches(sorted(numbers)):
        query = select(TELLING.c.n, TELLING.c.incident).where(TELLING.c.n.in_(some))
        found.update((row.n, row.incident) for row in connection.execute(query))
    return found
