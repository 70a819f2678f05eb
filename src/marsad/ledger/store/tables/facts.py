"""By what events are found: their facts in few columns, each name once. Can be made anew at any time."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Date, Index, Integer, Table

from marsad.ledger.store.tables.columns import METADATA
from marsad.ledger.store.types import Words

NAMING = Table(
    "naming",
    METADATA,
    Column("n", BigInteger, primary_key=True, autoincrement=False, comment="hash of all the other columns"),
    Column("role", Words, nullable=False, comment="a role of Role in facts.py"),
    Column("id", Words, index=True, comment="of an actor or place; of a sort of event its type"),
    Column("name", Words, nullable=False, comment="as reports write it; of a sort of event its sub-type"),
    Column("key", Words, comment="the name without case, accents and marks; of a place both of its names"),
    Column("country", Words),
    Column("admin1", Words),
    Column("admin2", Words),
    sqlite_with_rowid=False,
)

EVENT_FACT = Table(
    "event_fact",
    METADATA,
    Column("reading", Integer, primary_key=True, autoincrement=False),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("lasting", Boolean, nullable=False),
    Column("day_from", Date),
    Column("day_to", Date),
    Column("sort", BigInteger, nullable=False, comment="the naming of its type and sub-type"),
    Column("status", Words, nullable=False),
    Column("place", BigInteger, comment="the naming of the place that it lies in"),
    Column("outlet", BigInteger, comment="the naming of the outlet of its report"),
    Column("incident", Words, comment="that it was settled as; null for one that does not count"),
    # all that lists are asked by, so that no question looks at the rows of events themselves
    Index(
        "ix_event_fact_asked",
        "lasting",
        "day_from",
        "day_to",
        "sort",
        "status",
        "place",
        "outlet",
        "incident",
        "reading",
        "n",
    ),
    Index("ix_event_fact_place", "place", "incident", "reading", "n"),
    sqlite_with_rowid=False,
)

EVENT_NAMING = Table(
    "event_naming",
    METADATA,
    Column(
        "naming", BigInteger, primary_key=True, autoincrement=False, comment="of an actor that has a part"
    ),
    Column("reading", Integer, primary_key=True, autoincrement=False),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Index(None, "reading"),
    sqlite_with_rowid=False,
)
