"""What needs a human next, and how much harm each incident did."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Both are filled when events are next brought together: their stamp names the rules of doubts too."""
    op.add_column(
        "incident",
        sa.Column(
            "harm",
            sa.Double(),
            nullable=False,
            server_default=sa.text("0"),
            comment="people harmed, weighed by effect: the highest figures that stand",
        ),
    )
    op.create_index("ix_incident_harm", "incident", ["harm"])
    op.create_table(
        "doubt",
        sa.Column("n", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False, comment="a kind of Kind in doubts/kinds.py"),
        sa.Column(
            "about", sa.Text(), nullable=False, comment="the effect or field in doubt; empty for all of it"
        ),
        sa.Column("telling", sa.Integer(), nullable=False, comment="of a toll the first of its incident"),
        sa.Column("other", sa.Integer(), comment="the second of a pair"),
        sa.Column("importance", sa.Double(), nullable=False),
        sa.Column(
            "chief", sa.Boolean(), nullable=False, comment="whether it is the greatest doubt of its record"
        ),
        sa.PrimaryKeyConstraint("n", name="pk_doubt"),
    )
    op.create_index("ix_doubt_telling", "doubt", ["telling"])
    op.create_index("ix_doubt_other", "doubt", ["other"])
    op.create_index("ix_doubt_chief_importance", "doubt", ["chief", "importance"])
    op.create_index("ix_doubt_kind_importance", "doubt", ["kind", "importance"])
