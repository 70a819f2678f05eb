"""What of a ledger needs a human: questions to reviewers, the most important first."""

from __future__ import annotations

from datetime import datetime

from marsad.ledger.doubts import asking as doubts
from marsad.ledger.doubts.asking import Question
from marsad.ledger.doubts.kinds import Kind as DoubtKind
from marsad.ledger.filters import EventFilter
from marsad.ledger.interface.opened import OpenLedger

_EVERYTHING = EventFilter()


class DoubtLedger(OpenLedger):
    """The queue of a reviewer."""

    def questions(
        self,
        kind: DoubtKind | None = None,
        limit: int = 30,
        offset: int = 0,
        asked: EventFilter = _EVERYTHING,
    ) -> list[Question]:
        """What needs a human next, the most important first, as far as incidents are settled; of the
        incidents that hold an event which is asked for.
        """
        with self._connected() as connection:
            return doubts.questions(connection, kind, limit, offset, asked)

    def questions_left(self, asked: EventFilter = _EVERYTHING) -> tuple[int, dict[DoubtKind, int]]:
        """How many records wait for a human, and how many of each kind of question."""
        with self._connected() as connection:
            return doubts.waiting(connection, asked=asked), doubts.left(connection, asked)

    def answered(self, by: str, since: datetime) -> int:
        """How many decisions of a person that answer questions stand, of those from ``since`` on."""
        with self._connected() as connection:
            return doubts.answered(connection, by, since)
