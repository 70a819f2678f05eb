"""Reports and their readings.

A **report** is known by its id, which derives from its words, outlet and date; a **reading** is what one
reader made of it. Readings are appended and never changed; a later reader's reading stands beside the older
one, with the text that it read: two copies of a report may differ in their page furniture, and so in their
offsets.
"""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Integer, Table, UniqueConstraint, func

from marsad.ledger.store.tables.columns import METADATA, of_reading, stretch
from marsad.ledger.store.types import Instant, Lines, Words

REPORT = Table(
    "report",
    METADATA,
    Column("id", Words, primary_key=True),
    Column("known_at", Instant, nullable=False, server_default=func.now()),
    Column("current", Integer, index=True, comment="the reading that counts: as reviewed, or the newest"),
)

TEXT = Table(
    "text",
    METADATA,
    Column("id", Words, primary_key=True, comment="SHA-256 of the text in UTF-8"),
    Column("text", Words, nullable=False),
)

READING = Table(
    "reading",
    METADATA,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("report", ForeignKey("report.id"), nullable=False),
    Column("reader", Words, nullable=False),
    Column("text", ForeignKey("text.id"), nullable=False, index=True),
    Column("read_at", Instant, nullable=False, server_default=func.now()),
    Column("source", Words, nullable=False),
    Column("name", Words),
    Column("url", Words),
    Column("title", Words),
    Column("outlet", Words),
    Column("dateline", Words),
    Column("credit", Words),
    Column("language", Words),
    Column("bylines", Lines, nullable=False),
    Column("published_from", Date, index=True),
    Column("published_to", Date),
    Column("published_basis", Words),
    Column("published_reasons", Lines, nullable=False),
    *stretch("title", optional=True),
    Column("reviewed_of", Integer, comment="the reading that reviewers' decisions were put into"),
    Column("copy_of", Words, comment="the report that was read in its stead, where it prints one"),
    Column("stored_at", Instant, index=True, comment="when this ledger got it"),
    UniqueConstraint("report", "reader"),
    sqlite_autoincrement=True,
)

SPAN = Table(
    "span",
    METADATA,
    Column("reading", ForeignKey("reading.n"), primary_key=True),
    Column("role", Words, primary_key=True, comment="a role of SpanRole"),
    Column("owner", Integer, primary_key=True, comment="n of the row it belongs to; 0 for the report itself"),
    Column("n", Integer, primary_key=True),
    *stretch("span"),
)

REMOVED = Table(
    "removed",
    METADATA,
    *of_reading(),
    Column("what", Words, nullable=False),
    Column("span_from", Integer, nullable=False),
    Column("span_to", Integer, nullable=False),
)
