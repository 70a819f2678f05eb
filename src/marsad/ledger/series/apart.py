"""Incidents whose gists do not answer a question: other events of theirs count in it than usually."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, FromClause, and_, not_, or_, select

from marsad.ledger.facts import Role
from marsad.ledger.filters import EventFilter
from marsad.ledger.incidents import asked_for
from marsad.ledger.series.subjects import HAPPENED
from marsad.ledger.store.tables import EVENT_FACT, NAMING
from marsad.model.event import EventType

_USUAL = EventFilter()


def apart(connection: Connection, asked: EventFilter) -> list[str]:
    """Those of the incidents that are asked for, by id: with a status of their own, or with statements where
    a type is asked for.
    """
    if asked.status is None and asked.type is None:
        return []
    fact = EVENT_FACT.alias()
    here, usually = _counts(fact, asked), _counts(fact, _USUAL)
    differing = select(fact.c.incident).where(or_(and_(here, not_(usually)), and_(usually, not_(here))))
    query = asked_for(asked).where(EVENT_FACT.c.incident.in_(differing)).distinct()
    return sorted(row.incident for row in connection.execute(query))


def _counts(fact: FromClause, asked: EventFilter) -> ColumnElement[bool]:
    """``subjects.counts`` as a condition on a row of EVENT_FACT."""
    statuses = HAPPENED if asked.status is None else {asked.status}
    counted = fact.c.status.in_(sorted(s.value for s in statuses))
    if asked.type is not None:
        return counted
    statement = NAMING.c.role == Role.SORT.value, NAMING.c.id == EventType.STATEMENT.value
    return and_(counted, fact.c.sort.not_in(select(NAMING.c.n).where(*statement)))
