"""Keys under which names are compared, and ids that the ledger gives."""

from __future__ import annotations

import hashlib
import unicodedata


def name_key(name: str) -> str:
    """``name`` without case, accents and punctuation, words parted by one space."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in bare.casefold()).split())


def incident_id(report: str, event: str) -> str:
    """The id of the incident whose first telling is this event."""
    return "i" + _digest(f"{report}/{event}", 12)


def event_id(report: str, *said: str) -> str:
    """The id of an event that a reviewer adds; ``said``: its type and where its words stand."""
    return "e" + _digest("\n".join((report, *said)), 20)


def control_id(report: str, *said: str | None) -> str:
    """The id of a control statement; ``said``: its place, actor, state, start, first words of evidence."""
    return "c" + _digest("\n".join((report, *(part or "" for part in said))), 20)


def _digest(text: str, length: int) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:length]
