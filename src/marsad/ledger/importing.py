"""What a user names to be taken in: an archive, a folder of records, or a colleague's ledger.

What is taken in stays as it is.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from marsad.ledger import archive, everything
from marsad.ledger.archive.folder import RecordsFolder, is_folder
from marsad.ledger.errors import LedgerDamaged, LedgerError, LedgerMissing, LedgerUnwritable
from marsad.ledger.everything import LedgerSource, Size
from marsad.ledger.ledger import Ledger
from marsad.ledger.merging import Merged, Source, merge
from marsad.ledger.store import migrate, sqlite
from marsad.ledger.store.faults import translated
from marsad.ledger.store.target import Target, target_of

Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Opened:
    """What can be merged, and how much it is."""

    source: Source
    size: Size


def take_in(ledger: Ledger, where: str, tell: Tell | None = None) -> Merged:
    """Merge the archive, folder of records or ledger that ``where`` names into ``ledger``.

    ``tell`` is called with how many records and decisions are done and how many there are. Raises LedgerError
    where the other cannot be read (ArchiveDamaged for an archive), and then takes nothing in.
    """
    target = None if is_folder(where) else target_of(where)
    if target and target.path is not None and _same(target.path, ledger.where):
        raise LedgerUnwritable(where, "this is the ledger that it is to go into", "name another file")
    with opened(where) as found:
        total, done = found.size.records + found.size.decisions, 0

        def count(more: int) -> None:
            nonlocal done
            done += more
            if tell:
                tell(done, total)

        return merge(ledger, found.source, count)


def _same(path: Path, where: str) -> bool:
    return path.exists() and Path(where).exists() and path.samefile(where)


@contextmanager
def opened(where: str) -> Iterator[Opened]:
    """Open an archive, a folder of records, a ledger's file or a server, without changing anything there."""
    if is_folder(where):
        records = RecordsFolder(where)
        yield Opened(records, records.counts())
        return
    target = target_of(where)
    if target.path is None:
        with _server(target, where) as ledger, ledger.snapshot() as connection:
            yield _of(connection)
        return
    if not target.path.exists():
        raise LedgerMissing(where, "there is no such file", "check the path")
    if archive.is_archive(target.path):
        found = archive.read(target.path)
        yield Opened(found, found.manifest.counts)
        return
    target.check(create=False)
    with (
        tempfile.TemporaryDirectory(prefix="marsad-") as folder,
        _file(target.path, Path(folder)) as ledger,
        ledger.snapshot() as connection,
    ):
        yield _of(connection)


def _of(connection: Connection) -> Opened:
    return Opened(LedgerSource(connection), everything.size(connection))


def _file(path: Path, folder: Path) -> Ledger:
    """The ledger in a file; one of an older form, or not to be written, is copied to ``folder`` first."""
    if _is_up_to_date(target_of(path)):
        return Ledger.open(path, create=False)
    copy = folder / "ledger.sqlite"
    try:
        sqlite.copy(path, copy)
        return Ledger.open(copy, create=False)
    except OSError as error:
        raise LedgerUnwritable(
            str(path), f"it cannot be read ({error.strerror})", "check the path"
        ) from error
    except sqlite3.Error as error:
        raise LedgerDamaged(str(path), f"this file cannot be read as a ledger ({error})") from error
    except LedgerError as error:  # not the copy's name, which the user never saw
        raise type(error)(str(path), error.problem, error.remedy) from error


def _server(target: Target, where: str) -> Ledger:
    if not _is_up_to_date(target):
        raise LedgerDamaged(
            target.where,
            "the form of this ledger is not that of this version of Marsad",
            "open it once with this version (`marsad check --ledger URL`), which brings it up, and try again",
        )
    return Ledger.open(where, create=False)


def _is_up_to_date(target: Target) -> bool:
    engine = target.engine(10.0)
    try:
        with translated(target.where), engine.connect() as connection:
            return migrate.revision(connection) == migrate.HEAD
    except LedgerUnwritable:
        return False
    finally:
        engine.dispose()
