"""The database's errors, told as the ledger's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from marsad.ledger.errors import LedgerError
from marsad.ledger.store import postgres, sqlite


def ledger_error(error: DBAPIError, where: str) -> LedgerError | None:
    """The ledger's error for one of the database's; None where it is a fault of our own."""
    if error.orig is None:
        return None
    kind = sqlite.meaning(error.orig) or postgres.meaning(error.orig)
    if kind is None:
        return None
    detail = str(error.orig).strip().splitlines()[0] if str(error.orig).strip() else ""
    return kind(where, f"{kind.problem} ({detail})" if detail else "")


@contextmanager
def translated(where: str) -> Iterator[None]:
    """Raise the database's errors inside as LedgerError; ``where`` names the file or server."""
    try:
        yield
    except DBAPIError as error:
        ours = ledger_error(error, where)
        if ours is None:
            raise
        raise ours from error
