"""Events are found by what lists ask for, and what counting needs of an incident is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_AT_ONCE = 5000


def upgrade() -> None:
    """The facts of all events follow from their records; incidents wait to be put together anew."""
    _tables()
    connection = op.get_bind()
    for columns, table in _NAMED:
        _remember(connection, f"SELECT DISTINCT {columns} FROM {table}")
    op.create_index("ix_naming_filling", "naming", ["role", "name"])
    on_server = connection.dialect.name == "postgresql"
    op.execute(sa.text(_FACTS.format(same="IS NOT DISTINCT FROM" if on_server else "IS")))
    op.execute(sa.text(_PARTS))
    op.drop_index("ix_naming_filling", "naming")
    op.execute(sa.text(f"UPDATE incident_point SET stale = {'true' if on_server else '1'}"))
    _indexes()


def _tables() -> None:
    op.create_table(
        "naming",
        sa.Column(
            "n", sa.BigInteger(), autoincrement=False, nullable=False, comment="hash of all the other columns"
        ),
        sa.Column("role", sa.Text(), nullable=False, comment="a role of Role in facts.py"),
        sa.Column("id", sa.Text(), comment="of an actor or place; of a sort of event its type"),
        sa.Column(
            "name", sa.Text(), nullable=False, comment="as reports write it; of a sort of event its sub-type"
        ),
        sa.Column(
            "key", sa.Text(), comment="the name without case, accents and marks; of a place both of its names"
        ),
        sa.Column("country", sa.Text()),
        sa.Column("admin1", sa.Text()),
        sa.Column("admin2", sa.Text()),
        sa.PrimaryKeyConstraint("n", name="pk_naming"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "event_fact",
        sa.Column("reading", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("lasting", sa.Boolean(), nullable=False),
        sa.Column("day_from", sa.Date()),
        sa.Column("day_to", sa.Date()),
        sa.Column("sort", sa.BigInteger(), nullable=False, comment="the naming of its type and sub-type"),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("place", sa.BigInteger(), comment="the naming of the place that it lies in"),
        sa.Column("outlet", sa.BigInteger(), comment="the naming of the outlet of its report"),
        sa.Column("incident", sa.Text(), comment="that it was settled as; null for one that does not count"),
        sa.PrimaryKeyConstraint("reading", "n", name="pk_event_fact"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "event_naming",
        sa.Column(
            "naming",
            sa.BigInteger(),
            autoincrement=False,
            nullable=False,
            comment="of an actor that has a part",
        ),
        sa.Column("reading", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("naming", "reading", "n", name="pk_event_naming"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "incident_gist",
        sa.Column("incident", sa.Text(), nullable=False),
        sa.Column(
            "gist",
            sa.Text(),
            nullable=False,
            comment="what counting needs of it, as JSON (series/gist.py)",
        ),
        sa.PrimaryKeyConstraint("incident", name="pk_incident_gist"),
    )


def _indexes() -> None:
    op.create_index("ix_naming_id", "naming", ["id"])
    columns = ["lasting", "day_from", "day_to", "sort", "status", "place", "outlet", "incident"]
    op.create_index("ix_event_fact_asked", "event_fact", [*columns, "reading", "n"])
    op.create_index("ix_event_fact_place", "event_fact", ["place", "incident", "reading", "n"])
    op.create_index("ix_event_naming_reading", "event_naming", ["reading"])
    columns = ["killed", "first", "incident", "x", "y", "type", "sub_type", "last", "country", "place"]
    op.create_index("ix_incident_point_listed", "incident_point", columns)


def _remember(connection: sa.Connection, query: str) -> None:
    """Store namings under the hash of what they say."""
    insert = sa.text(
        "INSERT INTO naming (n, role, id, name, key, country, admin1, admin2) "
        "VALUES (:n, :role, :id, :name, :key, :country, :admin1, :admin2)"
    )
    rows = connection.execute(sa.text(query))
    while some := rows.fetchmany(_AT_ONCE):
        names = ("role", "id", "name", "key", "country", "admin1", "admin2")
        connection.execute(insert, [dict(zip(names, row, strict=True)) | {"n": _hash(row)} for row in some])


def _hash(told: Iterable[str | None]) -> int:
    whole = "\x1f".join("\x1e" if part is None else part for part in told)
    return int.from_bytes(hashlib.blake2b(whole.encode(), digest_size=8).digest(), "big", signed=True)


_NAMED = (
    ("'actor', id, name, name_key, NULL, NULL, NULL", "actor"),
    ("'place', id, name, name_key, country, admin1, admin2", "place"),
    ("'outlet', NULL, outlet, NULL, NULL, NULL, NULL", "reading WHERE coalesce(outlet, '') <> ''"),
    ("'sort', type, sub_type, NULL, NULL, NULL, NULL", "event"),
    ("'mention', NULL, span_words, NULL, NULL, NULL, NULL", "span WHERE role = 'actor'"),
)

_FACTS = """
INSERT INTO event_fact (reading, n, lasting, day_from, day_to, sort, status, place, outlet, incident)
SELECT event.reading, event.n, event.lasting, event.day_from, event.day_to, sort.n, event.status,
    (SELECT max(naming.n) FROM place JOIN naming ON naming.role = 'place' AND naming.id = place.id
        AND naming.name = place.name AND naming.key = place.name_key
        AND naming.country {same} place.country
        AND naming.admin1 {same} place.admin1 AND naming.admin2 {same} place.admin2
        WHERE place.reading = event.reading AND place.id = event.place),
    outlet.n, telling.incident
FROM event
JOIN reading ON reading.n = event.reading
JOIN naming AS sort ON sort.role = 'sort' AND sort.id = event.type AND sort.name = event.sub_type
LEFT JOIN naming AS outlet ON outlet.role = 'outlet' AND outlet.name = reading.outlet
LEFT JOIN telling ON telling.reading = event.reading AND telling.number = event.n
"""

_PARTS = """
INSERT INTO event_naming (naming, reading, n)
SELECT naming.n, participant.reading, participant.event
FROM participant
JOIN actor ON actor.reading = participant.reading AND actor.id = participant.actor
JOIN naming ON naming.role = 'actor' AND naming.name = actor.name AND naming.id = actor.id
UNION
SELECT naming.n, participant.reading, participant.event
FROM participant
JOIN actor ON actor.reading = participant.reading AND actor.id = participant.actor
JOIN span ON span.reading = actor.reading AND span.role = 'actor' AND span.owner = actor.n
JOIN naming ON naming.role = 'mention' AND naming.name = span.span_words
"""
