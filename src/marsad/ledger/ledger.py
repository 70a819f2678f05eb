"""The ledger itself: opened on a file or a server, added to, and asked."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, insert, select
from sqlalchemy.exc import IntegrityError

from marsad.knowledge.actors import Registry
from marsad.knowledge.gazetteer import Gazetteer
from marsad.ledger import control, near, passages, queries, settling
from marsad.ledger.adding import Added, Kept, add_all
from marsad.ledger.atlas import pinning, points
from marsad.ledger.atlas import spots as atlas
from marsad.ledger.atlas.asking import Box
from marsad.ledger.changes import Change, changes
from marsad.ledger.control import PlaceEvidence
from marsad.ledger.doubts import asking as doubts
from marsad.ledger.doubts.asking import Question
from marsad.ledger.doubts.kinds import Kind as DoubtKind
from marsad.ledger.errors import AmbiguousReport, LedgerDamaged, LedgerLocked, NoSuchRecord, RecordRefused
from marsad.ledger.filters import EventFilter, is_current, named
from marsad.ledger.history import Step, history
from marsad.ledger.incidents import Incident, Order, incidents, sheet
from marsad.ledger.keys import incident_id
from marsad.ledger.meant import Meant, meant
from marsad.ledger.memory import Memory
from marsad.ledger.memory import Question as Counted
from marsad.ledger.passages import Passage
from marsad.ledger.records import load_records
from marsad.ledger.review import store as review
from marsad.ledger.review.finding import subject_of_event
from marsad.ledger.review.lookup import Kind, Referent, find, told_on
from marsad.ledger.review.meanwhile import check_seen, on_records
from marsad.ledger.review.naming import check_actors
from marsad.ledger.review.store import append, decisions_on
from marsad.ledger.rows import insert_reading
from marsad.ledger.search import Found, ReportFilter, Stretch, search
from marsad.ledger.series import By, Counting, Tallied
from marsad.ledger.series.asking import tallied
from marsad.ledger.store import migrate, postgres, sqlite
from marsad.ledger.store.faults import translated
from marsad.ledger.store.tables import READING, REPORT
from marsad.ledger.store.target import Target, target_of
from marsad.ledger.views import ActorRow, Counts, EventRow, PlaceRow, ReportHead
from marsad.model.decision import Decision, Subject
from marsad.model.record import ReportRecord

_CHECKED_ON_OPENING = 64 * 2**20
"""Files up to this size (bytes) are looked through on opening; that takes less than a tenth of a second."""
_EVERYTHING = EventFilter()
_ANY_REPORT = ReportFilter()
_INCIDENTS = Counting()
_TO_SETTLE = 15
_DEEP = 1000
"""How far down a list an index is followed: it is gone through from the top."""


class Ledger:
    """Reports and what was read in them. A context manager; not to be shared between threads.

    Every method raises LedgerError where the file or server fails.
    """

    def __init__(self, engine: Engine, where: str, memory: Memory | None = None) -> None:
        self.engine = engine
        self.where = where
        """The file, or the server's URL without its password."""
        self.memory = memory or Memory()
        """What lists and counts are answered of; those who ask one ledger from many threads share it."""

    @classmethod
    def open(
        cls,
        path_or_url: str | Path,
        create: bool = True,
        wait: float = 10.0,
        memory: Memory | None = None,
    ) -> Self:
        """Open the ledger in a file or on a PostgreSQL server, creating and migrating it where need be.

        ``wait`` is how long (seconds) to wait for other writers; ``memory`` is that of the same ledger, where
        others have opened it. Raises LedgerMissing where there is none
        and ``create`` is false, LedgerTooNew, LedgerDamaged, LedgerLocked, LedgerUnwritable,
        LedgerUnreachable.
        """
        target = target_of(path_or_url)
        target.check(create)
        deadline = time.monotonic() + wait
        while True:
            ledger = cls(target.engine(wait), target.where, memory)
            try:
                ledger._bring_up(target)
            except LedgerLocked:
                # Two processes that make the file at once: SQLite refuses the second without waiting.
                ledger.close()
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.05)
            except BaseException:
                ledger.close()
                raise
            else:
                return ledger

    def _bring_up(self, target: Target) -> None:
        with self._connected() as connection:
            up_to_date = migrate.revision(connection) == migrate.HEAD
        if not up_to_date:
            with self.writing() as connection:
                migrate.bring_up(connection, self.where)
        if target.path and target.path.stat().st_size <= _CHECKED_ON_OPENING:
            self.check()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; an open SQLite file gives its write-ahead log back to the main file."""
        self.engine.dispose()

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        with translated(self.where), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: all of it is stored, or nothing."""
        with translated(self.where), self.engine.connect() as connection:
            connection.execution_options(writes=True)
            with connection.begin():
                if connection.dialect.name == "postgresql":
                    postgres.lock_for_writing(connection)
                yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """A connection on which the ledger stays as it is now, whatever others write meanwhile."""
        with translated(self.where), self.engine.connect() as connection:
            if connection.dialect.name == "postgresql":  # SQLite's readers see nothing else
                connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    def check(self) -> None:
        """Look through the whole file; raises LedgerDamaged where its pages do not hang together."""
        with self._connected() as connection:
            fault = sqlite.first_fault(connection) if connection.dialect.name == "sqlite" else None
        if fault:
            raise LedgerDamaged(self.where, f"{LedgerDamaged.problem} ({fault})")

    # --- adding

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

    # --- asking

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

    def events(self, asked: EventFilter = _EVERYTHING, limit: int | None = None) -> list[EventRow]:
        """The events that are asked for, by day, from the newest reading of each report."""
        with self._connected() as connection:
            return queries.events(connection, asked, limit)

    def actors(self, asked: EventFilter = _EVERYTHING, limit: int | None = None) -> list[ActorRow]:
        """The actors of such events with counts and bounds of days; the most active first."""
        with self._connected() as connection:
            return queries.actors(connection, asked, limit)

    def places(self, asked: EventFilter = _EVERYTHING, limit: int | None = None) -> list[PlaceRow]:
        """The places of such events with counts and bounds of days; those with most events first."""
        with self._connected() as connection:
            return queries.places(connection, asked, limit)

    def incidents(
        self, registry: Registry, asked: EventFilter = _EVERYTHING, limit: int | None = None
    ) -> list[Incident]:
        """Events of all reports brought together, those incidents that hold one that is asked for, by day.

        ``registry`` tells which actors are kin. Reports not settled yet are settled first.
        """
        self.settle(registry)
        with self._connected() as connection:
            return incidents(connection, asked, limit)

    def incident(self, key: str) -> Incident:
        """The settled incident of an id that it has or had; raises NoSuchRecord."""
        with self._connected() as connection:
            found = find(connection, key)
            if found.kind is not Kind.INCIDENT:
                raise NoSuchRecord(key)
            return incidents(connection, _EVERYTHING, ids=(found.id,))[0]

    def incident_sheet(
        self, asked: EventFilter, order: Order, limit: int, offset: int = 0
    ) -> tuple[list[Incident], int]:
        """One page of the settled incidents that are asked for, and how many there are."""
        with self._connected() as connection:
            if asked == _EVERYTHING and offset < _DEEP:  # an index answers, however little was read yet
                return sheet(connection, order, limit, offset)
            return self.memory.sheet(connection, asked, order, limit, offset)

    def near(self, registry: Registry, key: str, words: str = "", limit: int = 12) -> list[near.Near]:
        """Other incidents that may be the one that ``key`` means: the likeliest first, or, where ``words``
        are given, those whose reports hold them. Raises NoSuchRecord and BadSearch.
        """
        with self._connected() as connection:
            found = find(connection, key)
            if found.kind is not Kind.INCIDENT:
                raise NoSuchRecord(key)
            if words.strip():
                return near.by_words(connection, found.id, words, limit)
            return near.near(connection, registry, found.id, limit)

    def newest_decisions(self, rows: Iterable[EventRow]) -> dict[str, str]:
        """Event id → the newest decision on it, "" for none: what whoever looks at the events has seen."""
        told = list(rows)
        with self._connected() as connection:
            decisions = decisions_on(connection, sorted({row.report.id for row in told}))
        found = on_records(decisions, [subject_of_event(row.report.id, row.event) for row in told])
        return {row.event.id: found[row.event.id][-1].id if row.event.id in found else "" for row in told}

    def passages(self, rows: Iterable[EventRow]) -> dict[str, tuple[Passage, ...]]:
        """Event, as ``EventRow.key`` names it → the sentences that it rests on."""
        with self._connected() as connection:
            return passages.passages(connection, rows)

    def catch_up(self, registry: Callable[[], Registry]) -> None:
        """Settle what waits if that is little, as after a decision; a large rest waits for ``settle``.

        ``registry`` is opened only where something waits, since that takes its time.
        """
        with self._connected() as connection:
            few = 0 < settling.waiting(connection) <= settling.BATCH
        if few:
            self.settle(registry())

    def settle(self, registry: Registry, tell: Callable[[int, int], None] | None = None) -> None:
        """Bring the events of reports that are new, read again or decided on together with all others.

        ``tell`` is called with how many reports are done and how many there were. It can be broken off at any
        time; the next call goes on.
        """
        with self._connected() as connection:
            anew = settling.outdated(connection, registry)
            total = settling.waiting(connection)
        if anew:
            with self.writing() as connection:
                if settling.outdated(connection, registry):
                    settling.start_anew(connection, registry)
                total = settling.waiting(connection)
        done = 0
        while total:
            with self.writing() as connection:
                settled = settling.settle_some(connection, registry)
            if not settled:
                break
            done += settled
            if tell:
                tell(min(done, total), total)
        self.pin()

    def pin(self, most: int | None = None) -> int:
        """Put incidents that are new or changed on the map, ``most`` of them; gives how many are left."""
        done = 0
        with self._connected() as connection:
            left = points.waiting(connection)
        while left and (most is None or done < most):
            with self.writing() as connection:
                done += pinning.bring_up(connection)
                left = points.waiting(connection)
        return left

    def spots(self, asked: EventFilter, box: Box, zoom: float) -> atlas.Shown:
        """What a map shows of ``box`` at a zoom, as far as incidents are on it."""
        with self._connected() as connection:
            return atlas.shown(self.memory.on_map(connection, asked), box, zoom)

    def pinned(
        self,
        asked: EventFilter = _EVERYTHING,
        box: Box | None = None,
        *,
        limit: int = 50,
        place: str | None = None,
    ) -> list[atlas.Pinned]:
        """The incidents of the map in ``box``, or in a place; the deadliest first."""
        with self._connected() as connection:
            points = self.memory.on_map(connection, asked)
            return atlas.listed(connection, points, box, limit=limit, place=place)

    def pin_of(self, incident: str) -> atlas.Pinned | None:
        """An incident by its id, as the map knows it; None for one that is not on the map yet."""
        with self._connected() as connection:
            return next(iter(atlas.pinned(connection, [incident])), None)

    def begun(self, asked: EventFilter = _EVERYTHING) -> atlas.Tally:
        """How many incidents of the map begin in each period, as fine as a strip of bars can show."""
        with self._connected() as connection:
            return atlas.tally(self.memory.on_map(connection, asked))

    # --- deciding

    def decide(
        self,
        decision: Decision,
        recorded_at: datetime | None = None,
        registry: Registry | None = None,
        seen: Mapping[str, str] | None = None,
    ) -> bool:
        """Append a decision and put it into the records that it is about; False where it is known already.

        Raises DecisionRefused where it sets a field to what it cannot be and, with ``registry``, UnknownActor
        where it names an actor that nobody resolved (``review/naming.py`` does); a colleague's registry may
        know others. ``seen`` is the newest decision that the reviewer saw on a record, by the record's id, ""
        for none: where another came since, DecidedMeanwhile is raised.

        Records that are not in this ledger (yet) are decided on all the same: a colleague's decisions may
        come before his reports.
        """
        if registry is not None:
            check_actors(registry, decision)
        with self.writing() as connection:
            if seen is not None:
                check_seen(decision.subjects, seen, told_on(connection, decision.subjects))
            if not append(connection, decision, recorded_at):
                return False
            for report in sorted({s.report for s in decision.subjects}):
                review.review(connection, report, new=decision)
                settling.put_off(connection, [report])
            return True

    def find(self, key: str) -> Referent:
        """The event, statement, incident, decision or report that ``key`` means; raises NoSuchRecord."""
        with self._connected() as connection:
            return find(connection, key)

    def incident_of(self, subject: Subject) -> tuple[Subject, ...]:
        """The events of the incident that an event belongs to, as far as incidents are settled."""
        with self._connected() as connection:
            return find(connection, incident_id(subject.report, subject.id)).subjects

    def history(self, key: str) -> list[Step]:
        """What became of the record that ``key`` means, the earliest first; raises NoSuchRecord."""
        with self._connected() as connection:
            return history(connection, find(connection, key))

    def changes(self, since: datetime) -> list[Change]:
        """What was added, changed, withdrawn and decided from ``since`` on, with reasons.

        Incidents are told of as far as they are settled.
        """
        with self._connected() as connection:
            return changes(connection, since)

    def decisions(self, reports: Sequence[str] | None = None) -> list[Decision]:
        """All decisions, or those on records of these reports; reversed ones too, the earliest first."""
        with self._connected() as connection:
            return decisions_on(connection, reports)

    # --- the queue

    def questions(
        self,
        kind: DoubtKind | None = None,
        limit: int = 30,
        offset: int = 0,
        asked: EventFilter = _EVERYTHING,
    ) -> list[Question]:
        """What needs a human next, the most important first, as far as incidents are settled; of the
        incidents that hold an event which is asked for.
        """
        with self._connected() as connection:
            return doubts.questions(connection, kind, limit, offset, asked)

    def questions_left(self, asked: EventFilter = _EVERYTHING) -> tuple[int, dict[DoubtKind, int]]:
        """How many records wait for a human, and how many of each kind of question."""
        with self._connected() as connection:
            return doubts.waiting(connection, asked=asked), doubts.left(connection, asked)

    def answered(self, by: str, since: datetime) -> int:
        """How many decisions of a person that answer questions stand, of those from ``since`` on."""
        with self._connected() as connection:
            return doubts.answered(connection, by, since)

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

    def series(
        self,
        registry: Registry,
        asked: EventFilter = _EVERYTHING,
        counting: Counting = _INCIDENTS,
        by: By = By.MONTH,
    ) -> Tallied:
        """What is asked for, counted by period and in groups; only what happened, unless another status is
        asked for. Raises TooManyPeriods.
        """
        return tallied(self, registry, asked, counting, by)

    def totals(
        self,
        registry: Registry,
        asked: EventFilter = _EVERYTHING,
        counting: Counting = _INCIDENTS,
    ) -> Tallied:
        """The same in groups alone, events of unknown day among it."""
        return tallied(self, registry, asked, counting)

    def gathered(self, tell: Callable[[int, int], None] | None = None) -> None:
        """Let the memory read what is new among the incidents that are settled."""
        with self._connected() as connection:
            self.memory.look(connection, tell)

    def unread(self, asked: EventFilter, counting: Counting, by: By | None) -> int:
        """How many incidents or events are to be read, at most, before ``tallied`` answers; a report that is
        still to be settled is as much work as _TO_SETTLE of them.
        """
        with self._connected() as connection:
            waiting = settling.waiting(connection)
            return _TO_SETTLE * waiting + self.memory.unread(connection, Counted(asked, counting, by))

    def tallied(self, registry: Registry, asked: EventFilter, counting: Counting, by: By | None) -> Tallied:
        """The answer of ``series``, or without ``by`` of ``totals``, out of memory."""
        self.settle(registry)
        with self._connected() as connection:
            return self.memory.tallied(
                connection,
                Counted(asked, counting, by),
                lambda: tallied(self, registry, asked, counting, by),
            )

    def last_day(self) -> date | None:
        """The day of the latest report; None where no report has a day."""
        with self._connected() as connection:
            return control.last_day(connection)

    def place_meant(self, gazetteer: Gazetteer, words: str, country: str | None = None) -> Meant:
        """The place that a user's words mean, or those among which to choose."""
        with self._connected() as connection:
            return meant(connection, gazetteer, words, country)

    def control_of(self, ids: Sequence[str]) -> dict[str, PlaceEvidence]:
        """The evidence on who held these places; those of which nothing is told are left out."""
        with self._connected() as connection:
            return control.of_places(connection, ids)

    def control_everywhere(self, country: str | None = None) -> dict[str, PlaceEvidence]:
        """The evidence on who held each place of which any report tells, or each of one country."""
        with self._connected() as connection:
            return control.everywhere(connection, country)

    def counts(self) -> Counts:
        """How much the ledger holds."""
        with self._connected() as connection:
            return queries.counts(connection)


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
