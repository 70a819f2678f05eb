"""Noting doubts as incidents are settled: whatever is settled anew has its doubts noted anew.

An answered doubt is gone by the same way, since a decision puts off the reports that it is about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from marsad.incidents.figures import Toll
from marsad.incidents.grouping import JOIN
from marsad.ledger.doubts.kinds import NEAR_JOIN, Doubt, Kind, of_event, of_pair, of_tolls
from marsad.ledger.store.batches import batches
from marsad.ledger.store.tables import DOUBT, INCIDENT, LIKENESS, TELLING
from marsad.ledger.views import EventRow

Members = Mapping[int, EventRow]
"""The events of one incident by the numbers of their tellings."""


def forget(connection: Connection, tellings: Iterable[int]) -> None:
    """Take out the doubts that ``tellings`` have a part in."""
    for some in batches(sorted(tellings)):
        for end in (DOUBT.c.telling, DOUBT.c.other):
            connection.execute(delete(DOUBT).where(end.in_(some)))


def note(connection: Connection, named: Mapping[str, Members], tolls: Mapping[str, Sequence[Toll]]) -> None:
    """Note the doubts of incidents that were just settled, by their ids."""
    numbers = {n for members in named.values() for n in members}
    forget(connection, numbers)
    found: list[Doubt] = []
    for name, members in named.items():
        found += of_tolls(min(members), list(members.values()), tolls[name])
        for n, row in members.items():
            found += of_event(n, row)
    sizes = {name: len(members) for name, members in named.items()}
    found += _pairs(connection, numbers, sizes)
    rows = list(_cells(found))
    if rows:
        connection.execute(insert(DOUBT), rows)


def _cells(found: Sequence[Doubt]) -> Iterator[dict[str, object]]:
    """Rows of DOUBT; of several doubts of one event the greatest is its chief."""
    ordered = sorted(found, key=lambda d: (_record(d), -d.importance, d.kind))
    for _, same in groupby(ordered, key=_record):
        for at, doubt in enumerate(same):
            yield {
                "kind": doubt.kind.value,
                "about": doubt.about,
                "telling": doubt.telling,
                "other": doubt.other,
                "importance": doubt.importance,
                "chief": at == 0,
            }


def _record(doubt: Doubt) -> tuple[int, int, str]:
    """What is asked about: an event, a pair of them, or an incident's toll of one effect."""
    return doubt.telling, doubt.other or 0, doubt.about if doubt.kind is Kind.TOLL else ""


def _pairs(connection: Connection, numbers: set[int], sizes: Mapping[str, int]) -> Iterator[Doubt]:
    """Of each two incidents the pair of events nearest to the limit, and of an incident of two its pair.

    In a larger incident one pair decides nothing: the others hold it together.
    """
    nearest: dict[frozenset[str], Any] = {}
    homes: dict[int, str] = {}
    for row in _undecided(connection, numbers):
        homes |= {row.one: row.home, row.other: row.next_home}
        between = frozenset((row.home, row.next_home))
        if len(between) == 1 and sizes.get(row.home) != 2:
            continue
        if between not in nearest or _off(row) < _off(nearest[between]):
            nearest[between] = row
    harm = _harm(connection, set().union(*nearest) if nearest else set())
    for between, row in nearest.items():
        doubt = of_pair(row.one, row.other, row.probability, sum(harm.get(name, 0.0) for name in between))
        if doubt:
            yield doubt


def _off(row: Any) -> tuple[float, int, int]:
    return abs(row.probability - JOIN), row.one, row.other


def _undecided(connection: Connection, numbers: set[int]) -> Iterator[Any]:
    """Pairs with one of ``numbers`` whose likeness is near the limit and of which nothing was decided."""
    one, other = TELLING.alias("first_told"), TELLING.alias("then_told")
    query = (
        select(
            LIKENESS.c.one, LIKENESS.c.other, LIKENESS.c.probability,
            one.c.incident.label("home"), other.c.incident.label("next_home"),
        )
        .join(one, one.c.n == LIKENESS.c.one)
        .join(other, other.c.n == LIKENESS.c.other)
        .where(
            LIKENESS.c.probability.between(JOIN - NEAR_JOIN, JOIN + NEAR_JOIN),
            LIKENESS.c.ruled.is_(None),
            one.c.incident.is_not(None),
            other.c.incident.is_not(None),
        )
    )  # fmt: skip
    for some in batches(sorted(numbers)):
        for end in (LIKENESS.c.one, LIKENESS.c.other):
            yield from connection.execute(query.where(end.in_(some)))


def _harm(connection: Connection, names: set[str]) -> dict[str, float]:
    found: dict[str, float] = {}
    for some in batches(sorted(names)):
        query = select(INCIDENT.c.id, INCIDENT.c.harm).where(INCIDENT.c.id.in_(some))
        found.update((row.id, row.harm) for row in connection.execute(query))
    return found
