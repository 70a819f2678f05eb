"""Decisions of reviewers, appended and never changed."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Table, func

from marsad.ledger.store.tables.columns import METADATA
from marsad.ledger.store.types import Instant, Words

DECISION = Table(
    "decision",
    METADATA,
    Column("id", Words, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("recorded_at", Instant, nullable=False, server_default=func.now(), index=True),
    Column("said", Words, nullable=False, comment="the decision as JSON"),
)

DECIDED_REPORT = Table(
    "decided_report",
    METADATA,
    Column("report", Words, primary_key=True),
    Column("decision", ForeignKey("decision.id"), primary_key=True),
)
