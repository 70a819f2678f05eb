"""The events of all reports brought together as incidents, and what doubts, map and counts need of these.

All of it can be made anew at any time: PENDING has the reports that wait for it, STAMP with which registry
and weights it was made.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Date, Double, Index, Integer, Table, func, text

from marsad.ledger.store.tables.columns import METADATA
from marsad.ledger.store.types import Instant, Lines, Shares, Words

PENDING = Table(
    "pending",
    METADATA,
    Column("report", Words, primary_key=True, comment="a report whose tellings are to be worked out anew"),
)

STAMP = Table(
    "stamp",
    METADATA,
    Column("name", Words, primary_key=True),
    Column("value", Words, nullable=False),
)

TELLING = Table(
    "telling",
    METADATA,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("report", Words, nullable=False, index=True),
    Column("reading", Integer, nullable=False),
    Column("number", Integer, nullable=False, comment="n of the event in its reading"),
    Column("name", Words, nullable=False, index=True, comment="id of the incident that it would be alone"),
    Column("incident", Words, index=True),
    Index(None, "reading", "number"),
    sqlite_autoincrement=True,
)

TELLING_CELL = Table(
    "telling_cell",
    METADATA,
    Column("cell", BigInteger, primary_key=True, comment="hash of a time, a piece of the map, a kind"),
    Column("telling", Integer, primary_key=True, index=True),
    sqlite_with_rowid=False,
)

LIKENESS = Table(
    "likeness",
    METADATA,
    Column("one", Integer, primary_key=True, comment="n of the earlier of two tellings"),
    Column("other", Integer, primary_key=True, index=True),
    Column("probability", Double, nullable=False),
    Column("reasons", Shares, nullable=False, comment="sign -> what it adds to the odds"),
    Column("ruled", Boolean, comment="what reviewers decided: one incident, or not; null for nothing"),
    sqlite_with_rowid=False,
)

INCIDENT = Table(
    "incident",
    METADATA,
    Column("id", Words, primary_key=True),
    Column("first", Date, index=True),
    Column("last", Date),
    Column(
        "harm",
        Double,
        nullable=False,
        server_default=text("0"),
        index=True,
        comment="people harmed, weighed by effect: the highest figures that stand",
    ),
)

DOUBT = Table(
    "doubt",
    METADATA,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("kind", Words, nullable=False, comment="a kind of Kind in doubts/kinds.py"),
    Column("about", Words, nullable=False, comment="the effect or field in doubt; empty for all of it"),
    Column("telling", Integer, nullable=False, index=True, comment="of a toll the first of its incident"),
    Column("other", Integer, index=True, comment="the second of a pair"),
    Column("importance", Double, nullable=False),
    Column("chief", Boolean, nullable=False, comment="whether it is the greatest doubt of its record"),
    Index(None, "chief", "importance"),
    Index(None, "kind", "importance"),
)

INCIDENT_POINT = Table(
    "incident_point",
    METADATA,
    Column("incident", Words, primary_key=True),
    Column("stale", Boolean, nullable=False, index=True, comment="whether the rest is to be worked out anew"),
    Column("x", Double, comment="of the whole web Mercator map, from the west; null where no place is known"),
    Column("y", Double, comment="the same from the north"),
    Column("radius_km", Double),
    Column("precision", Words),
    Column("place", Words),
    Column("place_name", Words),
    Column("country", Words),
    Column("type", Words),
    Column("sub_type", Words),
    Column("first", Date),
    Column("last", Date),
    Column("killed_low", BigInteger),
    Column("killed", BigInteger),
    Column("killed_high", BigInteger),
    Column("wounded", BigInteger),
    Column("reports", Integer),
    # all that a part of the map, and a strip of days, is drawn from
    Index(
        "ix_incident_point_drawn",
        "precision",
        "x",
        "y",
        "type",
        "sub_type",
        "killed",
        "first",
        "last",
        "country",
    ),
    Index("ix_incident_point_days", "first", "type", "sub_type", "x", "last", "country"),
    # the deadliest of a part of the map
    Index(
        "ix_incident_point_listed",
        "killed",
        "first",
        "incident",
        "x",
        "y",
        "type",
        "sub_type",
        "last",
        "country",
        "place",
    ),
)

INCIDENT_GIST = Table(
    "incident_gist",
    METADATA,
    Column("incident", Words, primary_key=True),
    Column("gist", Words, nullable=False, comment="what counting needs of it, as JSON (series/gist.py)"),
)

INCIDENT_CHANGE = Table(
    "incident_change",
    METADATA,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("at", Instant, nullable=False, server_default=func.now(), index=True),
    Column("incident", Words, nullable=False, index=True),
    Column("members", Lines, nullable=False, comment="REPORT/EVENT of each; none where it is no more"),
    sqlite_autoincrement=True,
)
