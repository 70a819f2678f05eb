"""A ledger on a file or a server: opened, looked through, closed, and its transactions."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine

from marsad.ledger.errors import LedgerDamaged, LedgerLocked
from marsad.ledger.memory import Memory
from marsad.ledger.store import migrate, postgres, sqlite
from marsad.ledger.store.faults import translated
from marsad.ledger.store.target import Target, target_of

_CHECKED_ON_OPENING = 64 * 2**20
"""Files up to this size (bytes) are looked through on opening; that takes less than a tenth of a second."""


class OpenLedger:
    """The connection that every part of ``Ledger`` asks by."""

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
