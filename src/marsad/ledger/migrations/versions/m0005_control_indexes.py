"""Indexes by which the evidence on who held a place is found."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Events and places were found through their readings alone."""
    op.create_index("ix_event_place_sub_type", "event", ["place", "sub_type"])
    op.create_index("ix_place_id", "place", ["id"])
    op.create_index("ix_place_name_key", "place", ["name_key"])
