"""What is kept in memory of a ledger, so that whoever asks again and again is answered at once: the facts by
which lists are chosen, the gists of which counts are made, and the last answers.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from typing import NamedTuple, TypeVar

import numpy as np
from sqlalchemy import Connection, func, select

from marsad.ledger.atlas import asking
from marsad.ledger.columns.codes import Mask, incident_of, number_of
from marsad.ledger.columns.facts import Facts
from marsad.ledger.columns.keeping import Keeper, Mark, Tell, mark_of, rows_of
from marsad.ledger.columns.meeting import in_order, meeting
from marsad.ledger.columns.points import Points
from marsad.ledger.filters import EventFilter, found
from marsad.ledger.incidents import Incident, Order, together
from marsad.ledger.series.apart import apart
from marsad.ledger.series.asking import Counting, Tallied, of_stock
from marsad.ledger.series.gist import Gist, gist_of, read
from marsad.ledger.series.periods import By
from marsad.ledger.series.stock import Stock
from marsad.ledger.series.subjects import Measure, of_incidents
from marsad.ledger.store.tables import INCIDENT_GIST

_ANSWERS = 200
"""Answers that are kept while the ledger stays as it is."""
_EVERYTHING = EventFilter()
_TOLD_OF = 1000
"""Gists that are read between two words on how far it is."""


_Columns = TypeVar("_Columns", Facts, Points)


class Question(NamedTuple):
    """What is asked for, what of it is counted, and by which periods; None for none."""

    asked: EventFilter
    counting: Counting
    by: By | None

    @property
    def of_incidents(self) -> bool:
        """Whether gists answer it."""
        return self.counting.measure not in {Measure.EVENTS, Measure.REPORTS}


class Memory:
    """Of one ledger, for all who ask it. Safe to use from many threads."""

    def __init__(self) -> None:
        self._facts: Keeper[Facts] = Keeper(Facts(), _read_again)
        self._stock: Keeper[Stock] = Keeper(Stock(), _renewed)
        self._points: Keeper[Points] = Keeper(Points(), _read_again)
        self._answers: OrderedDict[Question, tuple[Mark, Tallied]] = OrderedDict()
        self._lock = threading.Lock()

    def look(self, connection: Connection, tell: Tell | None = None) -> None:
        """Read what is new; ``tell`` is called with how many incidents are read and how many there are."""
        for keeper in (self._facts, self._points, self._stock):
            keeper.now(connection, tell)

    def size(self, connection: Connection) -> int:
        """Bytes that the columns take."""
        return sum(keeper.now(connection).size for keeper in (self._facts, self._points, self._stock))

    def sheet(
        self, connection: Connection, asked: EventFilter, order: Order, limit: int, offset: int
    ) -> tuple[list[Incident], int]:
        """One page of the incidents that are asked for, and how many there are."""
        facts = self._facts.now(connection)
        numbers = in_order(facts, meeting(connection, facts, asked), order)
        page = [incident_of(number) for number in numbers[offset : offset + limit].tolist()]
        return together(connection, page), len(numbers)

    def on_map(self, connection: Connection, asked: EventFilter) -> Points:
        """The incidents of the map that are asked for.

        Type, country and days are those of the incident; actor, place, outlet, status and report choose the
        incidents with such an event.
        """
        found = asking.chosen(self._points.now(connection), asked)
        if not asking.asks_of_events(asked):
            return found
        facts = self._facts.now(connection)
        met = facts.stand_among(meeting(connection, facts, asked), found.rows["incident"])
        return replace(found, rows=found.rows[met])

    def unread(self, connection: Connection, question: Question) -> int:
        """How many incidents or events, at most, are to be read before it can be answered."""
        if self._answered(question, mark_of(connection)):
            return 0
        if not question.of_incidents:
            return int(connection.execute(found(question.asked, func.count())).scalar_one())
        new = self._stock.unread(connection)
        if new > _TOLD_OF or question.asked.status is question.asked.type is None:
            return new
        _, alone = self._chosen(connection, self._facts.now(connection), question.asked)
        return new + int(np.count_nonzero(alone))

    def tallied(
        self, connection: Connection, question: Question, otherwise: Callable[[], Tallied]
    ) -> Tallied:
        """What ``Ledger.series`` and ``Ledger.totals`` answer, of what was read; ``otherwise`` answers what
        gists do not. Raises TooManyPeriods.
        """
        mark = mark_of(connection)
        known = self._answered(question, mark)
        if known:
            return known
        answer = self._answer(connection, question) if question.of_incidents else otherwise()
        with self._lock:
            self._answers[question] = mark, answer
            self._answers.move_to_end(question)
            while len(self._answers) > _ANSWERS:
                self._answers.popitem(last=False)
        return answer

    def forget_answers(self) -> None:
        """What was read stays."""
        with self._lock:
            self._answers.clear()

    def _answered(self, question: Question, mark: Mark) -> Tallied | None:
        with self._lock:
            then, answer = self._answers.get(question, (None, None))
        return answer if then == mark else None

    def _answer(self, connection: Connection, question: Question) -> Tallied:
        asked, stock = question.asked, self._stock.now(connection)
        if asked != _EVERYTHING:
            facts = self._facts.now(connection)
            usual, alone = self._chosen(connection, facts, asked)
            stock = stock.picked(facts.stand_among(usual, stock.gists["incident"]))
            if alone.any():
                names = [incident_of(number) for number in facts.incidents["incident"][alone].tolist()]
                made = map(gist_of, of_incidents(together(connection, names), asked))
                stock = stock.renewed((-n, gist) for n, gist in enumerate(made, 1))
        return of_stock(stock, asked, question.counting, question.by)

    def _chosen(self, connection: Connection, facts: Facts, asked: EventFilter) -> tuple[Mask, Mask]:
        """The incidents that are asked for: those whose gists answer, and those whose gists do not."""
        met, differing = meeting(connection, facts, asked), apart(connection, facts, asked)
        return met & ~differing, met & differing


def _read_again(
    connection: Connection, old: _Columns, changed: Collection[str] | None, _: Tell | None
) -> _Columns:
    """``old`` as the ledger is now; columns are read so fast that nobody is told how far it is."""
    return old.renewed(connection, changed)


def _renewed(connection: Connection, old: Stock, changed: Collection[str] | None, tell: Tell | None) -> Stock:
    """``old`` as the ledger is now; of incidents that are no more, or only threatened, no gist is kept."""
    gone = () if changed is None else map(number_of, changed)
    return old.renewed(_read(connection, changed, tell), gone)


def _read(
    connection: Connection, changed: Collection[str] | None, tell: Tell | None
) -> Iterator[tuple[int, Gist]]:
    total = connection.execute(select(func.count()).select_from(INCIDENT_GIST)).scalar_one()
    total = total if changed is None else len(changed)
    rows = rows_of(connection, select(INCIDENT_GIST.c.incident, INCIDENT_GIST.c.gist), changed)
    for n, (incident, gist) in enumerate(rows, 1):
        yield number_of(incident), read(gist)
        if tell and not n % _TOLD_OF:
            tell(n, total)
