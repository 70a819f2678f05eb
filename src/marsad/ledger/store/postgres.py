"""All that is PostgreSQL's own: the driver, the lock around migrations, and its error codes."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.engine import URL

from marsad.ledger.errors import (
    LedgerDamaged,
    LedgerError,
    LedgerFull,
    LedgerLocked,
    LedgerUnreachable,
    LedgerUnwritable,
)

_MIGRATING = 0x6D61727361640001
"""Key of the advisory lock that one migrating process holds: "marsad" in ASCII, and 1."""
_WRITING = 0x6D61727361640002
"""Key of the lock that one writing transaction holds."""

# SQLSTATE codes, by prefix; https://www.postgresql.org/docs/current/errcodes-appendix.html
_MEANING: tuple[tuple[str, type[LedgerError]], ...] = (
    ("55P03", LedgerLocked),
    ("40P01", LedgerLocked),
    ("53", LedgerFull),
    ("58030", LedgerFull),
    ("XX001", LedgerDamaged),
    ("XX002", LedgerDamaged),
    ("42501", LedgerUnwritable),
    ("25006", LedgerUnwritable),
    ("08", LedgerUnreachable),
    ("28", LedgerUnreachable),
    ("3D000", LedgerUnreachable),
    ("57P", LedgerUnreachable),
)


def engine(url: URL, wait: float) -> Engine:
    """An engine on a server; a lock is waited for up to ``wait`` seconds. Needs psycopg 3."""
    if url.drivername in {"postgres", "postgresql"}:
        url = url.set(drivername="postgresql+psycopg")
    options = f"-c lock_timeout={max(1, round(wait * 1000))}"
    return create_engine(url, connect_args={"options": options, "connect_timeout": max(2, round(wait))})


def lock_for_migration(connection: Connection) -> None:
    """Let one process at a time create or migrate the tables; held until the transaction ends."""
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MIGRATING})")


def lock_for_writing(connection: Connection) -> None:
    """Let one transaction at a time write, as SQLite does; held until the transaction ends.

    Settling and reviewing read what they then change, and two that did so at once would each miss the
    other's. A transaction is over in a fraction of a second; reading, which takes long, is outside it.
    """
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITING})")


def meaning(error: BaseException) -> type[LedgerError] | None:
    """Which of our errors an error of the driver is; None for what is none of them."""
    state: str | None = getattr(error, "sqlstate", None)
    if state is None:  # a connection that never came about has no state
        ours = type(error).__module__.startswith("psycopg")
        return LedgerUnreachable if ours and type(error).__name__ == "OperationalError" else None
    return next((kind for prefix, kind in _MEANING if state.startswith(prefix)), None)
