"""Reports, readings, and what was read: events, claims, harm and control statements."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the first form of the ledger."""
    op.create_table(
        "report",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("known_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_report"),
    )
    op.create_table(
        "text",
        sa.Column("id", sa.Text(), nullable=False, comment="SHA-256 of the text in UTF-8"),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_text"),
    )
    op.create_table(
        "reading",
        sa.Column("n", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("name", sa.Text()),
        sa.Column("url", sa.Text()),
        sa.Column("title", sa.Text()),
        sa.Column("outlet", sa.Text()),
        sa.Column("dateline", sa.Text()),
        sa.Column("credit", sa.Text()),
        sa.Column("language", sa.Text()),
        sa.Column("bylines", sa.Text(), nullable=False),
        sa.Column("published_from", sa.Date()),
        sa.Column("published_to", sa.Date()),
        sa.Column("published_basis", sa.Text()),
        sa.Column("published_reasons", sa.Text(), nullable=False),
        sa.Column("title_from", sa.Integer()),
        sa.Column("title_to", sa.Integer()),
        sa.Column("title_words", sa.Text()),
        sa.ForeignKeyConstraint(["report"], ["report.id"], name="fk_reading_report"),
        sa.ForeignKeyConstraint(["text"], ["text.id"], name="fk_reading_text"),
        sa.PrimaryKeyConstraint("n", name="pk_reading"),
        sa.UniqueConstraint("report", "reader", name="uq_reading_report_reader"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_reading_published_from", "reading", ["published_from"])
    op.create_index("ix_reading_text", "reading", ["text"])
    op.create_table(
        "actor",
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False, comment="name without case, accents and marks"),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("country", sa.Text()),
        sa.Column("party", sa.Boolean()),
        sa.ForeignKeyConstraint(["reading"], ["reading.n"], name="fk_actor_reading"),
        sa.PrimaryKeyConstraint("reading", "n", name="pk_actor"),
    )
    op.create_index("ix_actor_reading_id", "actor", ["reading", "id"])
    op.create_table(
        "claim",
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False, comment="event or control"),
        sa.Column("owner", sa.Integer(), nullable=False, comment="n of the event or control statement"),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text()),
        sa.Column("actor", sa.Text()),
        sa.Column("belligerent", sa.Boolean()),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.Column("span_from", sa.Integer()),
        sa.Column("span_to", sa.Integer()),
        sa.Column("span_words", sa.Text()),
        sa.ForeignKeyConstraint(["reading"], ["reading.n"], name="fk_claim_reading"),
        sa.PrimaryKeyConstraint("reading", "about", "owner", "n", name="pk_claim"),
    )
    op.create_table(
        "control_statement",
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text()),
        sa.Column("place_words", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text()),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("held_from", sa.Text(), comment="YYYY, YYYY-MM or YYYY-MM-DD"),
        sa.Column("held_to", sa.Text(), comment="YYYY, YYYY-MM or YYYY-MM-DD"),
        sa.Column("event", sa.Text()),
        sa.Column("confidence", sa.Double()),
        sa.ForeignKeyConstraint(["reading"], ["reading.n"], name="fk_control_statement_reading"),
        sa.PrimaryKeyConstraint("reading", "n", name="pk_control_statement"),
    )
    op.create_index("ix_control_statement_actor", "control_statement", ["actor"])
    op.create_index("ix_control_statement_place", "control_statement", ["place"])
    op.create_table(
        "event",
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("sub_type", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("day_from", sa.Date()),
        sa.Column("day_to", sa.Date()),
        sa.Column("day_precision", sa.Text(), nullable=False),
        sa.Column("day_words", sa.Text()),
        sa.Column("day_reason", sa.Text()),
        sa.Column(
            "located", sa.Boolean(), nullable=False, comment="whether the record says anything on the place"
        ),
        sa.Column("place", sa.Text()),
        sa.Column("place_words", sa.Text()),
        sa.Column("place_precision", sa.Text()),
        sa.Column("place_reason", sa.Text()),
        sa.Column("confidence", sa.Double()),
        sa.ForeignKeyConstraint(["reading"], ["reading.n"], name="fk_event_reading"),
        sa.PrimaryKeyConstraint("reading", "n", name="pk_event"),
    )
    op.create_index("ix_event_day_from", "event", ["day_from"])
    op.create_index("ix_event_day_to", "event", ["day_to"])
    op.create_index("ix_event_id", "event", ["id"])
    op.create_index("ix_event_reading_place", "event", ["reading", "place"])
    op.create_index("ix_event_type", "event", ["type"])
    op.create_table(
        "place",
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "name_key", sa.Text(), nullable=False, comment="both names without case, accents and marks"
        ),
        sa.Column("gazetteer_name", sa.Text()),
        sa.Column("kind", sa.Text()),
        sa.Column("lat", sa.Double()),
        sa.Column("lon", sa.Double()),
        sa.Column("country", sa.Text()),
        sa.Column("admin1", sa.Text()),
        sa.Column("admin2", sa.Text()),
        sa.Column("population", sa.BigInteger(), nullable=False),
        sa.Column("radius_km", sa.Double()),
        sa.Column("rejected", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.ForeignKeyConstraint(["reading"], ["reading.n"], name="fk_place_reading"),
        sa.PrimaryKeyConstraint("reading", "n", name="pk_place"),
    )
    op.create_index("ix_place_country", "place", ["country"])
    op.create_index("ix_place_reading_id", "place", ["reading", "id"])
    op.create_table(
        "removed",
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("span_from", sa.Integer(), nullable=False),
        sa.Column("span_to", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["reading.n"], name="fk_removed_reading"),
        sa.PrimaryKeyConstraint("reading", "n", name="pk_removed"),
    )
    op.create_table(
        "span",
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False, comment="a role of SpanRole"),
        sa.Column(
            "owner",
            sa.Integer(),
            nullable=False,
            comment="n of the row it belongs to; 0 for the report itself",
        ),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("span_from", sa.Integer(), nullable=False),
        sa.Column("span_to", sa.Integer(), nullable=False),
        sa.Column("span_words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["reading.n"], name="fk_span_reading"),
        sa.PrimaryKeyConstraint("reading", "role", "owner", "n", name="pk_span"),
    )
    op.create_table(
        "harm",
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("effect", sa.Text(), nullable=False),
        sa.Column("who", sa.Text()),
        sa.Column("low", sa.BigInteger()),
        sa.Column("high", sa.BigInteger()),
        sa.Column("part_of_total", sa.Boolean(), nullable=False),
        sa.Column(
            "claims", sa.Text(), nullable=False, comment="n of the event's claims that give this figure"
        ),
        sa.Column("quantity_from", sa.Integer(), nullable=False),
        sa.Column("quantity_to", sa.Integer(), nullable=False),
        sa.Column("quantity_words", sa.Text(), nullable=False),
        sa.Column("span_from", sa.Integer(), nullable=False),
        sa.Column("span_to", sa.Integer(), nullable=False),
        sa.Column("span_words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["reading", "event"], ["event.reading", "event.n"], name="fk_harm_event"),
        sa.PrimaryKeyConstraint("reading", "event", "n", name="pk_harm"),
    )
    op.create_index("ix_harm_effect", "harm", ["effect"])
    op.create_table(
        "participant",
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("actor", sa.Text()),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("span_from", sa.Integer()),
        sa.Column("span_to", sa.Integer()),
        sa.Column("span_words", sa.Text()),
        sa.ForeignKeyConstraint(
            ["reading", "event"], ["event.reading", "event.n"], name="fk_participant_event"
        ),
        sa.PrimaryKeyConstraint("reading", "event", "n", name="pk_participant"),
    )
    op.create_index("ix_participant_reading_actor", "participant", ["reading", "actor"])
    op.create_table(
        "seized",
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("count", sa.BigInteger()),
        sa.Column("span_from", sa.Integer(), nullable=False),
        sa.Column("span_to", sa.Integer(), nullable=False),
        sa.Column("span_words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["reading", "event"], ["event.reading", "event.n"], name="fk_seized_event"),
        sa.PrimaryKeyConstraint("reading", "event", "n", name="pk_seized"),
    )
