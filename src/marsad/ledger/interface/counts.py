"""Counts of a ledger: series over time, totals, and how much it holds."""

from __future__ import annotations

from collections.abc import Callable

from marsad.knowledge.actors import Registry
from marsad.ledger import queries, settling
from marsad.ledger.filters import EventFilter
from marsad.ledger.interface.events import EventLedger
from marsad.ledger.interface.incidents import IncidentLedger
from marsad.ledger.memory import Question as Counted
from marsad.ledger.series import By, Counting, Tallied
from marsad.ledger.series.asking import tallied
from marsad.ledger.views import Counts

_EVERYTHING = EventFilter()
_INCIDENTS = Counting()
_TO_SETTLE = 15


class CountLedger(EventLedger, IncidentLedger):
    """Events and incidents in numbers."""

    def counts(self) -> Counts:
        """How much the ledger holds."""
        with self._connected() as connection:
            return queries.counts(connection)

    def series(
        self,
        registry: Registry,
        asked: EventFilter = _EVERYTHING,
        counting: Counting = _INCIDENTS,
        by: By = By.MONTH,
    ) -> Tallied:
        """What is asked for, counted by period and in groups; only what happened, unless another status is
        asked for. Raises TooManyPeriods.
        """
        return tallied(self, registry, asked, counting, by)

    def totals(
        self,
        registry: Registry,
        asked: EventFilter = _EVERYTHING,
        counting: Counting = _INCIDENTS,
    ) -> Tallied:
        """The same in groups alone, events of unknown day among it."""
        return tallied(self, registry, asked, counting)

    def tallied(self, registry: Registry, asked: EventFilter, counting: Counting, by: By | None) -> Tallied:
        """The answer of ``series``, or without ``by`` of ``totals``, out of memory."""
        self.settle(registry)
        with self._connected() as connection:
            return self.memory.tallied(
                connection,
                Counted(asked, counting, by),
                lambda: tallied(self, registry, asked, counting, by),
            )

    def unread(self, asked: EventFilter, counting: Counting, by: By | None) -> int:
        """How many incidents or events are to be read, at most, before ``tallied`` answers; a report that is
        still to be settled is as much work as _TO_SETTLE of them.
        """
        with self._connected() as connection:
            waiting = settling.waiting(connection)
            return _TO_SETTLE * waiting + self.memory.unread(connection, Counted(asked, counting, by))

    def gathered(self, tell: Callable[[int, int], None] | None = None) -> None:
        """Let the memory read what is new among the incidents that are settled."""
        with self._connected() as connection:
            self.memory.look(connection, tell)
