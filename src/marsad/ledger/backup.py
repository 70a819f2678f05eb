"""A copy of the ledger for safe-keeping, made while others write."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from marsad.ledger import archive
from marsad.ledger.errors import LedgerDamaged, LedgerUnwritable
from marsad.ledger.ledger import Ledger
from marsad.ledger.store import sqlite
from marsad.ledger.store.files import replacing


def back_up(
    ledger: Ledger, path: Path, replace: bool = False, tell: Callable[[int, int], None] | None = None
) -> None:
    """Copy ``ledger`` as it is now to ``path``: a file to a file, a server to an archive.

    What lies at ``path`` is replaced only where ``replace`` says so, and when the copy is whole. Raises
    LedgerUnwritable, LedgerFull, and LedgerDamaged where the ledger cannot be copied whole.
    """
    if path.exists():
        if not replace:
            raise LedgerUnwritable(str(path), "there is a file already", "name another, or give --force")
        if Path(ledger.where).exists() and path.samefile(ledger.where):
            raise LedgerUnwritable(str(path), "this is the ledger itself", "name another file")
    if ledger.engine.dialect.name != "sqlite":
        archive.write(ledger, path, tell)
        return
    with replacing(path) as part, ledger.snapshot() as connection:
        fault = sqlite.back_up(connection, part, tell or (lambda done, total: None))
        if fault:
            raise LedgerDamaged(ledger.where, f"{LedgerDamaged.problem} ({fault})")
