"""All that is SQLite's own: pragmas, transactions, the check of the file, and its error codes."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import ConnectionPoolEntry

from marsad.ledger.errors import (
    LedgerDamaged,
    LedgerError,
    LedgerFull,
    LedgerLocked,
    LedgerUnwritable,
)

_HEAD = b"SQLite format 3\0"
_MEANING: dict[int, type[LedgerError]] = {
    sqlite3.SQLITE_BUSY: LedgerLocked,
    sqlite3.SQLITE_LOCKED: LedgerLocked,
    sqlite3.SQLITE_CORRUPT: LedgerDamaged,
    sqlite3.SQLITE_NOTADB: LedgerDamaged,
    sqlite3.SQLITE_FULL: LedgerFull,
    sqlite3.SQLITE_IOERR: LedgerFull,
    sqlite3.SQLITE_READONLY: LedgerUnwritable,
    sqlite3.SQLITE_CANTOPEN: LedgerUnwritable,
    sqlite3.SQLITE_PERM: LedgerUnwritable,
    sqlite3.SQLITE_AUTH: LedgerUnwritable,
}


def engine(path: Path, wait: float) -> Engine:
    """An engine on the file ``path``; writers wait up to ``wait`` seconds for one another."""
    made = create_engine(URL.create("sqlite", database=str(path)), connect_args={"timeout": wait})
    event.listen(made, "connect", _prepare)
    event.listen(made, "begin", _begin)
    return made


def check_head(path: Path, where: str) -> None:
    """Raise LedgerDamaged for a file that is no database: SQLite would overwrite one of a few characters."""
    try:
        with path.open("rb") as file:
            head = file.read(len(_HEAD))
    except OSError as error:
        raise LedgerUnwritable(where, f"this file cannot be read ({error.strerror})") from error
    if head and head != _HEAD:
        raise LedgerDamaged(
            where,
            "this file is no ledger",
            "name another file with --ledger; nothing in this one was changed",
        )


def _prepare(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
    """Write-ahead log: a process that is killed leaves a good file, and readers never wait for a writer."""
    connection.isolation_level = None  # transactions are begun by _begin, not by the driver
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin(connection: Connection) -> None:
    """Writers take the lock at once: one that began as a reader could not wait for it."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def meaning(error: BaseException) -> type[LedgerError] | None:
    """Which of our errors an error of the driver is; None for what is none of them."""
    if not isinstance(error, sqlite3.Error):
        return None
    code: int | None = getattr(
        error, "sqlite_errorcode", None
    )  # extended codes keep the kind in the low byte
    return _MEANING.get(code & 0xFF) if code is not None else None


def copy(path: Path, to: Path) -> None:
    """A copy of a ledger that may not be written, or not by us: nothing at ``path`` is changed.

    Raises OSError, or sqlite3.Error for a file that is no database.
    """
    try:
        with (
            closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(to)) as target,
        ):
            source.backup(target)
    except sqlite3.OperationalError:
        # Beside a file in a folder that may not be written SQLite cannot open its log. Nobody writes there.
        to.unlink(missing_ok=True)
        shutil.copyfile(path, to)
        log = path.with_name(f"{path.name}-wal")
        if log.exists():
            shutil.copyfile(log, to.with_name(f"{to.name}-wal"))


def back_up(connection: Connection, to: Path, tell: Callable[[int, int], None]) -> str | None:
    """Copy the database as it is now to a new file; gives the first fault of the copy, or None.

    ``connection`` is in a transaction, so that what others write meanwhile changes nothing. ``tell`` is
    called with how many pages are copied and how many there are.
    """
    connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()  # the moment of the copy
    source = connection.connection.driver_connection
    assert isinstance(source, sqlite3.Connection)
    with closing(sqlite3.connect(to)) as target:
        source.backup(target, pages=2000, progress=lambda _, left, total: tell(total - left, total))
        said = target.execute("PRAGMA quick_check(1)").fetchone()[0]
    return None if said == "ok" else str(said)


def first_fault(connection: Connection) -> str | None:
    """The first thing wrong with the file's pages, or None. Reads the whole file."""
    said = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
    return None if said == "ok" else str(said)


def faults(connection: Connection) -> list[str]:
    """What is wrong with the file's pages and indexes; reads the whole file, and takes its time."""
    try:
        said = connection.exec_driver_sql("PRAGMA integrity_check(50)").scalars().all()
    except DatabaseError as error:
        return [str(error.orig)]
    return [] if said == ["ok"] else [line for part in said for line in str(part).splitlines()]
