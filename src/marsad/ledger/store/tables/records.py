"""What was read in a report: its actors, places, events and control statements, and who says so.

All of it belongs to a reading and is numbered within it by ``n``, in the order of the record.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Date, Double, ForeignKey, Index, Integer, Table, false

from marsad.ledger.store.tables.columns import METADATA, of_event, of_reading, stretch
from marsad.ledger.store.types import Lines, Numbers, Shares, Words

ACTOR = Table(
    "actor",
    METADATA,
    *of_reading(),
    Column("id", Words, nullable=False),
    Column("name", Words, nullable=False),
    Column("name_key", Words, nullable=False, comment="name without case, accents and marks"),
    Column("kind", Words, nullable=False),
    Column("country", Words),
    Column("party", Boolean),
    Index(None, "reading", "id"),
)

PLACE = Table(
    "place",
    METADATA,
    *of_reading(),
    Column("id", Words, nullable=False),
    Column("name", Words, nullable=False),
    Column("name_key", Words, nullable=False, comment="both names without case, accents and marks"),
    Column("gazetteer_name", Words),
    Column("kind", Words),
    Column("lat", Double),
    Column("lon", Double),
    Column("country", Words, index=True),
    Column("admin1", Words),
    Column("admin2", Words),
    Column("population", BigInteger, nullable=False),
    Column("radius_km", Double),
    Column("rejected", Lines, nullable=False),
    Column("reason", Words),
    Index(None, "reading", "id"),
    Index(None, "id"),
    Index(None, "name_key"),
)

LASTING = 31
"""Days from the first to the last of an event beyond which it counts as lasting. One day's events are looked
for among those that began in the LASTING days before it, and among the few lasting ones.
"""

EVENT = Table(
    "event",
    METADATA,
    *of_reading(),
    Column("id", Words, nullable=False, index=True),
    Column("type", Words, nullable=False, index=True),
    Column("sub_type", Words, nullable=False),
    Column("status", Words, nullable=False),
    Column("day_from", Date, index=True),
    Column("day_to", Date, index=True),
    Column("day_precision", Words, nullable=False),
    Column("day_words", Words),
    Column("day_reason", Words),
    Column("located", Boolean, nullable=False, comment="whether the record says anything on the place"),
    Column("place", Words),
    Column("place_words", Words),
    Column("place_precision", Words),
    Column("place_reason", Words),
    Column("confidence", Double),
    Column("field_confidence", Shares, nullable=False, server_default="{}"),
    Column(
        "lasting",
        Boolean,
        nullable=False,
        server_default=false(),
        comment="whether it spans more than LASTING days: the others are found by their first day alone",
    ),
    Index(None, "reading", "place"),
    Index(None, "place", "sub_type"),
    Index(None, "lasting", "day_from"),
)

PARTICIPANT = Table(
    "participant",
    METADATA,
    *of_event(),
    Column("actor", Words),
    Column("side", Words, nullable=False),
    Column("role", Words, nullable=False),
    *stretch("span", optional=True),
    Index(None, "reading", "actor"),
)

HARM = Table(
    "harm",
    METADATA,
    *of_event(),
    Column("effect", Words, nullable=False, index=True),
    Column("who", Words),
    Column("low", BigInteger),
    Column("high", BigInteger),
    Column("part_of_total", Boolean, nullable=False),
    Column("claims", Numbers, nullable=False, comment="n of the event's claims that give this figure"),
    *stretch("quantity"),
    *stretch("span"),
)

SEIZED = Table(
    "seized",
    METADATA,
    *of_event(),
    Column("what", Words, nullable=False),
    Column("count", BigInteger),
    *stretch("span"),
)

CONTROL = Table(
    "control_statement",
    METADATA,
    *of_reading(),
    Column("id", Words, nullable=False, index=True),
    Column("place", Words, index=True),
    Column("place_words", Words, nullable=False),
    Column("actor", Words, index=True),
    Column("state", Words, nullable=False),
    Column("held_from", Words, comment="YYYY, YYYY-MM or YYYY-MM-DD"),
    Column("held_to", Words, comment="YYYY, YYYY-MM or YYYY-MM-DD"),
    Column("event", Words),
    Column("confidence", Double),
)

CLAIM = Table(
    "claim",
    METADATA,
    Column("reading", ForeignKey("reading.n"), primary_key=True),
    Column("about", Words, primary_key=True, comment="event or control"),
    Column("owner", Integer, primary_key=True, comment="n of the event or control statement"),
    Column("n", Integer, primary_key=True),
    Column("speaker", Words, nullable=False),
    Column("organisation", Words),
    Column("actor", Words),
    Column("belligerent", Boolean),
    Column("stance", Words, nullable=False),
    *stretch("span", optional=True),
)
