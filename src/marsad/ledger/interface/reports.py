"""Reports of a ledger: added, looked for, and their records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import IntegrityError

from marsad.ledger import queries, settling
from marsad.ledger.adding import Added, Kept, add_all
from marsad.ledger.errors import AmbiguousReport, RecordRefused
from marsad.ledger.filters import EventFilter, is_current, named
from marsad.ledger.interface.opened import OpenLedger
from marsad.ledger.records import load_records
from marsad.ledger.review import store as review
from marsad.ledger.rows import insert_reading
from marsad.ledger.search import Found, ReportFilter, Stretch, search
from marsad.ledger.store.tables import READING, REPORT
from marsad.ledger.views import ReportHead
from marsad.model.record import ReportRecord

_EVERYTHING = EventFilter()
_ANY_REPORT = ReportFilter()


class ReportLedger(OpenLedger):
    """What was read in each report."""

    def add(self, record: ReportRecord, read_at: datetime | None = None) -> Added:
        """Store a record in one transaction; a reader's record of a report that is known changes nothing.

        ``read_at`` is when it was read, now where it is not given: of several readers' records the one read
        last counts. Raises RecordRefused for a record whose evidence does not stand in its text.
        """
        read_at = read_at or datetime.now(UTC)
        try:
            return self._add(record, read_at)
        except IntegrityError:
            # Another process added the same report between our look and our insert: look again.
            return self._add(record, read_at)

    def add_many(self, kept: Sequence[Kept]) -> list[Added | RecordRefused]:
        """Store many records in one transaction, much faster than one by one; what became of each.

        As ``add``, but what is refused is told in its place and keeps none of the others out.
        """
        with self.writing() as connection:
            return add_all(connection, kept)

    def _add(self, record: ReportRecord, read_at: datetime) -> Added:
        report = record.report
        with self.writing() as connection:
            readers = select(READING.c.reader).where(READING.c.report == report.id)
            known = set(connection.execute(readers).scalars())
            if record.reader in known:
                return Added.KNOWN
            if not known and not _has(connection, REPORT.c.id, report.id):
                connection.execute(insert(REPORT).values(id=report.id, known_at=read_at))
            insert_reading(connection, record, read_at)
            review.review(connection, report.id)
            settling.put_off(connection, [report.id])
        return Added.REREAD if known else Added.NEW

    def knows(self, report_id: str, reader: str) -> bool:
        """Whether ``reader`` has read the report: then there is no need to read it again."""
        query = select(READING.c.n).where(READING.c.report == report_id, READING.c.reader == reader)
        with self._connected() as connection:
            return connection.execute(query).first() is not None

    def record(self, key: str, reader: str | None = None) -> ReportRecord | None:
        """The record of a report, given its id or the beginning of it, its source, or its name.

        Of several readings the newest, or that of ``reader``. None where there is no such report; raises
        AmbiguousReport where there are several.
        """
        with self._connected() as connection:
            number = _find(connection, key, reader)
            return None if number is None else next(load_records(connection, [number]))

    def records(self, asked: EventFilter = _EVERYTHING) -> Iterator[ReportRecord]:
        """The newest record of every report of which ``asked`` holds, in the order of ``reports``."""
        for head in self.reports(asked):
            record = self.record(head.id)
            if record is not None:
                yield record

    def reports(
        self, asked: EventFilter = _EVERYTHING, limit: int | None = None, offset: int = 0
    ) -> list[ReportHead]:
        """The reports that hold an event that is asked for, or all, the newest first.

        ``limit`` of them are given, behind the first ``offset``.
        """
        with self._connected() as connection:
            return queries.reports(connection, asked, limit, offset)

    def search(
        self,
        words: str,
        asked: ReportFilter = _ANY_REPORT,
        limit: int | None = None,
        offset: int = 0,
        holding: EventFilter | None = None,
    ) -> list[Found]:
        """The reports whose text and title hold ``words``, the best answer first; ``limit`` of them behind
        the first ``offset``. ``holding`` leaves those that hold an event which it asks for.

        ``fulltext/question.py`` says how they are written. Raises BadSearch where there is no word in them.
        """
        with self._connected() as connection:
            return search(connection, words, asked, Stretch(limit, offset), holding)


def _has(connection: Connection, column: object, value: str) -> bool:
    return connection.execute(select(column).where(column == value)).first() is not None  # type: ignore[call-overload]


def _find(connection: Connection, key: str, reader: str | None) -> int | None:
    """The number of the reading that ``key`` means; ids go before sources, these before names."""
    query = select(READING.c.n, READING.c.report, READING.c.source, READING.c.name).where(named(key))
    query = query.where(READING.c.reader == reader) if reader else query.where(is_current())
    order = (READING.c.read_at, READING.c.reader, READING.c.n)
    rows = connection.execute(query.order_by(*order)).all()
    for exact in ("report", "source", "name"):
        same = [row for row in rows if row._mapping[exact] == key]
        if same:
            rows = same
            break
    if len({(row.source, row.name) for row in rows}) == 1:
        rows = rows[-1:]  # one file as it was and as it is now, or with another date: the newest
    if len(rows) > 1:
        raise AmbiguousReport(key, tuple(row.report for row in rows))
    return rows[0].n if rows else None
