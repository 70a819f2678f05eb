"""Alembic's entry: runs migrations on the connection that the ledger hands over."""

from __future__ import annotations

from alembic import context

from marsad.ledger.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transactional_ddl=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
