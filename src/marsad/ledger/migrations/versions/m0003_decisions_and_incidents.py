"""Decisions, the reading that counts, and what brings events together as incidents."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from marsad.ledger.keys import control_id

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Every report waits for its events to be brought together with the others'."""
    _current()
    _control_ids()
    _decisions()
    _incidents()
    op.execute(sa.text("INSERT INTO pending (report) SELECT id FROM report"))


def _current() -> None:
    op.add_column(
        "reading",
        sa.Column("stored_at", sa.DateTime(timezone=True), comment="when this ledger got it"),
    )
    op.execute(sa.text("UPDATE reading SET stored_at = read_at"))
    op.create_index("ix_reading_stored_at", "reading", ["stored_at"])
    op.add_column(
        "reading",
        sa.Column("reviewed_of", sa.Integer(), comment="the reading that reviewers' decisions were put into"),
    )
    op.add_column(
        "report",
        sa.Column("current", sa.Integer(), comment="the reading that counts: as reviewed, or the newest"),
    )
    op.execute(
        sa.text(
            "UPDATE report SET current = "
            "(SELECT max(reading.n) FROM reading WHERE reading.report = report.id)"
        )
    )
    op.create_index("ix_report_current", "report", ["current"])


def _control_ids() -> None:
    op.add_column("control_statement", sa.Column("id", sa.Text(), nullable=False, server_default=""))
    connection = op.get_bind()
    told = connection.execute(
        sa.text(
            "SELECT c.reading, c.n, c.place_words, c.actor, c.state, c.held_from, r.report, s.span_words "
            "FROM control_statement c JOIN reading r ON r.n = c.reading "
            "JOIN span s ON s.reading = c.reading AND s.role = 'control' AND s.owner = c.n AND s.n = 0"
        )
    ).all()
    for row in told:
        connection.execute(
            sa.text("UPDATE control_statement SET id = :id WHERE reading = :reading AND n = :n"),
            {
                "id": control_id(
                    row.report, row.place_words, row.actor, row.state, row.held_from, row.span_words
                ),
                "reading": row.reading,
                "n": row.n,
            },
        )
    op.create_index("ix_control_statement_id", "control_statement", ["id"])


def _decisions() -> None:
    op.create_table(
        "decision",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False, comment="the decision as JSON"),
        sa.PrimaryKeyConstraint("id", name="pk_decision"),
    )
    op.create_index("ix_decision_recorded_at", "decision", ["recorded_at"])
    op.create_table(
        "decided_report",
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["decision"], ["decision.id"], name="fk_decided_report_decision"),
        sa.PrimaryKeyConstraint("report", "decision", name="pk_decided_report"),
    )


def _incidents() -> None:
    op.create_table(
        "pending",
        sa.Column(
            "report", sa.Text(), nullable=False, comment="a report whose tellings are to be worked out anew"
        ),
        sa.PrimaryKeyConstraint("report", name="pk_pending"),
    )
    op.create_table(
        "stamp",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_stamp"),
    )
    op.create_table(
        "telling",
        sa.Column("n", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="n of the event in its reading"),
        sa.Column("name", sa.Text(), nullable=False, comment="id of the incident that it would be alone"),
        sa.Column("incident", sa.Text()),
        sa.PrimaryKeyConstraint("n", name="pk_telling"),
        sqlite_autoincrement=True,
    )
    for columns in (["report"], ["name"], ["incident"], ["reading", "number"]):
        op.create_index(f"ix_telling_{'_'.join(columns)}", "telling", columns)
    op.create_table(
        "telling_cell",
        sa.Column(
            "cell", sa.BigInteger(), nullable=False, comment="hash of a time, a piece of the map, a kind"
        ),
        sa.Column("telling", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("cell", "telling", name="pk_telling_cell"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_telling_cell_telling", "telling_cell", ["telling"])
    op.create_table(
        "likeness",
        sa.Column("one", sa.Integer(), nullable=False, comment="n of the earlier of two tellings"),
        sa.Column("other", sa.Integer(), nullable=False),
        sa.Column("probability", sa.Double(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False, comment="sign -> what it adds to the odds"),
        sa.Column(
            "ruled", sa.Boolean(), comment="what reviewers decided: one incident, or not; null for nothing"
        ),
        sa.PrimaryKeyConstraint("one", "other", name="pk_likeness"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_likeness_other", "likeness", ["other"])
    op.create_table(
        "incident",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("first", sa.Date()),
        sa.Column("last", sa.Date()),
        sa.PrimaryKeyConstraint("id", name="pk_incident"),
    )
    op.create_index("ix_incident_first", "incident", ["first"])
    op.create_table(
        "incident_change",
        sa.Column("n", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.Column("incident", sa.Text(), nullable=False),
        sa.Column(
            "members", sa.Text(), nullable=False, comment="REPORT/EVENT of each; none where it is no more"
        ),
        sa.PrimaryKeyConstraint("n", name="pk_incident_change"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_incident_change_at", "incident_change", ["at"])
    op.create_index("ix_incident_change_incident", "incident_change", ["incident"])
