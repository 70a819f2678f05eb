"""Files that are written whole or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from marsad.ledger.errors import LedgerFull, LedgerUnwritable

_FULL = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO))


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A name beside ``path`` to write to; what was written takes the place of ``path`` when the block ends.

    Where the block fails, ``path`` is as it was and nothing is left beside it. Raises LedgerFull and
    LedgerUnwritable for what the disk says.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        if path.is_dir():
            raise LedgerUnwritable(str(path), "this is a folder", "name a file")
        yield part
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(path)
        _keep_name(path.parent)
    except OSError as error:
        kind = LedgerFull if error.errno in _FULL else LedgerUnwritable
        remedy = (
            "free some space and run the same command again" if kind is LedgerFull else "name another file"
        )
        raise kind(str(path), f"it cannot be written ({error.strerror or error})", remedy) from error
    finally:
        part.unlink(missing_ok=True)


def _keep_name(folder: Path) -> None:
    """Have the folder written to the disk: without it a power cut may take the new name back."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
