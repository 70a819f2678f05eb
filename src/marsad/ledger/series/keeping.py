"""Gists of all incidents of a ledger kept in memory, so that any question is counted at once.

What a ledger's incidents are changes by settling alone, and settling leaves marks: tellings that are entered
anew get higher numbers, and every incident that changes is noted. What changed since the last look is read
again, the rest stays.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from marsad.ledger.filters import EventFilter
from marsad.ledger.incidents import asked_for
from marsad.ledger.series.asking import Counting, Tallied, of_gists
from marsad.ledger.series.gist import Gist, read
from marsad.ledger.series.periods import By
from marsad.ledger.series.subjects import Measure
from marsad.ledger.store.batches import batches
from marsad.ledger.store.tables import INCIDENT_CHANGE, INCIDENT_GIST, TELLING

_ANSWERS = 200
"""Answers that are kept while the ledger stays as it is."""
_EVERYTHING = EventFilter()

Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a ledger was looked through: the last telling, and the last change of an incident."""

    telling: int = 0
    change: int = 0


class Gists:
    """Safe to use from many threads: one reads what changed, the others wait."""

    def __init__(self) -> None:
        self._of: dict[str, Gist] = {}
        self._alike: dict[Any, Any] = {}
        """What gists have in common, each once."""
        self._mark = Mark()
        self._answers: OrderedDict[tuple[EventFilter, Counting, By | None], Tallied] = OrderedDict()
        self._lock = threading.RLock()

    @staticmethod
    def serves(asked: EventFilter, measure: Measure) -> bool:
        """Whether gists answer it: they are of incidents, and of what happened or goes on."""
        return asked.status is None and measure not in {Measure.EVENTS, Measure.REPORTS}

    def behind(self, connection: Connection) -> int:
        """How many incidents are to be read before anything can be counted."""
        return len(_changed(connection, self._mark))

    def catch_up(self, connection: Connection, tell: Tell | None = None) -> None:
        """Read what changed; ``tell`` is called with how many incidents are read and how many there are."""
        with self._lock:
            mark = _mark(connection)
            if mark == self._mark:
                return
            changed = sorted(_changed(connection, self._mark))
            done = 0
            for some in batches(changed):
                for name in some:
                    self._of.pop(name, None)
                self._of |= dict(_read(connection, some, self._alike))
                done += len(some)
                if tell:
                    tell(done, len(changed))
            self._mark = mark
            self._answers.clear()

    def tallied(
        self, connection: Connection, asked: EventFilter, counting: Counting, by: By | None
    ) -> Tallied:
        """What ``Ledger.series`` and ``Ledger.totals`` answer, of what was read. Raises TooManyPeriods."""
        key = asked, counting, by
        with self._lock:
            self.catch_up(connection)
            if key not in self._answers:
                self._answers[key] = of_gists(self._meeting(connection, asked), asked, counting, by)
            self._answers.move_to_end(key)
            while len(self._answers) > _ANSWERS:
                self._answers.popitem(last=False)
            return self._answers[key]

    def _meeting(self, connection: Connection, asked: EventFilter) -> list[Gist]:
        if asked == _EVERYTHING:
            return list(self._of.values())
        found = {row.incident for row in connection.execute(asked_for(asked))}
        return [self._of[name] for name in found if name and name in self._of]


def _mark(connection: Connection) -> Mark:
    telling = connection.execute(select(func.max(TELLING.c.n))).scalar()
    change = connection.execute(select(func.max(INCIDENT_CHANGE.c.n))).scalar()
    return Mark(telling or 0, change or 0)


def _changed(connection: Connection, since: Mark) -> set[str]:
    told = select(TELLING.c.incident).where(TELLING.c.n > since.telling, TELLING.c.incident.is_not(None))
    noted = select(INCIDENT_CHANGE.c.incident).where(INCIDENT_CHANGE.c.n > since.change)
    found = {name for name in connection.execute(told).scalars() if name}
    return found.union(connection.execute(noted).scalars())


def _read(connection: Connection, names: Sequence[str], alike: dict[Any, Any]) -> Iterator[tuple[str, Gist]]:
    """The gists of those that count; of one that is no more, or only threatened, none is kept."""
    query = select(INCIDENT_GIST).where(INCIDENT_GIST.c.incident.in_(names))
    return ((row.incident, read(row.gist, alike)) for row in connection.execute(query))
