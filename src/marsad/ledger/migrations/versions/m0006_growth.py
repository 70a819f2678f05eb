"""Events of a day are found without looking at all events."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_LASTING = 31


def upgrade() -> None:
    """Events that span more than 31 days are marked; the others are found by their first day."""
    op.add_column(
        "event",
        sa.Column(
            "lasting",
            sa.Boolean(),
            nullable=False,
            server_default=sa.false(),
            comment="whether it spans more than LASTING days: the others are found by their first day alone",
        ),
    )
    on_server = op.get_bind().dialect.name == "postgresql"
    span = "day_to - day_from" if on_server else "julianday(day_to) - julianday(day_from)"
    op.execute(
        sa.text(f"UPDATE event SET lasting = {'true' if on_server else '1'} WHERE {span} > {_LASTING}")
    )
    op.create_index("ix_event_lasting_day_from", "event", ["lasting", "day_from"])
