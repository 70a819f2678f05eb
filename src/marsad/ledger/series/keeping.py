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
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, select

from marsad.ledger.filters import EventFilter, found
from marsad.ledger.incidents import asked_for, together
from marsad.ledger.series.apart import apart
from marsad.ledger.series.asking import Counting, Tallied, of_gists
from marsad.ledger.series.gist import Gist, gist_of, read
from marsad.ledger.series.periods import By
from marsad.ledger.series.subjects import Measure, of_incidents
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


class Question(NamedTuple):
    """What is asked for, what of it is counted, and by which periods; None for none."""

    asked: EventFilter
    counting: Counting
    by: By | None


class Gists:
    """Safe to use from many threads: one reads what changed, the others wait."""

    def __init__(self) -> None:
        self._of: dict[str, Gist] = {}
        self._alike: dict[Any, Any] = {}
        """What gists have in common, each once."""
        self._mark = Mark()
        self._answers: OrderedDict[Question, Tallied] = OrderedDict()
        self._lock = threading.RLock()

    def unread(self, connection: Connection, question: Question) -> int:
        """How many incidents or events, at most, are to be read before it can be answered."""
        mark, since = _mark(connection), self._mark
        if mark == since and question in self._answers:
            return 0
        new = mark.telling - since.telling + mark.change - since.change
        if _serve(question):
            return new + len(apart(connection, question.asked))
        return new + int(connection.execute(found(question.asked, func.count())).scalar_one())

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
        self, connection: Connection, question: Question, otherwise: Callable[[], Tallied]
    ) -> Tallied:
        """What ``Ledger.series`` and ``Ledger.totals`` answer, of what was read; ``otherwise`` answers what
        gists do not. Raises TooManyPeriods.
        """
        with self._lock:
            self.catch_up(connection)
            mark, answer = self._mark, self._answers.get(question)
        if answer is None:  # others need not wait meanwhile
            answer = self._answer(connection, question) if _serve(question) else otherwise()
        with self._lock:
            if mark == self._mark:
                self._answers[question] = answer
                self._answers.move_to_end(question)
                while len(self._answers) > _ANSWERS:
                    self._answers.popitem(last=False)
        return answer

    def forget_answers(self) -> None:
        """What was read stays."""
        with self._lock:
            self._answers.clear()

    def _answer(self, connection: Connection, question: Question) -> Tallied:
        asked = question.asked
        alone = apart(connection, asked)
        made = map(gist_of, of_incidents(together(connection, alone), asked))
        with self._lock:
            kept = self._meeting(connection, asked, set(alone))
        return of_gists([*kept, *made], asked, question.counting, question.by)

    def _meeting(self, connection: Connection, asked: EventFilter, but: set[str]) -> list[Gist]:
        if asked == _EVERYTHING:
            return list(self._of.values())
        names: set[str | None] = set(connection.execute(asked_for(asked)).scalars())
        return [self._of[name] for name in self._of.keys() & names - but]


def _serve(question: Question) -> bool:
    """Whether gists answer it: they are of incidents."""
    return question.counting.measure not in {Measure.EVENTS, Measure.REPORTS}


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
