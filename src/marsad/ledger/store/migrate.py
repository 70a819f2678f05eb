"""Bringing a database to the revision that this version of Marsad works with.

Alembic is loaded only where there is something to do: an up-to-date ledger opens without it.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from marsad.ledger.errors import LedgerDamaged, LedgerTooNew
from marsad.ledger.store import postgres

HEAD = "0011"
"""The newest revision under ``migrations/versions``; a test holds it to that."""
SCRIPTS = Path(__file__).resolve().parent.parent / "migrations"


def revision(connection: Connection) -> str | None:
    """The revision that the database is stamped with; None where it is not stamped."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all()
    return str(found[0]) if found else None


def bring_up(connection: Connection, where: str) -> None:
    """Create or migrate the tables inside the caller's write transaction.

    Raises LedgerTooNew for a revision that this version does not know, and LedgerDamaged for a database
    that holds tables of something else.
    """
    if connection.dialect.name == "postgresql":
        postgres.lock_for_migration(connection)
    found = revision(connection)
    if found == HEAD:
        return
    if found is None and connection.dialect.name == "sqlite" and inspect(connection).get_table_names():
        raise LedgerDamaged(
            where,
            "this is a database, but not a ledger of Marsad",
            "name another file with --ledger; nothing in this one was changed",
        )
    _upgrade(connection, where, found)


def _upgrade(connection: Connection, where: str, found: str | None) -> None:
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if found is not None and found not in known:
        raise LedgerTooNew(where, f"{LedgerTooNew.problem} (its form is {found}, this version knows {HEAD})")
    command.upgrade(config, "head")
