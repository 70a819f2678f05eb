"""The words of texts and titles, to search for them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from marsad.ledger.store import search

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index, and index what the ledger holds already."""
    op.create_table(
        "searched",
        sa.Column("reading", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False, comment="the first reading of that text and title"),
        sa.ForeignKeyConstraint(["reading"], ["reading.n"], name="fk_searched_reading"),
        sa.PrimaryKeyConstraint("reading", name="pk_searched"),
    )
    op.create_index("ix_searched_entry", "searched", ["entry"])
    if op.get_bind().dialect.name == "sqlite":
        # "ascii" takes all letters beyond ASCII as they are: folding them is our work, not SQLite's
        op.execute("CREATE VIRTUAL TABLE search_words USING fts5(title, body, content='', tokenize='ascii')")
    else:
        op.execute("CREATE TABLE search_words (entry integer PRIMARY KEY, words tsvector NOT NULL)")
        op.execute("CREATE INDEX ix_search_words ON search_words USING gin (words)")
    search.index_stored(op.get_bind())
