"""The index of words: SQLite's FTS5 or PostgreSQL's full text, behind the same three functions.

What is indexed are words that ``fulltext.folding`` has folded, so that both stores find the same reports;
only their measures of how well a report answers differ (BM25 and ``ts_rank``). The index holds no text, only
words and where they stand. A text under one title is indexed once, however many readings there are of it;
SEARCHED says which entry is a reading's.
"""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import (
    CTE,
    Column,
    Connection,
    Double,
    ForeignKey,
    Integer,
    Table,
    bindparam,
    column,
    insert,
    select,
    text,
)

from marsad.ledger.fulltext.folding import words
from marsad.ledger.fulltext.question import Question, Term
from marsad.ledger.store.tables import METADATA, READING, TEXT

INDEX = "search_words"
"""The table of the index, and the beginning of the names of those that SQLite keeps beside it."""

SEARCHED = Table(
    "searched",
    METADATA,
    Column("reading", ForeignKey("reading.n"), primary_key=True, autoincrement=False),
    Column("entry", Integer, nullable=False, index=True, comment="the first reading of that text and title"),
)

# Bounds of PostgreSQL's tsvector: https://www.postgresql.org/docs/current/textsearch-limitations.html
_LAST_POSITION = 16383
_POSITIONS = 255
_ROOM = 1_000_000


# made once: they are asked for every report that is added
_SAME = READING.alias("same")
_EARLIER = (
    select(SEARCHED.c.entry)
    .join(_SAME, _SAME.c.n == SEARCHED.c.reading)
    .join(READING, READING.c.text == _SAME.c.text)
    .where(READING.c.n == bindparam("reading"), READING.c.title.is_not_distinct_from(_SAME.c.title))
    .limit(1)
)
_BODY = select(READING.c.title, TEXT.c.text).join(TEXT).where(READING.c.n == bindparam("reading"))


def index(connection: Connection, reading: int) -> None:
    """Index the text and title of a reading that has been stored, in the same transaction."""
    entry = connection.execute(_EARLIER, {"reading": reading}).scalar()
    if entry is None:
        entry = reading
        row = connection.execute(_BODY, {"reading": reading}).one()
        _put(connection, entry, words(row.title or ""), words(row.text))
    connection.execute(insert(SEARCHED).values(reading=reading, entry=entry))


def index_stored(connection: Connection) -> None:
    """Index every reading that the ledger holds, the oldest first; for the migration that makes the index."""
    for reading in connection.execute(select(READING.c.n).order_by(READING.c.n)).scalars().all():
        index(connection, reading)


def _put(connection: Connection, entry: int, title: list[str], body: list[str]) -> None:
    if connection.dialect.name == "sqlite":
        put = text(f"INSERT INTO {INDEX}(rowid, title, body) VALUES (:entry, :title, :body)")
        values = {"title": " ".join(title), "body": " ".join(body)}
    else:
        put = text(f"INSERT INTO {INDEX}(entry, words) VALUES (:entry, CAST(:vector AS tsvector))")
        values = {"vector": vector(title, body)}
    connection.execute(put, {"entry": entry, **values})


def vector(title: list[str], body: list[str]) -> str:
    """The words as PostgreSQL writes a tsvector, those of the title with the weight A.

    Words that would make it larger than PostgreSQL allows are left out; they stand far behind in texts of
    more than 100,000 words.
    """
    places: dict[str, list[str]] = defaultdict(list)
    room = _ROOM
    weighed = [*((w, "A") for w in title), None, *((w, "") for w in body)]  # no phrase goes on into the body
    for at, weighed_word in enumerate(weighed, 1):
        if weighed_word is None:
            continue
        word, weight = weighed_word
        known = places.get(word)
        if known is not None and len(known) >= _POSITIONS:
            continue
        room -= 2 if known else len(word.encode()) + 6
        if room < 0:
            break
        places[word].append(f"{min(at, _LAST_POSITION)}{weight}")
    return " ".join(f"'{word}':{','.join(at)}" for word, at in places.items())


def answers(connection: Connection, question: Question) -> CTE:
    """Entries that answer ``question``, as columns ``entry`` and ``score``; the higher the better.

    A word of the title weighs as much as four of the text.
    """
    if connection.dialect.name == "sqlite":
        query = text(
            f"SELECT rowid AS entry, -rank AS score FROM {INDEX} "
            f"WHERE {INDEX} MATCH :asked AND rank MATCH 'bm25(4.0, 1.0)'"
        ).bindparams(bindparam("asked", for_fts5(question)))
    else:
        # weights of D, C, B and A; the 1 divides by the logarithm of the text's length
        query = text(
            "SELECT entry, ts_rank('{0.25, 0.25, 0.25, 1.0}', words, CAST(:asked AS tsquery), 1) AS score "
            f"FROM {INDEX} WHERE words @@ CAST(:asked AS tsquery)"
        ).bindparams(bindparam("asked", for_postgres(question)))
    # materialized: else SQLite would ask its index anew for every report
    found = query.columns(column("entry", Integer), column("score", Double)).cte("answers")
    return found.prefix_with("MATERIALIZED")


def for_fts5(question: Question) -> str:
    """The question in FTS5's grammar. Words are letters and digits alone, so quoting them is enough."""

    def term(asked: Term) -> str:
        return f'"{" ".join(asked.words)}"' + ("*" if asked.begins else "")

    groups = (f"({' OR '.join(map(term, group))})" for group in question.all_of)
    wanted = " AND ".join(groups)
    unwanted = " OR ".join(map(term, question.none_of))
    return f"({wanted}) NOT ({unwanted})" if unwanted else wanted


def for_postgres(question: Question) -> str:
    """The question as PostgreSQL writes a tsquery."""

    def term(asked: Term) -> str:
        *first, last = (f"'{word}'" for word in asked.words)
        return f"({' <-> '.join([*first, last + (':*' if asked.begins else '')])})"

    wanted = " & ".join(f"({' | '.join(map(term, group))})" for group in question.all_of)
    return " & ".join([wanted, *(f"!{term(asked)}" for asked in question.none_of)])
