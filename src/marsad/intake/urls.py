"""Which inputs are URLs."""

from __future__ import annotations

import re


def is_url(name: str) -> bool:
    """Whether ``name`` is an http or https URL; all else is taken for a path."""
    return bool(re.match(r"https?://", name, re.IGNORECASE))
