"""How likely each field of an event is right."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Events read before have nobody's judgement of their fields."""
    op.add_column("event", sa.Column("field_confidence", sa.Text(), nullable=False, server_default="{}"))
