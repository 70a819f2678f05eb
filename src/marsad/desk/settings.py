"""What a desk is started with."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from pathlib import Path

LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Settings:
    """``ledger`` is a file or a server's URL. ``reviewer`` decides where nobody has to log in, which is only
    so on the loopback interface.

    ``actors``, ``regions`` and ``frames`` are the user's own files, as for ``marsad read``.
    """

    ledger: str
    host: str = "127.0.0.1"
    port: int = 8737
    reviewer: str = "reviewer"
    actors: tuple[Path, ...] = ()
    regions: Path | None = None
    frames: tuple[Path, ...] = ()
    allowed_hosts: tuple[str, ...] = field(default=())
    """Names besides ``host`` by which browsers may call a shared desk."""

    largest_upload: int = 200_000_000
    """Bytes of one request; archives of more are for ``marsad read``."""

    @property
    def shared(self) -> bool:
        """Whether others than the user of this machine can reach the desk: then everyone logs in."""
        return not is_loopback(self.host)


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches ``host``. A name other than localhost may mean anything: no."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
