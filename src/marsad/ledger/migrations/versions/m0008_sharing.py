"""A shared desk: accounts, who is logged in, and what readers wrote."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Three tables of the desk's own; nothing of the ledger's changes."""
    op.create_table(
        "account",
        sa.Column("key", sa.Text(), nullable=False, comment="the name as it is compared: without case"),
        sa.Column("name", sa.Text(), nullable=False, comment="stands in decisions as who decided"),
        sa.Column("role", sa.Text(), nullable=False, comment="reader, reviewer or admin"),
        sa.Column("password", sa.Text(), nullable=False, comment="argon2id, with its parameters and salt"),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_account"),
    )
    op.create_table(
        "account_session",
        sa.Column("id", sa.Text(), nullable=False, comment="SHA-256 of the token, which is kept nowhere"),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column(
            "label", sa.Text(), comment="what a script's token is for; null for a browser that logged in"
        ),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account"], ["account.key"], name="fk_account_session_account", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_account_session"),
    )
    op.create_index("ix_account_session_account", "account_session", ["account"])
    op.create_index("ix_account_session_ends_at", "account_session", ["ends_at"])
    _replies()


def _replies() -> None:
    op.create_table(
        "reader_reply",
        sa.Column("n", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("incident", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), comment="never shown nor exported; erased when the reply is rejected"),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=False, comment="held, accepted or rejected"),
        sa.Column("handled_by", sa.Text()),
        sa.Column("handled_at", sa.DateTime(timezone=True)),
        sa.Column("decision", sa.Text(), comment="the comment that an accepted reply became"),
        sa.PrimaryKeyConstraint("n", name="pk_reader_reply"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_reader_reply_incident", "reader_reply", ["incident"])
    op.create_index("ix_reader_reply_state", "reader_reply", ["state"])
