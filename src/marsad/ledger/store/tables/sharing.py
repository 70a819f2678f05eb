"""The desk where it is shared: who may log in, who has, what readers wrote.

These tables are this ledger's own: no archive, export or import holds them.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, Table

from marsad.ledger.store.tables.columns import METADATA
from marsad.ledger.store.types import Instant, Words

ACCOUNT = Table(
    "account",
    METADATA,
    Column("key", Words, primary_key=True, comment="the name as it is compared: without case"),
    Column("name", Words, nullable=False, comment="stands in decisions as who decided"),
    Column("role", Words, nullable=False, comment="reader, reviewer or admin"),
    Column("password", Words, nullable=False, comment="argon2id, with its parameters and salt"),
    Column("made_at", Instant, nullable=False),
)

ACCOUNT_SESSION = Table(
    "account_session",
    METADATA,
    Column("id", Words, primary_key=True, comment="SHA-256 of the token, which is kept nowhere"),
    Column("account", ForeignKey("account.key", ondelete="CASCADE"), nullable=False, index=True),
    Column("label", Words, comment="what a script's token is for; null for a browser that logged in"),
    Column("made_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False, index=True),
)

READER_REPLY = Table(
    "reader_reply",
    METADATA,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("incident", Words, nullable=False, index=True),
    Column("name", Words, nullable=False),
    Column("email", Words, comment="never shown nor exported; erased when the reply is rejected"),
    Column("text", Words, nullable=False),
    Column("at", Instant, nullable=False),
    Column("state", Words, nullable=False, index=True, comment="held, accepted or rejected"),
    Column("handled_by", Words),
    Column("handled_at", Instant),
    Column("decision", Words, comment="the comment that an accepted reply became"),
    sqlite_autoincrement=True,
)
