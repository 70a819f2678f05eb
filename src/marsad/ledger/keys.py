"""Keys under which names are compared: case, accents and marks do not count."""

from __future__ import annotations

import unicodedata


def name_key(name: str) -> str:
    """``name`` without case, accents and punctuation, words parted by one space."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in bare.casefold()).split())
