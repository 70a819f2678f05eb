"""Counts in words, for all that the ledger, its exports and the command line tell of it."""

from __future__ import annotations


def several(count: int, what: str) -> str:
    """ "1 row", "2 rows", "3 entities", "4 days"."""
    if count == 1:
        return f"{count} {what}"
    ends_in_ies = what.endswith("y") and what[-2:-1] not in set("aeiou")
    return f"{count} {what[:-1]}ies" if ends_in_ies else f"{count} {what}s"
