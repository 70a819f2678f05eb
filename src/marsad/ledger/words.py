"""Counts in words, for all that the ledger, its exports and the command line tell of it."""

from __future__ import annotations


def several(count: int, what: str) -> str:
    """ "1 row", "2 rows", "3 entities"."""
    if count == 1:
        return f"{count} {what}"
    return f"{count} {what[:-1]}ies" if what.endswith("y") else f"{count} {what}s"
