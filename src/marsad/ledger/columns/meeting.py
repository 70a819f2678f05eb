"""Which events, and which incidents, meet a filter: what ``filters.found`` asks of the ledger, of columns."""

from __future__ import annotations

from typing import Any

import numpy as np
from sqlalchemy import CompoundSelect, Connection, Select

from marsad.ledger import filters
from marsad.ledger.columns.codes import Array, Mask
from marsad.ledger.columns.facts import Facts
from marsad.ledger.filters import EventFilter
from marsad.ledger.incidents import Order


def meeting(connection: Connection, facts: Facts, asked: EventFilter) -> Mask:
    """The incidents with an event that is asked for, of all."""
    return facts.holding(_events(connection, facts, asked))


def in_order(facts: Facts, some: Mask, order: Order) -> Array:
    """The numbers of some incidents in the order of a list; of equals the first by their ids."""
    found = facts.incidents[some]
    if order is Order.HARM:
        rank = -found["harm"]
    else:
        day, unknown = found["first"].astype(np.int64), np.isnat(found["first"])
        rank = np.where(unknown, np.iinfo(np.int64).max, day if order is Order.OLDEST else -day)
    return found["incident"][np.argsort(rank, kind="stable")]


def _events(connection: Connection, facts: Facts, asked: EventFilter) -> Mask:
    events = facts.events
    found = np.ones(len(events), bool)

    def named(meant: Select[Any] | CompoundSelect[Any], column: Array) -> Mask:
        """Where a column has a naming that is meant; names are looked for among the few of the ledger."""
        return facts.namings.among(connection.execute(meant).scalars())[column]

    if asked.start:
        found &= events["last"] >= np.datetime64(asked.start)
    if asked.end:
        found &= events["first"] <= np.datetime64(asked.end)
    if asked.status:
        found &= facts.statuses.among([asked.status.value])[events["status"]]
    if asked.type:
        found &= named(filters.sorts(asked.type), events["sort"])
    if asked.outlet:
        found &= named(filters.outlets(asked.outlet), events["outlet"])
    if asked.place or asked.country:
        found &= named(filters.places(asked), events["place"])
    if asked.actor:
        found &= facts.taking(named(filters.actors(asked.actor), facts.parts["naming"]))
    if asked.report:
        readings = connection.execute(filters.readings(asked.report)).scalars().all()
        found &= np.isin(facts.readings, np.array(readings, np.int64))
    return found
