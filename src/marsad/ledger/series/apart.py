"""Incidents whose gists do not answer a question: other events of theirs count in it than usually."""

from __future__ import annotations

from sqlalchemy import Connection, select

from marsad.ledger.columns.codes import Mask
from marsad.ledger.columns.facts import Facts
from marsad.ledger.facts import Role
from marsad.ledger.filters import EventFilter
from marsad.ledger.series.subjects import HAPPENED
from marsad.ledger.store.tables import NAMING
from marsad.model.event import EventType

_USUAL = EventFilter()


def apart(connection: Connection, facts: Facts, asked: EventFilter) -> Mask:
    """Those of all incidents: with a status of their own, or with statements where a type is asked for."""
    statement = NAMING.c.role == Role.SORT.value, NAMING.c.id == EventType.STATEMENT.value
    statements = facts.namings.among(connection.execute(select(NAMING.c.n).where(*statement)).scalars())

    def counts(asked: EventFilter) -> Mask:
        """``subjects.counts`` of each event."""
        statuses = HAPPENED if asked.status is None else {asked.status}
        counted: Mask = facts.statuses.among(s.value for s in statuses)[facts.events["status"]]
        return counted if asked.type is not None else counted & ~statements[facts.events["sort"]]

    return facts.holding(counts(asked) != counts(_USUAL))
