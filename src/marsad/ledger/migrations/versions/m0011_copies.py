"""Which readings are those of a copy, lent from the report that was read in its stead."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Every report of before was read itself."""
    comment = "the report that was read in its stead, where it prints one"
    op.add_column("reading", sa.Column("copy_of", sa.Text(), comment=comment))
