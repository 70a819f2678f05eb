"""What a caller may set about reading inputs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class IntakeOptions:
    """Settings of one run. ``published`` and ``outlet`` win over what an input says of itself.

    Sizes are bytes after unpacking, ``timeout`` is seconds for one URL from name lookup to last byte.
    """

    published: date | None = None
    outlet: str | None = None
    allow_private: bool = False
    """Whether URLs may lead to loopback, private and other addresses that are not public."""
    max_bytes: int = 20_000_000
    """The largest single report: a file of text, a page, a line of JSON lines, a record of a WARC."""
    max_ratio: int = 200
    """The largest expansion of gzip that is believed; news text expands three- to fifty-fold."""
    timeout: float = 30.0
    max_redirects: int = 5
