"""The tables of the ledger.

A **report** is known by its id, which derives from its words, outlet and date; a **reading** is what one
reader made of it. All else belongs to a reading and is numbered within it by ``n``, in the order of the
record. Readings are appended and never changed; a later reader's reading stands beside the older one, with
the text that it read: two copies of a report may differ in their page furniture, and so in their offsets.

A **decision** is a reviewer's, appended too. What follows from readings and decisions can be made anew at
any time: the reading of a report as reviewed (``reviewed_of`` names the reader's own), the tables from
NAMING to EVENT_NAMING, by which events are found, those from TELLING to INCIDENT_CHANGE, which bring the
events of all reports together as incidents, and ``report.current``.

The tables from ACCOUNT on are of the desk where it is shared: who may log in, who has, what readers
wrote. They are this ledger's own: no archive, export or import holds them.

Stretches of text are ``*_from`` and ``*_to`` (Python string indices into the report's text, end exclusive)
with the ``*_words`` that stand there. Days are inclusive.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    UniqueConstraint,
    false,
    func,
    text,
)

from marsad.ledger.store.types import Instant, Lines, Numbers, Shares, Words

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _stretch(prefix: str, optional: bool = False) -> tuple[Column[int], Column[int], Column[str]]:
    return (
        Column(f"{prefix}_from", Integer, nullable=optional),
        Column(f"{prefix}_to", Integer, nullable=optional),
        Column(f"{prefix}_words", Words, nullable=optional),
    )


def _of_reading() -> tuple[Column[int], Column[int]]:
    """The key of what belongs to a reading: the reading and the place in its record."""
    return (
        Column("reading", ForeignKey("reading.n"), primary_key=True),
        Column("n", Integer, primary_key=True),
    )


def _of_event() -> tuple[Column[int], Column[int], Column[int], ForeignKeyConstraint]:
    """The key of what belongs to an event of a reading."""
    return (
        Column("reading", Integer, primary_key=True),
        Column("event", Integer, primary_key=True),
        Column("n", Integer, primary_key=True),
        ForeignKeyConstraint(["reading", "event"], ["event.reading", "event.n"]),
    )


REPORT = Table(
    "report",
    METADATA,
    Column("id", Words, primary_key=True),
    Column("known_at", Instant, nullable=False, server_default=func.now()),
    Column("current", Integer, index=True, comment="the reading that counts: as reviewed, or the newest"),
)

TEXT = Table(
    "text",
    METADATA,
    Column("id", Words, primary_key=True, comment="SHA-256 of the text in UTF-8"),
    Column("text", Words, nullable=False),
)

READING = Table(
    "reading",
    METADATA,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("report", ForeignKey("report.id"), nullable=False),
    Column("reader", Words, nullable=False),
    Column("text", ForeignKey("text.id"), nullable=False, index=True),
    Column("read_at", Instant, nullable=False, server_default=func.now()),
    Column("source", Words, nullable=False),
    Column("name", Words),
    Column("url", Words),
    Column("title", Words),
    Column("outlet", Words),
    Column("dateline", Words),
    Column("credit", Words),
    Column("language", Words),
    Column("bylines", Lines, nullable=False),
    Column("published_from", Date, index=True),
    Column("published_to", Date),
    Column("published_basis", Words),
    Column("published_reasons", Lines, nullable=False),
    *_stretch("title", optional=True),
    Column("reviewed_of", Integer, comment="the reading that reviewers' decisions were put into"),
    Column("copy_of", Words, comment="the report that was read in its stead, where it prints one"),
    Column("stored_at", Instant, index=True, comment="when this ledger got it"),
    UniqueConstraint("report", "reader"),
    sqlite_autoincrement=True,
)

SPAN = Table(
    "span",
    METADATA,
    Column("reading", ForeignKey("reading.n"), primary_key=True),
    Column("role", Words, primary_key=True, comment="a role of SpanRole"),
    Column("owner", Integer, primary_key=True, comment="n of the row it belongs to; 0 for the report itself"),
    Column("n", Integer, primary_key=True),
    *_stretch("span"),
)

REMOVED = Table(
    "removed",
    METADATA,
    *_of_reading(),
    Column("what", Words, nullable=False),
    Column("span_from", Integer, nullable=False),
    Column("span_to", Integer, nullable=False),
)

ACTOR = Table(
    "actor",
    METADATA,
    *_of_reading(),
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
    *_of_reading(),
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
    *_of_reading(),
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
    *_of_event(),
    Column("actor", Words),
    Column("side", Words, nullable=False),
    Column("role", Words, nullable=False),
    *_stretch("span", optional=True),
    Index(None, "reading", "actor"),
)

HARM = Table(
    "harm",
    METADATA,
    *_of_event(),
    Column("effect", Words, nullable=False, index=True),
    Column("who", Words),
    Column("low", BigInteger),
    Column("high", BigInteger),
    Column("part_of_total", Boolean, nullable=False),
    Column("claims", Numbers, nullable=False, comment="n of the event's claims that give this figure"),
    *_stretch("quantity"),
    *_stretch("span"),
)

SEIZED = Table(
    "seized",
    METADATA,
    *_of_event(),
    Column("what", Words, nullable=False),
    Column("count", BigInteger),
    *_stretch("span"),
)

CONTROL = Table(
    "control_statement",
    METADATA,
    *_of_reading(),
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
    *_stretch("span", optional=True),
)

DECISION = Table(
    "decision",
    METADATA,
    Column("id", Words, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("recorded_at", Instant, nullable=False, server_default=func.now(), index=True),
    Column("said", Words, nullable=False, comment="the decision as JSON"),
)

DECIDED_REPORT = Table(
    "decided_report",
    METADATA,
    Column("report", Words, primary_key=True),
    Column("decision", ForeignKey("decision.id"), primary_key=True),
)

NAMING = Table(
    "naming",
    METADATA,
    Column("n", BigInteger, primary_key=True, autoincrement=False, comment="hash of all the other columns"),
    Column("role", Words, nullable=False, comment="a role of Role in facts.py"),
    Column("id", Words, index=True, comment="of an actor or place; of a sort of event its type"),
    Column("name", Words, nullable=False, comment="as reports write it; of a sort of event its sub-type"),
    Column("key", Words, comment="the name without case, accents and marks; of a place both of its names"),
    Column("country", Words),
    Column("admin1", Words),
    Column("admin2", Words),
    sqlite_with_rowid=False,
)

EVENT_FACT = Table(
    "event_fact",
    METADATA,
    Column("reading", Integer, primary_key=True, autoincrement=False),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("lasting", Boolean, nullable=False),
    Column("day_from", Date),
    Column("day_to", Date),
    Column("sort", BigInteger, nullable=False, comment="the naming of its type and sub-type"),
    Column("status", Words, nullable=False),
    Column("place", BigInteger, comment="the naming of the place that it lies in"),
    Column("outlet", BigInteger, comment="the naming of the outlet of its report"),
    Column("incident", Words, comment="that it was settled as; null for one that does not count"),
    # all that lists are asked by, so that no question looks at the rows of events themselves
    Index(
        "ix_event_fact_asked",
        "lasting",
        "day_from",
        "day_to",
        "sort",
        "status",
        "place",
        "outlet",
        "incident",
        "reading",
        "n",
    ),
    Index("ix_event_fact_place", "place", "incident", "reading", "n"),
    sqlite_with_rowid=False,
)

EVENT_NAMING = Table(
    "event_naming",
    METADATA,
    Column(
        "naming", BigInteger, primary_key=True, autoincrement=False, comment="of an actor that has a part"
    ),
    Column("reading", Integer, primary_key=True, autoincrement=False),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Index(None, "reading"),
    sqlite_with_rowid=False,
)

PENDING = Table(
    "pending",
    METADATA,
    Column("report", Words, primary_key=True, comment="a report whose tellings are to be worked out anew"),
)

STAMP = Table(
    "stamp",
    METADATA,
    Column("name", Words, primary_key=True),
    Column("value", Words, nullable=False),
)

TELLING = Table(
    "telling",
    METADATA,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("report", Words, nullable=False, index=True),
    Column("reading", Integer, nullable=False),
    Column("number", Integer, nullable=False, comment="n of the event in its reading"),
    Column("name", Words, nullable=False, index=True, comment="id of the incident that it would be alone"),
    Column("incident", Words, index=True),
    Index(None, "reading", "number"),
    sqlite_autoincrement=True,
)

TELLING_CELL = Table(
    "telling_cell",
    METADATA,
    Column("cell", BigInteger, primary_key=True, comment="hash of a time, a piece of the map, a kind"),
    Column("telling", Integer, primary_key=True, index=True),
    sqlite_with_rowid=False,
)

LIKENESS = Table(
    "likeness",
    METADATA,
    Column("one", Integer, primary_key=True, comment="n of the earlier of two tellings"),
    Column("other", Integer, primary_key=True, index=True),
    Column("probability", Double, nullable=False),
    Column("reasons", Shares, nullable=False, comment="sign -> what it adds to the odds"),
    Column("ruled", Boolean, comment="what reviewers decided: one incident, or not; null for nothing"),
    sqlite_with_rowid=False,
)

INCIDENT = Table(
    "incident",
    METADATA,
    Column("id", Words, primary_key=True),
    Column("first", Date, index=True),
    Column("last", Date),
    Column(
        "harm",
        Double,
        nullable=False,
        server_default=text("0"),
        index=True,
        comment="people harmed, weighed by effect: the highest figures that stand",
    ),
)

DOUBT = Table(
    "doubt",
    METADATA,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("kind", Words, nullable=False, comment="a kind of Kind in doubts/kinds.py"),
    Column("about", Words, nullable=False, comment="the effect or field in doubt; empty for all of it"),
    Column("telling", Integer, nullable=False, index=True, comment="of a toll the first of its incident"),
    Column("other", Integer, index=True, comment="the second of a pair"),
    Column("importance", Double, nullable=False),
    Column("chief", Boolean, nullable=False, comment="whether it is the greatest doubt of its record"),
    Index(None, "chief", "importance"),
    Index(None, "kind", "importance"),
)

INCIDENT_POINT = Table(
    "incident_point",
    METADATA,
    Column("incident", Words, primary_key=True),
    Column("stale", Boolean, nullable=False, index=True, comment="whether the rest is to be worked out anew"),
    Column("x", Double, comment="of the whole web Mercator map, from the west; null where no place is known"),
    Column("y", Double, comment="the same from the north"),
    Column("radius_km", Double),
    Column("precision", Words),
    Column("place", Words),
    Column("place_name", Words),
    Column("country", Words),
    Column("type", Words),
    Column("sub_type", Words),
    Column("first", Date),
    Column("last", Date),
    Column("killed_low", BigInteger),
    Column("killed", BigInteger),
    Column("killed_high", BigInteger),
    Column("wounded", BigInteger),
    Column("reports", Integer),
    # all that a part of the map, and a strip of days, is drawn from
    Index(
        "ix_incident_point_drawn",
        "precision",
        "x",
        "y",
        "type",
        "sub_type",
        "killed",
        "first",
        "last",
        "country",
    ),
    Index("ix_incident_point_days", "first", "type", "sub_type", "x", "last", "country"),
    # the deadliest of a part of the map
    Index(
        "ix_incident_point_listed",
        "killed",
        "first",
        "incident",
        "x",
        "y",
        "type",
        "sub_type",
        "last",
        "country",
        "place",
    ),
)

INCIDENT_GIST = Table(
    "incident_gist",
    METADATA,
    Column("incident", Words, primary_key=True),
    Column("gist", Words, nullable=False, comment="what counting needs of it, as JSON (series/gist.py)"),
)

INCIDENT_CHANGE = Table(
    "incident_change",
    METADATA,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("at", Instant, nullable=False, server_default=func.now(), index=True),
    Column("incident", Words, nullable=False, index=True),
    Column("members", Lines, nullable=False, comment="REPORT/EVENT of each; none where it is no more"),
    sqlite_autoincrement=True,
)

ACCOUNT = Table(
    "account",
    METADATA,
    Column("key", Words, primary_key=True, comment="the name as it is compared: without case"),
    Column("name", Words, nullable=False, comment="stands in decisions as who decided"),
    Column("role", Words, nullable=False, comment="reader, reviewer or admin"),
    Column("password", Words, nullable=False, comment="argon2id, with its parameters and salt"),
    Column("made_at", Instant, nullable=False),
)

ACCOUNT_SESSION = Table(
    "account_session",
    METADATA,
    Column("id", Words, primary_key=True, comment="SHA-256 of the token, which is kept nowhere"),
    Column("account", ForeignKey("account.key", ondelete="CASCADE"), nullable=False, index=True),
    Column("label", Words, comment="what a script's token is for; null for a browser that logged in"),
    Column("made_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False, index=True),
)

READER_REPLY = Table(
    "reader_reply",
    METADATA,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("incident", Words, nullable=False, index=True),
    Column("name", Words, nullable=False),
    Column("email", Words, comment="never shown nor exported; erased when the reply is rejected"),
    Column("text", Words, nullable=False),
    Column("at", Instant, nullable=False),
    Column("state", Words, nullable=False, index=True, comment="held, accepted or rejected"),
    Column("handled_by", Words),
    Column("handled_at", Instant),
    Column("decision", Words, comment="the comment that an accepted reply became"),
    sqlite_autoincrement=True,
)
