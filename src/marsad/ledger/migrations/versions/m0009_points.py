"""Where incidents lie on a map, found by what part of it is looked at."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """All incidents wait to be put on the map; settling does it."""
    op.create_table(
        "incident_point",
        sa.Column("incident", sa.Text(), nullable=False),
        sa.Column("stale", sa.Boolean(), nullable=False, comment="whether the rest is to be worked out anew"),
        sa.Column(
            "x",
            sa.Double(),
            comment="of the whole web Mercator map, from the west; null where no place is known",
        ),
        sa.Column("y", sa.Double(), comment="the same from the north"),
        sa.Column("radius_km", sa.Double()),
        sa.Column("precision", sa.Text()),
        sa.Column("place", sa.Text()),
        sa.Column("place_name", sa.Text()),
        sa.Column("country", sa.Text()),
        sa.Column("type", sa.Text()),
        sa.Column("sub_type", sa.Text()),
        sa.Column("first", sa.Date()),
        sa.Column("last", sa.Date()),
        sa.Column("killed_low", sa.BigInteger()),
        sa.Column("killed", sa.BigInteger()),
        sa.Column("killed_high", sa.BigInteger()),
        sa.Column("wounded", sa.BigInteger()),
        sa.Column("reports", sa.Integer()),
        sa.PrimaryKeyConstraint("incident", name="pk_incident_point"),
    )
    op.create_index("ix_incident_point_stale", "incident_point", ["stale"])
    columns = ["precision", "x", "y", "type", "sub_type", "killed", "first", "last", "country"]
    op.create_index("ix_incident_point_drawn", "incident_point", columns)
    columns = ["first", "type", "sub_type", "x", "last", "country"]
    op.create_index("ix_incident_point_days", "incident_point", columns)
    on_server = op.get_bind().dialect.name == "postgresql"
    stale = "true" if on_server else "1"
    op.execute(sa.text(f"INSERT INTO incident_point (incident, stale) SELECT id, {stale} FROM incident"))
