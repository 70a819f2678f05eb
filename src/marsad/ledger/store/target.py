"""Where a ledger lies: a file, or a database on a server."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from marsad.ledger.errors import LedgerMissing, LedgerUnreachable, LedgerUnwritable
from marsad.ledger.store import postgres, sqlite


@dataclass(frozen=True, slots=True)
class Target:
    """A file (``path``) or a server (``url``); ``where`` names it in messages, without a password."""

    where: str
    path: Path | None
    url: URL | None

    def engine(self, wait: float) -> Engine:
        """An engine on it. Raises LedgerUnreachable where the driver of a server is not installed."""
        if self.path is not None:
            return sqlite.engine(self.path, wait)
        assert self.url is not None
        try:
            return postgres.engine(self.url, wait)
        except ModuleNotFoundError as error:
            raise LedgerUnreachable(
                self.where,
                f"the driver for PostgreSQL is not installed ({error.name})",
                "install it with `pip install 'psycopg[binary]'`",
            ) from error

    def check(self, create: bool) -> None:
        """Say what can be said before the file is touched; a server is asked only on connecting."""
        if self.path is None:
            return
        if self.path.is_dir():
            raise LedgerUnwritable(self.where, "this is a folder, not a file", "name a file with --ledger")
        if self.path.exists():
            sqlite.check_head(self.path, self.where)
        elif not create:
            raise LedgerMissing(self.where)
        elif not self.path.parent.is_dir():
            raise LedgerUnwritable(
                self.where,
                f"the folder {self.path.parent} does not exist",
                "make it, or name another file with --ledger",
            )


def target_of(path_or_url: str | Path) -> Target:
    """A path is an SQLite file; ``sqlite:///PATH`` too; ``postgresql://...`` is a server."""
    text = str(path_or_url)
    if isinstance(path_or_url, Path) or "://" not in text:
        return Target(text, Path(text), None)
    try:
        url = make_url(text)
    except ArgumentError as error:
        raise LedgerUnreachable(text, "this is no URL of a database", "write postgresql://...") from error
    if url.get_backend_name() == "sqlite":
        return Target(url.database or text, Path(url.database or ""), None)
    if url.get_backend_name() not in {"postgresql", "postgres"}:
        raise LedgerUnreachable(
            url.render_as_string(),
            f"ledgers are not kept in {url.get_backend_name()}",
            "name a file, or a PostgreSQL server",
        )
    return Target(url.render_as_string(), None, url)
