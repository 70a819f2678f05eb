"""What all tables share: how their keys and indexes are called, and columns that many have.

Stretches of text are ``*_from`` and ``*_to`` (Python string indices into the report's text, end exclusive)
with the ``*_words`` that stand there. Days are inclusive.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Integer, MetaData

from marsad.ledger.store.types import Words

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def stretch(prefix: str, optional: bool = False) -> tuple[Column[int], Column[int], Column[str]]:
    return (
        Column(f"{prefix}_from", Integer, nullable=optional),
        Column(f"{prefix}_to", Integer, nullable=optional),
        Column(f"{prefix}_words", Words, nullable=optional),
    )


def of_reading() -> tuple[Column[int], Column[int]]:
    """The key of what belongs to a reading: the reading and the place in its record."""
    return (
        Column("reading", ForeignKey("reading.n"), primary_key=True),
        Column("n", Integer, primary_key=True),
    )


def of_event() -> tuple[Column[int], Column[int], Column[int], ForeignKeyConstraint]:
    """The key of what belongs to an event of a reading."""
    return (
        Column("reading", Integer, primary_key=True),
        Column("event", Integer, primary_key=True),
        Column("n", Integer, primary_key=True),
        ForeignKeyConstraint(["reading", "event"], ["event.reading", "event.n"]),
    )
