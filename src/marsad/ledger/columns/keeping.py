"""Keeps what is read of settled incidents, and reads again what changed since.

What a ledger's incidents are changes by settling alone, and settling leaves marks: tellings that are entered
anew get higher numbers, and every incident that changes is noted.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, Select, func, select

from marsad.ledger.atlas import points
from marsad.ledger.store.batches import batches
from marsad.ledger.store.tables import INCIDENT_CHANGE, TELLING

Tell = Callable[[int, int], None]
Kept = TypeVar("Kept")
Renew = Callable[[Connection, Kept, Collection[str] | None, Tell | None], Kept]


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a ledger was looked through: the last telling, the last change of an incident, and how many
    wait to be put on the map, as those of an older ledger do.
    """

    telling: int = 0
    change: int = 0
    waiting: int = 0

    def reached(self, by: Mark) -> bool:
        """Whether ``by`` is as far or farther, as it is where another thread looked later."""
        return self.telling <= by.telling and self.change <= by.change and self.waiting >= by.waiting


class Keeper(Generic[Kept]):
    """Safe to use from many threads: one reads what changed, the others wait.

    ``renew`` gives what is kept as the ledger is now, given the incidents that changed, or None for all.
    """

    def __init__(self, nothing: Kept, renew: Renew[Kept]) -> None:
        self._kept = nothing
        self._renew = renew
        self._mark = Mark()
        self._lock = threading.Lock()

    def now(self, connection: Connection, tell: Tell | None = None) -> Kept:
        """What is kept, as the ledger is now."""
        with self._lock:
            mark = mark_of(connection)
            if not mark.reached(self._mark):
                changed = None if self._mark == Mark() else _changed(connection, self._mark)
                self._kept = self._renew(connection, self._kept, changed, tell)
                self._mark = mark
            return self._kept

    def unread(self, connection: Connection) -> int:
        """How many incidents, at most, are to be read before the answer."""
        mark, since = mark_of(connection), self._mark
        return max(0, mark.telling - since.telling) + max(0, mark.change - since.change)


def mark_of(connection: Connection) -> Mark:
    """How far the ledger is."""
    telling = connection.execute(select(func.max(TELLING.c.n))).scalar()
    change = connection.execute(select(func.max(INCIDENT_CHANGE.c.n))).scalar()
    return Mark(telling or 0, change or 0, points.waiting(connection))


def rows_of(connection: Connection, query: Select[Any], changed: Collection[str] | None) -> Iterator[Any]:
    """The rows of a query, whose first column is an incident, of those that ``changed``; None: of all."""
    incident = query.selected_columns[0]
    if changed is None:
        yield from connection.execute(query.where(incident.is_not(None)))
        return
    for some in batches(sorted(changed)):
        yield from connection.execute(query.where(incident.in_(some)))


def _changed(connection: Connection, since: Mark) -> set[str]:
    told = select(TELLING.c.incident).where(TELLING.c.n > since.telling, TELLING.c.incident.is_not(None))
    noted = select(INCIDENT_CHANGE.c.incident).where(INCIDENT_CHANGE.c.n > since.change)
    found = {name for name in connection.execute(told).scalars() if name}
    return found.union(connection.execute(noted).scalars())
